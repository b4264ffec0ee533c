"""A card of the form: what needs looking at first, then the questions in order, one column."""

from collections.abc import Iterator

from microsoft_teams.cards import CardElement, Container

from bot.cards.actions import DATA_KEYS, add_item
from bot.cards.inputs import field, holds, labelled
from bot.cards.texts import ABOVE, BOLD, ITEM, SMALL, SUBTITLE, TITLE, WRONG, heading, paragraphs
from bot.cards.wording import is_required, problem_line, required_when, to_review, value_of, which, whose
from domain.form import Group, Question
from domain.messages import FormPage


def page_body(page: FormPage) -> Iterator[CardElement]:
    """Raise ValueError for a question whose key the buttons' data already uses."""
    if page.problems:
        yield _problems(page)
    yield from paragraphs(whose(page), ABOVE)
    yield heading(which(page), TITLE)
    if page.notice:
        yield Container(style="emphasis", items=list(paragraphs(page.notice)))
    yield from paragraphs(page.card.intro)
    for part in page.card.parts:
        yield from _group(part, page) if isinstance(part, Group) else _question(part, page)
    if page.card.number > 1:
        yield from paragraphs("Det du har fyllt i sparas också när du går tillbaka.", SMALL)


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
    raw = value_of(question, page)
    yield field(question, labelled(question, required=is_required(question, page)), raw)
    if not holds(question, raw):
        yield from paragraphs(f"Du skrev: {raw}", SMALL)
    yield from _wrong(question.key, page)
    hint = " ".join(filter(None, (question.hint, required_when(question.required_if, page))))
    if hint:
        yield from paragraphs(hint, SMALL)


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
    if count < group.most:
        yield add_item(page, group)


def _wrong(key: str, page: FormPage) -> Iterator[CardElement]:
    for problem in page.problems:
        if problem.key == key:
            yield from paragraphs(f"Att rätta: {problem.words}", WRONG)
