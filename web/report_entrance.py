"""Who may come in to the report: by a link of one's own, for what it is for, with the rights of today."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from aiohttp import web

from dialogs import report_files
from domain.people import Person
from domain.report_links import Purpose, ReportLink
from domain.rounds import Round
from domain.workdays import STOCKHOLM
from web.parts import Parts
from web.refusals import NO_REPORT, Refused
from web.report_links import ReportLinkMaker
from web.turnstile import Turnstile

HOMES = {Purpose.DRAFT: "utkastet", Purpose.CHECK: "granskningen", Purpose.PUBLISHED: "rapporten"}
"""Where the pages behind each kind of link are; a file has none."""

_WHAT = {
    Purpose.DRAFT: "Lägesrapporten",
    Purpose.CHECK: "Faktagranskning",
    Purpose.PUBLISHED: "Lägesrapporten",
}


@dataclass(frozen=True)
class ReportGuest:
    """Who has opened a link to a report, as of today. ``guard`` goes with every form.

    ``over``: the link's time ran out a while ago.
    """

    person: Person
    link: ReportLink
    round: Round
    guard: str
    cookie: str
    now: datetime
    over: bool = False

    @property
    def base(self) -> str:
        return report_address(self.link)

    @property
    def what(self) -> str:
        return _WHAT[self.link.purpose]

    @property
    def quarter(self) -> str:
        return self.round.quarter.label


@dataclass(frozen=True)
class Entry:
    """A link that holds, whose it is as of today, and of which round."""

    link: ReportLink
    person: Person
    round: Round


class ReportEntrance:
    """Every link that opens nothing gets the same answer: wrong, old, taken back, or of one who has left."""

    def __init__(self, parts: Parts, turnstile: Turnstile) -> None:
        self._parts = parts
        self._seal = parts.links.seal
        self._links = ReportLinkMaker(parts.links.seal, parts.links.base_url, parts.links.store)
        self._turnstile = turnstile

    async def entry(self, request: web.Request, purpose: Purpose) -> Entry:
        """What the token in the address lets in to. Raise Refused unless it holds, for that purpose."""
        token = request.match_info["token"]
        if parts := self._seal.report_parts(token):
            self._turnstile.opening(parts[0])
        else:
            self._turnstile.guessed(request)
        found = await self._parts.off(partial(self._opened, token, purpose))
        if not found:
            raise Refused(NO_REPORT)
        return found

    async def guest(self, request: web.Request, purpose: Purpose) -> ReportGuest:
        """Raise Refused unless this browser has opened the link, it holds, and so do the person's rights.

        What is posted a while after its end comes in, to be given back.
        """
        link_id = request.match_info["link"]
        cookie = self._turnstile.session(request, link_id)
        guest = await self._parts.off(partial(self._guest, link_id, cookie, request)) if cookie else None
        if not guest or guest.link.purpose is not purpose:
            raise Refused(NO_REPORT)
        return guest

    def _opened(self, token: str, purpose: Purpose) -> Entry | None:
        now = self._parts.clock()
        link = self._links.opened(token, now)
        return self._whose(link, now) if link and link.purpose is purpose else None

    def _guest(self, link_id: str, cookie: str, request: web.Request) -> ReportGuest | None:
        now = self._parts.clock()
        live = self._links.live(link_id, now)
        link = self._links.lately(link_id, now) if live is None and request.method == "POST" else live
        found = self._whose(link, now) if link else None
        if not found:
            return None
        guard = self._seal.guard(cookie)
        return ReportGuest(found.person, found.link, found.round, guard, cookie, now, over=live is None)

    def _whose(self, link: ReportLink, now: datetime) -> Entry | None:
        """None for one who may no longer have what the link is for."""
        desk = self._parts.desk
        kept, round_ = desk.store.people.get(link.person), desk.store.rounds.get(link.round)
        person = kept.on(now.astimezone(STOCKHOLM).date()) if kept else None
        if not person or not round_ or not _may(person, link):
            return None
        return Entry(link, person, round_)


def _may(person: Person, link: ReportLink) -> bool:
    if link.purpose is Purpose.CHECK:
        return link.what in person.answers_for()
    if link.purpose is Purpose.PUBLISHED:
        return True
    if link.purpose is Purpose.FILE:
        return report_files.may_have(person, link.what)
    return person.coordinates or person.decides


def report_address(link: ReportLink) -> str:
    return f"/{HOMES[link.purpose]}/{link.id}"
