"""Answers that are taken over: unchanged since last quarter, or the published figure confirmed."""

from collections.abc import Iterator

from domain.answers import FIGURE, SAME, STATE, Answers, Standing, Submission, Value
from domain.form import Card, Form, Question
from domain.quarter import Quarter
from forms.filled import REFUSED
from forms.numbers import whole

CONFIRM_ALL = "figures_confirm"
"""The question by which all published figures are confirmed at once."""


def repeatable(card: Card, previous: Submission | None) -> frozenset[str]:
    """The questions of the card that last quarter's answer can answer."""
    if previous is None:
        return frozenset()
    return frozenset(question.key for question in _repeating(card) if _said(question.key, previous.answers))


def carried(card: Card, answers: Answers, previous: Submission | None, key: str = "") -> dict[str, Value]:
    """Last quarter's answer to ``key``, or to all that can repeat and are unanswered, marked as unchanged."""
    taken = dict(answers)
    wanted = [key] if key else [one for one in repeatable(card, previous) if not _said(one, answers)]
    for one in wanted:
        if previous is None or one not in repeatable(card, previous):
            continue
        taken.pop(REFUSED + one, None)
        for part in (one, one + STATE):
            taken.pop(part, None)
            if part in previous.answers:
                taken[part] = previous.answers[part]
        taken[one + SAME] = Quarter.from_key(previous.round).key
    return taken


def completed(form: Form, answers: Answers, previous: Submission | None) -> dict[str, Value]:
    """The answers with what follows from them, and without companions that no longer hold."""
    whole = dict(answers)
    for card in form.cards:
        for question in card.questions():
            _confirm(question, whole)
    former = previous.answers if previous else {}
    for mark in [key for key in whole if key.endswith(SAME)]:
        key = mark.removesuffix(SAME)
        if any(whole.get(part) != former.get(part) for part in (key, key + STATE)):
            del whole[mark]
    return whole


def _confirm(question: Question, answers: dict[str, Value]) -> None:
    """A confirmed figure is kept as it stood: the source may correct it later."""
    if question.figure is None:
        return
    value = None if question.figure.value is None else whole(question.figure.value)
    if value is not None and answers.get(CONFIRM_ALL) == Standing.HOLDS and not _said(question.key, answers):
        answers[question.key + STATE] = Standing.HOLDS.value
    if answers.get(question.key + STATE) != Standing.HOLDS or value is None:
        answers.pop(question.key + FIGURE, None)
    else:
        answers.setdefault(question.key + FIGURE, value)


def _said(key: str, answers: Answers) -> bool:
    return key in answers or key + STATE in answers


def _repeating(card: Card) -> Iterator[Question]:
    return (question for question in card.questions() if question.repeats)
