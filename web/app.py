"""The form's door in a browser: a signed link opens it; what is posted goes the way of a card's answer."""

import math
import secrets
from collections.abc import Awaitable, Callable
from functools import partial
from http import HTTPStatus

from aiohttp import web

from dialogs import door
from dialogs.door import Wanted
from domain.errors import SamradError
from domain.messages import Action, Message
from web import pages, posted
from web.entrance import Entrance, Opened, form_address
from web.headers import armoured, clear
from web.pages import Place
from web.parts import Parts
from web.refusals import BROKEN, NOT_FROM_FORM, NOT_THERE, TOO_LONG, UNREADABLE, Refused
from web.static import FILES
from web.told import Told

__all__ = ["Parts", "make_app", "make_web"]

_ROOMS = ("svara", "formular", "webb")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def make_web(parts: Parts) -> list[web.RouteDef]:
    """The routes to add to an application. Each looks after its own limits, errors and headers."""
    return _Web(parts).routes()


def make_app(parts: Parts) -> web.Application:
    """The pages alone."""
    app = web.Application()
    app.add_routes(make_web(parts))
    return app


class _Web:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._entrance = Entrance(parts)
        self._told = Told()

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/svara/{token}", self._guarded(self._open)),
            web.get("/formular/{link}", self._guarded(self._show)),
            web.get("/formular/{link}/kort/{card}", self._guarded(self._show)),
            web.get("/formular/{link}/{shown:granska|kvitto|besked}", self._guarded(self._show)),
            web.post("/formular/{link}", self._guarded(self._take)),
            web.get("/webb/{name}", self._guarded(self._file)),
            *(web.route("*", f"/{room}/{{rest:.*}}", self._guarded(self._nothing)) for room in _ROOMS),
        ]

    def _guarded(self, handle: Handler) -> Handler:
        """The entrance: what is refused or breaks becomes a page here, and every answer is armoured."""

        async def handled(request: web.Request) -> web.StreamResponse:
            try:
                response = await handle(request)
            except Refused as refused:
                response = _refused(refused)
            except Exception as error:  # noqa: BLE001 - the entrance: whatever breaks, people get words
                self._parts.on_error("web.failed", error)
                response = _refused(Refused(BROKEN))
            return armoured(response, secure=self._parts.secure)

        return handled

    async def _open(self, request: web.Request) -> web.StreamResponse:
        """A signed link: a cookie for this form alone, and on to an address without the token."""
        link = await self._entrance.link(request)
        response = clear(HTTPStatus.SEE_OTHER, location=form_address(link))
        self._entrance.let_in(response, link, form_address(link))
        return response

    async def _show(self, request: web.Request) -> web.StreamResponse:
        opened = await self._entrance.opened(request)
        told = self._told.fetch(opened.cookie, request.path)
        if told is None and "shown" in request.match_info:
            return clear(HTTPStatus.SEE_OTHER, location=opened.place.base)
        card = request.match_info.get("card")
        wanted = _goto(opened, card) if card else None
        return clear(HTTPStatus.OK, await self._parts.off(partial(self._drawn, opened, wanted, told)))

    async def _take(self, request: web.Request) -> web.StreamResponse:
        """A filled-in card. Whatever comes of it is shown at an address that can be loaded again."""
        opened = await self._entrance.opened(request)
        posted.from_here(request.headers, request.host, self._parts.links.base_url)
        fields = await posted.read(request, self._parts.body_limit)
        if not self._parts.links.seal.guards(opened.cookie, fields.get(posted.GUARD, "")):
            raise Refused(NOT_FROM_FORM)
        action = posted.action(fields)
        message = await self._parts.off(partial(self._answer, opened, action))
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
        self._entrance.paced(request)
        raise Refused(NOT_THERE)

    def _drawn(self, opened: Opened, action: Action | None, told: Message | None) -> str:
        message = told or self._answer(opened, action)
        if told is None and message == Message(message.text):
            # The form itself has nothing but words to say: no use in leading there.
            return pages.said(pages.ANSWER, message.text, opened.place.who)
        return pages.draw(message, opened.place)

    def _answer(self, opened: Opened, action: Action | None) -> Message:
        desk, now = self._parts.desk, self._parts.clock()
        try:
            return door.take(desk, opened.person, Wanted(opened.link.unit, opened.link.round), action, now)
        except SamradError as error:
            return Message(str(error))


def _goto(opened: Opened, card: str) -> Action:
    data = {"unit": opened.link.unit, "round": opened.link.round, "group": card}
    return Action("goto", secrets.token_urlsafe(9), data)


def _address(message: Message, place: Place) -> str:
    """Where an answer is shown."""
    if message.page:
        return place.card(message.page.card.key)
    if message.summary:
        return f"{place.base}/granska"
    return f"{place.base}/{'kvitto' if message.panel else 'besked'}"


def _refused(refused: Refused) -> web.Response:
    words = refused.words
    response = clear(words.status, pages.said(words.title, words.text))
    if refused.wait:
        response.headers["Retry-After"] = str(math.ceil(refused.wait))
    if words in {TOO_LONG, UNREADABLE}:
        response.force_close()  # what is left of the body is not worth reading
    return response
