"""Quarters as people write them."""

from datetime import date

import pytest

from domain.quarter import Quarter

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "words",
    [
        "2026Q3",
        "2026q3",
        "2026K3",
        "2026-K3",
        "2026 Q3",
        "Q3 2026",
        "K3 2026",
        "k3/2026",
        "kvartal 3 2026",
        "Kvartal 3, 2026",
        "kv. 3 2026",
        "kv 3 -2026",
        "K3",
        "kvartal 3",
        "  kvartal 3  ",
    ],
)
def test_a_quarter_can_be_written_in_many_ways(words: str) -> None:
    assert Quarter.parse(words, TODAY) == Quarter(2026, 3)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "3",
        "K5",
        "K0",
        "kvartal",
        "kvartal tre",
        "K3 26",
        "2026",
        "2026Q33",
        "Q3 2026 tack",
        "höstens kvartal",
        "K3\n2026\nK4",
        "0000Q1",
        "0999Q1",
        "9999K4",
        "٢٠٢٦Q3",
    ],
)
def test_nonsense_is_no_quarter(words: str) -> None:
    assert Quarter.parse(words, TODAY) is None


def test_without_a_year_it_is_the_latest_that_has_begun() -> None:
    assert Quarter.parse("K4", TODAY) == Quarter(2026, 4)
    assert Quarter.parse("K4", date(2027, 2, 1)) == Quarter(2026, 4)
    assert Quarter.parse("K1", date(2027, 1, 1)) == Quarter(2027, 1)
    assert Quarter.parse("K1", date(2026, 12, 31)) == Quarter(2026, 1)


def test_a_key_reads_back_and_nothing_else_does() -> None:
    assert Quarter.from_key("2026Q3").key == "2026Q3"
    for words in ("2026Q5", "kvartal 3 2026", "2026Q3\n", ""):
        with pytest.raises(ValueError, match="write it like 2026Q3"):
            Quarter.from_key(words)


@pytest.mark.parametrize(
    ("number", "first", "last"),
    [
        (1, date(2028, 1, 1), date(2028, 3, 31)),
        (2, date(2028, 4, 1), date(2028, 6, 30)),
        (3, date(2028, 7, 1), date(2028, 9, 30)),
        (4, date(2028, 10, 1), date(2028, 12, 31)),
    ],
)
def test_a_quarter_has_its_first_and_last_day(number: int, first: date, last: date) -> None:
    quarter = Quarter(2028, number)
    assert (quarter.start, quarter.end) == (first, last)
    assert Quarter.of(first) == Quarter.of(last) == quarter
    assert quarter.following.previous == quarter


def test_quarters_come_in_order() -> None:
    assert Quarter(2026, 4) < Quarter(2027, 1) == Quarter(2026, 4).following
    assert Quarter(2026, 3).label == "kvartal 3 2026"


def test_any_run_of_blanks_between_the_words_is_one() -> None:
    today = date(2026, 11, 11)
    assert Quarter.parse("kvartal" + " \t" * 5_000 + "3", today) == Quarter(2026, 3)
    assert Quarter.parse("kvartal" + " \t" * 5_000 + "x", today) is None
