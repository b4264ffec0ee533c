"""The form's door in a browser: a signed link opens it; what is posted goes the way of a card's answer."""

import asyncio
import math
import secrets
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import TypeVar

from aiohttp import web

from dialogs import door
from dialogs.desk import Desk
from domain.errors import SamradError
from domain.messages import Action, Message
from domain.people import Person
from domain.workdays import STOCKHOLM
from store.links import Link
from web import pages, posted
from web.headers import armoured, clear
from web.links import LinkMaker
from web.pace import Pace, Rates, Ticks, household
from web.pages import Place, Who
from web.refusals import BROKEN, NO_LINK, NOT_FROM_FORM, NOT_THERE, TOO_LONG, TOO_MANY, Refused, Words
from web.static import FILES
from web.told import Told
from web.wording import quarter

_ROOMS = ("svara", "formular", "webb")

T = TypeVar("T")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def _nobody(_event: str, _error: BaseException) -> None:
    """For an application whose errors are told of nowhere."""


@dataclass(frozen=True)
class Parts:
    """All that the pages are made of, from the composition root.

    ``threads`` run what blocks; None: the event loop's own. ``on_error`` is told of what broke. ``proxied``:
    a reverse proxy of ours stands in front, and the last address in X-Forwarded-For is the client's.
    """

    desk: Desk
    links: LinkMaker
    clock: Callable[[], datetime]
    ticks: Ticks
    rates: Rates = field(default_factory=Rates)
    body_limit: int = 262_144
    threads: Executor | None = None
    on_error: Callable[[str, BaseException], None] = _nobody
    proxied: bool = False

    @property
    def secure(self) -> bool:
        return self.links.base_url.startswith("https://")


@dataclass(frozen=True)
class Opened:
    """A link that a browser has opened, and whose it is."""

    link: Link
    person: Person
    place: Place
    cookie: str


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
        self._told = Told()
        self._clients = Pace(parts.rates.client, parts.ticks)
        self._guesses = Pace(parts.rates.guess, parts.ticks)
        self._links = Pace(parts.rates.link, parts.ticks)

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
        client = self._paced(request)
        token = request.match_info["token"]
        link = await self._off(partial(self._parts.links.opened, token, self._parts.clock()))
        if not link:
            self._guesses.take(client)
            raise Refused(NO_LINK)
        base = f"/formular/{link.id}"
        response = clear(web.HTTPSeeOther.status_code, location=base)
        response.set_cookie(
            self._cookie,
            self._parts.links.seal.session(link.id, secrets.token_urlsafe(9)),
            path=base,
            httponly=True,
            secure=self._parts.secure,
            samesite="Lax",
        )
        return response

    async def _show(self, request: web.Request) -> web.StreamResponse:
        opened = await self._opened(request)
        told = self._told.fetch(opened.cookie, request.path)
        if told is None and "shown" in request.match_info:
            return clear(HTTPStatus.SEE_OTHER, location=opened.place.base)
        card = request.match_info.get("card")
        wanted = _goto(opened, card) if card else None
        return _page(await self._off(partial(self._drawn, opened, wanted, told)))

    async def _take(self, request: web.Request) -> web.StreamResponse:
        """A filled-in card. Whatever comes of it is shown at an address that can be loaded again."""
        opened = await self._opened(request)
        posted.from_here(request.headers, request.host, self._parts.links.base_url)
        fields = await posted.read(request, self._parts.body_limit)
        if not self._parts.links.seal.guards(opened.cookie, fields.get(posted.GUARD, "")):
            raise Refused(NOT_FROM_FORM)
        action = posted.action(fields)
        message = await self._off(partial(self._answer, opened, action))
        address = _address(message, opened.place)
        self._told.keep(opened.cookie, address, message)
        return clear(HTTPStatus.SEE_OTHER, location=address)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        file = FILES.get(request.match_info["name"])
        if not file:
            raise Refused(NOT_THERE)
        response = web.Response(body=file.content, content_type=file.media_type, charset="utf-8")
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response

    async def _nothing(self, request: web.Request) -> web.StreamResponse:
        self._paced(request)
        raise Refused(NOT_THERE)

    async def _opened(self, request: web.Request) -> Opened:
        """Raise Refused unless this browser has opened the link, and it still holds."""
        client = self._paced(request)
        link_id = request.match_info["link"]
        cookie = request.cookies.get(self._cookie, "")
        if not self._parts.links.seal.opened(cookie, link_id):
            self._guesses.take(client)
            raise Refused(NO_LINK)
        _hold(self._links.take(link_id))
        opened = await self._off(partial(self._whose, link_id, cookie))
        if not opened:
            raise Refused(NO_LINK)
        return opened

    def _whose(self, link_id: str, cookie: str) -> Opened | None:
        now = self._parts.clock()
        desk = self._parts.desk
        link = self._parts.links.live(link_id, now)
        person = desk.store.people.get(link.person) if link else None
        if not link or not person:
            return None
        who = Who(person.name, desk.county.respondent(link.unit).title, quarter(link.round))
        place = Place(f"/formular/{link.id}", self._parts.links.seal.guard(cookie), who)
        return Opened(link, person.on(now.astimezone(STOCKHOLM).date()), place, cookie)

    def _drawn(self, opened: Opened, action: Action | None, told: Message | None) -> str:
        return pages.draw(told or self._answer(opened, action), opened.place)

    def _answer(self, opened: Opened, action: Action | None) -> Message:
        try:
            return door.take(self._parts.desk, opened.person, opened.link.unit, action, self._parts.clock())
        except SamradError as error:
            return Message(str(error))

    def _paced(self, request: web.Request) -> str:
        """The client, counted. Raise Refused for one that asks too often, or has guessed too often."""
        client = household(self._address(request))
        _hold(self._guesses.wait(client))
        _hold(self._clients.take(client))
        return client

    def _address(self, request: web.Request) -> str:
        if self._parts.proxied:
            return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        return request.remote or ""

    @property
    def _cookie(self) -> str:
        return "__Secure-samrad" if self._parts.secure else "samrad"

    async def _off(self, work: Callable[[], T]) -> T:
        """Off the event loop: the store blocks."""
        return await asyncio.get_running_loop().run_in_executor(self._parts.threads, work)


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


def _hold(seconds: float) -> None:
    if seconds:
        raise Refused(TOO_MANY, seconds)


def _page(html: str, status: int = HTTPStatus.OK) -> web.Response:
    return clear(status, html)


def _refused(refused: Refused) -> web.Response:
    words: Words = refused.words
    response = _page(pages.said(words.title, words.text), words.status)
    if refused.wait:
        response.headers["Retry-After"] = str(math.ceil(refused.wait))
    if words is TOO_LONG:
        response.force_close()  # what is left of the body is not worth reading
    return response
