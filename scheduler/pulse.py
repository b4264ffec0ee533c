"""The pulse: one coalesced job that ticks and delivers. Everything else is rows."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from domain.feedback import ANSWER_LASTS
from scheduler.delivery import Delivery
from scheduler.tick import Schedule, tick

REMEMBERED = timedelta(days=1)
"""How long it is kept that an activity was answered, for when it comes again."""

KEPT = timedelta(days=400)
"""How long it is kept what the handbook was asked: a year can be compared with the one before."""


class Pulse:
    """Beats every ``seconds`` on the running event loop, from ``start`` to ``stop``.

    ``last``: when a beat last came to its end, None before the first. ``failing``: the latest one did not, or
    left something out, and ``on_failure`` was told why.
    """

    def __init__(
        self,
        schedule: Schedule,
        delivery: Delivery,
        clock: Callable[[], datetime],
        on_failure: Callable[[Exception], None],
    ) -> None:
        self._schedule = schedule
        self._delivery = delivery
        self._clock = clock
        self._on_failure = on_failure
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._beating = asyncio.Lock()
        self._forgot: datetime | None = None
        self.last: datetime | None = None
        self.failing = False

    async def beat(self) -> int:
        """Decide what is due now and send it; returns how many messages were taken."""
        async with self._beating:
            now = self._clock()
            faults = await asyncio.to_thread(self._decide, now)
            for fault in faults:
                self._on_failure(fault)
            self.failing = bool(faults)
            taken = 0
            while batch := await self._delivery.run():
                taken += batch
            self.last = now
            return taken

    async def beat_or_tell(self) -> None:
        """What the job does: a beat that fails is told of, and the next one is tried all the same."""
        try:
            await self.beat()
        except Exception as error:  # noqa: BLE001 - the job's entrance: nobody else hears of it
            self.failing = True
            self._on_failure(error)

    def start(self, seconds: int = 30) -> None:
        # One job, coalesced and never too late: APScheduler drops a job that is a second late otherwise.
        self._scheduler.add_job(
            self.beat_or_tell,
            "interval",
            seconds=seconds,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        self._scheduler.start()

    async def stop(self) -> None:
        """No new beat; the one under way is let to its end, so that no send is left in doubt."""
        if self._scheduler.running:
            self._scheduler.remove_all_jobs()
            async with self._beating:
                self._scheduler.shutdown(wait=False)

    def _decide(self, now: datetime) -> list[Exception]:
        """What broke for one round or unit, while the others were seen to."""
        store = self._schedule.store
        faults: list[Exception] = []
        # Before the tick: it replaces all but the latest of what has come to wait again.
        store.outbox.reconsider(now)
        if self._delivery.by_mail:
            store.outbox.reconsider_by_mail(now)
        tick(self._schedule, now, faults.append)
        if self._forgot is None or abs(now - self._forgot) >= timedelta(hours=1):
            store.inbound.forget_before(now - REMEMBERED)
            store.questions.forget(now - KEPT)
            store.questions.forget_last(now - ANSWER_LASTS)
            self._forgot = now
        return faults
