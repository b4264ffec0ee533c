"""Trying a reply again when Teams did not take it, and once more when nobody knows whether it did."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from bot.gate import Wait
from bot.log import log
from bot.sending import Busy
from domain.delivery import Ambiguous, Throttled
from domain.retries import LONGEST, TRIES, wait

T = TypeVar("T")

UNANSWERED = 10.0
"""Seconds before the one more try of a reply that no answer came to (a timeout, 502, 504, a lost connection).

What was decided in advance waits half a minute. Here somebody sits in the chat: after half a minute they have
written again, and the second copy would stand among newer replies. Two copies do no harm, since a button that
is pressed in both is one answer; none at all looks as if nothing had been done.
"""


@dataclass(frozen=True)
class Again:
    """``share`` says how much of the longest wait to take (0 to 1), so that many do not come back at once."""

    wait: Wait = asyncio.sleep
    share: Callable[[], float] = random.random

    async def until_taken(self, send: Callable[[], Awaitable[T]]) -> T:
        """What ``send`` gives, after at most five tries. Raise NotDelivered as the last one did.

        Told to wait longer than a minute, we give up: whoever wrote is no longer there. What may have arrived
        is sent once more at most, which is logged; silent twice, it is given up as Ambiguous.
        """
        doubted = False
        for tried in range(1, TRIES):
            try:
                return await send()
            except (Throttled, Busy) as failure:
                seconds = wait(failure, tried, self.share())
                if seconds > LONGEST:
                    raise
            except Ambiguous as failure:
                if doubted:
                    raise
                doubted, seconds = True, UNANSWERED
                log.warning("reply.unclear", error=str(failure))
            await self.wait(seconds)
        return await send()
