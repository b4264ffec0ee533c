"""Trying a reply again when Teams did not take it. What may have arrived is left alone."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from bot.gate import Wait
from bot.sending import Busy
from domain.delivery import Throttled
from domain.retries import LONGEST, TRIES, wait

T = TypeVar("T")


@dataclass(frozen=True)
class Again:
    """``share`` says how much of the longest wait to take (0 to 1), so that many do not come back at once."""

    wait: Wait = asyncio.sleep
    share: Callable[[], float] = random.random

    async def until_taken(self, send: Callable[[], Awaitable[T]]) -> T:
        """What ``send`` gives, after at most five tries. Raise NotDelivered as the last one did.

        Told to wait longer than a minute, we give up: whoever wrote is no longer there.
        """
        for tried in range(1, TRIES):
            try:
                return await send()
            except (Throttled, Busy) as failure:
                seconds = wait(failure, tried, self.share())
                if seconds > LONGEST:
                    raise
            await self.wait(seconds)
        return await send()
