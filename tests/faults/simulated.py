"""Time that passes only when everything waits: hours of sending in seconds, and every pace as it would be."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import count

from bot.pace import Pace
from domain.workdays import STOCKHOLM


class SimulatedTime:
    """``seconds`` since ``start``. What waits is woken in order, when no request is under way."""

    def __init__(self, start: datetime) -> None:
        self._start = start.astimezone(UTC)
        self.seconds = 0.0
        self.under_way = 0
        self._changed = asyncio.Condition()
        self._waiting: list[tuple[float, int]] = []
        self._serial = count()

    def clock(self) -> datetime:
        return (self._start + timedelta(seconds=self.seconds)).astimezone(STOCKHOLM)

    def ticks(self) -> float:
        return self.seconds

    def skip_to(self, moment: datetime) -> None:
        """Nothing is under way: let the time until ``moment`` pass."""
        self.seconds = max(self.seconds, (moment - self._start).total_seconds())

    async def wait(self, seconds: float) -> None:
        mine = (self.seconds + seconds, next(self._serial))
        heappush(self._waiting, mine)
        async with self._changed:
            await self._changed.wait_for(lambda: self.under_way == 0 and self._waiting[0] == mine)
            heappop(self._waiting)
            self.seconds = max(self.seconds, mine[0])
            self._changed.notify_all()

    async def arrives(self) -> None:
        async with self._changed:
            self.under_way -= 1
            self._changed.notify_all()


_HOLDS: ContextVar[bool] = ContextVar("holds a turn", default=False)


class SimulatedPace(Pace):
    """The pace itself; while someone has the turn, no time passes."""

    def __init__(self, time: SimulatedTime, per_second: float) -> None:
        super().__init__(time.ticks, time.wait, per_second)
        self._time = time

    @asynccontextmanager
    async def turn(self, conversation: str, tenant: str = "", *, hurry: bool = True) -> AsyncIterator[None]:
        holds = _HOLDS.get()
        if holds:  # who waits for one more turn has nothing under way
            await self._time.arrives()
        async with super().turn(conversation, tenant, hurry=hurry):
            self._time.under_way += 1
            token = _HOLDS.set(True)
            try:
                yield
            finally:
                _HOLDS.reset(token)
                if not holds:
                    await self._time.arrives()
