"""Teams gets its answer when what came is stored, however slow it is to take what we then send."""

import asyncio

import pytest

from bot import door
from bot.local.participants import ASTRID
from bot.local.script import Rule, Scripted
from tests.http.house import House

VALUE = {"verb": "save", "request": "r1", "value": {"mote": "JA"}}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No time for the sends: what is answered all the same does not wait for them."""
    monkeypatch.setattr(door, "PATIENCE", 60.0)
    monkeypatch.setattr(door, "SENDS", 0.01)


@pytest.fixture
async def taken(house: House) -> asyncio.Event:
    """Until this is set, the connector takes nothing."""
    event = asyncio.Event()
    house.teams.script.add(Rule(Scripted(until=event)))
    return event


async def test_a_message_is_answered_before_its_reply_is_taken(
    house: House, bot: str, taken: asyncio.Event
) -> None:
    assert (await house.teams.say(bot, ASTRID, "hej")).status == 200
    taken.set()
    assert (await house.teams.next_message(ASTRID.chat_id)).text == "Du sa: hej"


async def test_a_pressed_card_is_stored_and_answered_before_the_card_in_its_place_is_taken(
    house: House, bot: str, taken: asyncio.Event
) -> None:
    value = house.sealed(ASTRID, VALUE)
    assert (await house.teams.submit(bot, ASTRID, value, "kort-1")).status == 200
    assert [turn.action and turn.action.verb for turn in house.desk.turns] == ["save"]
    taken.set()
    assert "save" in (await house.teams.next_message(ASTRID.chat_id)).text


async def test_a_card_that_is_not_acted_on_is_answered_so_too(
    house: House, bot: str, taken: asyncio.Event
) -> None:
    assert (await house.teams.submit(bot, ASTRID, VALUE, "kort-1")).status == 200
    taken.set()
    assert "Inget är sparat" in str((await house.teams.next_message(ASTRID.chat_id)).activity)


async def test_what_is_said_at_once_holds_up_neither_the_turn_nor_the_answer(
    house: House, bot: str, taken: asyncio.Event
) -> None:
    house.begins = lambda _turn: "Jag tar fram det."
    assert (await house.teams.say(bot, ASTRID, "utkast")).status == 200
    assert [turn.text for turn in house.desk.turns] == ["utkast"]
    taken.set()
    first = await house.teams.next_message(ASTRID.chat_id)
    second = await house.teams.next_message(ASTRID.chat_id)
    assert (first.how, first.text) == ("reply", "Jag tar fram det.")
    assert (second.how, second.id, second.text) == ("update", first.id, "Du sa: utkast")


async def test_what_is_said_at_once_and_never_taken_is_followed_by_the_answer(house: House, bot: str) -> None:
    house.begins = lambda _turn: "Jag tar fram det."
    house.teams.answer_next(Scripted(403, {"error": {"code": "MessageWritesBlocked"}}))
    await house.teams.say(bot, ASTRID, "utkast")
    assert (await house.teams.next_message(ASTRID.chat_id)).text == "Du sa: utkast"


async def test_a_turn_that_is_being_stored_is_waited_for(house: House, bot: str) -> None:
    """A crash before anything is stored must let Teams send it again: it is not answered yet."""
    house.desk.gate.clear()
    saying = asyncio.create_task(house.teams.say(bot, ASTRID, "hej"))
    await asyncio.to_thread(house.desk.began.wait, 5)
    assert not saying.done()
    house.desk.gate.set()
    assert (await saying).status == 200


async def test_a_reply_that_waits_when_the_bot_stops_is_sent_first(
    house: House, taken: asyncio.Event
) -> None:
    async with house.open() as bot:
        await house.teams.say(bot, ASTRID, "hej")
        taken.set()
    assert [one.text for one in house.teams.received] == ["Du sa: hej"]


async def test_a_button_gets_in_when_a_conversation_is_full_of_messages(
    house: House, bot: str, taken: asyncio.Event
) -> None:
    said = [await house.teams.say(bot, ASTRID, f"hej {number}") for number in range(door.MOST + 1)]
    assert [one.status for one in said] == [200] * door.MOST + [429]
    value = house.sealed(ASTRID, VALUE)
    pressed = await house.teams.execute(bot, ASTRID, value, "kort-1")
    assert (pressed.status, pressed.body and pressed.body["statusCode"]) == (200, 200)
    taken.set()


async def test_a_button_that_comes_a_hundred_times_at_once_is_acted_on_once(house: House, bot: str) -> None:
    house.desk.gate.clear()
    press = house.teams.write.execute(ASTRID, house.sealed(ASTRID, VALUE), "kort-1")
    pressing = [asyncio.create_task(house.teams.post(bot, press)) for _ in range(100)]
    await asyncio.to_thread(house.desk.began.wait, 5)
    house.desk.gate.set()
    answers = await asyncio.gather(*pressing)
    assert {one.status for one in answers} == {200}
    assert {str(one.body) for one in answers} == {str(answers[0].body)}
    assert len(house.desk.turns) == 1
