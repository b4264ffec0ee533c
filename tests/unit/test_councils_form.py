"""The councils' form itself: what a person who edits it may not break."""

from collections import Counter
from datetime import date

import pytest

from counties.reading import CountyBook
from domain.answers import STATE
from domain.county import Figure
from domain.form import Form, Group, Kind, Question
from domain.quarter import Quarter
from domain.rounds import FormRef
from forms import shelf

FORM = FormRef("delregionalt_samrad", 2)
SUMMER = date(2026, 9, 30)


@pytest.fixture
def numbers(form: Form) -> list[Question]:
    return [question for card in form.cards for question in card.questions() if question.kind is Kind.NUMBER]


def test_seventeen_answers_are_required_on_six_cards(form: Form) -> None:
    required = [question for card in form.cards for question in card.questions() if question.required]
    assert (form.version, len(form.cards), len(required)) == (2, 6, 17)
    assert sum(question.key.startswith("area.") for question in required) == 8
    assert sum(bool(question.default) for question in required) == 5


def test_the_answers_of_version_one_keep_their_keys(form: Form, book: CountyBook) -> None:
    """What was asked before can be followed on: a field's id is the same from version to version."""
    areas = book.county.areas_in(Quarter(2026, 3))
    first = shelf.form(FormRef(FORM.id, 1), book.county.respondent("fyrbodal"), areas)
    before = {part.key: part for card in first.cards for part in card.parts}
    now = {part.key: part for card in form.cards for part in card.parts}
    assert before.keys() <= now.keys()
    for key, part in before.items():
        if isinstance(part, Group):
            group = now[key]
            assert isinstance(group, Group)
            assert {question.key for question in part.questions} <= {q.key for q in group.questions}


def test_every_published_number_has_its_question(book: CountyBook, numbers: list[Question]) -> None:
    keys = {question.key for question in numbers}
    assert {key for published in book.invented.numbers.values() for key in published} <= keys


def test_each_council_chooses_among_its_own_municipalities(book: CountyBook) -> None:
    for council in book.county.councils:
        made = shelf.form(FORM, book.county.respondent(council.id), book.county.focus_areas)
        present = next(q for q in made.cards[0].questions() if q.key == "municipalities_present")
        assert [choice.value for choice in present.choices] == [member.code for member in council.members]


def test_parts_women_and_men_and_the_housing_survey_are_never_asked_for(
    book: CountyBook, form: Form, numbers: list[Question]
) -> None:
    """Against survey fatigue: a row that nobody has published is not there."""
    published = ("enrolled_abo", "received_total_ytd_women", "housing_deficit_n")
    assert not {question.key for question in numbers} & set(published)
    figures = tuple(Figure("fyrbodal", key, 4, "Källan", SUMMER) for key in published)
    respondent = book.county.respondent("fyrbodal")
    with_figures = shelf.form(FORM, respondent, book.county.areas_in(Quarter(2026, 3)), figures)
    rows = {question.key: question for question in with_figures.card("siffror").questions()}
    assert all(key in rows and key + STATE in rows for key in published)
    assert "Boverkets" in rows["housing_deficit_n"].elsewhere
    others = {part.number for part in form.card("siffror").parts}
    assert others <= {question.number for question in rows.values()}


def test_the_meeting_is_taken_down_in_the_forms_own_questions(form: Form) -> None:
    view = form.card("mote")
    own = {part.key: part for card in form.cards for part in card.parts}
    assert all(own[part.key] is part for part in view.parts)
    keys = [part.key for part in view.parts]
    assert keys[:3] == ["council_held", "council_date", "municipalities_present"]
    assert sum(key.endswith(".events") for key in keys) == 4
    assert "handover" in keys
    assert Counter(keys).most_common(1)[0][1] == 1


def test_what_another_survey_asks_is_named(form: Form) -> None:
    asked = {
        question.key: question for group in form.card("insatsomraden").groups for question in group.item(0)
    }
    assert "samhällsorientering" in asked["deepen_work.0.so_wait_weeks"].elsewhere
