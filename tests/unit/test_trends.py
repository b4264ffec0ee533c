"""Development: what may be compared, how large a change is, and when nothing may be said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.quarter import Quarter
from domain.trends import (
    Broken,
    Change,
    Direction,
    Point,
    Since,
    Size,
    compare,
    comparisons,
    drawn,
    needed,
    shifts,
    together,
)

K3 = Quarter(2026, 3)
K1, K2 = Quarter(2026, 1), Quarter(2026, 2)


def points(*numbers: float | None) -> dict[Quarter, Point]:
    """Numbers by quarter, the last of them of K3."""
    found, quarter = {}, K3
    for number in reversed(numbers):
        found[quarter] = Point(number)
        quarter = quarter.previous
    return found


def test_each_comparison_has_its_quarter() -> None:
    assert [since.before(K3).key for since in Since] == ["2026Q2", "2025Q3", "2025Q4"]
    assert Since.PREVIOUS.before(K1).key == "2025Q4"


def test_so_many_quarters_back_are_needed_and_no_more() -> None:
    """All of last year's, and those of the eight that are drawn: back to New Year, for running totals."""
    assert [quarter.key for quarter in needed(Quarter(2026, 4))] == [
        "2026Q3", "2026Q2", "2026Q1", "2025Q4", "2025Q3", "2025Q2", "2025Q1",
    ]  # fmt: skip
    assert [needed(now)[-1].key for now in (K1, K3)] == ["2024Q1", "2024Q1"]
    assert all(Quarter(2025, 1) in needed(Quarter(2026, number)) for number in range(1, 5))


def test_eight_quarters_are_drawn() -> None:
    assert [quarter.key for quarter in drawn(K1)] == [
        "2024Q2", "2024Q3", "2024Q4", "2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1",
    ]  # fmt: skip


def test_the_start_of_the_year_is_told_of_stocks_after_the_first_quarter() -> None:
    assert Since.NEW_YEAR in comparisons(K3, since_new_year=False)
    assert Since.NEW_YEAR not in comparisons(K3, since_new_year=True)
    assert Since.NEW_YEAR not in comparisons(K1, since_new_year=False)


def test_a_stock_is_compared_as_it_stands() -> None:
    assert compare(points(30, 45), K3, Since.PREVIOUS, since_new_year=False) == Change(30, 45)


def test_a_running_total_is_parted_into_quarters_first() -> None:
    """100, 180, 300 from New Year are 80 in the second quarter and 120 in the third."""
    assert compare(points(100, 180, 300), K3, Since.PREVIOUS, since_new_year=True) == Change(80, 120)
    first = {Quarter(2025, 3): Point(200), Quarter(2025, 4): Point(260), K1: Point(45)}
    assert compare(first, K1, Since.PREVIOUS, since_new_year=True) == Change(60, 45)


def test_without_the_total_before_nothing_is_compared() -> None:
    assert compare(points(180, 300), K3, Since.PREVIOUS, since_new_year=True) is None
    assert compare(points(None, 180, 300), K3, Since.PREVIOUS, since_new_year=True) is None
    assert compare(points(180, None), K3, Since.PREVIOUS, since_new_year=False) is None
    assert compare({}, K3, Since.LAST_YEAR, since_new_year=False) is None


def test_a_running_total_that_has_become_less_is_no_development() -> None:
    broken = compare(points(100, 90, 300), K3, Since.PREVIOUS, since_new_year=True)
    assert isinstance(broken, Broken)
    assert "har minskat" in broken.why


def test_nothing_is_compared_across_a_break_and_the_reason_is_told_once() -> None:
    known = points(100, 180, 300)
    known[K1] = Point(100, "frågan har ändrats")
    known[K2] = Point(180, "frågan har ändrats")
    assert compare(known, K3, Since.PREVIOUS, since_new_year=True) == Broken("frågan har ändrats")
    withdrawn = points(180, None)
    withdrawn[K3] = Point(None, "källan har dragit in uppgiften")
    assert isinstance(compare(withdrawn, K3, Since.PREVIOUS, since_new_year=False), Broken)


@pytest.mark.parametrize(
    ("before", "now", "size"),
    [
        (100, 100, Size.SAME),
        (100, 104, Size.SAME),
        (1000, 951, Size.SAME),
        (100, 105, Size.SOME),
        (100, 95, Size.SOME),
        (100, 115, Size.SOME),
        (100, 116, Size.CLEAR),
        (1000, 1151, Size.CLEAR),
        (100, 84, Size.CLEAR),
        (20, 21, Size.SOME),
        (19, 40, None),
        (40, 19, None),
        (0, 400, None),
    ],
)
def test_the_words_follow_the_thresholds_and_small_numbers_have_none(
    before: int, now: int, size: Size | None
) -> None:
    assert Change(before, now).size is size
    assert (Change(before, now).percent is None) is (size is None)


@given(before=st.integers(0, 10**6), now=st.integers(0, 10**6))
def test_a_percentage_is_made_of_large_numbers_only(before: int, now: int) -> None:
    assert (Change(before, now).percent is None) is (before < 20 or now < 20)


def test_good_and_bad_are_said_only_where_a_direction_is_good() -> None:
    assert Change(40, 60).is_good(None) is None
    assert Change(40, 60).is_good(Direction.UP) is True
    assert Change(40, 60).is_good(Direction.DOWN) is False
    assert Change(4, 3).is_good(Direction.DOWN) is True
    assert Change(100, 101).is_good(Direction.UP) is None
    assert Change(4, 4).is_good(Direction.DOWN) is None


def test_units_are_added_up_only_where_both_quarters_have_a_number() -> None:
    added = together({"a": Change(10, 20), "b": None, "c": Change(30, 30), "d": Broken("x")})
    assert added
    assert (added.change, added.both, added.left_out) == (Change(40, 50), ("a", "c"), ("b", "d"))
    assert together({"a": Change(10, 20), "b": None}) is None


def test_steps_are_told_as_moves_down_before_up_and_never_as_a_mean() -> None:
    before = {"a": "3", "b": "3", "c": "4", "d": "2"}
    now = {"a": "4", "b": "4", "c": "2", "d": "2", "e": "5"}
    assert [(one.before, one.now, one.units) for one in shifts(before, now)] == [
        ("4", "2", ("c",)),
        ("3", "4", ("a", "b")),
    ]
