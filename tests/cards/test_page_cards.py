"""A card of the form: what is asked, how, and in which order."""

from dataclasses import replace
from typing import Any

import pytest

from domain.answers import Problem
from domain.form import Card, Condition, Kind, Question
from domain.messages import FormPage
from tests.cards.renderer import Renderer
from tests.cards.samples import FILLED, LIFTED, PAGE, TWO_ITEMS, card_of, page_of


def inputs(page: FormPage) -> dict[str, dict[str, Any]]:
    return {part["id"]: part for part in card_of(page)["body"] if part["type"].startswith("Input.")}


def words(page: FormPage) -> list[str]:
    """All text of the card from the top, labels among it."""
    return _words(card_of(page)["body"])


def _words(parts: list[dict[str, Any]]) -> list[str]:
    found: list[str] = []
    for part in parts:
        found += _words(part.get("items", []))
        found += [part[name] for name in ("text", "label") if name in part]
        found += [run["text"] for run in part.get("inlines", [])]
    return found


def test_the_card_says_whose_it_is_and_how_far_one_has_come() -> None:
    assert words(PAGE)[:4] == [
        "Delregionalt samråd Fyrbodal · kvartal 3 2026",
        "Kort 1 av 3: Samlat läge",
        "Beskriv läget i delregionen just nu.",
        "Det tar ungefär fem minuter.",
    ]


def test_problems_come_first_in_words_and_again_under_their_fields() -> None:
    said = words(FILLED)
    assert said[:3] == [
        "Två svar behöver ses över:",
        "1.5: Skriv ett tal mellan 0 och 5 000, till exempel 1 234,5.",
        "1.6: Skriv datumet som 2026-11-22.",
    ]
    assert card_of(FILLED)["body"][0]["style"] == "attention"
    under = said[said.index("1.5 Mottagna i år, personer") + 1]
    assert under == "Att rätta: Skriv ett tal mellan 0 och 5 000, till exempel 1 234,5."


def test_a_single_problem_is_one_answer() -> None:
    page = replace(PAGE, problems=(Problem("received", "1.5", "1.5 ska vara ett tal."),))
    assert words(page)[:2] == ["Ett svar behöver ses över:", "1.5 ska vara ett tal."]


def test_a_notice_has_its_own_box_below_the_heading() -> None:
    box = card_of(FILLED)["body"][3]
    assert (box["style"], _words([box])) == ("emphasis", ["Ditt förra utkast från 3 oktober är hämtat."])


def test_each_kind_of_question_has_its_input() -> None:
    asked = inputs(PAGE)
    assert {key: part["type"] for key, part in asked.items()} == {
        "overall_status": "Input.ChoiceSet",
        "status_reason": "Input.Text",
        "present": "Input.ChoiceSet",
        "area": "Input.ChoiceSet",
        "received": "Input.Text",
        "met": "Input.Date",
        "no_personal_data": "Input.Toggle",
    }
    assert asked["overall_status"]["style"] == "expanded"
    assert "style" not in asked["area"]
    assert asked["present"]["isMultiSelect"] is True
    assert (asked["status_reason"]["isMultiline"], asked["status_reason"]["maxLength"]) == (True, 600)


def test_labels_carry_number_unit_and_whether_an_answer_is_needed() -> None:
    asked = inputs(PAGE)
    assert asked["overall_status"]["label"] == "1.1 Samlat läge (obligatorisk)"
    assert asked["received"]["label"] == "1.5 Mottagna i år, personer"
    assert asked["status_reason"]["label"] == "1.2 Motivering till bedömningen"


def test_an_answer_needed_under_a_condition_says_which() -> None:
    assert "Behövs om svaret på 1.1 är ”Mycket ansträngt” eller ”Ansträngt”." in words(PAGE)


def test_when_the_condition_holds_the_label_says_it_instead() -> None:
    page = replace(PAGE, values={"overall_status": "1"})
    assert inputs(page)["status_reason"]["label"] == "1.2 Motivering till bedömningen (obligatorisk)"
    assert not [line for line in words(page) if line.startswith("Behövs om")]


def test_a_condition_on_another_card_is_left_to_the_hint() -> None:
    question = Question(
        "why", "3.1", "Varför?", Kind.TEXT, required_if=(Condition("overall_status", ("1",)),)
    )
    assert words(page_of(Card("x", 3, "X", "", (question,))))[-2] == "3.1 Varför?"


def test_nothing_is_required_by_the_client_since_half_a_card_can_be_saved() -> None:
    assert not [part for part in inputs(PAGE).values() if "isRequired" in part]


def test_boxes_are_filled_in_with_what_was_written_even_when_it_was_refused() -> None:
    asked = inputs(FILLED)
    assert {key: part.get("value") for key, part in asked.items()} == {
        "overall_status": "2",
        "status_reason": "Många barnfamiljer väntar på bostad.",
        "present": "1401,1403",
        "area": "3",
        "received": "tolv",
        "met": None,
        "no_personal_data": "true",
    }
    assert "Du skrev: i morgon" in words(FILLED)


@pytest.mark.parametrize(
    ("key", "raw", "shown"),
    [
        ("overall_status", "9", None),
        ("present", "1401,9999", "1401"),
        ("no_personal_data", "kanske", None),
        ("met", "2026-13-01", None),
    ],
)
def test_words_that_a_box_cannot_hold_stand_under_it(key: str, raw: str, shown: str | None) -> None:
    page = replace(PAGE, values={key: raw})
    assert inputs(page)[key].get("value") == shown
    assert f"Du skrev: {raw}" in words(page)


def test_a_tick_typed_as_ja_is_ticked() -> None:
    page = replace(PAGE, values={"no_personal_data": "Ja"})
    assert inputs(page)["no_personal_data"]["value"] == "true"


def test_a_refused_long_text_is_not_cut_by_the_box() -> None:
    page = replace(PAGE, values={"status_reason": "ord " * 200})
    box = inputs(page)["status_reason"]
    assert (len(box["value"]), "maxLength" in box) == (800, False)


def test_a_group_shows_its_items_and_the_way_to_one_more() -> None:
    body = card_of(TWO_ITEMS)["body"]
    assert [part.get("text") or part.get("id") or part["type"] for part in body[3:]] == [
        "has_handover",
        "2.1 Medskick",
        "Medskick 1",
        "handover.0.title",
        "handover.0.body",
        "handover.0.remove",
        "Medskick 2",
        "handover.1.title",
        "handover.1.body",
        "handover.1.remove",
        "ActionSet",
        "Det du har fyllt i sparas också när du går tillbaka.",
    ]
    (add,) = next(part for part in body if part["type"] == "ActionSet")["actions"]
    assert (add["title"], add["verb"], add["data"]["group"]) == (
        "Lägg till ett medskick till",
        "add",
        "handover",
    )


def test_a_full_group_has_no_button() -> None:
    assert not [part for part in card_of(page_of(LIFTED, handover=3))["body"] if part["type"] == "ActionSet"]


def test_a_problem_with_a_whole_group_stands_under_its_heading() -> None:
    page = replace(page_of(LIFTED), problems=(Problem("handover", "2.1", "Lägg till ett medskick."),))
    said = words(page)
    assert said[said.index("2.1 Medskick") + 1] == "Att rätta: Lägg till ett medskick."


def test_questions_of_one_area_are_parted_from_the_next() -> None:
    parts = tuple(Question(f"q{n}", n, n, Kind.TEXT) for n in ("3.1.1", "3.1.2", "3.2.1"))
    asked = inputs(page_of(Card("areas", 3, "Områden", "", parts)))
    assert [part.get("separator", False) for part in asked.values()] == [False, False, True]


def test_an_unknown_round_is_shown_as_it_is_called() -> None:
    assert words(replace(PAGE, round="prov"))[0] == "Delregionalt samråd Fyrbodal · prov"


@pytest.mark.browser
def test_the_card_reads_from_heading_to_heading(renderer: Renderer) -> None:
    screen = renderer.render(card_of(TWO_ITEMS))
    assert screen.headings == ["Kort 2 av 3: Medskick", "2.1 Medskick", "Medskick 1", "Medskick 2"]
    assert screen.buttons == ["Lägg till ett medskick till", "Spara och fortsätt", "Tillbaka"]
