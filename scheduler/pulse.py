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

    async def beat(self) -> int:
        """Decide what is due now and send it; returns how many messages were taken."""
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

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
