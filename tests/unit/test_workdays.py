"""Working days, and the calendar of a quarter counted in them."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.quarter import Quarter
from domain.rounds import CASE_CLOSED, FEEDBACK, FormRef, created_on, day_of, plan
from domain.workdays import SendHours, at, before_midsummer, is_workday, shift

FORMS = (FormRef("delregionalt_samrad", 1),)
QUIET = SendHours(frozenset({28, 29, 30, 31}), ("12-24", "01-06"))

# Regional council, then: created, opens, reminder 1, due, closes, draft, decision, published, feedback.
OFFSETS = (-40, -30, -20, -15, -11, -10, -6, -5, 5)
CALENDAR = {
    date(2027, 3, 18): "2027-01-21 02-04 02-18 02-25 03-03 03-04 03-10 03-11 03-25",
    date(2027, 6, 10): "2027-04-14 04-28 05-13 05-20 05-26 05-27 06-02 06-03 06-17",
    date(2027, 9, 30): "2027-08-05 08-19 09-02 09-09 09-15 09-16 09-22 09-23 10-07",
    date(2027, 12, 9): "2027-10-14 10-28 11-11 11-18 11-24 11-25 12-01 12-02 12-16",
}

RED_WEEKDAYS_2027 = {"01-01", "01-06", "03-26", "03-29", "05-06", "06-25", "12-24", "12-31"}


@pytest.mark.parametrize("council", CALENDAR, ids=str)
def test_the_calendar_of_each_round_of_2027(council: date) -> None:
    first, *rest = CALENDAR[council].split()
    expected = [first, *(f"2027-{day}" for day in rest)]
    assert [shift(council, offset).isoformat() for offset in OFFSETS] == expected


def test_red_days_and_eves_of_2027_are_no_working_days() -> None:
    days = [date.fromordinal(date(2027, 1, 1).toordinal() + n) for n in range(365)]
    off = {f"{day:%m-%d}" for day in days if day.weekday() < 5 and not is_workday(day)}
    assert off == RED_WEEKDAYS_2027


def test_weekends_are_no_working_days_and_a_squeezed_friday_is() -> None:
    assert not is_workday(date(2027, 5, 8))
    assert not is_workday(date(2027, 5, 9))
    assert is_workday(date(2027, 5, 7))


def test_no_shift_is_the_same_day_whatever_day_it_is() -> None:
    assert shift(date(2027, 5, 8), 0) == date(2027, 5, 8)


def test_a_shift_from_a_day_off_counts_the_working_days_beyond_it() -> None:
    assert shift(date(2027, 12, 25), 1) == date(2027, 12, 27)
    assert shift(date(2027, 12, 25), -1) == date(2027, 12, 23)


@pytest.mark.parametrize("offset", [-40, -15, -1, 1, 5, 60])
def test_a_shift_there_and_back_is_the_same_working_day(offset: int) -> None:
    assert shift(shift(date(2027, 3, 18), offset), -offset) == date(2027, 3, 18)


def test_a_clock_time_stands_still_over_the_changes_of_time() -> None:
    assert at(date(2027, 3, 27), time(10)).astimezone(UTC).hour == 9
    assert at(date(2027, 3, 28), time(10)).astimezone(UTC).hour == 8
    assert at(date(2027, 10, 30), time(10)).astimezone(UTC).hour == 8
    assert at(date(2027, 10, 31), time(10)).astimezone(UTC).hour == 9


def test_a_round_opens_in_the_morning_and_lasts_until_midnight() -> None:
    planned = plan(Quarter(2026, 4), date(2027, 3, 18), FORMS)
    assert planned.opens == datetime(2027, 2, 4, 7, 30, tzinfo=UTC)
    assert planned.due < datetime(2027, 2, 25, 23, 0, tzinfo=UTC) < planned.closes
    assert planned.draft_at == datetime(2027, 3, 4, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("council", "created"),
    [
        ("2027-03-18", "2027-01-21"),
        ("2027-06-10", "2027-04-14"),
        # Forty working days before is in week 31: asked for before midsummer, when people are still there.
        ("2027-09-30", "2027-06-24"),
        ("2027-12-09", "2027-10-14"),
        # In the Christmas leave: the last allowed day before it.
        ("2027-03-02", "2026-12-23"),
    ],
)
def test_a_round_is_planned_forty_working_days_before_or_before_the_leave(council: str, created: str) -> None:
    assert created_on(date.fromisoformat(council), QUIET).isoformat() == created


def test_midsummer_is_a_friday_and_the_day_before_it_a_working_day() -> None:
    assert [before_midsummer(year).isoformat() for year in (2025, 2026, 2027)] == [
        "2025-06-19",
        "2026-06-18",
        "2027-06-24",
    ]


@pytest.mark.parametrize("council", CALENDAR, ids=str)
def test_the_rounds_of_2027_are_the_same_with_the_quiet_weeks(council: date) -> None:
    planned = plan(Quarter(2026, 4), council, FORMS, QUIET)
    assert planned == plan(Quarter(2026, 4), council, FORMS)


def test_a_due_day_in_a_blocked_week_moves_to_the_last_day_before_it() -> None:
    """T on 11 March puts the due day in week 7, which Göteborg may block for the school holiday."""
    blocked = SendHours(frozenset({7, 28, 29, 30, 31}), ("12-24", "01-06"))
    planned = plan(Quarter(2026, 4), date(2027, 3, 11), FORMS, blocked)
    assert [day.date().isoformat() for day in (planned.opens, planned.due, planned.closes)] == [
        "2027-01-28",
        "2027-02-12",
        "2027-02-24",
    ]


def test_days_that_all_fall_in_the_leave_keep_their_order() -> None:
    planned = plan(Quarter(2026, 4), date(2027, 1, 21), FORMS, QUIET)
    assert planned.opens < planned.due <= planned.closes < planned.draft_at
    assert {planned.due.date(), planned.closes.date()} == {date(2026, 12, 23)}


@given(st.dates(date(2026, 1, 1), date(2036, 12, 31)))
def test_no_day_of_a_round_is_off_or_quiet_and_they_come_in_order(council: date) -> None:
    planned = plan(Quarter.of(council).previous, council, FORMS, QUIET)
    days = [moment.date() for moment in (planned.opens, planned.due, planned.closes, planned.draft_at)]
    days = [created_on(council, QUIET), *days]
    assert days == sorted(days)
    after = [day_of(council, offset, QUIET) for offset in (FEEDBACK, CASE_CLOSED)]
    assert council < after[0] <= after[1]
    assert all(is_workday(day) and not QUIET.quiet(day) for day in (*days, *after))
