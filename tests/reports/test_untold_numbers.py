"""A number that the tables hide is known again in words about the unit, and other numbers are let be."""

import pytest

from reports.untold_numbers import COUNTY, tells, untold
from tests.reports.quarter_three import CALM, material, part

HIDDEN = {
    **CALM,
    "figures_confirm": "AVVIKER",
    "received_assigned_ytd": 3,
    "received_self_ytd": 20,
    "received_total_ytd": 23,
}
UNTOLD = untold(material(part("fyrbodal", HIDDEN), part("gr", CALM)))


def test_it_is_known_whose_numbers_are_hidden_and_which() -> None:
    assert [one.name for one in UNTOLD] == ["Fyrbodal", COUNTY]
    assert UNTOLD[0].numbers <= {20, 23}
    assert UNTOLD[0].numbers


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Fyrbodal tog emot tre personer efter anvisning.", "Fyrbodal"),
        ("Fyrbodal tog emot 3 efter anvisning.", "Fyrbodal"),
        ("Efter anvisning kom bara en person till Fyrbodals kommuner.", "Fyrbodal"),
        ("Läget i Fyrbodal är lugnt. Fyra kom efter anvisning.", "Fyrbodal"),
        ("## Fyrbodal\n\nEfter anvisning kom tre.", "Fyrbodal"),
        ("I länet kom fem personer.", COUNTY),
    ],
)
def test_few_people_in_words_about_the_unit_are_told_of(words: str, name: str) -> None:
    ((_, found),) = tells(words, UNTOLD)
    assert found == name


def test_a_number_shown_as_two_dots_is_told_of_and_another_is_not() -> None:
    hidden = next(iter(UNTOLD[0].numbers))
    (told,) = tells(f"Fyrbodal tog emot {hidden} på egen hand.", UNTOLD)
    assert told == (f"Fyrbodal tog emot {hidden} på egen hand.", "Fyrbodal")
    assert list(tells("Fyrbodal tog emot 41 på egen hand.", UNTOLD)) == []
    in_words = {20: "tjugo"}.get(hidden)
    assert in_words is None or list(tells(f"Fyrbodal tog emot {in_words} på egen hand.", UNTOLD))


@pytest.mark.parametrize(
    "words",
    [
        "Göteborgsregionen tog emot tre personer.",
        "I Fyrbodal saknar tre kommuner lediga lägenheter.",
        "Fyrbodal svarade den 3 december, i kvartal 3 2026.",
        "I Fyrbodal steg andelen med 3 procent, 4,5 % i snitt.",
        "Fyrbodal har haft ett möte och en dialog.",
        "## Fyrbodal\n\n## Skaraborg\n\nEfter anvisning kom tre.",
        "Samrådet i Fyrbodal möts två gånger i månaden.",
    ],
)
def test_other_numbers_are_let_be(words: str) -> None:
    assert list(tells(words, UNTOLD)) == []


def test_where_nothing_is_hidden_every_number_may_be_written() -> None:
    assert untold(material(part("fyrbodal", CALM), part("gr", CALM))) == []
