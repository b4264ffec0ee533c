"""A card that comes again, to another replica than the one that took it: nothing is saved twice."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.clock import HandedClock
from bot.compose import compose
from bot.connector import Connector
from bot.local import client
from bot.local.connector import Reply
from bot.local.stage import Stage, participant
from bot.serving import listening
from bot.tokens import no_token
from counties.reading import read_county
from domain.quarter import Quarter
from domain.workdays import STOCKHOLM
from store.store import Store
from tests.conversations.answers import CARDS, CONTROL
from tests.laying import ENGINES

NOW = datetime(2026, 11, 11, 10, 30, tzinfo=STOCKHOLM)
COUNCIL = {Quarter(2026, 3): date(2026, 12, 10)}
FIA = "fyrbodal"


@dataclass
class Pair:
    """``other``: where the second replica listens, on the same database."""

    stage: Stage
    other: str

    @property
    def store(self) -> Store:
        return self.stage.bot.store

    async def pressed_twice(self, verb: str, values: dict[str, str]) -> tuple[Reply, Reply]:
        """One invoke of the card shown last: to the first, and again to the other."""
        shown, card = self.stage.cards[FIA]
        value = client.press(card, verb, values, "")
        activity = self.stage.teams.write.execute(participant(FIA), value, shown)
        first = await self.stage.teams.post(self.stage.url, activity)
        return first, await self.stage.teams.post(self.other, activity)


@pytest.fixture
async def pair(
    tmp_path: Path, engine: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Pair]:
    if engine == "postgresql":
        server = request.getfixturevalue("postgresql")
        address = f"postgresql://samrad@/{server.new()}?host={server.folder}"
        monkeypatch.setenv("SAMRAD_DATABASE_URL", address)
    async with AsyncExitStack() as up:
        clock = HandedClock(NOW)
        stage = await up.enter_async_context(Stage(tmp_path, clock, read_county("vastra_gotaland"), COUNCIL))
        settings = stage.bot.settings
        again = compose(settings, clock, Connector(settings.origins, no_token), COUNCIL)
        up.callback(again.close)
        yield Pair(stage, await up.enter_async_context(listening(again.app)))


def answered_by_card(reply: Reply) -> dict[str, Any]:
    assert reply.body
    assert (reply.status, reply.body["statusCode"]) == (200, 200)
    assert reply.body["type"] == "application/vnd.microsoft.card.adaptive"
    card: dict[str, Any] = reply.body["value"]
    return card


@pytest.mark.parametrize("engine", ENGINES, indirect=True, scope="session")
async def test_what_the_other_has_saved_and_sent_in_is_answered_and_not_done_again(pair: Pair) -> None:
    await pair.stage.at(NOW)
    await pair.stage.say(FIA, "rapportera")
    for values in CARDS[:-1]:
        await pair.stage.press(FIA, "save", values)
    first, again = await pair.pressed_twice("save", CARDS[-1])
    assert client.words(answered_by_card(again)) == client.words(answered_by_card(first))
    draft = pair.store.submissions.draft("2026Q3", FIA)
    assert draft
    assert draft.revision == len(CARDS)
    pair.stage.cards[FIA] = (pair.stage.cards[FIA][0], answered_by_card(again))
    await pair.stage.press(FIA, "send", CONTROL)
    heard = len(pair.stage.teams.received)
    first, again = await pair.pressed_twice("confirm", {})
    for reply in (first, again):
        assert "Kvitto" in client.words(answered_by_card(reply))
    assert [one.version for one in pair.store.submissions.versions("2026Q3", FIA)] == [1]
    assert len(pair.stage.teams.received) == heard
