"""The joined parts: what whoever starts the bot is told, and what is remembered of conversations."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.clock import HandedClock
from bot.compose import Bot, compose
from bot.connector import Connector
from bot.form_files import without_consultation
from bot.local.stage import Stage, participant
from bot.settings import read_settings
from bot.tokens import no_token
from counties.reading import read_county
from domain.messages import Account, Turn
from domain.quarter import Quarter
from domain.rounds import plan
from domain.workdays import STOCKHOLM
from scheduler.tick import tick
from tests.http.house import BROWSED

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=STOCKHOLM)
TENANT = "5a3d0000-0000-4000-8000-00000000000"
REGISTERED = {
    "app_id": "5a3d0000-0000-4000-8000-00000000b001",
    "app_secret": "x",
    "app_secret_expires": date(2027, 12, 1),
    "app_tenant": "t",
    "tenants": (f"{TENANT}1;Anna Ek;2026-09-01",),
    **BROWSED,
}

COUNCIL_IN_JANUARY = {Quarter(2026, 4): date(2027, 1, 21)}

Make = Callable[..., Bot]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Joins a bot in a folder of its own, at ``NOW`` or later."""
    with ExitStack() as opened:

        def joined(councils: dict[Quarter, date] | None = None, now: datetime = NOW, **given: object) -> Bot:
            settings = read_settings(var=tmp_path, **given)
            bot = compose(settings, HandedClock(now), Connector(settings.origins, no_token), councils)
            opened.callback(bot.close)
            return bot

        yield joined


def test_a_registered_bot_without_dates_says_that_no_round_opens(make: Make) -> None:
    [told] = make(**REGISTERED).warnings()
    assert told == (
        "ingen omgång öppnas: Västra Götaland har inget datum för regionalt samråd. Skriv det under"
        " [council_dates] i counties/vastra_gotaland/county.toml, till exempel 2026Q3 = 2026-12-10, och"
        " starta om Samråd."
    )


def test_a_tenant_that_nobody_answers_for_is_named(make: Make) -> None:
    owned = (f"{TENANT}2;Anna Ek;2026-09-01", f"{TENANT}3;Bo Ek;2025-09-01")
    named = {**REGISTERED, "tenants": (f"{TENANT}1", *owned)}
    told = [line.partition(". ")[0] for line in make(**named).warnings()]
    assert told[:-1] == [
        f"SAMRAD_TENANTS, {TENANT}1: ägare och datum saknas",
        f"SAMRAD_TENANTS, {TENANT}3: datumet är äldre än ett år",
    ]


def test_a_questionnaire_without_a_record_of_consultation_is_named(make: Make) -> None:
    bot = make(COUNCIL_IN_JANUARY, **REGISTERED)
    lacking = list(without_consultation(bot.schedule.forms))
    assert bot.warnings() == lacking
    assert all("SFS 1982:668" in line for line in lacking)


def test_a_kept_round_whose_days_fall_in_quiet_time_is_named(make: Make) -> None:
    """One that is planned now moves out of it; one that was planned before the time was quiet stays."""
    bot = make(COUNCIL_IN_JANUARY, **REGISTERED)
    ((quarter, council_date),) = COUNCIL_IN_JANUARY.items()
    bot.store.rounds.create(plan(quarter, council_date, bot.schedule.forms), "samordnare", NOW)
    assert [line for line in bot.warnings() if line.startswith("omgången")] == [
        "omgången för kvartal 4 2026 har sista svarsdag 2026-12-28, när inga meddelanden skickas.",
        "omgången för kvartal 4 2026 stänger 2027-01-05, när inga meddelanden skickas.",
    ]


def test_the_local_mode_has_a_round_open(make: Make) -> None:
    bot = make()
    tick(bot.schedule, NOW)
    assert bot.warnings() == []
    assert bot.answer(Turn(Account("lokal", "du"), NOW, text="jag är Fyrbodal")).text.startswith(
        "Nu är du Fia"
    )
    assert bot.answer(Turn(Account("lokal", "du"), NOW, text="rapportera")).page


def test_the_local_round_that_has_closed_is_open_for_whoever_starts_the_bot_again(make: Make) -> None:
    early, late = (datetime(2026, 10, 1, 9, 30, tzinfo=STOCKHOLM) + timedelta(days=n) for n in (0, 80))
    first = make(now=early)
    tick(first.schedule, early)
    first.answer(Turn(Account("lokal", "du"), early, text="jag är Fyrbodal"))
    assert first.answer(Turn(Account("lokal", "du"), early, text="rapportera")).page
    later = make(now=late)
    tick(later.schedule, late)
    assert later.answer(Turn(Account("lokal", "du"), late, text="rapportera")).page
    assert [line.what for line in later.store.audit.lines("2026Q4") if "omgång" in line.what] == [
        "skapade omgång",
        "flyttade omgång",
    ]


def test_a_local_round_that_is_open_keeps_its_dates_and_warnings_are_of_those(make: Make) -> None:
    """Started anew in December, a round planned then would be due in quiet time."""
    first = make()
    tick(first.schedule, NOW)
    kept = first.store.rounds.get("2026Q4")
    later = make(now=NOW + timedelta(days=14))
    assert later.store.rounds.get("2026Q4") == kept
    assert later.warnings() == []


def test_a_registered_bot_has_no_invented_people(make: Make) -> None:
    bot = make(**REGISTERED)
    assert bot.store.people.everyone() == []
    told = bot.answer(Turn(Account("t", "du"), NOW, text="jag är samordnare"))
    assert not told.text.startswith("Nu är du")


class TestWhereSomeoneIsReached:
    @pytest.fixture
    async def stage(self, tmp_path: Path) -> AsyncIterator[Stage]:
        async with Stage(tmp_path, HandedClock(NOW), read_county("vastra_gotaland"), {}) as opened:
            yield opened

    async def test_whoever_removes_the_bot_and_adds_it_again_at_once_is_reached(self, stage: Stage) -> None:
        sara = participant("fyrbodal")
        await stage.say("fyrbodal", "hej")
        await stage.teams.post(stage.url, stage.teams.write.installed(sara, "remove"))
        assert stage.bot.store.addresses.of_person("fyrbodal") is None
        stage.clock.set(NOW + timedelta(minutes=1))
        await stage.teams.post(stage.url, stage.teams.write.installed(sara, "add"))
        assert stage.bot.store.addresses.of_person("fyrbodal")

    async def test_a_clock_that_is_set_back_counts_as_not_heard_lately(
        self, stage: Stage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        heard: list[datetime] = []
        await stage.say("fyrbodal", "hej")
        monkeypatch.setattr(stage.bot.store.addresses, "remember", lambda _, at: heard.append(at))
        earlier = NOW - timedelta(days=1)
        stage.clock.set(earlier)
        await stage.say("fyrbodal", "hej")
        assert heard == [earlier]

    async def test_health_tells_of_the_pulse(
        self, stage: Stage, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert await health(stage.url) == {"status": "ok", "pulse": "ok", "last_tick": None}
        await stage.bot.pulse.beat_or_tell()
        stage.clock.set(NOW + timedelta(seconds=30))
        assert await health(stage.url) == {"status": "ok", "pulse": "ok", "last_tick": 30.0}

        def locked(_now: datetime) -> int:
            raise OSError("INSERT INTO ticks: Fia skrev")

        monkeypatch.setattr(stage.bot.store.outbox, "reconsider", locked)
        await stage.bot.pulse.beat_or_tell()
        assert await health(stage.url) == {"status": "ok", "pulse": "failing", "last_tick": 0.0}
        log = capsys.readouterr().err
        assert "event=pulse.failed error=OSError" in log
        assert "Fia" not in log


async def health(url: str) -> object:
    async with aiohttp.ClientSession() as session, session.get(f"{url}/health") as answer:
        assert answer.status == 200
        return await answer.json()


def test_the_coordinator_hears_what_would_be_sent(make: Make) -> None:
    bot = make()
    tick(bot.schedule, NOW)
    bot.store.people.become(Account("local", "a"), "samordnare", NOW)
    told = str(bot.answer(Turn(Account("local", "a"), NOW, text="vad skulle skickas")))
    assert "Dags att rapportera kvartal 4 2026: " in told
    assert "Försenade rapporter för kvartal 4 2026: " in told


def test_a_round_that_quiet_weeks_leave_hardly_any_days_is_told_of(make: Make) -> None:
    bot = make({Quarter(2026, 2): date(2026, 8, 20)}, now=datetime(2026, 5, 20, 9, tzinfo=STOCKHOLM))
    (warning,) = bot.warnings()
    assert warning.startswith("omgången för kvartal 2 2026 är bara öppen från ")
