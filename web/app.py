"""The form's door in a browser: a signed link opens it; what is posted goes the way of a card's answer."""

from functools import partial
from http import HTTPStatus

from aiohttp import web

from web import showing
from web.entrance import Entrance, Opened, form_address
from web.filled_in import fields_of
from web.guarding import Handler, guarded
from web.handbook_app import HandbookPages
from web.headers import clear
from web.parts import Parts
from web.refusals import NOT_THERE, Refused
from web.report_app import ReportPages
from web.rooms import Visitor
from web.showing import SHOWN, TAKEN, Show
from web.static import FILES
from web.taking import taken
from web.turnstile import Turnstile

__all__ = ["Parts", "make_app", "make_web"]

_FORM = "/formular/{link}"
_ROOMS = ("svara", "formular", "webb")


def make_web(parts: Parts) -> list[web.RouteDef]:
    """The routes to add to an application. Each looks after its own limits, errors and headers."""
    turnstile = Turnstile(parts)
    return [
        *_Web(parts, turnstile).routes(),
        *HandbookPages(parts, turnstile).routes(),
        *ReportPages(parts, turnstile).routes(),
    ]


def make_app(parts: Parts) -> web.Application:
    """The pages alone."""
    app = web.Application()
    app.add_routes(make_web(parts))
    return app


class _Web:
    def __init__(self, parts: Parts, turnstile: Turnstile) -> None:
        self._parts = parts
        self._turnstile = turnstile
        self._entrance = Entrance(parts, turnstile)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/svara/{token}", self._guarded(self._open)),
            *(web.get(f"{_FORM}{path}", self._guarded(self._shows(show))) for path, show in SHOWN.items()),
            *(web.post(f"{_FORM}{path}", self._guarded(self._take)) for path in TAKEN),
            web.get("/webb/{name}", self._guarded(self._file)),
            *(web.route("*", f"/{room}/{{rest:.*}}", self._guarded(self._nothing)) for room in _ROOMS),
        ]

    def _guarded(self, handle: Handler) -> Handler:
        return guarded(self._parts, handle)

    async def _open(self, request: web.Request) -> web.StreamResponse:
        """A signed link: a cookie for this form alone, and on to an address without the token."""
        link = await self._entrance.link(request)
        response = clear(HTTPStatus.SEE_OTHER, location=form_address(link))
        self._turnstile.let_in(response, link.id, form_address(link))
        return response

    def _shows(self, show: Show) -> Handler:
        async def shown(request: web.Request) -> web.StreamResponse:
            opened = await self._entrance.opened(request)
            named = {**request.query, **request.match_info}
            visitor = self._visitor(opened)
            html = await self._parts.off(partial(showing.page, show, visitor, named, opened.place))
            return (
                clear(HTTPStatus.OK, html)
                if html
                else clear(HTTPStatus.SEE_OTHER, location=opened.place.base)
            )

        return shown

    async def _take(self, request: web.Request) -> web.StreamResponse:
        """A filled-in card, wherever it was shown."""
        opened = await self._entrance.opened(request)
        fields = await fields_of(request, self._parts)
        visitor = self._visitor(opened)
        return await self._parts.off(partial(taken, visitor, fields, opened.place, over=opened.over))

    async def _file(self, request: web.Request) -> web.StreamResponse:
        file = FILES.get(request.match_info["name"])
        if not file:
            raise Refused(NOT_THERE)
        response = web.Response(body=file.content, content_type=file.media_type, charset="utf-8")
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response

    async def _nothing(self, request: web.Request) -> web.StreamResponse:
        self._turnstile.paced(request)
        raise Refused(NOT_THERE)

    def _visitor(self, opened: Opened) -> Visitor:
        return Visitor(self._parts.desk, opened.person, opened.link, self._parts.clock())
