"""A gate that lets sends through one by one, evenly: replies before what was decided in advance."""

import asyncio
from collections.abc import Awaitable, Callable
from heapq import heapify, heappop, heappush
from itertools import count

from bot.clock import Ticks

Wait = Callable[[float], Awaitable[None]]

_Waiting = tuple[bool, int, "asyncio.Future[None]"]


class Gate:
    """At most ``per_second`` in any second. ``until``: ticks before which nothing passes."""

    def __init__(self, per_second: float, ticks: Ticks, wait: Wait) -> None:
        self._apart = 1 / per_second
        self._ticks = ticks
        self._wait = wait
        self._waiting: list[_Waiting] = []
        self._serial = count()
        self._door = asyncio.Lock()
        self._next = ticks()
        self.until = self._next

    async def passed(self, *, hurry: bool = False) -> None:
        """Return when it is one's turn; who is in a hurry goes before who is not, else in order of asking.

        Whoever stands at the door waits for the next opening, and lets in whoever is first by then.
        """
        me: _Waiting = (not hurry, next(self._serial), asyncio.get_running_loop().create_future())
        heappush(self._waiting, me)
        try:
            async with self._door:
                await self._opening()
                self._let_in()
            await me[2]
        except asyncio.CancelledError:
            self._left(me)
            raise

    async def _opening(self) -> None:
        while (left := max(self._next, self.until) - self._ticks()) > 0:
            await self._wait(left)
        self._next = self._ticks() + self._apart

    def _let_in(self) -> None:
        if self._waiting:
            heappop(self._waiting)[2].set_result(None)

    def _left(self, me: _Waiting) -> None:
        """Who goes away leaves the queue; whoever was let in already gives the turn to the next."""
        if me in self._waiting:
            self._waiting.remove(me)
            heapify(self._waiting)
        else:
            self._let_in()
