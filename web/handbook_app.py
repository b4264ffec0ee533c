"""The handbook's door in a browser: a signed link opens it for those who keep it."""

from http import HTTPStatus

from aiohttp import web

from web.guarding import Handler, guarded
from web.handbook_entrance import HandbookEntrance, handbook_address
from web.headers import clear
from web.parts import Parts
from web.refusals import NOT_IN_HANDBOOK, Refused
from web.turnstile import Turnstile

_ROOMS = ("handbok", "handboken")


class HandbookPages:
    def __init__(self, parts: Parts, turnstile: Turnstile) -> None:
        self._parts = parts
        self._turnstile = turnstile
        self._entrance = HandbookEntrance(parts, turnstile)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/handbok/{token}", self._guarded(self._open)),
            *(web.route("*", f"/{room}/{{rest:.*}}", self._guarded(self._nothing)) for room in _ROOMS),
        ]

    def _guarded(self, handle: Handler) -> Handler:
        return guarded(self._parts, handle)

    async def _open(self, request: web.Request) -> web.StreamResponse:
        """A signed link: a cookie for this page alone, and on to an address without the token."""
        link = await self._entrance.link(request)
        response = clear(HTTPStatus.SEE_OTHER, location=handbook_address(link))
        self._turnstile.let_in(response, link.id, handbook_address(link))
        return response

    async def _nothing(self, request: web.Request) -> web.StreamResponse:
        self._turnstile.paced(request)
        raise Refused(NOT_IN_HANDBOOK)
