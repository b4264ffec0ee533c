"""Numbers for Prometheus, in a registry of the application's own. Labels are words of ours, never ids."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from typing import TypeVar

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from domain.errors import SamradError
from domain.messages import Message, Turn

__all__ = ["CONTENT_TYPE", "WHY", "Metrics"]

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4

WHY = web.ResponseKey("why", str)
"""In a response that turns somebody away: the word that is counted."""

_Found = TypeVar("_Found")
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_SECONDS = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30)
_DOORS = {"api": "messages", "health": "watch", "ready": "watch", "metrics": "watch"}
_MOST = 80
"""So many words of one label at most; whatever comes after them is counted as "other"."""


class Bounded:
    """The words of a label that have been seen, so that nobody outside can make ever new ones."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def __call__(self, word: str) -> str:
        if word not in self._seen and len(self._seen) >= _MOST:
            return "other"
        self._seen.add(word)
        return word


class Metrics:
    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        self._word = Bounded()
        self.requests = Counter(
            "samrad_requests", "Requests answered", ["door", "status", "why"], registry=registry
        )
        self.turns = Counter("samrad_turns", "Turns taken", ["kind", "outcome"], registry=registry)
        self.turn_seconds = Histogram(
            "samrad_turn_seconds", "Seconds for a turn", ["kind"], registry=registry, buckets=_SECONDS
        )
        self.cards_refused = Counter(
            "samrad_cards_refused", "Pressed cards that were not acted on", ["why"], registry=registry
        )
        self.sends = Counter("samrad_sends", "Requests to Teams, by answer", ["outcome"], registry=registry)
        self.replies_lost = Counter(
            "samrad_replies_lost", "Replies given up, by the last answer", ["why"], registry=registry
        )
        self.beat_seconds = Histogram(
            "samrad_beat_seconds", "Seconds for a beat of the pulse", registry=registry, buckets=_SECONDS
        )
        self.beat_failures = Counter("samrad_beat_failures", "What broke in beats", registry=registry)
        self.key_fetches = Counter(
            "samrad_key_fetches", "Fetches of the keys of Teams", ["outcome"], registry=registry
        )
        self.gauges = _Gauges(registry)

    def answering(self, answer: Callable[[Turn], Sequence[Message]]) -> Callable[[Turn], Sequence[Message]]:
        """``answer``, counted and timed."""

        def counted(turn: Turn) -> Sequence[Message]:
            kind = "card" if turn.action else "words"
            with self.turn_seconds.labels(kind).time(), self._outcome(kind):
                return answer(turn)

        return counted

    @contextmanager
    def _outcome(self, kind: str) -> Iterator[None]:
        try:
            yield
        except SamradError:
            self.turns.labels(kind, "declined").inc()
            raise
        except Exception:
            self.turns.labels(kind, "failed").inc()
            raise
        self.turns.labels(kind, "answered").inc()

    def fetching(self, fetch: Callable[[], Awaitable[_Found]]) -> Callable[[], Awaitable[_Found]]:
        """``fetch`` of the keys, counted."""

        async def counted() -> _Found:
            outcome = "failed"
            try:
                found = await fetch()
                outcome = "fetched"
            finally:
                self.key_fetches.labels(outcome).inc()
            return found

        return counted

    def refused(self, why: str) -> None:
        self.cards_refused.labels(self._word(why)).inc()

    def sent(self, outcome: str) -> None:
        self.sends.labels(self._word(outcome)).inc()

    def lost(self, why: str) -> None:
        self.replies_lost.labels(self._word(why)).inc()

    def latest(self) -> bytes:
        return generate_latest(self.registry)

    @web.middleware
    async def counted(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        status, why = int(HTTPStatus.INTERNAL_SERVER_ERROR), ""
        try:
            response = await handler(request)
            status, why = response.status, response.get(WHY, "")
        except web.HTTPException as refused:
            status = refused.status
            raise
        finally:
            self.requests.labels(_door(request), str(status), self._word(why)).inc()
        return response


def _door(request: web.Request) -> str:
    """Which of our doors it came to, by its first word; all that we have no page for is one."""
    resource = request.match_info.route.resource
    first = (resource.canonical if resource else "/").split("/")[1]
    return _DOORS.get(first, "pages" if first else "unknown")


class _Gauges:
    """How it stands; set just before they are read. NaN: not known, since the database does not answer."""

    def __init__(self, registry: CollectorRegistry) -> None:
        def gauge(name: str, says: str) -> Gauge:
            return Gauge(name, says, registry=registry)

        self.database = gauge("samrad_database_up", "Whether the database answers: 1, else 0")
        self.waiting = gauge("samrad_outbox_waiting", "Messages not yet sent")
        self.overdue = gauge("samrad_outbox_overdue", "Messages that should have gone already")
        self.oldest = gauge("samrad_outbox_overdue_seconds", "Age of the oldest of those")
        self.dead = gauge(
            "samrad_outbox_dead",
            "Messages given up in the last 60 days that nobody has sent again, as ej levererat lists them",
        )
        self.failing = gauge("samrad_jobs_failing", "Jobs that were due and do not run")
        self.tick = gauge("samrad_tick_age_seconds", "Since what is due was last decided, here")
        self.write = gauge("samrad_database_write_seconds", "For a write made for this page")
        self.of_database = (self.waiting, self.overdue, self.oldest, self.dead, self.failing, self.write)
        self.breaker = Gauge("samrad_breaker_open", "Whether a way out is closed", ["way"], registry=registry)
        self.tokens = Gauge("samrad_token_failures", "Tokens of our own not got", ["why"], registry=registry)
        self.key_days = Gauge(
            "samrad_key_days_left", "Until the bot's key runs out", ["what"], registry=registry
        )
