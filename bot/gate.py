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
        self._letting_in: asyncio.Task[None] | None = None
        self._next = ticks()
        self.until = self._next

    async def passed(self, *, hurry: bool = False) -> None:
        """Return when it is one's turn; who is in a hurry goes before who is not, else in order of asking."""
        if not self._waiting and self._left() <= 0:
            self._next = self._ticks() + self._apart
            return
        me: _Waiting = (not hurry, next(self._serial), asyncio.get_running_loop().create_future())
        heappush(self._waiting, me)
        self._see_to_the_next()
        try:
            await me[2]
        except asyncio.CancelledError:
            self._gone(me)
            raise
        # From when it goes through, not from when it was let in: the two may be apart in a busy loop.
        self._next = self._ticks() + self._apart
        self._see_to_the_next()

    def _see_to_the_next(self) -> None:
        """Whoever has been let in does it: the gate is never ahead of those who go through."""
        if self._waiting and self._letting_in is None:
            self._letting_in = asyncio.create_task(self._let_one_in())

    def _left(self) -> float:
        """Seconds to the next opening."""
        return max(self._next, self.until) - self._ticks()

    async def _let_one_in(self) -> None:
        """Whoever is first at the next opening."""
        try:
            while (left := self._left()) > 0:
                await self._wait(left)
        except Exception as error:  # noqa: BLE001 - whoever waits must hear it, not wait for ever
            for _, _, waits in self._waiting:
                if not waits.done():
                    waits.set_exception(error)
            self._waiting.clear()
        finally:
            if self._letting_in is asyncio.current_task():
                self._letting_in = None
        self._let_in()

    def _let_in(self) -> None:
        while self._waiting:
            _, _, waits = heappop(self._waiting)
            if not waits.done():  # who has just gone away has not left the queue yet
                self._next = self._ticks() + self._apart
                waits.set_result(None)
                return

    def _gone(self, me: _Waiting) -> None:
        """Who goes away leaves the queue; whoever was let in already leaves the opening to the next."""
        if me in self._waiting:
            self._waiting.remove(me)
            heapify(self._waiting)
        elif not me[2].cancelled():
            self._let_in()
        if not self._waiting and self._letting_in:
            self._letting_in.cancel()
            self._letting_in = None
