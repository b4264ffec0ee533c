"""What was given as background alone is known again, whoever writes it."""

import pytest

from reports.withheld import repeats
from tests.reports.quarter_three import CALM, material, part

SECRET = "Hemvändarenheten planerar ett besök på Storgatan nästa vecka"
OPEN = "Skolan har fått nya lokaler i Uddevalla och Trollhättan."
MATERIAL = material(
    part("fyrbodal", {**CALM, "note_to_lst": f"{SECRET}. {OPEN}", "outlook": OPEN}),
    part(
        "gr", {**CALM, "publishable": "ENDAST_LST", "outlook": "Två boenden i Mölndal kan stänga före jul."}
    ),
)


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        (f"Läget är svårt. {SECRET}.", "Fyrbodal"),
        ("hemvändarenheten  PLANERAR\nett besök, på torget", "Fyrbodal"),
        ("Enligt uppgift: två boenden i Mölndal kan läggas ned.", "Göteborgsregionen"),
    ],
)
def test_five_words_in_a_row_are_told_of_with_whose_they_are(words: str, unit: str) -> None:
    (told,) = repeats(MATERIAL, words)
    assert f"som {unit} har lämnat bara som underlag" in told


@pytest.mark.parametrize(
    "words", ["", "Hemvändarenheten planerar ett besök där.", OPEN, "Mottagandet fungerar i stort."]
)
def test_four_words_and_what_is_said_openly_may_be_written(words: str) -> None:
    assert list(repeats(MATERIAL, words)) == []
