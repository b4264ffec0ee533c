"""Dates as people write them in a field."""

from datetime import date

import pytest

from domain.form import Kind, Question
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
        "2026-11-31",
        "",
    ],
)
def test_what_is_no_day_is_refused_with_an_example(words: str, window: Window) -> None:
    with pytest.raises(ValueError, match=r"^Skriv datumet så här: 2026-11-05\.$"):
        read_date(words, Window(window.earliest, date(2026, 11, 5)))


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
