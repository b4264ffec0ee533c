"""Dates as people write them in a field."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.form import Kind, Limits, Question
from forms.parsing import Window, parse, read_date

DAY = Question("council_date", "1.2", "Vilken dag hölls samrådet?", Kind.DATE)


@pytest.mark.parametrize(
    "words",
    [
        "2026-11-05",
        "20261105",
        "5 november",
        "5 nov",
        "5 nov.",
        "5. november",
        "den 5 november",
        "Den 5:e november",
        "5 NOVEMBER 2026",
        "5/11",
        "05/11",
        "5 / 11",
        "5/11 2026",
        "5/11-2026",
        "5/11/2026",
    ],
)
def test_a_day_can_be_written_in_many_ways(words: str, window: Window) -> None:
    assert read_date(words, window) == date(2026, 11, 5)


@pytest.mark.parametrize(
    "words",
    [
        "31 februari",
        "31/2",
        "0 november",
        "5/13",
        "imorgon",
        "igår",
        "förra veckan",
        "november",
        "5",
        "5 marsipan",
        "5 november 26",
        "5 november 0000",
        "2026-13-01",
        "2026111105",
        "2026-W45-4",
        "2026-11-31",
        "",
    ],
)
def test_what_is_no_day_is_refused_with_an_example(words: str, window: Window) -> None:
    with pytest.raises(ValueError, match=r"^(Den|Dagen)?.*Skriv datumet så här: 2026-11-05\.$"):
        read_date(words, Window(window.earliest, date(2026, 11, 5)))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("31 februari", "Den 31 februari finns inte."),
        ("31/2", "Den 31 februari finns inte."),
        ("2026-11-31", "Dagen 2026-11-31 finns inte."),
    ],
)
def test_a_day_that_does_not_exist_is_told_of(words: str, told: str, window: Window) -> None:
    with pytest.raises(ValueError, match=told):
        read_date(words, window)


def test_without_a_year_it_is_the_latest_such_day_that_has_been() -> None:
    january = Window(date(2026, 11, 1), date(2027, 1, 10))
    assert read_date("17 december", january) == date(2026, 12, 17)
    assert read_date("8 januari", january) == date(2027, 1, 8)


def test_the_last_of_february_is_found_in_a_leap_year() -> None:
    assert read_date("29 februari", Window(date(2028, 1, 1), date(2028, 4, 1))) == date(2028, 2, 29)


@pytest.mark.parametrize("words", ["2026-08-28", "2026-11-11"])
def test_the_first_and_last_day_of_the_window_are_taken(words: str, window: Window) -> None:
    assert parse((DAY,), {"council_date": words}, window).answers == {"council_date": words}


@pytest.mark.parametrize("words", ["2026-08-27", "2026-11-12", "1926-11-05"])
def test_a_day_outside_the_window_is_refused_and_the_window_told(words: str, window: Window) -> None:
    (problem,) = parse((DAY,), {"council_date": words}, window).problems
    assert problem.words == "Välj en dag från 28 augusti 2026 till 11 november 2026."


def test_a_day_is_kept_as_an_iso_date(window: Window) -> None:
    assert parse((DAY,), {"council_date": "5 november"}, window).answers == {"council_date": "2026-11-05"}


MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
WRITTEN = (
    lambda day: day.isoformat(),
    lambda day: f"{day:%Y%m%d}",
    lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    lambda day: f"den {day.day}:e {MONTHS[day.month - 1][:3]}. {day.year}",
    lambda day: f"{day.day}/{day.month} {day.year}",
    lambda day: f"{day.day:02}/{day.month:02}-{day.year}",
)
"""The ways to write a whole date in Swedish: the day always before the month, or the year first."""


@settings(deadline=None)
@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.sampled_from(WRITTEN))
def test_every_day_reads_back_however_it_is_written(day: date, write: Callable[[date], str]) -> None:
    assert read_date(write(day), Window(date(2026, 8, 28), date(2026, 11, 11))) == day


@settings(deadline=None)
@given(st.dates(date(2025, 11, 12), date(2026, 11, 11)))
def test_without_a_year_a_day_is_the_latest_that_has_been(day: date) -> None:
    window = Window(date(2025, 11, 12), date(2026, 11, 11))
    for words in (f"{day.day}/{day.month}", f"{day.day} {MONTHS[day.month - 1]}"):
        assert read_date(words, window) == day


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["5", "05", "31", "13", "11", "2026", "26", "1111", "/", "-", " ", ".", ":e", "den ", "nov"]
        ),
        max_size=7,
    ).map("".join)
)
def test_a_day_that_is_read_stands_in_the_words(words: str) -> None:
    """Never a wrong silent reading: the day's own digits are there, and the year's when one is written."""
    window = Window(date(2026, 8, 28), date(2026, 11, 11))
    try:
        day = read_date(words, window)
    except ValueError as refused:
        assert str(refused).endswith("Skriv datumet så här: 2026-11-11.")  # noqa: PT017 - one of two right outcomes
        return
    if re.fullmatch(r"\d{8}", words):
        assert words == day.isoformat().replace("-", "")
        return
    written = [int(digits) for digits in re.findall(r"\d+", words)]
    assert day.day in written
    assert day.year in written or day <= window.latest


def test_a_question_may_have_a_window_of_its_own(window: Window) -> None:
    """A county quota was decided longer ago than any council has met."""
    decided = replace(DAY, key="county_quota_from", limits=Limits(-730, 0))
    for words in ("2024-11-11", "2025-09-04", "2026-11-11"):
        assert parse((decided,), {decided.key: words}, window).answers == {decided.key: words}
    for words in ("2024-11-10", "2026-11-12"):
        (problem,) = parse((decided,), {decided.key: words}, window).problems
        assert problem.words == "Välj en dag från 11 november 2024 till 11 november 2026."
