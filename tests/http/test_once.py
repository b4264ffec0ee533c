"""Teams may deliver the same activity several times: it is handled once."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot import door
from bot.local.participants import ASTRID, BIRGER
from bot.remembered import KEPT, MANY, Remembered
from domain.messages import Message, Panel, Turn
from tests.http.house import MORNING, House

PRESSED = {"verb": "save", "request": "r-1", "1.1": "12"}


async def test_a_replayed_message_is_200_and_handled_once(house: House, bot: str) -> None:
    activity = house.teams.write.message(ASTRID, "hej")
    for _ in range(4):
        assert await house.teams.post(bot, activity) == (reply := await house.teams.post(bot, activity))
        assert (reply.status, reply.body) == (200, None)
    assert len(house.desk.turns) == 1
    assert len(house.teams.received) == 1


def by_state(turn: Turn) -> list[Message]:
    """As the dialogs answer a repeated card: from how things stand, and with a message beside."""
    assert turn.action
    return [
        Message(panel=Panel(f"Svar på {turn.action.request}: {turn.account.name}")),
        Message(text="Och mer."),
    ]


async def test_a_replayed_invoke_gets_the_response_that_it_got_and_is_handled_once(
    house: House, bot: str
) -> None:
    house.desk.says = by_state
    activity = house.teams.write.execute(ASTRID, house.sealed(ASTRID, PRESSED), "77")
    first = await house.teams.post(bot, activity)
    assert first.body
    assert (await house.teams.next_message(ASTRID.chat_id)).text == "Och mer."
    assert [await house.teams.post(bot, activity) for _ in range(3)] == [first] * 3
    assert len(house.desk.turns) == 1
    assert [one.text for one in house.teams.received] == ["Och mer."]


async def test_after_a_while_it_is_answered_anew_and_nothing_more_is_sent(house: House, bot: str) -> None:
    house.desk.says = by_state
    activity = house.teams.write.execute(ASTRID, house.sealed(ASTRID, PRESSED), "77")
    first = await house.teams.post(bot, activity)
    token = house.teams.signer.token()
    house.clock.set(house.clock() + KEPT + timedelta(seconds=1))
    assert await house.teams.post(bot, activity, token) == first
    assert len(house.desk.turns) == 2
    assert [one.text for one in house.teams.received] == ["Och mer."]


def test_few_responses_are_kept_and_the_oldest_go_first() -> None:
    remembered = Remembered()
    for number in range(MANY + 10):
        remembered.keep(("a:1", str(number)), {"statusCode": 200}, MORNING)
    assert len(remembered) == MANY
    assert remembered.of(("a:1", "9"), MORNING) is None
    assert remembered.of(("a:1", "10"), MORNING)
    assert remembered.of(("a:2", "10"), MORNING) is None
    remembered.keep(("a:1", "new"), {"statusCode": 200}, MORNING + KEPT + timedelta(seconds=1))
    assert len(remembered) == 1


async def test_it_is_remembered_over_a_restart(house: House) -> None:
    house.desk.says = by_state
    activity = house.teams.write.execute(ASTRID, house.sealed(ASTRID, PRESSED), "77")
    async with house.open() as bot:
        first = await house.teams.post(bot, activity)
    async with house.open() as bot:
        assert await house.teams.post(bot, activity) == first
    assert [one.text for one in house.teams.received] == ["Och mer."]


def stored_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())


async def test_nothing_that_was_said_or_answered_is_noted(house: House, bot: str, tmp_path: Path) -> None:
    """A card shows what people wrote, and their link."""
    house.desk.says = lambda _: [Message(panel=Panel("850709-9805"))]
    reply = await house.teams.post(
        bot, house.teams.write.execute(ASTRID, house.sealed(ASTRID, PRESSED), "77")
    )
    assert "850709-9805" in str(reply.body)
    stored = stored_in(tmp_path)
    assert ASTRID.chat_id.encode() in stored
    assert b"850709-9805" not in stored


async def test_the_same_id_in_another_conversation_is_another_activity(house: House, bot: str) -> None:
    first, second = (house.teams.write.message(person, "hej") for person in (ASTRID, BIRGER))
    second["id"] = first["id"]
    await house.teams.post(bot, first)
    await house.teams.post(bot, second)
    assert len(house.desk.turns) == 2


def shown_to(turn: Turn) -> list[Message]:
    return [Message(panel=Panel(f"Bara för {turn.account.name}"))]


async def test_nobody_gets_the_response_of_anothers_invoke_with_the_same_ids(house: House, bot: str) -> None:
    house.desk.says = shown_to
    house.desk.gate.clear()
    first, second = (house.teams.write.execute(one, {"say": "hej"}, "77") for one in (ASTRID, BIRGER))
    second |= {"id": first["id"], "conversation": first["conversation"]}
    waiting = [asyncio.create_task(house.teams.post(bot, first))]
    await asyncio.to_thread(house.desk.began.wait, 5)
    house.desk.began.clear()
    waiting.append(asyncio.create_task(house.teams.post(bot, second)))
    await asyncio.to_thread(house.desk.began.wait, 5)
    house.desk.gate.set()
    replies = await asyncio.gather(*waiting)
    for reply, person in zip(replies, (ASTRID, BIRGER), strict=True):
        assert reply.body
        assert reply.body["value"]["body"][0]["text"] == f"Bara för {person.name}"
    assert [await house.teams.post(bot, one) for one in (first, second)] == replies


async def test_a_message_with_anothers_ids_is_answered_too(house: House, bot: str) -> None:
    first, second = (house.teams.write.message(one, "hej") for one in (ASTRID, BIRGER))
    second |= {"id": first["id"], "conversation": first["conversation"]}
    await house.teams.post(bot, first)
    await house.teams.post(bot, second)
    assert len(house.desk.turns) == 2


async def test_the_name_of_an_unknown_invoke_is_not_logged(
    house: House, bot: str, capsys: pytest.CaptureFixture[str]
) -> None:
    activity = house.teams.write.execute(ASTRID, {"say": "hej"}, "77") | {"name": "850709-9805"}
    reply = await house.teams.post(bot, activity)
    assert reply.body
    assert reply.body["statusCode"] == 501
    log = capsys.readouterr().err
    assert "unknown invoke" in log
    assert "850709" not in log


async def test_invokes_that_come_at_once_wait_for_the_same_response(house: House, bot: str) -> None:
    house.desk.gate.clear()
    activity = house.teams.write.execute(ASTRID, house.sealed(ASTRID, PRESSED), "77")
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
