"""Who may come in to the handbook: an expert or a coordinator of today, by a link of his or her own."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from aiohttp import web

from domain.people import Person
from domain.proposals import proposes
from domain.workdays import STOCKHOLM
from store.handbook_links import HandbookLink
from web.handbook_links import HandbookLinkMaker
from web.parts import Parts
from web.refusals import NO_HANDBOOK, Refused
from web.turnstile import Turnstile


@dataclass(frozen=True)
class Guest:
    """Who has opened the handbook, as of today. ``guard`` goes with every form.

    ``over``: the link's time ran out a while ago.
    """

    person: Person
    base: str
    guard: str
    cookie: str
    now: datetime
    until: datetime
    over: bool = False


class HandbookEntrance:
    """Every link that opens nothing gets the same answer: wrong, old, taken back, or of one who has left."""

    def __init__(self, parts: Parts, turnstile: Turnstile) -> None:
        self._parts = parts
        self._seal = parts.links.seal
        self._links = HandbookLinkMaker(parts.links.seal, parts.links.base_url, parts.links.store)
        self._turnstile = turnstile

    async def link(self, request: web.Request) -> HandbookLink:
        """The link of the token in the address. Raise Refused unless it holds, for who may still come in."""
        token = request.match_info["token"]
        if parts := self._seal.handbook_parts(token):
            self._turnstile.opening(parts[0])
        else:
            self._turnstile.guessed(request)
        link = await self._parts.off(partial(self._opened, token))
        if not link:
            raise Refused(NO_HANDBOOK)
        return link

    async def guest(self, request: web.Request) -> Guest:
        """Raise Refused unless this browser has opened the link, it holds, and so do the person's rights.

        What is posted a while after its end comes in, to be given back.
        """
        link_id = request.match_info["link"]
        cookie = self._turnstile.session(request, link_id)
        guest = (
            await self._parts.off(partial(self._guest, link_id, cookie, request.method)) if cookie else None
        )
        if not guest:
            raise Refused(NO_HANDBOOK)
        return guest

    def _opened(self, token: str) -> HandbookLink | None:
        now = self._parts.clock()
        link = self._links.opened(token, now)
        return link if link and self._keeper(link, now) else None

    def _guest(self, link_id: str, cookie: str, method: str) -> Guest | None:
        now = self._parts.clock()
        live = self._links.live(link_id, now)
        link = self._links.lately(link_id, now) if live is None and method == "POST" else live
        person = self._keeper(link, now) if link else None
        if not link or not person:
            return None
        base, guard = handbook_address(link), self._seal.guard(cookie)
        return Guest(person, base, guard, cookie, now, link.expires, over=live is None)

    def _keeper(self, link: HandbookLink, now: datetime) -> Person | None:
        """The person with today's assignments; None when they keep no part of the handbook."""
        found = self._parts.desk.store.people.get(link.person)
        person = found.on(now.astimezone(STOCKHOLM).date()) if found else None
        return person if person and proposes(person) else None


def handbook_address(link: HandbookLink) -> str:
    return f"/handboken/{link.id}"
