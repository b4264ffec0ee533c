"""/ready and /metrics. They stand on the port that is open to the world: details are for who may have them.

Whoever shows SAMRAD_METRICS_TOKEN may. Without it only this machine, in local mode (no app id): what Teams
reaches has something in front of it, and behind a proxy every stranger comes from the loopback. Even then the
loopback counts only when the bot listens there, its public address is there, too, SAMRAD_PROXIED is not set,
and no header tells of a proxy.
"""

import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from aiohttp import web
from yarl import URL

from bot.clock import Clock, Ticks
from bot.metrics import CONTENT_TYPE, Metrics
from bot.one_look import OneLook
from bot.origins import is_loopback
from bot.readiness import Readiness, is_ready
from bot.settings import Settings
from bot.tokens import Asked
from domain.undelivered import LATELY
from domain.watching import Keys, Queue
from scheduler.breaker import Breaker
from store.store import Store

_TOLD_BY_PROXIES = (
    "Forwarded",
    "Via",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Real-IP",
)


@dataclass(frozen=True)
class Watched:
    """All that is looked at. ``asked``: how it went to get tokens of our own."""

    settings: Settings
    store: Store
    readiness: Readiness
    metrics: Metrics
    clock: Clock
    ticks: Ticks
    breakers: Mapping[str, Breaker]
    keys: Callable[[], Keys]
    asked: Asked


def watch_pages(watched: Watched) -> Sequence[web.RouteDef]:
    look = OneLook(partial(_stored, watched))

    async def ready(request: web.Request) -> web.Response:
        found = await watched.readiness.now()
        good = is_ready(found)
        told = dict(found) if may_know(request, watched.settings) else {}
        status = HTTPStatus.OK if good else HTTPStatus.SERVICE_UNAVAILABLE
        return web.json_response({"ready": good, **told}, status=status, headers=_NOT_KEPT)

    async def metrics(request: web.Request) -> web.Response:
        if not may_know(request, watched.settings):
            return web.Response(status=HTTPStatus.UNAUTHORIZED, headers={"WWW-Authenticate": "Bearer"})
        _set(watched.metrics, await look.now())
        _look(watched)
        body = watched.metrics.latest()
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE, **_NOT_KEPT})

    return web.get("/ready", ready), web.get("/metrics", metrics)


_NOT_KEPT = {"Cache-Control": "no-store"}


def may_know(request: web.Request, settings: Settings) -> bool:
    token = settings.metrics_token.get_secret_value()
    given = request.headers.get("Authorization", "")
    if token and hmac.compare_digest(given.encode("utf-8", "surrogateescape"), f"Bearer {token}".encode()):
        return True
    return not token and _nothing_in_front(settings) and _from_here(request)


def _nothing_in_front(settings: Settings) -> bool:
    return (
        settings.local
        and not settings.proxied
        and is_loopback(settings.host)
        and is_loopback(URL(settings.base_url).host)
    )


def _from_here(request: web.Request) -> bool:
    """By the connection, and by the Host: a page can be made to ask here under a name of its own."""
    peer = request.transport.get_extra_info("peername") if request.transport else None
    told = any(name in request.headers for name in (*_TOLD_BY_PROXIES, "Origin"))
    return not told and is_loopback(peer[0] if peer else None) and is_loopback(_host(request))


def _host(request: web.Request) -> str | None:
    try:
        return URL(f"http://{request.host}").host
    except ValueError:
        return None


@dataclass(frozen=True)
class _Stored:
    """What the database says. ``seconds``: for a write."""

    seconds: float
    queue: Queue
    overdue_seconds: float
    dead: int
    failing: int


def _stored(watched: Watched) -> _Stored:
    """Blocks, and raises what a database that does not answer raises."""
    store, now, began = watched.store, watched.clock(), watched.ticks()
    store.watching.probe()
    seconds = watched.ticks() - began
    queue = store.watching.queue(now)
    overdue = (now - queue.since).total_seconds() if queue.since else 0
    dead = store.dead_letters.count(now - LATELY)
    return _Stored(seconds, queue, overdue, dead, len(store.watching.failing()))


def _set(metrics: Metrics, stored: _Stored | None) -> None:
    gauges = metrics.gauges
    gauges.database.set(stored is not None)
    if stored is None:
        for gauge in gauges.of_database:
            gauge.set(float("nan"))
        return
    gauges.write.set(stored.seconds)
    gauges.waiting.set(stored.queue.waiting)
    gauges.overdue.set(stored.queue.overdue)
    gauges.oldest.set(stored.overdue_seconds)
    gauges.dead.set(stored.dead)
    gauges.failing.set(stored.failing)


def _look(watched: Watched) -> None:
    """Set what is known here, whether the database answers or not."""
    now, gauges = watched.clock(), watched.metrics.gauges
    last = watched.readiness.pulse.last
    gauges.tick.set((now - last).total_seconds() if last else float("nan"))
    for way, breaker in watched.breakers.items():
        gauges.breaker.labels(way).set(breaker.open)
    for why, count in list(watched.asked.failures.items()):
        gauges.tokens.labels(why).set(count)
    for key in watched.keys().expiring:
        gauges.key_days.labels(key.what).set(key.days_left(now))
