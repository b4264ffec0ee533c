"""An organisation's pace: evenly, replies first, and all at rest when the service has had enough."""

import asyncio
from contextlib import suppress

import pytest

from bot.gate import Gate
from bot.pace import LONGEST_PAUSE, Pace
from domain.delivery import Throttled
from tests.http.test_pace import Time


async def test_ten_a_second_and_never_eleven() -> None:
    time = Time()
    pace = Pace(time.ticks, time.wait)
    at = []
    for number in range(31):
        async with pace.turn(f"a{number}", "t", hurry=False):
            at.append(time.now)
    assert at == pytest.approx([number / 10 for number in range(31)])


async def test_a_reply_goes_before_what_was_decided_in_advance_and_is_not_held_to_its_pace() -> None:
    time = Time()
    gate = Gate(10, time.ticks, time.wait)
    order: list[str] = []

    async def send(who: str, *, hurry: bool) -> None:
        await gate.passed(hurry=hurry)
        order.append(who)

    decided = [asyncio.create_task(send(f"beslutad {number}", hurry=False)) for number in range(9)]
    await asyncio.sleep(0)
    await asyncio.gather(*decided, send("svar", hurry=True))
    assert order.index("svar") <= 3
    pace = Pace(time.ticks, time.wait, per_second=1)
    began = time.now
    for number in range(11):
        async with pace.turn(f"a{number}", "t"):
            pass
    assert time.now - began == pytest.approx(10 / 50)


async def test_who_goes_away_leaves_the_turn_to_the_next() -> None:
    time = Time()
    gate = Gate(10, time.ticks, time.wait)
    waiting = [asyncio.create_task(gate.passed()) for _ in range(6)]
    await asyncio.sleep(0)
    for gone in (waiting[1], waiting[3], waiting[5]):
        gone.cancel()
    for task in waiting:
        with suppress(asyncio.CancelledError):
            await task
    assert [task.cancelled() for task in waiting] == [False, True, False, True, False, True]


async def test_the_gate_goes_on_when_all_who_waited_went_away() -> None:
    time = Time()
    gate = Gate(10, time.ticks, time.wait)
    gate.until = 5
    waiting = [asyncio.create_task(gate.passed()) for _ in range(3)]
    await asyncio.sleep(0)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    await asyncio.wait_for(gate.passed(), 1)
    assert time.now >= 5


async def test_a_wait_that_breaks_is_heard_by_all_who_wait() -> None:
    async def broken(_seconds: float) -> None:
        raise OSError("ingen klocka")

    gate = Gate(10, lambda: 0.0, broken)
    await gate.passed()
    ended = await asyncio.gather(gate.passed(), gate.passed(), return_exceptions=True)
    assert [type(error) for error in ended] == [OSError, OSError]


async def test_a_conversation_rests_as_long_as_it_was_told_and_says_how_long() -> None:
    time = Time()
    pace = Pace(time.ticks, time.wait)
    pace.answered("a", "t", Throttled("för många", 30))
    time.now = 10
    with pytest.raises(Throttled) as told:
        async with pace.turn("a", "t"):
            raise AssertionError("it was let through")
    assert told.value.seconds == pytest.approx(20)
    async with pace.turn("b", "t"):
        assert time.now == 10
    time.now = 29
    async with pace.turn("a", "t"):
        assert time.now == pytest.approx(30), "so short a rest is waited out"


async def test_when_half_of_the_answers_are_too_many_the_whole_organisation_rests() -> None:
    time = Time()
    pace = Pace(time.ticks, time.wait)
    for number in range(9):
        pace.answered(f"a{number}", "t", Throttled("för många", 40))
        pace.answered(f"b{number}", "t")
    async with pace.turn("c", "t"):
        assert time.now == 0
    pace.answered("a9", "t", Throttled("för många", 600))
    async with pace.turn("c", "annan"):
        assert time.now == 0, "another organisation goes on"
    async with pace.turn("c", "t"):
        assert time.now == pytest.approx(LONGEST_PAUSE)
