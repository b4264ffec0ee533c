"""What is being done: by the conversation that it is for, and by the activity that it began with."""

import asyncio
from collections import Counter
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from bot.inbox import Envelope

T = TypeVar("T")

FAREWELL = 15.0
"""Seconds for what is still being done when the bot stops."""


class UnderWay:
    """Tasks are kept until they end: nobody may wait for them."""

    def __init__(self) -> None:
        self._entered: dict[tuple[str, str], asyncio.Task[Any]] = {}
        self._lanes: Counter[str] = Counter()
        self._tasks: set[asyncio.Task[Any]] = set()

    def first(self, envelope: Envelope) -> asyncio.Task[Any] | None:
        """What is being done of the same activity already."""
        return self._entered.get(_key(envelope))

    def count(self, envelope: Envelope) -> int:
        """How much is under way of the conversation."""
        return self._lanes[_lane(envelope)]

    def enter(self, envelope: Envelope, work: Coroutine[None, None, T]) -> asyncio.Task[T]:
        """Begin ``work``, all that comes of the activity. One without an id is never the same as another."""
        task, key = self.start(envelope, work), _key(envelope)
        if envelope.id:
            self._entered[key] = task
            task.add_done_callback(lambda _: self._entered.pop(key, None))
        return task

    def start(self, envelope: Envelope, work: Coroutine[None, None, T]) -> asyncio.Task[T]:
        """Begin ``work`` for the conversation. The envelope itself is not kept."""
        task, lane = asyncio.create_task(work), _lane(envelope)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self._lanes[lane] += 1
        task.add_done_callback(lambda _: self._ended(lane))
        return task

    async def settled(self) -> None:
        """Until nothing is under way, however long that takes."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def close(self) -> None:
        """Wait for what is under way and what comes of it, but not for ever."""
        with suppress(TimeoutError):
            async with asyncio.timeout(FAREWELL):
                await self.settled()
        for task in self._tasks:
            task.cancel()

    def _ended(self, lane: str) -> None:
        self._lanes[lane] -= 1
        if not self._lanes[lane]:
            del self._lanes[lane]


def _key(envelope: Envelope) -> tuple[str, str]:
    return envelope.thread, envelope.id


def _lane(envelope: Envelope) -> str:
    """The conversation, as its organisation has it."""
    return f"{envelope.address.account.tenant} {envelope.address.conversation}"
