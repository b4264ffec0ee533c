"""The report's Swedish, a word at a time."""

from datetime import UTC, date, datetime

import pytest

from reports.swedish import answered_day, counted, day, inside, moment, part_of, period, several, sub_regions


def test_a_date_and_a_moment_are_written_as_in_a_letter() -> None:
    assert day(date(2026, 11, 26)) == "26 november 2026"
    assert moment(datetime(2026, 7, 1, 22, 5, tzinfo=UTC)) == "2 juli 2026 kl.\u00a000.05"
    assert period(date(2026, 10, 1), date(2026, 12, 31)) == "1 oktober–31 december 2026"


def test_an_answered_day_that_is_no_date_stands_as_it_was_written() -> None:
    assert answered_day("2026-02-03") == "3 februari 2026"
    assert answered_day("i onsdags") == "i onsdags"


def test_names_in_a_row() -> None:
    assert several(["Hjo"]) == "Hjo"
    assert several(["Hjo", "Tibro"]) == "Hjo och Tibro"
    assert several(["Hjo", "Tibro", "Skara"]) == "Hjo, Tibro och Skara"
    assert several([]) == ""


def test_one_is_never_more_than_one() -> None:
    assert sub_regions(["Skaraborg"]) == "en delregion (Skaraborg)"
    assert counted(2, "delregion", "delregioner") == "två delregioner"
    assert (part_of(1, 4), part_of(10, 15)) == ("en av fyra", "10 av 15")
    assert counted(13, "kommun", "kommuner") == "13 kommuner"


@pytest.mark.parametrize(
    ("label", "inside_a_sentence"),
    [
        ("Bostadsbrist", "bostadsbrist"),
        ("3 – Fungerar i huvudsak", "3 – fungerar i huvudsak"),
        ("AF:s närvaro", "AF:s närvaro"),
        ("Stöd – eller inte", "stöd – eller inte"),
        ("", ""),
    ],
)
def test_a_label_reads_on_inside_a_sentence(label: str, inside_a_sentence: str) -> None:
    assert inside(label) == inside_a_sentence
