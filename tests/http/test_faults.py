"""When something breaks, here or at Teams: the person is told, the turn is answered, and nobody is quoted."""

from collections.abc import Callable

import pytest

from bot.again import UNANSWERED
from bot.local.participants import ASTRID
from bot.local.script import Drop, Scripted
from bot.turns import BROKEN
from domain.errors import NotAllowed
from domain.messages import Message, Turn
from tests.http.house import House
from tests.http.test_turns import PAGE, PRESSED


@pytest.mark.parametrize("code", [302, 400, 401, 403, 404, 413, 418, 500])
async def test_an_answer_that_cannot_be_sent_does_not_fail_the_turn(
    house: House, bot: str, code: int
) -> None:
    """What the person did is kept, and it is not done again when Teams sends it again."""
    house.teams.answer_next(Scripted(code))
    activity = house.teams.write.message(ASTRID, "hej")
    assert (await house.teams.post(bot, activity)).status == 200
    assert (await house.teams.post(bot, activity)).status == 200
    assert len(house.desk.turns) == 1

    assert house.teams.received == []
    assert house.waits == []


@pytest.mark.parametrize(
    ("headers", "waits"), [({"Retry-After": "7"}, [7.0, 7.0]), ({}, [2.0, 4.0])], ids=["told", "not told"]
)
async def test_an_answer_that_was_not_taken_is_sent_again(
    house: House, bot: str, headers: dict[str, str], waits: list[float]
) -> None:
    house.teams.answer_next(Scripted(429, headers=headers), Scripted(429, headers=headers))
    await house.teams.say(bot, ASTRID, "hej")
    assert [one.text for one in house.teams.received] == ["Du sa: hej"]
    assert house.waits == waits


@pytest.mark.parametrize(
    "unclear", [Scripted(502), Scripted(504), Scripted(drop=Drop.BEFORE), Scripted(drop=Drop.AFTER)]
)
async def test_an_answer_that_may_have_arrived_is_sent_once_more_after_a_while(
    house: House, bot: str, capsys: pytest.CaptureFixture[str], unclear: Scripted
) -> None:
    house.teams.answer_next(unclear)
    await house.teams.say(bot, ASTRID, "hej")
    assert [one.text for one in house.teams.received] == ["Du sa: hej"] * (1 + unclear.delivers)
    assert house.waits == [UNANSWERED]
    log = capsys.readouterr().err
    assert (log.count("event=reply.unclear"), log.count("event=reply.failed")) == (1, 0)


@pytest.mark.parametrize("between", [(), (Scripted(503),), (Scripted(429), Scripted(412))])
async def test_silent_twice_it_is_given_up_as_unclear_and_counted_and_what_was_done_is_kept(
    house: House, bot: str, capsys: pytest.CaptureFixture[str], between: tuple[Scripted, ...]
) -> None:
    house.teams.answer_next(Scripted(504), *between, Scripted(502, delivered=True), Scripted(502))
    activity = house.teams.write.message(ASTRID, "hej")
    assert (await house.teams.post(bot, activity)).status == 200
    assert (await house.teams.post(bot, activity)).status == 200
    assert (len(house.desk.turns), len(house.teams.received)) == (1, 1)
    assert len(house.teams.asked) == 2 + len(between)
    assert "event=reply.failed kind=Ambiguous" in capsys.readouterr().err
    assert b'samrad_replies_lost_total{why="Ambiguous"} 1.0' in house.metrics.latest()


async def test_in_the_end_it_is_given_up(house: House, bot: str) -> None:
    house.teams.answer_next(*[Scripted(503)] * 5)
    await house.teams.say(bot, ASTRID, "hej")
    assert house.teams.received == []
    assert house.waits == [2.0, 4.0, 8.0, 16.0]
    house.teams.answer_next(Scripted(429, headers={"Retry-After": "3600"}))
    await house.teams.say(bot, ASTRID, "hej igen")
    assert house.teams.received == []


async def test_an_error_of_ours_is_said_in_its_own_words(house: House, bot: str) -> None:
    house.desk.says = raises(NotAllowed("Det får bara samordnaren göra."))
    await house.teams.say(bot, ASTRID, "utkast")
    assert (await house.teams.next_message(ASTRID.chat_id)).text == "Det får bara samordnaren göra."


async def test_a_fault_is_apologised_for_and_quotes_nobody(
    house: House, bot: str, capsys: pytest.CaptureFixture[str]
) -> None:
    house.desk.says = raises(RuntimeError("hemligt: Astrid skrev 070-123"))
    assert (await house.teams.say(bot, ASTRID, "hemligt")).status == 200
    assert (await house.teams.next_message(ASTRID.chat_id)).text == BROKEN
    reply = await house.teams.execute(bot, ASTRID, house.sealed(ASTRID, PRESSED), "77")
    assert reply.status == 200
    assert reply.body
    assert reply.body["statusCode"] == 500
    printed, log = capsys.readouterr()
    assert printed == ""
    assert "event=turn.failed" in log
    assert "error=RuntimeError" in log
    for secret in ("hemligt", "070", "Astrid", ASTRID.object_id, ASTRID.teams_id):
        assert secret not in log


async def test_a_card_that_is_no_json_is_a_fault_like_others(house: House, bot: str) -> None:
    house.desk.says = lambda _: [Message(text="Först."), PAGE]
    house.render = lambda message: {"body": {1, 2}} if message.panel else None
    assert (await house.teams.say(bot, ASTRID, "hej")).status == 200
    reply = await house.teams.execute(bot, ASTRID, house.sealed(ASTRID, PRESSED), "77")
    assert reply.status == 200
    assert reply.body
    assert reply.body["statusCode"] == 500


async def test_after_a_fault_the_same_activity_is_tried_again(house: House, bot: str) -> None:
    house.desk.says = raises(RuntimeError("tillfälligt"))
    activity = house.teams.write.message(ASTRID, "hej")
    await house.teams.post(bot, activity)
    house.desk.says = lambda _: [Message(text="Nu går det.")]
    await house.teams.post(bot, activity)
    assert [one.text for one in house.teams.received] == [BROKEN, "Nu går det."]


async def test_what_was_done_is_told_even_when_the_answer_cannot_be_noted(
    house: House, bot: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError("disken är full: Astrid skrev")

    house.desk.says = lambda _: [PAGE]
    monkeypatch.setattr(house.store.inbound, "note", full)
    reply = await house.teams.execute(bot, ASTRID, house.sealed(ASTRID, PRESSED), "77")
    assert reply.body
    assert reply.body["statusCode"] == 200
    log = capsys.readouterr().err
    assert "event=inbound.failed error=OSError" in log
    assert "Astrid" not in log


def raises(error: Exception) -> Callable[[Turn], list[Message]]:
    def answer(_turn: Turn) -> list[Message]:
        raise error

    return answer
