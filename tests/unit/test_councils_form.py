"""The councils' form itself: what a person who edits it may not break."""

from collections import Counter

import pytest

from counties.reading import CountyBook
from domain.form import Card, Form, Kind, Question
from forms import shelf

CHOOSING = {Kind.CHOICE, Kind.SEVERAL}


@pytest.fixture(scope="session")
def questions(form: Form) -> list[Question]:
    """Every question, with one item of each group."""
    return [question for card in form.cards for question in all_of(card)]


def all_of(card: Card) -> list[Question]:
    return list(card.questions({group.key: 1 for group in card.groups}))


def test_seventeen_answers_are_required_on_six_cards(form: Form) -> None:
    required = [question for card in form.cards for question in card.questions() if question.required]
    assert (len(form.cards), len(required)) == (6, 17)
    assert sum(question.key.startswith("area.") for question in required) == 8
    assert sum(bool(question.default) for question in required) == 5


def test_numbers_and_keys_are_unique(form: Form, questions: list[Question]) -> None:
    groups = [group for card in form.cards for group in card.groups]
    for names in (
        [question.key for question in questions] + [group.key for group in groups],
        [question.number for question in questions] + [group.number for group in groups],
        [card.key for card in form.cards],
    ):
        assert Counter(names).most_common(1)[0][1] == 1


def test_a_number_begins_with_that_of_its_card(form: Form) -> None:
    for card in form.cards:
        assert all(question.number.startswith(f"{card.number}.") for question in all_of(card))


def test_every_condition_looks_at_a_question_and_at_answers_it_can_have(
    form: Form, questions: list[Question]
) -> None:
    choices = {question.key: {choice.value for choice in question.choices} for question in questions}
    groups = [group for card in form.cards for group in card.groups]
    conditions = [condition for question in questions for condition in question.required_if]
    conditions += [condition for group in groups for condition in group.required_if]
    assert len(conditions) == 2 + 2 + 4 + 1 + 1
    for condition in conditions:
        assert set(condition.values) <= choices[condition.question], condition


def test_defaults_are_among_the_choices(questions: list[Question]) -> None:
    for question in questions:
        assert not question.default or question.default in {choice.value for choice in question.choices}


def test_choices_are_told_apart_and_survive_a_comma_list(questions: list[Question]) -> None:
    for question in questions:
        assert bool(question.choices) is (question.kind in CHOOSING), question.key
        assert len({choice.value for choice in question.choices}) == len(question.choices), question.key
        assert len({choice.label for choice in question.choices}) == len(question.choices), question.key
        assert not any("," in choice.value for choice in question.choices), question.key


def test_labels_and_hints_are_short_swedish(questions: list[Question]) -> None:
    for question in questions:
        assert 4 <= len(question.label) <= 80, question.label
        assert question.label[0].isupper(), question.label
        assert question.label.endswith("?") or question.label[-1].isalnum(), question.label
        assert len(question.hint) <= 90, question.hint
        assert not question.hint or question.hint[-1] in ".?", question.hint


def test_texts_and_numbers_have_limits(questions: list[Question]) -> None:
    for question in questions:
        if question.kind is Kind.TEXT:
            assert question.limits.most, question.key
        if question.kind is Kind.NUMBER:
            assert question.limits.least == 0, question.key
            assert question.limits.most, question.key
            assert question.unit, question.key


def test_every_published_number_has_its_question(book: CountyBook, questions: list[Question]) -> None:
    numbers = {question.key for question in questions if question.kind is Kind.NUMBER}
    assert {key for numbers_ in book.invented.numbers.values() for key in numbers_} <= numbers


def test_each_council_chooses_among_its_own_municipalities(book: CountyBook) -> None:
    for council in book.county.councils:
        made = shelf.form(shelf.newest("delregionalt_samrad"), council, book.county.focus_areas)
        present = next(q for q in made.cards[0].questions() if q.key == "municipalities_present")
        assert [choice.value for choice in present.choices] == [member.code for member in council.members]
