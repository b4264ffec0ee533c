"""The pulse: ticks and delivers, and never drops a beat for being late."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.clock import HandedClock
from domain.delivery import Address, Outcome, Throttled
from domain.messages import Account
from domain.quarter import Quarter
from scheduler.delivery import Delivery
from scheduler.pulse import Pulse
from scheduler.tick import Schedule
from store.store import Store
from tests.scheduler.cast import TENANT
from tests.scheduler.conftest import Channel, moment, rules


@pytest.fixture
def failures() -> list[Exception]:
    return []


@pytest.fixture
async def pulse(
    schedule: Schedule, delivery: Delivery, clock: HandedClock, failures: list[Exception]
) -> AsyncIterator[Pulse]:
    made = Pulse(schedule, delivery, clock, failures.append)
    yield made
    await made.stop()


async def test_a_beat_decides_and_sends_and_the_next_has_nothing_to_do(
    pulse: Pulse, channel: Channel, store: Store
) -> None:
    assert await pulse.beat() == 10
    assert await pulse.beat() == 0
    assert len(channel.sent) == 10
    assert store.ticks.last() == moment("2027-02-04 10:00")


async def test_a_round_in_beats_reaches_a_silent_council_six_times(
    pulse: Pulse, clock: HandedClock, store: Store
) -> None:
    for day in ("02-04", "02-18", "02-23", "02-24", "02-26", "03-04"):
        clock.set(moment(f"2027-{day} 10:00"))
        await pulse.beat()
    notices = ["öppnad", "påminnelse 1", "påminnelse 2", "påminnelse 3", "försenad", "stängd"]
    assert rules(store) == [(notice, Outcome.SENT) for notice in notices]


async def test_the_jobs_are_coalesced_never_too_late_and_never_twice_at_once(pulse: Pulse) -> None:
    pulse.start(seconds=3600)
    jobs = pulse._scheduler.get_jobs()  # noqa: SLF001 - the settings of APScheduler's jobs are the promise
    assert len(jobs) == 2
    assert {(job.coalesce, job.misfire_grace_time, job.max_instances) for job in jobs} == {(True, None, 1)}


async def test_between_the_beats_what_is_to_be_tried_again_goes(
    pulse: Pulse, clock: HandedClock, channel: Channel
) -> None:
    channel.fails(Throttled("för många just nu", 4))
    await pulse.beat()
    assert len(channel.sent) == 9
    clock.set(moment("2027-02-04 10:00").replace(second=4))
    await pulse.deliver_or_tell()
    assert len(channel.sent) == 10


async def test_a_pulse_stops_whether_it_was_started_or_not(pulse: Pulse) -> None:
    await pulse.stop()
    pulse.start(seconds=3600)
    await pulse.stop()
    await pulse.stop()


async def test_a_pulse_that_stops_sends_what_it_has_taken_and_leaves_the_rest(
    schedule: Schedule, delivery: Delivery, channel: Channel, store: Store, failures: list[Exception]
) -> None:
    pulse = Pulse(schedule, replace(delivery, batch=4), delivery.clock, failures.append)

    async def leave_off() -> None:
        pulse.leave_off()

    channel.before = leave_off
    assert await pulse.regular() == 4
    assert len(channel.sent) == 4
    outcomes = [row.outcome for row in store.outbox.rows() if row.outcome is not Outcome.REPLACED]
    assert sorted(set(outcomes)) == sorted({Outcome.SENT, Outcome.WAITING})
    await pulse.deliver_or_tell()
    await pulse.stop()
    assert len(channel.sent) == 4


async def test_a_beat_that_fails_is_told_of_and_the_next_one_mends_it(
    pulse: Pulse, store: Store, failures: list[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_now: datetime) -> int:
        raise OSError("database is locked")

    with monkeypatch.context() as broken:
        broken.setattr(store.outbox, "reconsider", locked)
        await pulse.beat_or_tell()
    assert [str(failure) for failure in failures] == ["database is locked"]
    assert (pulse.failing, [one.name for one in store.watching.failing()]) == (
        True,
        ["det som kan skickas igen"],
    )
    await pulse.beat_or_tell()
    assert len(failures) == 1
    assert store.watching.failing() == []
    assert (pulse.failing, pulse.last) == (False, moment("2027-02-04 10:00"))


async def test_whoever_could_not_be_reached_gets_the_latest_notice_once_they_write(
    pulse: Pulse, clock: HandedClock, channel: Channel, store: Store
) -> None:
    fyrbodal = Account(TENANT, "fyrbodal")
    store.addresses.forget(fyrbodal)
    await pulse.beat()
    clock.set(moment("2027-02-18 10:00"))
    await pulse.beat()
    assert [outcome for _, outcome in rules(store)] == [Outcome.UNREACHABLE] * 2
    address = Address(fyrbodal, "https://smba.example.test/emea/", "ny", "bot")
    store.addresses.remember(address, moment("2027-02-18 11:00"))
    channel.sent.clear()
    await pulse.beat()
    assert rules(store) == [("öppnad", Outcome.REPLACED), ("påminnelse 1", Outcome.SENT)]
    assert channel.reached() == ["fyrbodal"]


async def test_answers_to_activities_are_forgotten_after_a_day(
    pulse: Pulse, clock: HandedClock, store: Store
) -> None:
    store.inbound.note("a:1", "17", moment("2027-02-04 10:00"))
    clock.set(moment("2027-02-05 10:00"))
    await pulse.beat()
    assert store.inbound.has_answered("a:1", "17")
    clock.set(moment("2027-02-05 11:00"))
    await pulse.beat()
    assert not store.inbound.has_answered("a:1", "17")


async def test_a_round_that_fails_is_told_of_and_the_others_are_sent_all_the_same(
    schedule: Schedule, delivery: Delivery, clock: HandedClock, failures: list[Exception]
) -> None:
    beyond = replace(schedule, councils={Quarter(2027, 1): date.min, **schedule.councils})
    pulse = Pulse(beyond, delivery, clock, failures.append)
    assert await pulse.beat() == 10
    assert [type(failure) for failure in failures] == [OverflowError]
    assert (pulse.failing, pulse.last) == (True, moment("2027-02-04 10:00"))
