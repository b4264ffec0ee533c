"""The form's door in a browser: a signed link opens it; what is posted goes the way of a card's answer."""

import secrets
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from aiohttp import web

from dialogs import door, locked
from domain.errors import SamradError
from domain.messages import Action, Message
from web import pages, posted, rooms
from web.entrance import Entrance, Opened, form_address
from web.guarding import Handler, guarded
from web.handbook_app import HandbookPages
from web.headers import clear
from web.pages import Place
from web.parts import Parts
from web.refusals import NOT_FROM_FORM, NOT_THERE, Refused, refusal
from web.report_app import ReportPages
from web.rooms import HOMES, ROOMS, Visitor
from web.static import FILES
from web.told import Told
from web.turnstile import Turnstile

__all__ = ["Parts", "make_app", "make_web"]

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


@dataclass(frozen=True)
class Asked:
    """The page that is asked for, by the parts of its address; all empty for the card to go on with."""

    shown: str = ""
    room: str = ""
    card: str = ""


class _Web:
    def __init__(self, parts: Parts, turnstile: Turnstile) -> None:
        self._parts = parts
        self._turnstile = turnstile
        self._entrance = Entrance(parts, turnstile)
        self._told = Told()

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/svara/{token}", self._guarded(self._open)),
            web.get("/formular/{link}", self._guarded(self._show)),
            web.get("/formular/{link}/kort/{card}", self._guarded(self._show)),
            web.get("/formular/{link}/{shown:granska|kvitto|besked}", self._guarded(self._show)),
            *(web.get(f"/formular/{{link}}/{{room:{room}}}", self._guarded(self._show)) for room in ROOMS),
            web.post("/formular/{link}", self._guarded(self._take)),
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

    async def _show(self, request: web.Request) -> web.StreamResponse:
        opened = await self._entrance.opened(request)
        told = self._told.fetch(opened.cookie, request.path)
        if told:
            return clear(HTTPStatus.OK, await self._parts.off(partial(pages.draw, told, opened.place)))
        asked = Asked(**{name: request.match_info.get(name, "") for name in ("shown", "room", "card")})
        html = await self._parts.off(partial(self._drawn, opened, asked))
        return clear(HTTPStatus.OK, html) if html else clear(HTTPStatus.SEE_OTHER, location=opened.place.base)

    async def _take(self, request: web.Request) -> web.StreamResponse:
        """A filled-in card. Whatever comes of it is shown at an address that can be loaded again."""
        opened = await self._entrance.opened(request)
        posted.from_here(request.headers, request.host, self._parts.links.base_url)
        fields = await posted.read(request, self._parts.body_limit)
        if not self._parts.links.seal.guards(opened.cookie, fields.get(posted.GUARD, "")):
            raise Refused(NOT_FROM_FORM)
        action = posted.action(fields)
        message = await self._parts.off(partial(self._taken, opened, action))
        if opened.over or (message.panel and message.panel.title == locked.UNSAVED):
            # Given back at once: nothing that somebody wrote may depend on what is kept for later.
            return clear(HTTPStatus.CONFLICT, pages.only_read(message, opened.place))
        address = _address(message, opened.place)
        self._told.keep(opened.cookie, address, message)
        return clear(HTTPStatus.SEE_OTHER, location=address + pages.spot(message, action))

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

    def _drawn(self, opened: Opened, asked: Asked) -> str:
        """The page at an address of the form; empty where there is nothing of its own to show."""
        visitor = self._visitor(opened)
        try:
            if asked.room:
                return pages.draw(ROOMS[asked.room](visitor), opened.place)
            if asked.shown:
                receipt = rooms.receipt(visitor) if asked.shown == "kvitto" else None
                return pages.draw(receipt, opened.place) if receipt else ""
            action = _goto(opened, asked.card) if asked.card else None
            message = door.take(visitor.desk, visitor.person, visitor.wanted, action, visitor.now)
        except SamradError as error:
            message = refusal(error, opening=True)
        return pages.only_read(message, opened.place) if message.panel else pages.draw(message, opened.place)

    def _taken(self, opened: Opened, action: Action) -> Message:
        visitor = self._visitor(opened)
        try:
            if opened.over:
                return door.take(visitor.desk, visitor.person, visitor.wanted, action, visitor.now)
            return rooms.taken(visitor, action)
        except SamradError as error:
            return refusal(error, opening=False)

    def _visitor(self, opened: Opened) -> Visitor:
        return Visitor(self._parts.desk, opened.person, opened.link, self._parts.clock())


def _goto(opened: Opened, card: str) -> Action:
    data = {"unit": opened.link.unit, "round": opened.link.round, "group": card}
    return Action("goto", secrets.token_urlsafe(9), data)


def _address(message: Message, place: Place) -> str:
    """Where an answer is shown."""
    if message.page:
        key = message.page.card.key
        return f"{place.base}/{HOMES[key]}" if key in HOMES else place.card(key)
    if message.summary:
        return f"{place.base}/granska"
    return f"{place.base}/{'kvitto' if message.panel else 'besked'}"
