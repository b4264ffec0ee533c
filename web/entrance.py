"""Who may come in to the form: a link that holds, a browser that has opened it, and not too often."""

from dataclasses import dataclass
from functools import partial

from aiohttp import web

from domain.people import Person
from domain.workdays import STOCKHOLM
from store.links import Link
from web.pages import Place, Who
from web.parts import Parts
from web.refusals import NO_LINK, Refused
from web.turnstile import Turnstile
from web.wording import quarter


@dataclass(frozen=True)
class Opened:
    """A link that a browser has opened, and whose it is. ``over``: its time ran out a while ago."""

    link: Link
    person: Person
    place: Place
    cookie: str
    over: bool = False


class Entrance:
    def __init__(self, parts: Parts, turnstile: Turnstile) -> None:
        self._parts = parts
        self._seal = parts.links.seal
        self._turnstile = turnstile

    async def link(self, request: web.Request) -> Link:
        """The link of the token in the address. Raise Refused unless it holds."""
        token = request.match_info["token"]
        if parts := self._seal.link_parts(token):
            self._turnstile.opening(parts[0])
        else:
            self._turnstile.guessed(request)
        link = await self._parts.off(partial(self._parts.links.opened, token, self._parts.clock()))
        if not link:
            raise Refused(NO_LINK)
        return link

    async def opened(self, request: web.Request) -> Opened:
        """Raise Refused unless this browser has opened the link, and it still holds.

        What is posted just after the closing comes in, to be given back.
        """
        link_id = request.match_info["link"]
        cookie = self._turnstile.session(request, link_id)
        if not cookie:
            raise Refused(NO_LINK)
        opened = await self._parts.off(partial(self._whose, link_id, cookie, request.method))
        if not opened:
            raise Refused(NO_LINK)
        return opened

    def _whose(self, link_id: str, cookie: str, method: str) -> Opened | None:
        now = self._parts.clock()
        desk = self._parts.desk
        live = self._parts.links.live(link_id, now)
        link = self._parts.links.lately(link_id, now) if live is None and method == "POST" else live
        person = desk.store.people.get(link.person) if link else None
        names = {unit.id for unit in desk.county.units()}
        if not link or not person or link.unit not in names:
            return None
        who = Who(person.name, desk.county.respondent(link.unit).title, quarter(link.round))
        place = Place(form_address(link), self._seal.guard(cookie), who)
        return Opened(link, person.on(now.astimezone(STOCKHOLM).date()), place, cookie, over=live is None)


def form_address(link: Link) -> str:
    return f"/formular/{link.id}"
