"""A look at what may hang: by one at a time, in a thread that nothing else waits for, and not for ever."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

T = TypeVar("T")

PATIENCE = 3.0
"""Seconds that the database is waited for."""


class OneLook(Generic[T]):
    """``look`` blocks, and may raise whatever it likes."""

    def __init__(self, look: Callable[[], T]) -> None:
        self._look = look
        # Of its own: what hangs elsewhere may have taken every thread that is shared.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="look")
        self._looking: asyncio.Task[T | None] | None = None

    async def now(self) -> T | None:
        """What is seen; None when it broke, or is not seen in time. Those who ask meanwhile share it."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._seen())
        done, _ = await asyncio.wait({self._looking}, timeout=PATIENCE)
        return self._looking.result() if done else None

    async def _seen(self) -> T | None:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._look)
        except Exception:  # noqa: BLE001 - whatever it is, the answer is that it does not answer
            return None
