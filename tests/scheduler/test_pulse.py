"""The pulse: ticks and delivers, and never drops a beat for being late."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import HandedClock
from domain.delivery import Outcome
from scheduler.delivery import Delivery
from scheduler.pulse import Pulse
from scheduler.tick import Schedule
from store.store import Store
from tests.scheduler.conftest import Channel, moment, rules


@pytest.fixture
async def pulse(schedule: Schedule, delivery: Delivery, clock: HandedClock) -> AsyncIterator[Pulse]:
    made = Pulse(schedule, delivery, clock)
    yield made
    await made.stop()


async def test_a_beat_decides_and_sends_and_the_next_has_nothing_to_do(
    pulse: Pulse, channel: Channel, store: Store
) -> None:
    assert await pulse.beat() == 5
    assert await pulse.beat() == 0
    assert len(channel.sent) == 5
    assert store.ticks.last() == moment("2027-02-04 10:00")


async def test_a_round_in_beats_reaches_a_silent_council_six_times(
    pulse: Pulse, clock: HandedClock, store: Store
) -> None:
    for day in ("02-04", "02-18", "02-23", "02-24", "02-26", "03-04"):
        clock.set(moment(f"2027-{day} 10:00"))
        await pulse.beat()
    notices = ["öppnad", "påminnelse 1", "påminnelse 2", "påminnelse 3", "försenad", "stängd"]
    assert rules(store) == [(notice, Outcome.SENT) for notice in notices]


async def test_the_one_job_is_coalesced_never_too_late_and_never_twice_at_once(pulse: Pulse) -> None:
    pulse.start(seconds=3600)
    (job,) = pulse._scheduler.get_jobs()  # noqa: SLF001 - the settings of APScheduler's job are the promise
    assert job.coalesce is True
    assert job.misfire_grace_time is None
    assert job.max_instances == 1


async def test_a_pulse_stops_whether_it_was_started_or_not(pulse: Pulse) -> None:
    await pulse.stop()
    pulse.start(seconds=3600)
    await pulse.stop()
    await pulse.stop()
