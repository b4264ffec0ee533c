"""Worker threads, shared so that no organisation can take them all."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import Executor
from typing import TypeVar

T = TypeVar("T")

SEATS = 8
"""Threads that one organisation may hold at a time: half of those that there are."""


class Seats:
    """``threads`` run the work; of one organisation's at most ``each`` at a time, in order of asking."""

    def __init__(self, threads: Executor, each: int = SEATS) -> None:
        self._threads = threads
        self._of: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(each))

    async def run(self, tenant: str, work: Callable[[], T]) -> T:
        """What ``work`` gives, from a thread. Raise what it raises.

        Organisations are kept as long as the bot runs: those who get in are on a list.
        """
        async with self._of[tenant]:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
