"""Choices, groups that close up, and what is still missing."""

import pytest

from domain.answers import Value
from domain.form import Card, Form
from forms import checking, filled
from forms.parsing import Window, items_in, parse

ITEM = {
    "title": "Sena kommuntal",
    "body": "Kommuntalen kommer för sent för budgeten.",
    "kind": "UPPDRAG",
    "area": "boende",
    "level": "REGIONAL",
    "urgency": "2",
}


@pytest.fixture
def meeting(form: Form) -> Card:
    return form.card("motet")


@pytest.fixture
def handover(form: Form) -> Card:
    return form.card("medskick")


def item(place: int, title: str = "Sena kommuntal") -> dict[str, str]:
    return {f"handover.{place}.{key}": value for key, value in {**ITEM, "title": title}.items()}


def numbers(form: Form, answers: dict[str, Value]) -> list[str]:
    return [problem.number for problem in checking.missing(form, answers)]


def test_a_choice_outside_the_list_is_refused_with_the_list(meeting: Card, window: Window) -> None:
    (problem,) = parse(meeting, {"endorsement": "KANSKE"}, window).problems
    assert problem.words == ("Välj ett av alternativen: Förankrade i samrådet, Samordnarens egen bedömning.")


def test_several_are_kept_in_the_order_of_the_form_and_once(meeting: Card, window: Window) -> None:
    parsed = parse(meeting, {"municipalities_present": "1488, 1421,,1488 ,"}, window)
    assert parsed.answers == {"municipalities_present": ["1421", "1488"]}


def test_a_municipality_of_another_council_is_refused(meeting: Card, window: Window) -> None:
    (problem,) = parse(meeting, {"municipalities_present": "1488,1480"}, window).problems
    assert problem.number == "1.3"


def test_an_emptied_field_has_no_answer(meeting: Card, window: Window) -> None:
    before: dict[str, Value] = {"other_actors": ["AF"], "council_held": "JA"}
    raw = {"other_actors": "", "council_date": " "}
    assert filled.merge(meeting, before, raw, parse(meeting, raw, window)) == {"council_held": "JA"}


def test_a_refused_value_takes_the_old_answer_away_and_is_kept_aside(meeting: Card, window: Window) -> None:
    raw = {"council_date": "imorgon"}
    left = filled.merge(meeting, {"council_date": "2026-11-05"}, raw, parse(meeting, raw, window))
    assert left == {"refused.council_date": "imorgon"}
    assert filled.raw_values(meeting, left)["council_date"] == "imorgon"
    assert "1.2" in [problem.number for problem in checking.missing_on(meeting, left)]
    mended = {"council_date": "2026-11-04"}
    assert filled.merge(meeting, left, mended, parse(meeting, mended, window)) == mended


def test_personal_data_is_not_kept_even_aside(form: Form, window: Window) -> None:
    card = form.card("lage")
    raw = {"headline": "Läget är gott, ring 070-123 45 67 eller skriv till kim@example.se om det behövs."}
    left = filled.merge(card, {}, raw, parse(card, raw, window))
    assert left == {
        "refused.headline": "Läget är gott, ring [borttaget] eller skriv till [borttaget] om det behövs."
    }


def test_a_removed_item_is_gone_and_the_next_takes_its_place(handover: Card, window: Window) -> None:
    both = dict(parse(handover, {**item(0, "Först"), **item(1, "Sedan")}, window).answers)
    raw = filled.without_removed(handover, {**filled.raw_values(handover, both), "handover.0.remove": "true"})
    left = filled.merge(handover, both, raw, parse(handover, raw, window))
    assert left["handover.0.title"] == "Sedan"
    assert items_in(handover, left)["handover"] == 1


def test_a_tick_is_only_an_answer_when_ticked(form: Form, window: Window) -> None:
    control = form.card("kontroll")
    for words in ("true", "Ja", "x", "1"):
        assert parse(control, {"no_personal_data": words}, window).answers == {"no_personal_data": True}
    unticked = parse(control, {"no_personal_data": "false"}, window).answers
    assert "6.1" in numbers(form, dict(unticked))
    assert parse(control, {"no_personal_data": "kanske"}, window).problems[0].words == "Svara ja eller nej."


def test_items_close_up_when_the_first_is_emptied(handover: Card, window: Window) -> None:
    both = dict(parse(handover, {**item(0, "Först"), **item(1, "Sedan")}, window).answers)
    raw = dict.fromkeys(item(0), "")
    left = filled.merge(handover, both, raw, parse(handover, raw, window))
    assert left["handover.0.title"] == "Sedan"
    assert items_in(handover, left)["handover"] == 1


def test_items_close_up_in_the_order_of_their_numbers(handover: Card, window: Window) -> None:
    (group, *_) = handover.groups
    scattered: dict[str, Value] = {f"{group.key}.{place}.title": str(place) for place in (10, 2, 7)}
    closed = filled.merge(handover, scattered, {}, parse(handover, {}, window))
    assert closed == {f"{group.key}.{new}.title": str(old) for new, old in enumerate((2, 7, 10))}


@pytest.mark.parametrize("place", ["9" * 5000, "-1", "1e3", "٣", "", "999999"])
def test_a_strange_item_number_is_no_item_beyond_the_most(handover: Card, window: Window, place: str) -> None:
    raw = {f"handover.{place}.title": "Sena kommuntal"}
    assert items_in(handover, raw)["handover"] <= 5
    assert parse(handover, raw, window).answers == {}


def test_a_yes_to_medskick_wants_one_and_a_begun_one_wants_its_answers(form: Form) -> None:
    assert "5.2" not in numbers(form, {"has_handover": "NEJ"})
    assert "5.2" in numbers(form, {"has_handover": "JA"})
    begun = numbers(form, {"has_handover": "JA", "handover.0.title": "Sena kommuntal"})
    assert [number for number in begun if number.startswith("5.")] == [f"5.2.1.{n}" for n in (2, 3, 4, 5, 7)]


@pytest.mark.parametrize(
    ("answers", "number", "wanted"),
    [
        ({"council_held": "JA"}, "1.2", "asked"),
        ({"council_held": "SKRIFTLIGT"}, "1.2", "not asked"),
        ({"council_held": "SKRIFTLIGT"}, "1.3", "asked"),
        ({"council_held": "NEJ_INSTALLT"}, "1.3", "not asked"),
        ({"overall_status": "2"}, "2.5", "asked"),
        ({"overall_status": "3"}, "2.5", "not asked"),
        ({"overall_trend": "FORSAMRAT"}, "2.5", "asked"),
        ({"area.boende.status": "1"}, "3.3.3", "asked"),
        ({"area.boende.status": "1"}, "3.2.3", "not asked"),
        ({"figures_confirm": "AVVIKER"}, "4.2", "asked"),
        ({"figures_confirm": "VET_EJ"}, "4.2", "not asked"),
    ],
)
def test_an_answer_can_ask_for_another(
    form: Form, answers: dict[str, Value], number: str, wanted: str
) -> None:
    assert (number in numbers(form, answers)) is (wanted == "asked")


def test_an_empty_form_lacks_the_seventeen(form: Form) -> None:
    assert len(checking.missing(form, {})) == 17


def test_zero_is_an_answer_and_not_an_empty_box(form: Form, window: Window) -> None:
    figures = form.card("siffror")
    assert parse(figures, {"uac_assigned_ytd": "0"}, window).answers == {"uac_assigned_ytd": 0}
    assert filled.raw_values(figures, {"uac_assigned_ytd": 0})["uac_assigned_ytd"] == "0"


@pytest.mark.parametrize("value", [0, 1234, 7.5, "text", ["1421", "1488"]])
def test_a_stored_value_reads_back_the_same(form: Form, window: Window, value: Value) -> None:
    keys = {
        int: "enrolled_total",
        float: "sfi_wait_weeks",
        str: "theme_request",
        list: "municipalities_present",
    }
    key = keys[type(value)]
    card = next(card for card in form.cards if key in {q.key for q in card.questions()})
    assert parse(card, {key: filled.raw(value)}, window).answers[key] == value


def test_a_number_out_of_range_is_told_its_range(form: Form, window: Window) -> None:
    for words in ("-5", "501", "9" * 19):
        (problem,) = parse(form.card("siffror"), {"uac_assigned_ytd": words}, window).problems
        assert problem.words == "Skriv ett tal mellan 0 och 500."
