"""The report's doors in a browser: each signed link opens one of them, for one person, for a while."""

from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from typing import TypeVar

from aiohttp import web

from dialogs import report_files
from domain.errors import NotFound, SamradError
from domain.report_links import Purpose
from web.filled_in import fields_of
from web.guarding import Handler, guarded
from web.headers import clear
from web.parts import Parts
from web.refusals import NOT_IN_REPORT, Refused, Words
from web.report_calls import SHOWN, TAKEN, Act, Call
from web.report_entrance import HOMES, ReportEntrance, ReportGuest, report_address
from web.report_files import sent
from web.report_links import DOORS
from web.report_rooms import Room
from web.turnstile import Turnstile

T = TypeVar("T")

_PAGES = (Purpose.DRAFT, Purpose.CHECK, Purpose.PUBLISHED)
_ROOMS = (*DOORS.values(), *HOMES.values())


class ReportPages:
    def __init__(self, parts: Parts, turnstile: Turnstile) -> None:
        self._parts = parts
        self._turnstile = turnstile
        self._entrance = ReportEntrance(parts, turnstile)

    def routes(self) -> list[web.RouteDef]:
        return [
            *(route for purpose in _PAGES for route in self._of(purpose)),
            web.get(f"/{DOORS[Purpose.FILE]}/{{token}}", self._guarded(self._file)),
            *(web.route("*", f"/{room}/{{rest:.*}}", self._guarded(self._nothing)) for room in _ROOMS),
        ]

    def _of(self, purpose: Purpose) -> list[web.RouteDef]:
        home = f"/{HOMES[purpose]}/{{link}}"
        shown, taken = SHOWN[purpose].items(), TAKEN[purpose].items()
        return [
            web.get(f"/{DOORS[purpose]}/{{token}}", self._guarded(self._opens(purpose))),
            *(web.get(home + address, self._guarded(self._shows(purpose, act))) for address, act in shown),
            *(web.post(home + address, self._guarded(self._takes(purpose, act))) for address, act in taken),
        ]

    def _guarded(self, handle: Handler) -> Handler:
        return guarded(self._parts, handle)

    def _opens(self, purpose: Purpose) -> Handler:
        async def open_(request: web.Request) -> web.StreamResponse:
            """A signed link: a cookie for its page alone, and on to an address without the token."""
            entry = await self._entrance.entry(request, purpose)
            response = clear(HTTPStatus.SEE_OTHER, location=report_address(entry.link))
            self._turnstile.let_in(response, entry.link.id, report_address(entry.link))
            return response

        return open_

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """A link to one file gives it at once: there is no page to go on to."""
        entry = await self._entrance.entry(request, Purpose.FILE)
        desk, now = self._parts.desk, self._parts.clock()
        make = partial(report_files.handed, desk, entry.person, entry.round, entry.link.what, now)
        return sent(await self._parts.off(partial(_told, make)))

    async def _nothing(self, request: web.Request) -> web.StreamResponse:
        self._turnstile.paced(request)
        raise Refused(NOT_IN_REPORT)

    def _shows(self, purpose: Purpose, act: Act) -> Handler:
        async def show(request: web.Request) -> web.StreamResponse:
            guest = await self._entrance.guest(request, purpose)
            return await self._done(act, guest, request, request.query)

        return show

    def _takes(self, purpose: Purpose, act: Act) -> Handler:
        async def take(request: web.Request) -> web.StreamResponse:
            guest = await self._entrance.guest(request, purpose)
            fields = await fields_of(request, self._parts)
            return await self._done(act, guest, request, fields)

        return take

    async def _done(
        self, act: Act, guest: ReportGuest, request: web.Request, fields: Mapping[str, str]
    ) -> web.Response:
        call = Call(Room(self._parts.desk, guest), dict(request.match_info), fields)
        return await self._parts.off(partial(_told, partial(act, call)))


def _told(make: Callable[[], T]) -> T:
    """What the dialogs say no to becomes a page of its own."""
    try:
        return make()
    except NotFound as error:
        raise Refused(Words(HTTPStatus.NOT_FOUND, "Det finns inte", str(error))) from error
    except SamradError as error:
        raise Refused(Words(HTTPStatus.CONFLICT, "Det gick inte", str(error))) from error
