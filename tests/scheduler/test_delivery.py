"""What is decided is sent once, or it is said why not."""

from asyncio import TaskGroup, gather, to_thread
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.clock import HandedClock
from domain.delivery import Ambiguous, Outcome, Posting, Refused, Throttled, Unreachable
from domain.messages import Account, Message, Panel
from domain.notices import Kind
from domain.people import Person, Role
from domain.rounds import Round
from scheduler.delivery import LEASE, Delivery
from scheduler.tick import Schedule, tick
from store.outbox import CUT_OFF
from store.store import Store
from tests.scheduler.cast import OPENED, REPORTING, TENANT
from tests.scheduler.conftest import Channel, begin, moment, report, rules

Decide = Callable[[str], None]


@pytest.fixture
def opened(schedule: Schedule, clock: HandedClock) -> Schedule:
    """The round has opened, and its ten notices wait."""
    assert tick(schedule, clock()) == 10
    return schedule


@pytest.fixture
def decide(schedule: Schedule, clock: HandedClock) -> Decide:
    """The clock shows that moment, and what is due then is decided."""

    def decided(words: str) -> None:
        clock.set(moment(words))
        tick(schedule, clock())

    return decided


@pytest.fixture
def only_fyrbodal(opened: Schedule, store: Store, round_: Round, clock: HandedClock) -> Store:
    """Of the notices only the one to Fyrbodal's reporter is still wanted."""
    assert opened.store is store
    for unit in REPORTING:
        if unit != "fyrbodal":
            report(store, round_, unit, clock())
    for person in ("fyrbodal_ersattare", "skara", "ale"):
        store.people.enroll(replace(_person(store, person), unit="skaraborg"))
    return store


@pytest.fixture
def replica(reopened: Store) -> Store:
    """Another process on the same database."""
    return reopened


def _person(store: Store, person: str) -> Person:
    found = store.people.get(person)
    assert found
    return found


def _panel(message: Message) -> Panel:
    assert message.panel
    return message.panel


async def later(delivery: Delivery, clock: HandedClock, wait: timedelta) -> int:
    clock.set(clock() + wait)
    return await delivery.run()


def row_of(store: Store, person: str = "fyrbodal") -> tuple[Outcome, str]:
    rows = [row for row in store.outbox.rows() if row.person == person]
    (row,) = [row for row in rows if row.outcome is not Outcome.REPLACED]
    return row.outcome, row.why


@pytest.mark.usefixtures("opened")
async def test_each_person_gets_the_message_once(delivery: Delivery, channel: Channel, store: Store) -> None:
    assert [await delivery.run() for _ in range(3)] == [10, 0, 0]
    assert channel.reached() == OPENED
    sent = [row for row in store.outbox.rows() if row.outcome is not Outcome.REPLACED]
    assert {row.outcome for row in sent} == {Outcome.SENT}
    assert Counter(row.activity for row in sent).most_common(1)[0][1] == 1


@pytest.mark.usefixtures("opened")
async def test_a_council_that_reports_before_the_send_hears_nothing(
    delivery: Delivery, channel: Channel, store: Store, round_: Round
) -> None:
    report(store, round_, "fyrbodal", moment("2027-02-04 10:00"))
    await delivery.run()
    assert "fyrbodal" not in channel.reached()
    assert row_of(store) == (Outcome.NEEDLESS, "rapporten har kommit in")


@pytest.mark.usefixtures("opened")
async def test_a_person_who_has_left_the_task_hears_nothing(
    delivery: Delivery, channel: Channel, store: Store
) -> None:
    store.people.enroll(Person("fyrbodal", "Fia", Role.REPORTER, "skaraborg"))
    await delivery.run()
    assert "fyrbodal" not in channel.reached()
    assert row_of(store) == (Outcome.NEEDLESS, "personen har inte längre det uppdraget")


@pytest.mark.usefixtures("opened")
async def test_a_person_who_became_a_reader_hears_nothing(
    delivery: Delivery, channel: Channel, store: Store
) -> None:
    store.people.enroll(Person("fyrbodal", "Fia", Role.MEMBER, "fyrbodal"))
    await delivery.run()
    assert "fyrbodal" not in channel.reached()


@pytest.mark.usefixtures("opened")
async def test_a_person_who_never_wrote_cannot_be_reached(
    delivery: Delivery, channel: Channel, store: Store
) -> None:
    store.addresses.forget(Account(TENANT, "fyrbodal"))
    await delivery.run()
    assert "fyrbodal" not in channel.reached()
    assert row_of(store) == (Outcome.UNREACHABLE, "personen har aldrig skrivit till mig i Teams")


async def test_a_person_who_blocked_the_bot_is_not_tried_again(
    only_fyrbodal: Store, delivery: Delivery, channel: Channel, clock: HandedClock
) -> None:
    channel.fails(Unreachable("personen har blockerat mig"))
    await delivery.run()
    assert row_of(only_fyrbodal) == (Outcome.UNREACHABLE, "personen har blockerat mig")
    assert await later(delivery, clock, timedelta(hours=2)) == 0


async def test_a_message_that_the_channel_refuses_is_not_tried_again(
    only_fyrbodal: Store, delivery: Delivery, channel: Channel, clock: HandedClock
) -> None:
    channel.fails(Refused("för stort"))
    await delivery.run()
    assert row_of(only_fyrbodal) == (Outcome.FAILED, "för stort")
    assert await later(delivery, clock, timedelta(hours=2)) == 0


async def test_a_throttled_message_waits_as_long_as_it_was_told(
    only_fyrbodal: Store, delivery: Delivery, channel: Channel, clock: HandedClock
) -> None:
    channel.fails(Throttled("för många just nu", 90))
    await delivery.run()
    assert row_of(only_fyrbodal) == (Outcome.WAITING, "för många just nu")
    assert await later(delivery, clock, timedelta(seconds=89)) == 0
    assert await later(delivery, clock, timedelta(seconds=1)) == 1
    assert channel.reached() == ["fyrbodal"]


@pytest.mark.parametrize(("minutes", "sent"), [(1, 5), (10, 3)])
async def test_throttled_all_day_it_fails_in_the_end_and_says_why(
    only_fyrbodal: Store, delivery: Delivery, channel: Channel, minutes: int, sent: int
) -> None:
    """Five tries in all, and a quarter of an hour from the first: whichever comes first."""
    channel.fails(*[Throttled("för många just nu", 30)] * 20)
    clock = delivery.clock
    assert isinstance(clock, HandedClock)
    tries = sum([await later(delivery, clock, timedelta(minutes=minutes)) for _ in range(20)])
    assert row_of(only_fyrbodal) == (Outcome.FAILED, "för många just nu")
    assert tries == sent + 9  # the nine that were needless at the first turn
    assert channel.reached() == []


async def test_without_an_answer_it_is_sent_once_more_and_says_so(
    only_fyrbodal: Store, delivery: Delivery, channel: Channel, clock: HandedClock
) -> None:
    channel.fails(Ambiguous("inget svar"))
    await delivery.run()
    assert row_of(only_fyrbodal)[0] is Outcome.SENDING
    assert await later(delivery, clock, timedelta(seconds=29)) == 0
    assert await later(delivery, clock, timedelta(seconds=1)) == 1
    ((_, message),) = channel.sent
    assert "Har du redan fått det kan du bortse från det här." in _panel(message).paragraphs[-1]
    assert row_of(only_fyrbodal)[0] is Outcome.SENT


async def test_twice_without_an_answer_it_is_given_up(
    only_fyrbodal: Store, delivery: Delivery, channel: Channel, clock: HandedClock
) -> None:
    channel.fails(Ambiguous("inget svar"), Ambiguous("inget svar"))
    await delivery.run()
    assert [await later(delivery, clock, LEASE) for _ in range(3)] == [1, 0, 0]
    assert row_of(only_fyrbodal) == (Outcome.FAILED, "oklart om det kom fram: inget svar")
    assert channel.errors == []


async def test_an_error_that_has_no_name_counts_as_no_answer(
    only_fyrbodal: Store, delivery: Delivery, channel: Channel, clock: HandedClock
) -> None:
    channel.fails(ConnectionResetError("nätet"))
    await delivery.run()
    assert row_of(only_fyrbodal)[0] is Outcome.SENDING
    assert await later(delivery, clock, LEASE) == 1
    assert channel.reached() == ["fyrbodal"]


@pytest.mark.usefixtures("opened")
async def test_one_that_fails_does_not_hold_up_the_others(delivery: Delivery, channel: Channel) -> None:
    channel.fails(ConnectionResetError("nätet"), Refused("för stort"))
    assert await delivery.run() == 10
    assert len(channel.sent) == 8


@pytest.mark.usefixtures("opened")
async def test_a_row_that_cannot_be_written_fails_alone_and_says_why(
    delivery: Delivery, channel: Channel, store: Store, clock: HandedClock
) -> None:
    strange = {"round": "2026Q4", "unit": "", "rule": "försenade enheter"}
    store.outbox.post([Posting("2026Q4/?/-/samordnare", "samordnare", "okänd", strange, clock())], clock())
    assert await delivery.run() == 11
    assert channel.reached() == OPENED
    outcome, why = row_of(store, "samordnare")
    assert outcome is Outcome.FAILED
    assert why.startswith("meddelandet gick inte att skriva: ValueError i enum.py rad ")


@pytest.mark.usefixtures("opened")
async def test_what_a_person_wrote_never_comes_into_the_outbox_by_an_error(
    delivery: Delivery, channel: Channel, store: Store, clock: HandedClock
) -> None:
    key, secret = "2026Q4/rapporten/-/samordnare", "Anna Anka, 19 år"
    row = {"round": "2026Q4", "unit": "", "rule": "rapporten", "step": secret}
    store.outbox.post([Posting(key, "samordnare", Kind.RETURNED, row, clock())], clock())
    channel.fails(*[ValueError(secret)] * 10)
    await delivery.run()
    assert [posted.why for posted in store.outbox.rows() if posted.key == key] != [""]
    assert not any(secret in posted.why for posted in store.outbox.rows())
    assert not any(secret in line.why for line in store.audit.lines())


@pytest.mark.usefixtures("opened")
async def test_a_crash_between_claim_and_send_is_made_up_for_once(
    delivery: Delivery, channel: Channel, replica: Store, clock: HandedClock
) -> None:
    assert len(replica.outbox.claim(clock(), 20, LEASE)) == 10  # and the process is gone
    assert await delivery.run() == 0
    assert await later(delivery, clock, LEASE) == 10
    assert await later(delivery, clock, LEASE) == 0
    assert channel.reached() == OPENED
    told = [words for _, message in channel.sent for words in _panel(message).paragraphs]
    assert not any("bortse från det här" in words for words in told)


async def test_a_reminder_cut_off_in_the_send_is_not_sent_again_until_a_coordinator_says_so(
    only_fyrbodal: Store, delivery: Delivery, channel: Channel, replica: Store, clock: HandedClock
) -> None:
    key = "2026Q4/öppnad/fyrbodal/fyrbodal"
    assert key in [row.key for row in replica.outbox.claim(clock(), 20, LEASE)]
    assert replica.outbox.sending(key, clock())  # and the process is gone
    await later(delivery, clock, LEASE)
    assert row_of(only_fyrbodal) == (Outcome.FAILED, CUT_OFF)
    assert channel.sent == []
    assert only_fyrbodal.dead_letters.send_again([key], "samordnare", clock()) == [key]
    await later(delivery, clock, LEASE)
    assert row_of(only_fyrbodal) == (Outcome.SENT, "")
    ((_, again),) = channel.sent
    assert any("bortse från det här" in words for words in _panel(again).paragraphs)


async def test_a_message_that_is_no_reminder_is_tried_once_more_after_a_crash_and_then_given_up(
    only_fyrbodal: Store, delivery: Delivery, replica: Store, clock: HandedClock
) -> None:
    key = "2026Q4/återsänd/fyrbodal/fyrbodal"
    what = {"round": "2026Q4", "unit": "fyrbodal", "rule": "återsänd", "step": "1"}
    only_fyrbodal.outbox.post([Posting(key, "fyrbodal", Kind.RETURNED, what, clock())], clock())
    for _ in range(2):
        assert key in [row.key for row in replica.outbox.claim(clock(), 20, LEASE)]
        assert replica.outbox.sending(key, clock())  # and the process is gone
        clock.set(clock() + LEASE)
    await delivery.run()
    (row,) = [one for one in only_fyrbodal.outbox.rows() if one.key == key]
    assert (row.outcome, row.why, row.tries) == (Outcome.FAILED, "oklart om det kom fram", 2)


async def test_two_replicas_send_nothing_twice(
    opened: Schedule, delivery: Delivery, channel: Channel, replica: Store, clock: HandedClock
) -> None:
    other = replace(delivery, store=replica)
    assert tick(replace(opened, store=replica), clock()) == 0
    async with TaskGroup() as both:
        runs = [both.create_task(each.run()) for each in (delivery, other) for _ in range(3)]
    assert sum(run.result() for run in runs) == 10
    assert channel.reached() == OPENED


async def test_two_replicas_that_tick_at_once_decide_each_notice_once(
    schedule: Schedule, replica: Store, clock: HandedClock, store: Store
) -> None:
    other = replace(schedule, store=replica)
    new = await gather(*[to_thread(tick, each, clock()) for each in (schedule, other) * 3])
    assert sum(new) == 10
    assert len({row.key for row in store.outbox.rows()}) == len(store.outbox.rows())


@pytest.mark.usefixtures("opened")
async def test_a_slow_channel_leaves_the_rest_to_whoever_took_them_over(
    delivery: Delivery, channel: Channel, replica: Store, clock: HandedClock
) -> None:
    """The first send takes longer than the lease of the rows claimed with it; another process takes those."""
    swift = Channel()
    other = replace(delivery, store=replica, deliver=swift.deliver)

    async def slow() -> None:
        channel.before = None
        clock.set(clock() + LEASE)
        await other.run()

    channel.before = slow
    await delivery.run()
    both = Counter(channel.reached() + swift.reached())
    assert set(both) == set(OPENED)
    # The one that was under way is in doubt by then; of the others nothing may come twice.
    assert sorted(both.values())[:9] == [1] * 9


@pytest.mark.usefixtures("opened")
async def test_after_a_crash_in_the_evening_nothing_is_sent_before_the_morning(
    delivery: Delivery, channel: Channel, clock: HandedClock
) -> None:
    for night in ("2027-02-04 15:31", "2027-02-04 22:00", "2027-02-05 08:29"):
        clock.set(moment(night))
        assert await delivery.run() == 0
    clock.set(moment("2027-02-05 08:30"))
    assert await delivery.run() == 10
    assert channel.reached() == OPENED


async def test_a_reminder_delayed_past_the_due_day_gives_way_to_the_next_notice(
    schedule: Schedule, delivery: Delivery, channel: Channel, store: Store, clock: HandedClock
) -> None:
    """Decided on the evening of the due day, it may be sent on the morning after: then it is not true."""
    tick(schedule, moment("2027-02-25 18:00"))
    clock.set(moment("2027-02-26 09:00"))
    await delivery.run()
    assert channel.sent == []
    assert ("påminnelse 3", Outcome.NEEDLESS) in rules(store)
    clock.set(moment("2027-02-26 10:00"))
    tick(schedule, clock())
    await delivery.run()
    titles = {_panel(message).title for _, message in channel.sent}
    assert titles == {
        "Rapporten för kvartal 4 2026 har inte kommit in",
        "Försenade rapporter för kvartal 4 2026",
    }


async def test_a_late_notice_delayed_past_the_closing_does_not_promise_that_it_is_open(
    schedule: Schedule, delivery: Delivery, channel: Channel, clock: HandedClock
) -> None:
    tick(schedule, moment("2027-03-03 18:00"))
    clock.set(moment("2027-03-04 09:00"))
    await delivery.run()
    assert channel.reached() == ["samordnare"]
    clock.set(moment("2027-03-04 10:00"))
    tick(schedule, clock())
    await delivery.run()
    told = {who: _panel(message) for who, message in channel.sent}
    assert told["fyrbodal"].title == "Omgången för kvartal 4 2026 är stängd"
    assert ("Stängde", "3 mars 2027") in told["fyrbodal"].facts


async def test_a_reminder_tells_how_far_the_council_has_come(
    decide: Decide, delivery: Delivery, channel: Channel, store: Store, round_: Round
) -> None:
    decide("2027-02-18 10:00")
    begin(store, round_, "fyrbodal", moment("2027-02-18 10:00"))
    await delivery.run()
    told = {who: _panel(message).paragraphs for who, message in channel.sent}
    assert told["skaraborg"] == (
        "Sista svarsdag är 25 februari 2027. Ni har inte börjat ännu.",
        "Du får det här för att du är samrådsledare för samrådet i Skaraborg.",
    )
    assert told["fyrbodal"][0] == "Sista svarsdag är 25 februari 2027. Tolv svar saknas, på kort 2, 3 och 6."


async def test_the_late_list_names_those_who_are_late_when_it_is_sent(
    decide: Decide, delivery: Delivery, channel: Channel, store: Store, round_: Round
) -> None:
    decide("2027-02-26 10:00")
    for unit in ("skaraborg", "sjuharad", "af", "miv", "vgr"):
        report(store, round_, unit, moment("2027-02-26 10:00"))
    await delivery.run()
    told = {who: _panel(message).paragraphs for who, message in channel.sent}
    assert told["samordnare"] == (
        "Två enheter har inte lämnat in: Fyrbodal och Göteborgsregionen.",
        "De har fått en påminnelse. Omgången stänger 3 mars 2027.",
    )
