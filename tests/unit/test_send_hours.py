"""When messages may be sent."""

from datetime import UTC, date, datetime

import pytest

from domain.workdays import STOCKHOLM, SendHours

HOURS = SendHours(frozenset({28, 29, 30, 31}), ("12-24", "01-06"))


def moment(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=STOCKHOLM)


@pytest.mark.parametrize(
    ("wanted", "sent"),
    [
        pytest.param("2027-02-16 10:00", "2027-02-16 10:00", id="a tuesday at ten"),
        pytest.param("2027-02-16 03:12", "2027-02-16 08:30", id="before the day begins"),
        pytest.param("2027-02-16 15:30", "2027-02-16 15:30", id="the last moment"),
        pytest.param("2027-02-16 15:31", "2027-02-17 08:30", id="after the day"),
        pytest.param("2027-02-15 08:30", "2027-02-15 10:00", id="monday before ten"),
        pytest.param("2027-02-19 12:00", "2027-02-19 12:00", id="friday at noon"),
        pytest.param("2027-02-19 12:01", "2027-02-22 10:00", id="friday after noon"),
        pytest.param("2027-02-20 10:00", "2027-02-22 10:00", id="saturday"),
        pytest.param("2027-02-21 23:59", "2027-02-22 10:00", id="sunday"),
        pytest.param("2027-05-06 10:00", "2027-05-07 08:30", id="ascension day"),
        pytest.param("2026-12-23 16:00", "2027-01-07 08:30", id="over christmas and new year"),
        pytest.param("2026-12-24 10:00", "2027-01-07 08:30", id="christmas eve"),
        pytest.param("2027-01-05 10:00", "2027-01-07 08:30", id="new year's side of the quiet days"),
        pytest.param("2027-07-09 12:30", "2027-08-09 10:00", id="the friday before week 28"),
        pytest.param("2027-07-12 10:00", "2027-08-09 10:00", id="week 28"),
        pytest.param("2027-08-06 10:00", "2027-08-09 10:00", id="week 31"),
    ],
)
def test_a_message_waits_for_the_first_allowed_moment(wanted: str, sent: str) -> None:
    assert HOURS.earliest(moment(wanted)) == moment(sent)


def test_a_moment_in_another_zone_means_the_same_moment() -> None:
    assert HOURS.earliest(datetime(2027, 2, 16, 14, 29, tzinfo=UTC)) == moment("2027-02-16 15:29")
    assert HOURS.earliest(datetime(2027, 2, 16, 14, 31, tzinfo=UTC)) == moment("2027-02-17 08:30")


def test_a_quiet_stretch_within_a_year_is_quiet_from_first_to_last_day() -> None:
    hours = SendHours(quiet_days=("02-08", "02-12"))
    quiet = [hours.quiet(date(2027, 2, day)) for day in (7, 8, 12, 13)]
    assert quiet == [False, True, True, False]


@pytest.mark.parametrize(
    ("wanted", "moved"),
    [
        pytest.param("2027-02-16", "2027-02-16", id="a tuesday"),
        pytest.param("2027-02-21", "2027-02-19", id="a sunday"),
        pytest.param("2027-05-06", "2027-05-05", id="ascension day"),
        pytest.param("2027-07-28", "2027-07-09", id="in the middle of the quiet weeks"),
        pytest.param("2027-01-02", "2026-12-23", id="over new year"),
    ],
)
def test_a_date_that_is_not_allowed_moves_to_the_last_that_is(wanted: str, moved: str) -> None:
    assert HOURS.last_allowed(date.fromisoformat(wanted)).isoformat() == moved


@pytest.mark.parametrize(
    ("now", "then"),
    [
        pytest.param("2027-02-16 10:00", "2027-02-17 10:00", id="the day after"),
        pytest.param("2027-02-18 15:00", "2027-02-19 10:00", id="a friday"),
        pytest.param("2027-02-19 10:00", "2027-02-22 10:00", id="over the weekend"),
        pytest.param("2027-07-09 10:00", "2027-08-09 10:00", id="over the summer"),
    ],
)
def test_the_next_morning_is_ten_o_clock_on_the_next_allowed_day(now: str, then: str) -> None:
    assert HOURS.next_morning(moment(now)) == moment(then)


def test_without_quiet_weeks_july_is_open() -> None:
    assert SendHours().earliest(moment("2027-07-14 10:00")) == moment("2027-07-14 10:00")


def test_a_year_of_nothing_but_quiet_weeks_says_what_to_look_at() -> None:
    with pytest.raises(ValueError, match="quiet weeks of the county"):
        SendHours(frozenset(range(1, 54))).earliest(moment("2027-02-16 10:00"))
    with pytest.raises(ValueError, match="quiet weeks of the county"):
        SendHours(frozenset(range(1, 54))).last_allowed(date(2027, 2, 16))
