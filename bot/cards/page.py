"""A card of the form: what needs looking at first, then the questions in order, one column."""

from collections.abc import Iterator

from microsoft_teams.cards import CardElement, Container

from bot.cards.actions import add_item
from bot.cards.data import DATA_KEYS
from bot.cards.escape import breakable, one_line
from bot.cards.inputs import field, holds
from bot.cards.texts import ABOVE, BOLD, ITEM, SMALL, SUBTITLE, TITLE, WRONG, heading, paragraphs
from domain.form import Group, Question
from domain.messages import FormPage
from forms.wording import (
    guidance,
    is_required,
    labelled,
    problem_line,
    required_when,
    to_review,
    which,
    whose,
)


def page_body(page: FormPage) -> Iterator[CardElement]:
    """Raise ValueError for a question whose key the buttons' data already uses."""
    if page.problems:
        yield _problems(page)
    yield from paragraphs(whose(page), ABOVE)
    yield heading(which(page), TITLE)
    if page.notice:
        yield Container(style="emphasis", items=list(paragraphs(page.notice)))
    yield from paragraphs(page.card.intro)
    block = ""
    for part in page.card.parts:
        if isinstance(part, Group):
            yield from _group(part, page)
            continue
        first, *rest = _question(part, page)
        yield _parted(first) if block and block != _block(part) else first
        yield from rest
        block = _block(part)
    if page.card.number > 1:
        yield from paragraphs("Det du har fyllt i sparas också när du går tillbaka.", ABOVE)


def _block(question: Question) -> str:
    """As "3.1" for 3.1.2: questions that are asked of each focus area belong together. Empty for 2.1."""
    return question.number.rpartition(".")[0] if question.number.count(".") > 1 else ""


def _parted(element: CardElement) -> CardElement:
    return element.model_copy(update={"separator": True, "spacing": "Large"})


def _problems(page: FormPage) -> Container:
    items = list(paragraphs(to_review(page.problems), BOLD))
    for problem in page.problems:
        items += paragraphs(problem_line(problem))
    return Container(style="attention", items=items)


def _question(question: Question, page: FormPage) -> Iterator[CardElement]:
    if question.key in DATA_KEYS:
        raise ValueError(
            f"the question key {question.key!r} is taken by the buttons' data; rename it in the form's file"
        )
    raw = page.values.get(question.key, "")
    yield from _said_beside(question, page)
    yield from _field(question, page, raw)
    if not holds(question, raw):
        yield from paragraphs(f"Du skrev: {raw}", SMALL)
    yield from _wrong(question.key, page)
    if hint := guidance(question, page):
        yield from paragraphs(hint, SMALL)
    if standing := question.standing:
        yield field(standing, one_line(standing.label), page.values.get(standing.key, ""))
    for asked in page.explain.get(question.key, ()):
        yield field(asked, one_line(asked.label), page.values.get(asked.key, ""))


def _field(question: Question, page: FormPage, raw: str) -> Iterator[CardElement]:
    label = labelled(question, required=is_required(question, page))
    yield field(question, breakable(one_line(label)), raw)


def _said_beside(question: Question, page: FormPage) -> Iterator[CardElement]:
    """What is known already, above the field: it is read before the answer is thought of."""
    for line in page.beside.get(question.key, ()):
        yield from paragraphs(line, ABOVE)


def _group(group: Group, page: FormPage) -> Iterator[CardElement]:
    yield heading(f"{group.number} {group.title}", SUBTITLE)
    yield from _wrong(group.key, page)
    if when := required_when(group.required_if, page):
        yield from paragraphs(when, SMALL)
    count = page.items.get(group.key, 0)
    for index in range(count):
        yield heading(f"{group.title} {index + 1}", ITEM)
        for question in group.item(index):
            yield from _question(question, page)
        removal = group.removal(index)
        yield field(removal, removal.label, "")
    if count < group.most:
        yield add_item(page, group)


def _wrong(key: str, page: FormPage) -> Iterator[CardElement]:
    for problem in page.problems:
        if problem.key == key:
            yield from paragraphs(f"Att rätta: {problem.words}", WRONG)
