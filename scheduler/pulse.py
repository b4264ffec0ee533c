"""The pulse: one coalesced job that ticks and delivers. Everything else is rows."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduler.delivery import Delivery
from scheduler.tick import Schedule, tick


class Pulse:
    """Beats every ``seconds`` on the running event loop, from ``start`` to ``stop``."""

    def __init__(self, schedule: Schedule, delivery: Delivery, clock: Callable[[], datetime]) -> None:
        self._schedule = schedule
        self._delivery = delivery
        self._clock = clock
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._beating = asyncio.Lock()

    async def beat(self) -> int:
        """Decide what is due now and send it; returns how many messages were taken."""
        async with self._beating:
            await asyncio.to_thread(tick, self._schedule, self._clock())
            taken = 0
            while batch := await self._delivery.run():
                taken += batch
            return taken

    def start(self, seconds: int = 30) -> None:
        # One job, coalesced and never too late: APScheduler drops a job that is a second late otherwise.
        self._scheduler.add_job(
            self.beat, "interval", seconds=seconds, coalesce=True, max_instances=1, misfire_grace_time=None
        )
        self._scheduler.start()

    async def stop(self) -> None:
        """No new beat; the one under way is let to its end, so that no send is left in doubt."""
        if self._scheduler.running:
            self._scheduler.remove_all_jobs()
            async with self._beating:
                self._scheduler.shutdown(wait=False)
