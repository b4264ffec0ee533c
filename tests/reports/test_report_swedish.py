"""Swedish a word at a time: what everyone writes alike, and what is the report's own."""

from datetime import UTC, date, datetime

import pytest

from domain.swedish import alphabetical, count, day, in_words, listed, moment, upper_first
from reports.swedish import answered_day, inside, medskick, part_of, period, quoted_whole, sub_regions


def test_a_date_and_a_moment_are_written_as_in_a_letter() -> None:
    late = datetime(2026, 7, 1, 22, 5, tzinfo=UTC)
    assert day(date(2026, 11, 26)) == "26 november 2026"
    assert (day(late), moment(late)) == ("2 juli 2026", "2 juli 2026 kl. 00.05")
    assert period(date(2026, 10, 1), date(2026, 12, 31)) == "1 oktober–31 december 2026"


def test_an_answered_day_that_is_no_date_stands_as_it_was_written() -> None:
    assert answered_day("2026-02-03") == "3 februari 2026"
    assert answered_day("i onsdags") == "i onsdags"


def test_names_in_a_row() -> None:
    assert listed(["Hjo"]) == "Hjo"
    assert listed(["Hjo", "Tibro"]) == "Hjo och Tibro"
    assert listed(["Hjo", "Tibro", "Skara"]) == "Hjo, Tibro och Skara"
    assert listed([]) == ""


def test_names_stand_in_swedish_order() -> None:
    names = ["Öckerö", "Åmål", "Ängelholm", "Orust", "Ale", "Dals-Ed", "Zinkgruvan"]
    assert alphabetical(names) == ["Ale", "Dals-Ed", "Orust", "Zinkgruvan", "Åmål", "Ängelholm", "Öckerö"]


def test_one_has_the_gender_of_its_noun_and_two_are_many() -> None:
    assert sub_regions(["Skaraborg"]) == "en delregion (Skaraborg)"
    assert sub_regions(["Skaraborg", "Fyrbodal"]) == "två delregioner (Skaraborg och Fyrbodal)"
    assert (medskick(1), medskick(2)) == ("ett medskick", "två medskick")
    answers = [count(number, "svar", "svar", neuter=True) for number in (1, 2)]
    assert answers == ["ett svar", "två svar"]
    assert [count(number, "kommun", "kommuner") for number in (1, 2)] == ["en kommun", "två kommuner"]


def test_small_numbers_are_written_out() -> None:
    assert (in_words(0), in_words(12), in_words(13)) == ("noll", "tolv", "13")
    assert count(13, "kommun", "kommuner") == "13 kommuner"
    assert (part_of(1, 4), part_of(12, 12), part_of(10, 15)) == ("en av fyra", "tolv av tolv", "10 av 15")
    assert upper_first("åtta") == "Åtta"


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


def test_a_quotation_ends_with_one_full_stop() -> None:
    assert quoted_whole("En plan") == "”En plan”."
    assert [quoted_whole(text) for text in ("En plan.", "När?", "Nu!", "Sedan …")] == [
        "”En plan.”",
        "”När?”",
        "”Nu!”",
        "”Sedan …”",
    ]
