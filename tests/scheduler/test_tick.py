"""The tick through whole rounds: what is put in the outbox, and when."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import insert

from counties.reading import CountyBook
from domain.delivery import Outcome
from domain.life import Act, Status, Step
from domain.people import Person, Role
from domain.quarter import Quarter
from domain.rounds import Round, plan
from domain.workdays import at, shift
from scheduler.tick import Schedule, tick
from store.meetings import Meeting
from store.outbox_rows import Posted
from store.schema import steps
from store.store import Store
from tests.scheduler.cast import REPORTING
from tests.scheduler.conftest import FORMS, moment, report, rules


def waiting(store: Store) -> list[Posted]:
    return [row for row in store.outbox.rows() if row.outcome is Outcome.WAITING]


def morning_and_evening(schedule: Schedule, first: str, last: str) -> None:
    """Two ticks a day, at 10.00 and 18.00, from the day ``first`` to the day ``last``."""
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        tick(schedule, at(day, time(10)))
        tick(schedule, at(day, time(18)))
        day += timedelta(days=1)


def test_a_round_is_planned_forty_working_days_before_the_council(schedule: Schedule, store: Store) -> None:
    tick(schedule, moment("2027-01-20 23:59"))
    assert store.rounds.all() == []
    tick(schedule, moment("2027-01-21 00:01"))
    (planned,) = store.rounds.all()
    assert (planned.key, planned.opens) == ("2026Q4", moment("2027-02-04 08:30"))
    assert waiting(store) == []
    tick(schedule, moment("2027-01-21 10:00"))
    assert {row.kind for row in waiting(store)} == {"omgång skapad", "uppgiftslämnare stäms av"}


def test_the_planning_day_begins_at_swedish_midnight(schedule: Schedule, store: Store) -> None:
    tick(schedule, datetime(2027, 1, 20, 23, 30, tzinfo=UTC))
    assert [planned.key for planned in store.rounds.all()] == ["2026Q4"]


def test_ten_ticks_in_the_same_minute_put_in_each_row_once(schedule: Schedule, store: Store) -> None:
    new = [tick(schedule, moment(f"2027-02-04 10:00:{second:02}")) for second in range(0, 50, 5)]
    assert new == [10, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    assert len(waiting(store)) == 10
    assert store.ticks.last() == moment("2027-02-04 10:00:45")


def test_a_whole_round_in_ticks_says_each_thing_once(schedule: Schedule, store: Store) -> None:
    morning_and_evening(schedule, "2027-01-21", "2027-03-20")
    # Nothing was delivered here, so each notice is replaced by the one after it.
    assert rules(store) == [
        ("öppnad", Outcome.REPLACED),
        ("påminnelse 1", Outcome.REPLACED),
        ("påminnelse 2", Outcome.REPLACED),
        ("påminnelse 3", Outcome.REPLACED),
        ("försenad", Outcome.REPLACED),
        ("stängd", Outcome.WAITING),
    ]
    assert rules(store, "samordnare") == [
        ("omgång skapad", Outcome.WAITING),
        ("försenade enheter", Outcome.REPLACED),
        ("dags för utkast", Outcome.REPLACED),
        ("dags för faktagranskning", Outcome.REPLACED),
        ("dags att publicera", Outcome.WAITING),
    ]


def test_a_council_that_has_reported_is_left_alone(schedule: Schedule, store: Store, round_: Round) -> None:
    tick(schedule, moment("2027-02-04 10:00"))
    report(store, round_, "fyrbodal", moment("2027-02-10 14:00"))
    morning_and_evening(schedule, "2027-02-10", "2027-03-20")
    assert [rule for rule, _ in rules(store)] == ["öppnad"]
    assert [rule for rule, _ in rules(store, "skaraborg")][-1] == "stängd"


def test_nobody_is_late_when_all_have_reported(schedule: Schedule, store: Store, round_: Round) -> None:
    tick(schedule, moment("2027-02-04 10:00"))
    for unit in REPORTING:
        report(store, round_, unit, moment("2027-02-25 23:59:59"))
    assert tick(schedule, moment("2027-02-26 10:00")) == 0


def test_a_reader_and_an_expert_are_never_reminded(schedule: Schedule, store: Store) -> None:
    store.people.enroll(Person("eva", "Eva", Role.EXPERT, "fyrbodal"))
    morning_and_evening(schedule, "2027-02-04", "2027-03-05")
    assert rules(store, "medlem") == rules(store, "eva") == []


@pytest.mark.parametrize(
    ("quarter", "council", "utc_hours"),
    [
        # Due on 31 March, after the clocks went forward on the 28th.
        (Quarter(2026, 4), date(2027, 4, 22), {"påminnelse 1": 9, "påminnelse 3": 8, "försenad": 8}),
        # Due on 2 November, after the clocks went back on 31 October.
        (Quarter(2027, 3), date(2027, 11, 23), {"påminnelse 1": 8, "påminnelse 3": 9, "försenad": 9}),
    ],
)
def test_reminders_come_at_ten_on_both_sides_of_a_change_of_time(
    schedule: Schedule, store: Store, quarter: Quarter, council: date, utc_hours: dict[str, int]
) -> None:
    changed = replace(schedule, councils={quarter: council})
    first = shift(council, -21)
    for day in range(14):
        for hour in (7, 8, 9, 10):
            tick(changed, datetime.combine(first, time(hour), tzinfo=UTC) + timedelta(days=day))
    hours = {
        row.what["rule"]: row.not_before.astimezone(UTC).hour
        for row in store.outbox.rows()
        if row.person == "fyrbodal"
    }
    assert {rule: hours[rule] for rule in utc_hours} == utc_hours
    assert Counter(row.key for row in store.outbox.rows()).most_common(1)[0][1] == 1


def test_after_a_day_of_standstill_the_missed_reminder_is_decided(schedule: Schedule, store: Store) -> None:
    tick(schedule, moment("2027-02-17 23:00"))
    tick(schedule, moment("2027-02-18 23:00"))
    (row,) = [row for row in waiting(store) if row.person == "fyrbodal"]
    assert (row.what["rule"], row.not_before) == ("påminnelse 1", moment("2027-02-19 08:30"))


def test_after_a_week_of_standstill_each_reminder_is_waiting_or_replaced(
    schedule: Schedule, store: Store
) -> None:
    tick(schedule, moment("2027-02-17 15:00"))
    tick(schedule, moment("2027-02-24 15:00"))
    assert sorted(rules(store)) == [
        ("påminnelse 1", Outcome.REPLACED),
        ("påminnelse 2", Outcome.REPLACED),
        ("påminnelse 3", Outcome.WAITING),
        ("öppnad", Outcome.REPLACED),
    ]
    assert tick(schedule, moment("2027-02-24 15:01")) == 0


def test_a_bot_that_was_away_for_the_whole_round_only_says_how_it_ended(
    schedule: Schedule, store: Store
) -> None:
    tick(schedule, moment("2027-03-05 09:00"))
    assert {row.what["rule"] for row in waiting(store)} == {"stängd", "dags för utkast"}


def test_a_bot_that_was_away_for_long_after_the_round_says_nothing(schedule: Schedule, store: Store) -> None:
    tick(schedule, moment("2027-04-20 09:00"))
    assert [planned.key for planned in store.rounds.all()] == ["2026Q4"]
    assert store.outbox.rows() == []


def test_a_person_who_comes_in_the_middle_gets_the_latest_notice_only(
    schedule: Schedule, store: Store
) -> None:
    tick(schedule, moment("2027-02-18 10:00"))
    store.people.enroll(Person("ny", "Ny", Role.REPORTER, "fyrbodal"))
    # The new person's, and the second invitations to the two municipalities.
    assert tick(schedule, moment("2027-02-23 09:00")) == 3
    assert sorted(rules(store, "ny")) == [
        ("påminnelse 1", Outcome.WAITING),
        ("öppnad", Outcome.REPLACED),
    ]


def test_a_second_round_does_not_disturb_the_first(schedule: Schedule, store: Store, round_: Round) -> None:
    both = replace(schedule, councils={**schedule.councils, Quarter(2027, 1): date(2027, 4, 8)})
    morning_and_evening(both, "2027-02-24", "2027-02-26")
    report(store, round_, "fyrbodal", moment("2027-02-26 12:00"))
    morning_and_evening(both, "2027-02-26", "2027-03-05")
    per_round = {row.what["round"] for row in store.outbox.rows() if row.person == "fyrbodal"}
    assert per_round == {"2026Q4", "2027Q1"}


def test_a_changed_assumption_does_not_move_a_round_that_stands(schedule: Schedule, store: Store) -> None:
    tick(schedule, moment("2027-02-04 10:00"))
    moved = replace(schedule, councils={Quarter(2026, 4): date(2027, 3, 25)})
    tick(moved, moment("2027-02-04 11:00"))
    assert [planned.council_date for planned in store.rounds.all()] == [date(2027, 3, 18)]


@pytest.mark.parametrize("quarter", [Quarter(2026, number) for number in (1, 2, 3, 4)], ids=str)
def test_no_assumed_round_opens_ends_or_closes_in_a_quiet_stretch(book: CountyBook, quarter: Quarter) -> None:
    for year in range(5):
        later = Quarter(quarter.year + year, quarter.number)
        planned = plan(later, book.council_date(later), FORMS, book.hours)
        for day in (planned.opens, planned.due, planned.closes):
            assert not book.hours.quiet(day.date()), (later.key, day)


def overfull(store: Store, round_: Round, unit: str) -> None:
    """An extension to the end of the calendar, as it may have been stored before there was a limit."""
    last = datetime(9999, 12, 31, 22, 59, tzinfo=UTC)
    granted = Step(1, Act.GRANT_EXTENSION, Status.DRAFT, "sam", "Sam", round_.opens, until=last)
    row = {**vars(granted), "round": round_.key, "unit": unit}
    with_words = row | {"action": granted.action.value, "status": granted.status.value}
    store.lives._database.write(  # noqa: SLF001 - no act of ours leaves such a row any longer
        lambda connection: connection.execute(insert(steps), with_words)
    )


def told_of(store: Store) -> set[tuple[str, str]]:
    """Whom each notice goes to, and its rule."""
    return {(row.person, row.key.split("/")[1]) for row in store.outbox.rows()}


def test_a_unit_that_breaks_stops_neither_the_others_nor_the_coordinators(
    schedule: Schedule, store: Store, round_: Round
) -> None:
    tick(schedule, moment("2027-02-04 10:00"))
    overfull(store, round_, "fyrbodal")
    store.meetings.tell(Meeting(round_.key, "skaraborg", date.min, "sam"), moment("2027-02-04 10:00"))
    faults: list[Exception] = []
    for day in ("02-18", "02-26"):
        tick(schedule, moment(f"2027-{day} 10:00"), faults.append)
    assert {type(fault) for fault in faults} == {OverflowError}
    found = told_of(store)
    assert {("skaraborg", "påminnelse 1"), ("skaraborg", "försenad"), ("af", "påminnelse 1")} <= found
    assert ("fyrbodal", "påminnelse 1") not in found
    assert ("ale", "inbjudan") in found
    assert ("samordnare", "försenade enheter") in found
    assert store.ticks.last() == moment("2027-02-26 10:00")


def test_a_round_that_breaks_does_not_stop_the_next(
    schedule: Schedule, store: Store, round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = replace(schedule, councils={**schedule.councils, Quarter(2027, 1): date(2027, 4, 8)})
    journal = store.lives.journal

    def torn(round_key: str) -> dict[str, tuple[Step, ...]]:
        if round_key == round_.key:
            raise OSError("raden går inte att läsa")
        return journal(round_key)

    monkeypatch.setattr(store.lives, "journal", torn)
    faults: list[Exception] = []
    tick(both, moment("2027-02-26 10:00"), faults.append)
    assert [str(fault) for fault in faults] == ["raden går inte att läsa"]
    assert {row.what["round"] for row in store.outbox.rows()} == {"2027Q1"}


def test_a_council_beyond_the_calendar_stops_no_other_from_being_planned(
    schedule: Schedule, store: Store
) -> None:
    beyond = replace(schedule, councils={Quarter(2027, 1): date.min, **schedule.councils})
    faults: list[Exception] = []
    tick(beyond, moment("2027-01-21 10:00"), faults.append)
    assert [planned.key for planned in store.rounds.all()] == ["2026Q4"]
    assert [type(fault) for fault in faults] == [OverflowError]
