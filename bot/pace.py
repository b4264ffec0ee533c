"""One send at a time to a conversation, and not more than the service takes."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.clock import Ticks, system_ticks

PER_SECOND = 1.0
BURST = 3.0
_MANY = 1_000

Wait = Callable[[float], Awaitable[None]]


@dataclass
class _Lane:
    """``left`` sends may go at once, as it was at ``since``."""

    since: float
    left: float = BURST
    order: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0


class Pace:
    """A bucket for each conversation: three at once, then one a second. Time and waiting are handed in."""

    def __init__(self, ticks: Ticks = system_ticks, wait: Wait = asyncio.sleep) -> None:
        self._ticks = ticks
        self._wait = wait
        self._lanes: dict[str, _Lane] = {}

    @property
    def lanes(self) -> int:
        """How many conversations are kept in mind."""
        return len(self._lanes)

    @asynccontextmanager
    async def turn(self, conversation: str) -> AsyncIterator[None]:
        """In order of asking, alone in the conversation until the block ends."""
        lane = self._lane(conversation)
        lane.users += 1
        try:
            async with lane.order:
                await self._take(lane)
                yield
        finally:
            lane.users -= 1

    async def _take(self, lane: _Lane) -> None:
        while True:
            now = self._ticks()
            lane.left = min(BURST, lane.left + (now - lane.since) * PER_SECOND)
            lane.since = now
            if lane.left >= 1:
                lane.left -= 1
                return
            await self._wait((1 - lane.left) / PER_SECOND)

    def _lane(self, conversation: str) -> _Lane:
        if len(self._lanes) > _MANY and conversation not in self._lanes:
            self._lanes = {name: lane for name, lane in self._lanes.items() if self._needed(lane)}
        return self._lanes.setdefault(conversation, _Lane(self._ticks()))

    def _needed(self, lane: _Lane) -> bool:
        """A lane that is full again and empty of senders is as good as a new one."""
        return lane.users > 0 or lane.left + (self._ticks() - lane.since) * PER_SECOND < BURST
