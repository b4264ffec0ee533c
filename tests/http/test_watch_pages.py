"""/ready and /metrics: what they tell, and whom."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from sqlite3 import connect
from threading import enumerate as enumerate_threads

import aiohttp
import pytest
from aiohttp import web

from bot import one_look
from bot.clock import HandedClock
from bot.compose import Bot, compose
from bot.connector import Connector
from bot.metrics import Metrics
from bot.own_database import OWN
from bot.readiness import HELD, Readiness
from bot.serving import listening
from bot.settings import Settings, read_settings
from bot.tokens import Asked, no_token
from bot.watch_pages import Watched, watch_pages
from domain.delivery import TEAMS, GivenUp, Outcome, Posting, Reason
from domain.errors import NotFound
from domain.messages import Account, Action, Message, Turn
from domain.notices import Kind
from domain.undelivered import LATELY
from store.migrate import HEAD
from tests.http.house import BROWSED, MORNING
from tests.http.test_pace import Time

TOKEN = "only-for-the-tests-and-long-enough-for-them"
REGISTERED = {"app_id": "app", "app_secret": "x", "tenants": ("t",), **BROWSED}
READY = {"ready": True, "database": "ok", "migrations": "ok", "tick": "ok", "breaker": "ok"}
PUBLIC: dict[str, object] = {"public_url": "https://samrad.example.se"}


@dataclass
class Look:
    """A bot that is looked at."""

    bot: Bot
    asked: Asked
    clock: HandedClock
    time: Time
    metrics: Metrics

    def watched(self, settings: Settings) -> Watched:
        breakers = self.bot.delivery.breakers
        readiness = Readiness(
            self.bot.store, self.bot.pulse, self.clock, self.time.ticks, lambda: breakers[TEAMS].open
        )
        return Watched(
            settings,
            self.bot.store,
            readiness,
            self.metrics,
            self.clock,
            self.time.ticks,
            breakers,
            self.bot.keys,
            self.asked,
        )

    @asynccontextmanager
    async def open(self, **given: object) -> AsyncIterator["Asks"]:
        app = web.Application(middlewares=[self.metrics.counted])
        app.add_routes(watch_pages(self.watched(read_settings(**{**REGISTERED, **given}))))
        async with listening(app) as url, aiohttp.ClientSession(url) as session:
            yield Asks(session)

    @asynccontextmanager
    async def known(self) -> AsyncIterator["Asks"]:
        """Asked by who shows the token."""
        async with self.open(metrics_token=TOKEN) as asks:
            asks.session.headers["Authorization"] = f"Bearer {TOKEN}"
            yield asks


@dataclass
class Asks:
    session: aiohttp.ClientSession

    async def ready(self, **headers: str) -> tuple[int, dict[str, object]]:
        async with self.session.get("/ready", headers=_named(headers)) as answer:
            return answer.status, await answer.json()

    async def metrics(self, **headers: str) -> tuple[int, str]:
        async with self.session.get("/metrics", headers=_named(headers)) as answer:
            return answer.status, await answer.text()


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


@pytest.fixture
def look(tmp_path: Path) -> Iterator[Look]:
    settings = read_settings(var=tmp_path, **REGISTERED)
    clock, asked = HandedClock(MORNING), Asked()
    bot = compose(settings, clock, Connector(settings.origins, no_token), asked=asked)
    yield Look(bot, asked, clock, Time(), Metrics())
    bot.close()


async def test_it_is_ready_when_every_part_of_it_is(look: Look) -> None:
    async with look.known() as asks:
        assert await asks.ready() == (503, READY | {"ready": False, "tick": "never"})
        await look.bot.pulse.beat()
        look.time.now += HELD
        assert await asks.ready() == (200, READY)
        look.clock.set(MORNING + timedelta(minutes=6))
        look.time.now += HELD
        assert await asks.ready() == (503, READY | {"ready": False, "tick": "late"})
        await look.bot.pulse.beat()
        look.bot.delivery.breakers[TEAMS].trip("401", look.clock())
        look.time.now += HELD
        assert await asks.ready() == (503, READY | {"ready": False, "breaker": "open"})


async def test_a_database_that_does_not_answer_is_told_of_without_its_name(
    look: Look, tmp_path: Path
) -> None:
    await look.bot.pulse.beat()
    look.bot.store.close()
    async with look.known() as asks:
        status, told = await asks.ready()
    wrong = {"ready": False, "database": "failing", "migrations": "failing"}
    assert (status, told) == (503, READY | wrong)
    assert str(tmp_path) not in str(told)


async def test_what_is_known_here_is_told_when_the_database_is_gone(look: Look) -> None:
    look.bot.store.outbox.post([Posting("k", "fia", "påminnelse", {}, MORNING)], MORNING)
    look.metrics.sent("taken")
    async with look.known() as asks:
        _, before = await asks.metrics()
        look.bot.store.close()
        status, told = await asks.metrics()
    assert status == 200
    assert "samrad_database_up 1.0" in before
    assert "samrad_outbox_waiting 1.0" in before
    for line in ("samrad_database_up 0.0", "samrad_outbox_waiting NaN", "samrad_database_write_seconds NaN"):
        assert line in told
    assert 'samrad_sends_total{outcome="taken"} 1.0' in told
    assert "samrad_tick_age_seconds" in told


async def test_a_database_that_hangs_is_asked_by_one_at_a_time_and_not_for_long(
    look: Look, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_look, "PATIENCE", 0.05)
    asked = {thread for thread in enumerate_threads() if thread.name.startswith("look")}
    async with look.known() as asks:
        with closing(connect(tmp_path / OWN, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            found = await asyncio.gather(
                *(asks.metrics() for _ in range(8)), *(asks.metrics() for _ in range(8))
            )
            assert (await asks.ready())[1]["database"] == "failing"
            assert {status for status, _ in found} == {200}
            assert all("samrad_database_up 0.0" in told for _, told in found)
            now = {thread for thread in enumerate_threads() if thread.name.startswith("look")}
            assert len(now - asked) == 2
            other.execute("ROLLBACK")
        async with asyncio.timeout(5):
            while "samrad_database_up 1.0" not in (await asks.metrics())[1]:
                pass


async def test_tables_of_a_later_version_are_ahead_and_those_of_an_earlier_behind(
    look: Look, tmp_path: Path
) -> None:
    async with look.known() as asks:
        for revision, told in (("9999", "ahead"), ("0001", "behind"), (HEAD, "ok")):
            with closing(connect(tmp_path / OWN, isolation_level=None)) as other:
                other.execute("UPDATE alembic_version SET version_num = ?", (revision,))
            look.time.now += HELD
            assert (await asks.ready())[1]["migrations"] == told


async def test_an_answer_is_used_again_for_a_second(look: Look) -> None:
    async with look.known() as asks:
        await asks.ready()
        await look.bot.pulse.beat()
        assert (await asks.ready())[0] == 503
        look.time.now += HELD
        assert (await asks.ready())[0] == 200


STRANGERS: list[tuple[dict[str, object], dict[str, str]]] = [
    ({}, {}),
    ({}, {"Host": "samrad.example.se"}),
    ({}, {"X_Forwarded_For": "10.0.0.1"}),
    ({}, {"Forwarded": "for=10.0.0.1"}),
    ({}, {"Origin": "https://elak.example"}),
    ({"proxied": True}, {}),
    (PUBLIC, {}),
    ({"host": "0.0.0.0", **PUBLIC}, {}),  # noqa: S104 - read, never listened on
    ({"metrics_token": TOKEN}, {}),
    ({"metrics_token": TOKEN}, {"Authorization": "Bearer fel"}),
    ({"metrics_token": TOKEN}, {"Authorization": "Bearer åäö"}),
]


async def test_a_stranger_hears_whether_it_is_ready_and_no_more(look: Look) -> None:
    """Behind a proxy on the same machine every stranger comes from the loopback."""
    for given, headers in STRANGERS:
        async with look.open(**given) as asks:
            assert await asks.ready(**headers) == (503, {"ready": False})
            assert await asks.metrics(**headers) == (401, "")


async def test_in_local_mode_this_machine_hears_it_all_without_a_token(look: Look) -> None:
    app = web.Application()
    app.add_routes(watch_pages(look.watched(read_settings())))
    async with listening(app) as url, aiohttp.ClientSession(url) as session:
        asks = Asks(session)
        assert len((await asks.ready())[1]) == 5
        assert (await asks.metrics())[0] == 200
        assert (await asks.metrics(X_Forwarded_For="10.0.0.1"))[0] == 401


async def test_who_shows_the_token_hears_it_all_wherever_from(look: Look) -> None:
    given = {"metrics_token": TOKEN, "proxied": True, **PUBLIC}
    async with look.open(**given) as asks:
        assert len((await asks.ready(Authorization=f"Bearer {TOKEN}"))[1]) == 5
        assert (await asks.metrics(Authorization=f"Bearer {TOKEN}"))[0] == 200


async def test_the_numbers_of_an_ordinary_day(look: Look) -> None:
    metrics = look.metrics
    ask = Turn(Account("t", "fia"), MORNING, text="hej")
    press = Turn(Account("t", "fia"), MORNING, action=Action("svara", "k1", {}))

    def declines(_turn: Turn) -> list[Message]:
        raise NotFound("finns inte")

    def breaks(_turn: Turn) -> list[Message]:
        raise KeyError("Fia")

    assert metrics.answering(lambda _turn: [Message(text="hej")])(ask)
    for desk, error in ((declines, NotFound), (breaks, KeyError)):
        with pytest.raises(error):
            metrics.answering(desk)(press)
    metrics.sent("taken")
    metrics.sent("Throttled")
    look.bot.store.outbox.post([Posting("k", "fia", "påminnelse", {}, MORNING)], MORNING)
    look.clock.set(MORNING + timedelta(minutes=2))
    look.asked.failures["invalid_client"] += 3
    async with look.known() as asks:
        await asks.ready()
        await asks.ready()
        _, told = await asks.metrics()
    for line in (
        'samrad_requests_total{door="watch",status="503",why=""} 2.0',
        'samrad_turns_total{kind="words",outcome="answered"} 1.0',
        'samrad_turns_total{kind="card",outcome="declined"} 1.0',
        'samrad_turns_total{kind="card",outcome="failed"} 1.0',
        'samrad_turn_seconds_count{kind="card"} 2.0',
        'samrad_sends_total{outcome="taken"} 1.0',
        "samrad_outbox_waiting 1.0",
        "samrad_outbox_overdue 1.0",
        "samrad_outbox_overdue_seconds 120.0",
        "samrad_outbox_dead 0.0",
        f'samrad_breaker_open{{way="{TEAMS}"}} 0.0',
        'samrad_token_failures{why="invalid_client"} 3.0',
        "samrad_tick_age_seconds NaN",
    ):
        assert line in told
    assert "fia" not in told.lower()


async def test_nobody_can_make_ever_new_rows_of_numbers(look: Look) -> None:
    for number in range(500):
        look.metrics.sent(f"Error{number}")
    async with look.known() as asks:
        _, told = await asks.metrics()
        rows = [line for line in told.splitlines() if line.startswith("samrad_sends_total")]
        assert len(rows) == 81
        async with asks.session.get("/svara/en-hemlig-adress") as answer:
            assert answer.status == 404
        _, told = await asks.metrics()
    assert "hemlig" not in told
    assert 'door="unknown",status="404"' in told


async def test_what_is_counted_as_given_up_is_what_a_coordinator_sees(look: Look) -> None:
    """Who cannot be reached counts as much as what failed; what was sent again or is long past does not."""
    store, now = look.bot.store, look.clock()
    old = now - LATELY
    rows = {"fel": (Outcome.FAILED, now), "stängt": (Outcome.UNREACHABLE, now), "nyss": (Outcome.FAILED, now),
            "länge sedan": (Outcome.UNREACHABLE, old), "kom fram": (Outcome.SENT, now)}  # fmt: skip
    for key, (outcome, at) in rows.items():
        store.outbox.post([Posting(f"2026Q3/{key}", "fia", Kind.OPENED, {}, at)], at)
        store.outbox.give_up(f"2026Q3/{key}", GivenUp(outcome, "så gick det", Reason.SHUT), at)
    store.dead_letters.send_again(["2026Q3/nyss"], "sara", now)
    listed = store.dead_letters.since(now - LATELY)
    assert [row.key for row in listed] == ["2026Q3/fel", "2026Q3/stängt"]
    async with look.known() as asks:
        _, told = await asks.metrics()
    assert "samrad_outbox_dead 2.0" in told
