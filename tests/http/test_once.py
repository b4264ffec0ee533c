"""Teams may deliver the same activity several times: it is handled once."""

import asyncio

import pytest

from bot import door
from bot.local.participants import ASTRID, BIRGER
from domain.messages import Message, Panel
from tests.http.house import House

PRESSED = {"verb": "save", "request": "r-1", "1.1": "12"}


async def test_a_replayed_message_is_200_and_handled_once(house: House, bot: str) -> None:
    activity = house.teams.write.message(ASTRID, "hej")
    for _ in range(4):
        assert await house.teams.post(bot, activity) == (reply := await house.teams.post(bot, activity))
        assert (reply.status, reply.body) == (200, None)
    assert len(house.desk.turns) == 1
    assert len(house.teams.received) == 1


async def test_a_replayed_invoke_gets_the_stored_response(house: House, bot: str) -> None:
    house.desk.says = lambda turn: [
        Message(panel=Panel(f"Svar {len(house.desk.turns)}: {turn.account.name}"))
    ]
    activity = house.teams.write.execute(ASTRID, PRESSED, "77")
    first = await house.teams.post(bot, activity)
    assert first.body
    assert await house.teams.post(bot, activity) == first
    assert len(house.desk.turns) == 1


async def test_it_is_remembered_over_a_restart(house: House) -> None:
    activity = house.teams.write.execute(ASTRID, PRESSED, "77")
    async with house.open() as bot:
        first = await house.teams.post(bot, activity)
    async with house.open() as bot:
        assert await house.teams.post(bot, activity) == first
    assert len(house.desk.turns) == 1


async def test_the_same_id_in_another_conversation_is_another_activity(house: House, bot: str) -> None:
    first, second = (house.teams.write.message(person, "hej") for person in (ASTRID, BIRGER))
    second["id"] = first["id"]
    await house.teams.post(bot, first)
    await house.teams.post(bot, second)
    assert len(house.desk.turns) == 2


async def test_invokes_that_come_at_once_wait_for_the_same_response(house: House, bot: str) -> None:
    house.desk.gate.clear()
    activity = house.teams.write.execute(ASTRID, PRESSED, "77")
    waiting = [asyncio.create_task(house.teams.post(bot, activity)) for _ in range(5)]
    await asyncio.to_thread(house.desk.began.wait, 5)
    house.desk.gate.set()
    replies = await asyncio.gather(*waiting)
    assert all(reply == replies[0] and reply.body for reply in replies)
    assert len(house.desk.turns) == 1


async def test_a_message_that_comes_again_while_it_is_handled_is_let_pass(house: House, bot: str) -> None:
    house.desk.gate.clear()
    activity = house.teams.write.message(ASTRID, "hej")
    first = asyncio.create_task(house.teams.post(bot, activity))
    await asyncio.to_thread(house.desk.began.wait, 5)
    assert (await house.teams.post(bot, activity)).status == 200
    assert not first.done()
    house.desk.gate.set()
    assert (await first).status == 200
    assert len(house.desk.turns) == len(house.teams.received) == 1


async def test_what_is_under_way_when_the_bot_stops_is_finished(house: House) -> None:
    house.desk.gate.clear()
    async with house.open() as bot:
        saying = asyncio.create_task(house.teams.say(bot, ASTRID, "hej"))
        await asyncio.to_thread(house.desk.began.wait, 5)
        saying.cancel()
        house.desk.gate.set()
    assert [one.text for one in house.teams.received] == ["Du sa: hej"]


async def test_a_long_turn_is_answered_before_teams_gives_up(
    house: House, bot: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And goes on: the person gets the answer when it is there."""
    monkeypatch.setattr(door, "PATIENCE", 0.05)
    house.desk.gate.clear()
    assert (await house.teams.say(bot, ASTRID, "hej")).status == 200
    assert house.teams.received == []
    house.desk.gate.set()
    assert (await house.teams.next_message(ASTRID.chat_id)).text == "Du sa: hej"
