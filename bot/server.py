"""The bot's door: POST /api/messages from Teams, GET /health for whoever watches over it."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from aiohttp import web

from bot.adapter import Adapter
from bot.again import Again
from bot.clock import Clock, Ticks, system_ticks
from bot.connector import Connector
from bot.door import Door
from bot.guard import Guard
from bot.handing_over import Fetch, HandingOver
from bot.inbox import Unreadable, open_envelope
from bot.keys import KeyRing, published_keys
from bot.log import log
from bot.metrics import WHY, Metrics
from bot.outgoing import Drawing, Render
from bot.passport import Passport, TurnedAway
from bot.seals import CardSeals
from bot.seats import SEATS, Seats
from bot.settings import Settings
from bot.turns import Inbound, Turns
from bot.uploads import Uploads
from domain.delivery import Address
from domain.errors import NotFound
from domain.messages import Message, Turn
from web.pace import Pace, Rate

THREADS = 2 * SEATS
"""An organisation takes half of them at most."""


def _nothing(_address: Address, _at: datetime) -> None:
    """For a bot that remembers no conversations."""


def _nothing_begun(_turn: Turn) -> str:
    return ""


def _no_file(_turn: Turn, _key: str) -> bytes:
    raise NotFound("Filen finns inte längre. Be om den igen.")


@dataclass(frozen=True)
class Parts:
    """All that the door is made of, from the composition root.

    ``answer``, ``inbound`` and both callbacks run in worker threads. ``connector`` is opened and closed with
    the application. ``on_removal`` is told when someone removed the bot. ``health``: what /health tells more;
    it runs in the event loop. ``pages``: what there is for a browser.
    """

    settings: Settings
    clock: Clock
    connector: Connector
    inbound: Inbound
    answer: Callable[[Turn], Sequence[Message]]
    render: Render
    seals: CardSeals
    on_conversation: Callable[[Address, datetime], None] = _nothing
    on_removal: Callable[[Address, datetime], None] = _nothing
    again: Again = field(default_factory=Again)
    ticks: Ticks = system_ticks
    health: Callable[[], Mapping[str, object]] = dict
    pages: Sequence[web.RouteDef] = ()
    begins: Callable[[Turn], str] = _nothing_begun
    fetch: Fetch = _no_file
    metrics: Metrics = field(default_factory=Metrics)


_DOOR = web.AppKey("door", Door)
_GUARD = web.AppKey("guard", Guard)
_PARTS = web.AppKey("parts", Parts)


def make_app(parts: Parts) -> web.Application:
    app = web.Application(middlewares=[parts.metrics.counted])
    app[_PARTS] = parts
    app.cleanup_ctx.append(partial(_opened, parts))
    app.router.add_post("/api/messages", _messages)
    app.router.add_get("/health", _health)
    app.add_routes(parts.pages)
    return app


async def settled(app: web.Application) -> None:
    """Until everything that has come in is answered: Teams is let go before a long answer is ready."""
    await app[_DOOR].settled()


async def _opened(parts: Parts, app: web.Application) -> AsyncIterator[None]:
    turns = Turns(
        parts.inbound,
        parts.metrics.answering(parts.answer),
        Drawing(parts.render, parts.seals, parts.clock),
        parts.on_conversation,
        parts.begins,
        offers_files=bool(parts.settings.file_places),
    )
    threads = ThreadPoolExecutor(THREADS, thread_name_prefix="turn")
    async with parts.connector as connector:
        app[_GUARD] = _guard(parts, connector)
        adapter = Adapter(connector, parts.again, parts.metrics.lost)
        uploads = Uploads(connector, parts.settings.file_places)
        files = HandingOver(adapter, uploads, parts.inbound, parts.fetch, Seats(threads))
        app[_DOOR] = door = Door(turns, files, parts.clock, parts.on_removal, parts.seals)
        yield
        await door.close()
    threads.shutdown()


def _guard(parts: Parts, connector: Connector) -> Guard:
    settings = parts.settings
    fetch = parts.metrics.fetching(partial(published_keys, connector.session, settings.openid_url))
    return Guard(
        passport=None
        if settings.local
        else Passport(settings.app_id, KeyRing(fetch, parts.ticks), parts.clock),
        origins=settings.origins,
        tenants=frozenset(one.id for one in settings.allowed),
        body_limit=settings.body_limit,
        pace=Pace(Rate(settings.tenant_burst, settings.tenant_rate), parts.ticks),
    )


async def _messages(request: web.Request) -> web.Response:
    try:
        activity = await request.app[_GUARD].admit(request)
    except TurnedAway as away:
        return _turned_away(away)
    try:
        envelope = open_envelope(activity, local=request.app[_PARTS].settings.local)
        response = await request.app[_DOOR].enter(envelope)
    except TurnedAway as away:
        return _turned_away(away)
    except Unreadable as unreadable:
        # Answered as if all were well: a bot that keeps failing is no longer sent anything.
        log.warning("unreadable", field=str(unreadable))
        response = None
    return web.Response() if response is None else web.json_response(response)


def _turned_away(away: TurnedAway) -> web.Response:
    log.warning("turned away", status=int(away.status), why=away.why)
    response = web.Response(status=away.status, headers=away.headers)
    response[WHY] = away.why
    response.force_close()  # what is left of the body is not worth reading
    return response


async def _health(request: web.Request) -> web.Response:
    return web.json_response({"status": "ok", **request.app[_PARTS].health()})
