"""A pressed card that Teams delivers again and again, under its own id and new ones, and out of order."""

from datetime import date, datetime
from pathlib import Path

from bot.clock import HandedClock
from bot.local import client
from bot.local.script import Rule, refused
from bot.local.stage import Stage, participant
from bot.server import settled
from counties.reading import read_county
from domain.quarter import Quarter
from domain.workdays import STOCKHOLM

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=STOCKHOLM)
QUARTER = Quarter(2026, 3)


async def test_a_card_that_comes_six_times_is_saved_once_and_nothing_later_is_lost(tmp_path: Path) -> None:
    book = read_county("vastra_gotaland")
    async with Stage(tmp_path, HandedClock(NOW), book, {QUARTER: date(2026, 12, 10)}) as stage:
        await stage.bot.pulse.beat()
        await stage.say("fyrbodal", "rapportera")
        who, write = participant("fyrbodal"), stage.teams.write
        replied, card = stage.cards["fyrbodal"]
        first = write.execute(who, client.press(card, "save", {"held_on": "2026-11-02"}), replied)
        answer = await stage.teams.post(stage.url, first)
        assert answer.body
        second_card = answer.body["value"]
        second = write.execute(who, client.press(second_card, "save", {}), replied)
        for again in (second, first, write.anew(first), second, write.anew(second), write.anew(first)):
            assert (await stage.teams.post(stage.url, again)).status == 200
        await settled(stage.bot.app)
        store = stage.bot.store
        saved = [line.what for line in store.audit.lines(f"{QUARTER.key}/fyrbodal") if line.what == "sparade"]
        assert len(saved) == 2
        draft = store.submissions.draft(QUARTER.key, "fyrbodal")
        assert draft
        assert draft.revision == 2
        assert draft.answers["council_held"] == "JA"


async def test_what_was_typed_is_saved_though_no_reply_ever_came(tmp_path: Path) -> None:
    """The connector refuses every reply: what was written stands, and is shown when it answers again."""
    book = read_county("vastra_gotaland")
    async with Stage(tmp_path, HandedClock(NOW), book, {QUARTER: date(2026, 12, 10)}) as stage:
        await stage.bot.pulse.beat()
        await stage.say("fyrbodal", "rapportera")
        stage.teams.script.add(Rule(refused(500), how={"send", "reply", "update"}))
        typed = stage.teams.write.message(participant("fyrbodal"), "2.1: 3")
        before = len(stage.teams.received)
        assert (await stage.teams.post(stage.url, typed)).status == 200
        assert (await stage.teams.post(stage.url, typed)).status == 200
        await settled(stage.bot.app)
        assert len(stage.teams.received) == before
        draft = stage.bot.store.submissions.draft(QUARTER.key, "fyrbodal")
        assert draft
        assert (draft.revision, list(draft.answers.values())) == (1, ["3"])
        stage.teams.script.clear()
        await stage.say("fyrbodal", "status")
        assert len(stage.teams.received) == before + 1
