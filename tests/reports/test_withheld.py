"""What was given as background alone is known again, whoever writes it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from unicodedata import normalize

import pytest

from domain.answers import Submission, Value
from reports.withheld import Background, to_do
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
    (found,) = Background(MATERIAL).repeats(words)
    assert f"som {unit} har lämnat bara som underlag" in to_do(found)


@pytest.mark.parametrize(
    "words", ["", "Hemvändarenheten planerar ett besök där.", OPEN, "Mottagandet fungerar i stort."]
)
def test_four_words_and_what_is_said_openly_may_be_written(words: str) -> None:
    assert Background(MATERIAL).repeats(words) == []


@pytest.mark.parametrize(
    "copied",
    [
        lambda text: normalize("NFD", text),
        lambda text: text.replace("planerar", "pla\u00adnerar").replace("Storgatan", "Stor\u00adgatan"),
        lambda text: text.replace("planerar", "pla-\nnerar").replace("Storgatan", "Stor- gatan"),
        lambda text: text.replace("planerar", "pla\u00ac\nnerar").replace("vecka", "vec\u2010\nka"),
        lambda text: text.replace(" ", " \u200b").replace("a", "a\u2060"),
        lambda text: text.replace(" ", "\u00a0\n- ").replace("besök", "_besök_"),
    ],
    ids=[
        "parts of signs",
        "soft hyphens",
        "parted words",
        "other hyphens",
        "signs that nobody sees",
        "a list",
    ],
)
def test_a_text_is_known_again_however_it_was_copied(copied: Callable[[str], str]) -> None:
    (found,) = Background(MATERIAL).repeats(copied(SECRET))
    assert found.words.replace("-", "") == "Hemvändarenheten planerar ett besök på …"


SHORT = material(
    part("fyrbodal", {**CALM, "publishable": "ENDAST_LST", "headline": "Sfi-skolan i Orust stänger!"}),
    part("gr", {**CALM, "note_to_lst": "Inget nytt att rapportera", "figures_comment": "Bostadsbrist"}),
    part("sjuharad", {**CALM, "note_to_lst": "Fler kvotflyktingar"}),
)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Fyrbodal skriver: sfi- skolan i Orust stänger.", ["sfi-skolan i Orust stänger"]),
        ("## Läget\nSfi-skolan i Orust stänger", ["Sfi-skolan i Orust stänger"]),
        ("Att sfi-skolan i Orust stänger till hösten är inte bestämt.", []),
        ("Läget är lugnt. Inget nytt att rapportera.", []),
        ("Bostadsbrist", []),
        ("I länet väntas fler kvotflyktingar komma.", []),
        ("Fler kvotflyktingar.", ["Fler kvotflyktingar"]),
    ],
)
def test_a_short_text_is_known_again_as_a_whole_when_it_says_anything(words: str, told: list[str]) -> None:
    assert [one.words for one in Background(SHORT).repeats(words)] == told


def test_what_is_said_openly_besides_is_no_secret() -> None:
    background = Background(MATERIAL)
    assert background.repeats(SECRET, [f"Ur registret: {SECRET}"]) == []
    assert background.repeats(SECRET, ["Hemvändarenheten planerar ett besök."])


def sent(*said: Mapping[str, Value]) -> Background:
    """Fyrbodal sends in so many versions of its answer."""
    last = part("fyrbodal", {**CALM, **said[-1]})
    assert last.submission
    versions: list[Submission] = [
        replace(last.submission, version=number, answers={**CALM, **answers})
        for number, answers in enumerate(said, start=1)
    ]
    return Background(material(last), {"fyrbodal": versions})


OPENLY, KEPT = {"outlook": SECRET}, {"outlook": SECRET, "publishable": "ENDAST_LST"}
REPLACED = {"outlook": OPEN}


@pytest.mark.parametrize(
    ("background", "may_be_written"),
    [
        (sent(KEPT, REPLACED), False),
        (sent(OPENLY, KEPT), False),
        (sent(KEPT, OPENLY), True),
        (sent(OPENLY, REPLACED), True),
        (sent(OPENLY, KEPT, REPLACED), False),
        (sent(OPENLY, {**REPLACED, "publishable": "ENDAST_LST"}), False),
        (sent(KEPT, OPENLY, REPLACED), True),
    ],
    ids=[
        "kept and replaced",
        "leave taken back",
        "leave given",
        "replaced",
        "kept for a while",
        "leave for all taken back",
        "given for a while",
    ],
)
def test_the_latest_version_with_the_words_decides(background: Background, *, may_be_written: bool) -> None:
    assert (background.repeats(SECRET) == []) == may_be_written
