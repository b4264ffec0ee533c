"""Trying a reply again when Teams did not take it. What may have arrived is left alone."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from bot.pace import Wait
from bot.sending import Busy
from domain.delivery import Throttled

TRIES = 5
FIRST = 2.0
LONGEST = 60.0
"""Seconds: the most that is waited before the second try, and before any. Told to wait longer, we give up."""

T = TypeVar("T")


@dataclass(frozen=True)
class Again:
    """``share`` says how much of the longest wait to take (0 to 1), so that many do not come back at once."""

    wait: Wait = asyncio.sleep
    share: Callable[[], float] = random.random

    async def until_taken(self, send: Callable[[], Awaitable[T]]) -> T:
        """What ``send`` gives, after at most five tries. Raise NotDelivered as the last one did."""
        for tried in range(1, TRIES):
            try:
                return await send()
            except Throttled as told:
                seconds = told.seconds or self._seconds(tried)
                if seconds > LONGEST:
                    raise
            except Busy:
                seconds = self._seconds(tried)
            await self.wait(seconds)
        return await send()

    def _seconds(self, tried: int) -> float:
        return self.share() * min(LONGEST, FIRST * 2.0 ** (tried - 1))
