"""The handbook's door in a browser: a signed link opens it for those who keep it."""

from collections.abc import Mapping
from functools import partial
from http import HTTPStatus

from aiohttp import web

from domain.errors import NotFound, SamradError
from web.filled_in import fields_of
from web.guarding import Handler, guarded
from web.handbook_acts import SHOWN, TAKEN, Act, Call
from web.handbook_entrance import Guest, HandbookEntrance, handbook_address
from web.handbook_rooms import Keeper
from web.headers import clear
from web.parts import Parts
from web.refusals import NOT_IN_HANDBOOK, Refused, Words
from web.turnstile import Turnstile

_ROOMS = ("handbok", "handboken")
_BASE = "/handboken/{link}"


class HandbookPages:
    def __init__(self, parts: Parts, turnstile: Turnstile) -> None:
        self._parts = parts
        self._turnstile = turnstile
        self._entrance = HandbookEntrance(parts, turnstile)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/handbok/{token}", self._guarded(self._open)),
            *(web.get(_BASE + address, self._guarded(self._shows(act))) for address, act in SHOWN.items()),
            *(web.post(_BASE + address, self._guarded(self._takes(act))) for address, act in TAKEN.items()),
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

    def _shows(self, act: Act) -> Handler:
        async def show(request: web.Request) -> web.StreamResponse:
            guest = await self._entrance.guest(request)
            return await self._done(act, guest, request, request.query)

        return show

    def _takes(self, act: Act) -> Handler:
        async def take(request: web.Request) -> web.StreamResponse:
            guest = await self._entrance.guest(request)
            fields = await fields_of(request, self._parts)
            return await self._done(act, guest, request, fields)

        return take

    async def _done(
        self, act: Act, guest: Guest, request: web.Request, fields: Mapping[str, str]
    ) -> web.Response:
        keeper = Keeper(self._parts.desk, guest.person, guest.now)
        call = Call(guest, keeper, request.path.removeprefix(guest.base), dict(request.match_info), fields)
        return await self._parts.off(partial(_told, act, call))


def _told(act: Act, call: Call) -> web.Response:
    """What the dialogs say no to becomes a page of its own."""
    try:
        return act(call)
    except NotFound as error:
        raise Refused(Words(HTTPStatus.NOT_FOUND, "Det finns inte", str(error))) from error
    except SamradError as error:
        raise Refused(Words(HTTPStatus.CONFLICT, "Det gick inte", str(error))) from error
