"""The joined parts: what whoever starts the bot is told, and what is remembered of conversations."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import HandedClock
from bot.compose import Bot, compose
from bot.connector import Connector
from bot.settings import read_settings
from bot.tokens import no_token
from domain.messages import Account, Turn
from domain.quarter import Quarter
from domain.workdays import STOCKHOLM
from scheduler.tick import tick

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=STOCKHOLM)
REGISTERED = {
    "app_id": "5a3d0000-0000-4000-8000-00000000b001",
    "app_secret": "x",
    "app_tenant": "t",
    "tenants": ("t",),
}

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
    assert make(**REGISTERED).warnings() == [
        "ingen omgång öppnas: Västra Götaland har inget datum för regionalt samråd."
    ]


def test_a_date_whose_days_fall_in_quiet_time_is_named(make: Make) -> None:
    bot = make({Quarter(2026, 4): date(2027, 1, 21)}, **REGISTERED)
    assert bot.warnings() == [
        "omgången för kvartal 4 2026 har sista svarsdag 2026-12-28, när inga meddelanden skickas.",
        "omgången för kvartal 4 2026 stänger 2027-01-05, när inga meddelanden skickas.",
    ]


def test_the_local_mode_has_a_round_open_and_says_so_when_it_has_closed(make: Make) -> None:
    bot = make()
    tick(bot.schedule, NOW)
    assert bot.warnings() == []
    assert bot.answer(Turn(Account("lokal", "du"), NOW, text="jag är Fyrbodal")).text.startswith(
        "Nu är du Fia"
    )
    assert bot.answer(Turn(Account("lokal", "du"), NOW, text="rapportera")).page
    later = make(now=NOW + timedelta(days=60))
    assert later.warnings()[0].startswith("ingen omgång är öppen.")


def test_a_registered_bot_has_no_invented_people(make: Make) -> None:
    bot = make(**REGISTERED)
    assert bot.store.people.everyone() == []
    told = bot.answer(Turn(Account("t", "du"), NOW, text="jag är samordnare"))
    assert not told.text.startswith("Nu är du")
