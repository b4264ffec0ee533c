"""Not more to a conversation than Teams takes, one at a time, in order."""

import asyncio
from dataclasses import dataclass, field

from bot.pace import Pace


@dataclass
class Time:
    """Passes when someone waits, and not otherwise."""

    now: float = 0.0
    waits: list[float] = field(default_factory=list)

    def ticks(self) -> float:
        return self.now

    async def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


async def test_three_at_once_and_then_one_a_second() -> None:
    time = Time()
    pace = Pace(time.ticks, time.wait)
    sent = []
    for _ in range(6):
        async with pace.turn("a"):
            sent.append(time.now)
    assert sent == [0, 0, 0, 1, 2, 3]


async def test_a_clock_in_small_parts_of_seconds_holds_nobody_up() -> None:
    time = Time()
    pace = Pace(time.ticks, time.wait)
    for _ in range(300):
        time.now += 0.02
        async with asyncio.timeout(1), pace.turn("a"):
            pass
    assert 290 < time.now < 300


async def test_a_rest_fills_the_bucket_and_no_more() -> None:
    time = Time()
    pace = Pace(time.ticks, time.wait)
    for _ in range(3):
        async with pace.turn("a"):
            pass
    time.now = 100
    for _ in range(4):
        async with pace.turn("a"):
            pass
    assert time.waits == [1]


async def test_one_conversation_does_not_hold_up_another() -> None:
    time = Time()
    pace = Pace(time.ticks, time.wait)
    for conversation in ("a", "b", "a", "b", "a", "b"):
        async with pace.turn(conversation):
            pass
    assert time.waits == []


async def test_sends_to_a_conversation_are_alone_and_in_order() -> None:
    time = Time()
    pace = Pace(time.ticks, time.wait)
    inside, order = 0, []

    async def send(number: int) -> None:
        nonlocal inside
        async with pace.turn("a"):
            inside += 1
            assert inside == 1
            await asyncio.sleep(0)
            order.append(number)
            inside -= 1

    await asyncio.gather(*(send(number) for number in range(8)))
    assert order == list(range(8))


async def test_conversations_at_rest_are_forgotten() -> None:
    time = Time()
    pace = Pace(time.ticks, time.wait)
    for number in range(5_000):
        time.now += 1
        async with pace.turn(str(number)):
            pass
    assert pace.lanes < 1_100
