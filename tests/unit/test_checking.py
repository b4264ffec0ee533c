"""Choices, groups that close up, and what is still missing."""

from dataclasses import replace
from datetime import date

import pytest

from domain.answers import Answers, State, Value, state_of
from domain.county import Figure, FigureState
from domain.form import Card, Condition, Form, Kind, Limits, Question
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


PUBLISHED = Figure("fyrbodal", "received", 188, "Migrationsverket", date(2026, 9, 30))
NUMBER = Question(
    "received",
    "1.1",
    "Mottagna",
    Kind.NUMBER,
    required=True,
    unit="personer",
    limits=Limits(0, 500),
    may_lack=True,
)
CONFIRMED = replace(NUMBER, figure=PUBLISHED)
WITHDRAWN = replace(NUMBER, figure=replace(PUBLISHED, value=None, state=FigureState.WITHDRAWN))
CHANGES = Question("changes", "1.1", "Förändringar", Kind.TEXT, required=True, nothing="Inget har ändrats")


def words_of(question: Question, answers: Answers) -> str:
    """What stands in the way on a card with the one question; "" when nothing does."""
    return "".join(p.words for p in checking.missing_on(Card("ett", 1, "Ett", "", (question,)), answers))


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ({"received": 12}, State.REPORTED),
        ({"received": 0}, State.ZERO),
        ({"received~state": "SAKNAS_INTE_KLAR"}, State.MISSING),
        ({"received~state": "EJ_TILLAMPLIGT"}, State.NOT_APPLICABLE),
        ({"received~state": "FARRE_AN_SEX"}, State.SUPPRESSED),
    ],
)
def test_a_required_number_is_met_by_itself_or_by_why_it_is_not_there(
    answers: dict[str, Value], state: State
) -> None:
    assert words_of(NUMBER, answers) == ""
    assert state_of(answers, "received") is state


def test_nothing_at_all_is_not_an_answer() -> None:
    assert state_of({}, "received") is State.UNANSWERED
    assert words_of(NUMBER, {}) == "Skriv ett tal, eller välj varför uppgiften saknas."
    assert words_of(CONFIRMED, {}) == "Skriv ett tal, eller svara om den publicerade siffran stämmer."
    assert words_of(CHANGES, {}) == "Skriv ett svar, eller välj ”Inget har ändrats”."


def test_a_number_and_a_reason_for_having_none_cannot_both_hold() -> None:
    both: dict[str, Value] = {"received": 0, "received~state": "SAKNAS_INTE_KLAR"}
    assert words_of(NUMBER, both) == (
        "Ni har både svarat och valt ”Uppgift saknas: inte klar än”. Ta bort det ena."
    )
    optional = replace(NUMBER, required=False)
    assert words_of(optional, both)
    told: dict[str, Value] = {"changes": "Ett kontor har stängt.", "changes~state": "INGET"}
    assert words_of(CHANGES, told) == "Ni har både svarat och valt ”Inget har ändrats”. Ta bort det ena."
    assert words_of(CHANGES, {"changes~state": "INGET"}) == ""


@pytest.mark.parametrize(
    ("answers", "begins"),
    [
        ({"received~state": "STAMMER", "received~figure": 188}, ""),
        ({"received~state": "STAMMER"}, ""),
        ({"received~state": "STAMMER", "received": 188}, ""),
        ({"received~state": "STAMMER", "received": 190}, "Ni har skrivit en egen siffra men svarat att"),
        ({"received~state": "AVVIKER", "received": 190}, ""),
        ({"received~state": "AVVIKER", "received": 0}, ""),
        ({"received~state": "AVVIKER"}, "Skriv er egen siffra, eller svara ”Vet inte”."),
        ({"received~state": "VET_EJ"}, ""),
        ({"received~state": "VET_EJ", "received": 190}, "Ni har både svarat och valt ”Vet inte”."),
        ({"received": 190}, ""),
        (
            {"received~state": "STAMMER", "received~figure": 170},
            "Ni bekräftade 170, men källan har ändrat uppgiften till 188.",
        ),
    ],
)
def test_a_published_figure_is_confirmed_or_deviated_from(answers: dict[str, Value], begins: str) -> None:
    words = words_of(CONFIRMED, answers)
    assert words.startswith(begins)
    assert bool(words) is bool(begins)


def test_a_figure_that_its_source_has_taken_back_cannot_be_confirmed() -> None:
    held: dict[str, Value] = {"received~state": "STAMMER", "received~figure": 188}
    assert words_of(WITHDRAWN, held).startswith("Källan har dragit in uppgiften, så den kan inte bekräftas.")
    assert words_of(NUMBER, held).startswith("Det finns ingen publicerad uppgift, så")
    no_field_left = replace(WITHDRAWN, may_lack=False, required=False)
    assert words_of(no_field_left, held) == ""


def test_two_who_wrote_differently_must_be_settled(form: Form) -> None:
    answers: dict[str, Value] = {
        "headline": "En text som är lång nog för att duga som svar.",
        "outlook": "Fler.",
    }
    card = form.card("lage")
    there = {"conflict.outlook": ["Disa Dalsed", "Färre."], **answers}
    assert "2.4" not in [problem.number for problem in checking.missing_on(card, answers)]
    (problem,) = [one for one in checking.missing_on(card, there) if one.number == "2.4"]
    assert problem.words == "Två personer har svarat olika. Välj vilket svar som ska gälla."


def test_a_conflict_follows_its_item_when_items_close_up(handover: Card, window: Window) -> None:
    both = dict(parse(handover, {**item(0, "Först"), **item(1, "Sedan")}, window).answers)
    both["conflict.handover.1.body"] = ["Disa Dalsed", "En annan text."]
    raw = dict.fromkeys(item(0), "")
    left = filled.merge(handover, both, raw, parse(handover, raw, window))
    assert left["conflict.handover.0.body"] == ["Disa Dalsed", "En annan text."]


def test_an_explanation_goes_with_its_answer(form: Form, window: Window) -> None:
    card = form.card("siffror")
    before: dict[str, Value] = {
        "enrolled_total": 700,
        "enrolled_total~why": "ANNAT",
        "enrolled_total~comment": "Egen räkning.",
        "quota_current": 240,
        "quota_current~same": "2026Q2",
    }
    raw = {"enrolled_total": "", "quota_current": "240"}
    kept = filled.merge(card, before, raw, parse(card, raw, window))
    assert kept == {"quota_current": 240, "quota_current~same": "2026Q2"}
    raw = {"quota_current": "250"}
    assert filled.merge(card, kept, raw, parse(card, raw, window)) == {"quota_current": 250}


def test_one_of_several_choices_can_ask_for_more(form: Form) -> None:
    assert "1.6" in numbers(form, {"other_actors": ["AF", "ANNAN"]})
    assert "1.6" not in numbers(form, {"other_actors": ["AF"]})
    question = replace(CHANGES, required=False, required_if=(Condition("which", ("ANNAN",)),))
    assert words_of(question, {"which": ["ANNAN"]})


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"received": 1234}, "1\u00a0234 personer"),
        ({"received": 0}, "0 personer"),
        (
            {"received~state": "STAMMER", "received~figure": 188},
            "188 personer (publicerad uppgift, bekräftad)",
        ),
        ({"received~state": "SAKNAS_INTE_KLAR"}, "Uppgift saknas: inte klar än"),
        ({"received~state": "FARRE_AN_SEX"}, "1–5, lämnas inte ut"),
        ({"received": 7, "received~same": "2026Q2"}, "7 personer (oförändrat sedan kvartal 2 2026)"),
        ({"received": 7, "received~comment": "Egen räkning."}, "7 personer (kommentar: Egen räkning)"),
        ({}, ""),
    ],
)
def test_an_answer_is_told_with_what_stands_beside_it(answers: dict[str, Value], words: str) -> None:
    assert filled.spoken(CONFIRMED, answers) == words


def test_all_answers_are_told_once_each(form: Form) -> None:
    answers: dict[str, Value] = {
        "council_held": "JA",
        "sfi_wait_weeks~state": "SAKNAS_INTE_KLAR",
        "handover.0.title": "Sena kommuntal",
    }
    assert [(question.number, words) for question, words in filled.answered_lines(form, answers)] == [
        ("1.1", "Ja, vi har träffats"),
        ("4.10", "Uppgift saknas: inte klar än"),
        ("5.2.1.1", "Sena kommuntal"),
    ]
