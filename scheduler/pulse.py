"""The pulse: one coalesced job that ticks and delivers. Everything else is rows."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from domain.feedback import ANSWER_LASTS
from scheduler import alarms
from scheduler.delivery import Delivery
from scheduler.jobs import Jobs, job
from scheduler.tick import Schedule, tick

REMEMBERED = timedelta(days=1)
"""How long it is kept that an activity was answered, for when it comes again."""

KEPT = timedelta(days=400)
"""How long it is kept what the handbook was asked: a year can be compared with the one before."""

OFTEN = timedelta(seconds=30)
"""How long sending may go on before it is looked again what is due."""


BETWEEN = 5
"""Seconds between two looks for what is to be tried again."""


class Pulse:
    """Beats every ``seconds`` on the running event loop, from ``start`` to ``stop``.

    ``last``: when what is due was last decided, None before the first. ``failing``: the latest beat did not
    come to its end, or left something out, and ``on_failure`` was told why. ``around``: each beat is in it.
    """

    def __init__(
        self,
        schedule: Schedule,
        delivery: Delivery,
        clock: Callable[[], datetime],
        on_failure: Callable[[Exception], None],
        around: Callable[[], AbstractContextManager[object]] = nullcontext,
    ) -> None:
        self._schedule = schedule
        self._delivery = delivery
        self._clock = clock
        self._on_failure = on_failure
        self._around = around
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._beating = asyncio.Lock()
        self._forgot: datetime | None = None
        self._leaves_off = False
        self.last: datetime | None = None
        self.failing = False

    async def beat(self) -> int:
        """Decide what is due now and send it; returns how many messages were taken.

        What takes long to send does not keep what becomes due meanwhile waiting.
        """
        return await self._beat(self._decide)

    async def regular(self) -> int:
        """One of the beats that come every half minute: looks first whether any was missed."""
        return await self._beat(self._look_back_and_decide)

    async def _beat(self, decide: Callable[[datetime, Jobs], None]) -> int:
        async with self._beating:
            jobs, taken = Jobs(self._on_failure), 0
            with self._around():
                decided = await self._decided(decide, jobs)
                while not self._leaves_off and (batch := await self._sent(jobs)):
                    taken += batch
                    if self._clock() - decided >= OFTEN:
                        decided = await self._decided(self._decide, jobs)
            self.failing = bool(jobs.failed)
            await asyncio.to_thread(self._note, jobs)
            return taken

    async def beat_or_tell(self) -> None:
        """What the job does: a beat that fails is told of, and the next one is tried all the same."""
        try:
            await self.regular()
        except Exception as error:  # noqa: BLE001 - the job's entrance: nobody else hears of it
            self.failing = True
            self._on_failure(error)

    async def deliver_or_tell(self) -> None:
        """Between the beats: what is to be tried again in some seconds does not wait for the next."""
        if self._beating.locked():
            return
        try:
            async with self._beating:
                while not self._leaves_off and await self._delivery.run():
                    pass
        except Exception as error:  # noqa: BLE001 - a job's entrance, as above
            self._on_failure(error)

    def start(self, seconds: int = 30) -> None:
        # Coalesced and never too late: APScheduler drops a job that is a second late otherwise.
        self._scheduler.add_job(
            self.beat_or_tell,
            "interval",
            seconds=seconds,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        self._scheduler.add_job(
            self.deliver_or_tell,
            "interval",
            seconds=BETWEEN,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        self._scheduler.start()

    def leave_off(self) -> None:
        """Begin nothing more, whatever is due, for good; what is being sent is let to its end."""
        self._leaves_off = True

    async def stop(self) -> None:
        """No new beat; what the one under way is sending is let to its end, so that no send is left in doubt.

        The rest of a long outbox waits for the next start: whoever stops us does not wait for an hour.
        """
        self.leave_off()
        if self._scheduler.running:
            self._scheduler.remove_all_jobs()
            async with self._beating:
                self._scheduler.shutdown(wait=False)

    async def _decided(self, decide: Callable[[datetime, Jobs], None], jobs: Jobs) -> datetime:
        now = self._clock()
        await asyncio.to_thread(decide, now, jobs)
        self.last = now
        return now

    async def _sent(self, jobs: Jobs) -> int:
        taken = 0
        with job(jobs, "utskicken"):
            taken = await self._delivery.run()
        return taken  # noqa: RET504 - none, when it broke

    def _note(self, jobs: Jobs) -> None:
        self._schedule.store.watching.note_jobs(jobs.ran, jobs.failed, self._clock())

    def _look_back_and_decide(self, now: datetime, jobs: Jobs) -> None:
        with job(jobs, "vakten över stillestånd"):
            alarms.note_standstill(self._schedule.sources, now)
        self._decide(now, jobs)

    def _decide(self, now: datetime, jobs: Jobs) -> None:
        """What breaks for one round, unit or job is told of, while the others are seen to."""
        store = self._schedule.store
        # Before the tick: it replaces all but the latest of what has come to wait again.
        with job(jobs, "det som kan skickas igen"):
            store.outbox.reconsider(now)
            if self._delivery.by_mail:
                store.outbox.reconsider_by_mail(now)
        tick(self._schedule, now, jobs)
        if self._forgot is None or abs(now - self._forgot) >= timedelta(hours=1):
            with job(jobs, "gallringen"):
                store.inbound.forget_before(now - REMEMBERED)
                store.questions.forget(now - KEPT)
                store.questions.forget_last(now - ANSWER_LASTS)
                self._forgot = now
        # Before anything is sent: what runs again is not told of.
        self._note(jobs)
