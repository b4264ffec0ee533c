"""Who may come in: a link that holds, a browser that has opened it, and not too often."""

import secrets
from dataclasses import dataclass
from functools import partial

from aiohttp import web

from domain.people import Person
from domain.workdays import STOCKHOLM
from store.links import Link
from web.pace import Pace, household
from web.pages import Place, Who
from web.parts import Parts
from web.refusals import NO_LINK, TOO_MANY, Refused
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
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._seal = parts.links.seal
        self._clients = Pace(parts.rates.client, parts.ticks)
        self._guesses = Pace(parts.rates.guess, parts.ticks)
        self._links = Pace(parts.rates.link, parts.ticks)
        self._openings = Pace(parts.rates.link, parts.ticks)
        self._cookie = "__Secure-samrad" if parts.secure else "samrad"

    def paced(self, request: web.Request) -> str:
        """A client without a link, counted. Raise Refused for one that asks or guesses too often."""
        client = household(self._address(request))
        _hold(self._guesses.wait(client))
        _hold(self._clients.take(client))
        return client

    async def link(self, request: web.Request) -> Link:
        """The link of the token in the address. Raise Refused unless it holds.

        A token that we have signed is let in whatever strangers at the same address have asked.
        """
        token = request.match_info["token"]
        if parts := self._seal.link_parts(token):
            _hold(self._openings.take(parts[0]))
        else:
            self._guesses.take(self.paced(request))
        link = await self._parts.off(partial(self._parts.links.opened, token, self._parts.clock()))
        if not link:
            raise Refused(NO_LINK)
        return link

    def let_in(self, response: web.Response, link: Link, base: str) -> None:
        """Give the browser a cookie for this form alone; it goes when the browser is closed."""
        response.set_cookie(
            self._cookie,
            self._seal.session(link.id, secrets.token_urlsafe(9)),
            path=base,
            httponly=True,
            secure=self._parts.secure,
            samesite="Lax",
        )

    async def opened(self, request: web.Request) -> Opened:
        """Raise Refused unless this browser has opened the link, and it still holds.

        What is posted just after the closing comes in, to be given back.
        """
        link_id = request.match_info["link"]
        cookie = request.cookies.get(self._cookie, "")
        if not self._seal.opened(cookie, link_id):
            self._guesses.take(self.paced(request))
            raise Refused(NO_LINK)
        _hold(self._links.take(link_id))
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

    def _address(self, request: web.Request) -> str:
        """Whom we hear, or whom our own proxy says that it hears: the last value of the last line."""
        lines = request.headers.getall("X-Forwarded-For", []) if self._parts.proxied else []
        named = lines[-1].rpartition(",")[2].strip() if lines else ""
        return named or request.remote or ""


def form_address(link: Link) -> str:
    return f"/formular/{link.id}"


def _hold(seconds: float) -> None:
    if seconds:
        raise Refused(TOO_MANY, seconds)
