"""How often whom: the paces that every door to the pages shares, and the cookie that they hand out."""

import secrets

from aiohttp import web

from web.pace import Pace, household
from web.parts import Parts
from web.refusals import TOO_MANY, Refused


class Turnstile:
    """Guesses at one door count at the other: they come from the same address."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._seal = parts.links.seal
        self._clients = Pace(parts.rates.client, parts.ticks)
        self._guesses = Pace(parts.rates.guess, parts.ticks)
        self._links = Pace(parts.rates.link, parts.ticks)
        self._openings = Pace(parts.rates.link, parts.ticks)

    def paced(self, request: web.Request) -> str:
        """A client without a link, counted. Raise Refused for one that asks or guesses too often."""
        client = household(self._address(request))
        _hold(self._guesses.wait(client))
        _hold(self._clients.take(client))
        return client

    def guessed(self, request: web.Request) -> None:
        """What was shown is nothing that we have signed. Raise Refused as ``paced`` does."""
        self._guesses.take(self.paced(request))

    def opening(self, link_id: str) -> None:
        """A link that we have signed is opened, whatever strangers at the same address have asked."""
        _hold(self._openings.take(link_id))

    def session(self, request: web.Request, link_id: str) -> str | None:
        """The browser's cookie when it has opened the link, which is counted as used; else None."""
        cookie = request.cookies.get(self._parts.cookie, "")
        if not self._seal.opened(cookie, link_id):
            self.guessed(request)
            return None
        _hold(self._links.take(link_id))
        return cookie

    def let_in(self, response: web.Response, link_id: str, base: str) -> None:
        """Give the browser a cookie for what lies under ``base`` alone; it goes when the browser does."""
        response.set_cookie(
            self._parts.cookie,
            self._seal.session(link_id, secrets.token_urlsafe(9)),
            path=base,
            httponly=True,
            secure=self._parts.secure,
            samesite="Lax",
        )

    def _address(self, request: web.Request) -> str:
        """Whom we hear, or whom our own proxy says that it hears: the last value of the last line."""
        lines = request.headers.getall("X-Forwarded-For", []) if self._parts.proxied else []
        named = lines[-1].rpartition(",")[2].strip() if lines else ""
        return named or request.remote or ""


def _hold(seconds: float) -> None:
    if seconds:
        raise Refused(TOO_MANY, seconds)
