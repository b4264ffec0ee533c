"""How it goes with what the unit raised earlier: two questions for each issue, on the card for medskick."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from domain import swedish
from domain.answers import Answers
from domain.form import Card, Choice, Form, Kind, Limits, Question, Rule, Severity
from domain.handover import GROUP, STATUSES, status_key, words_key
from domain.raised import RaisedIssue
from forms.case import Case, Check, Found

_LONGEST = 400
_WORDS = "Ni har inte svarat på hur det går med {name}. Välj ett läge, eller förklara varför det inte går."
_REASONS = (
    Choice("VET_EJ", "Vi vet inte hur det går"),
    Choice("ANNAT", "Annat skäl, se kommentaren"),
)


def asked(issues: Iterable[RaisedIssue], answers: Answers) -> list[RaisedIssue]:
    """Those to ask about: the open ones, and those that the form itself has closed, so that it can be undone.

    ``issues``: the unit's own that were open when the round began.
    """
    return [issue for issue in issues if issue.is_open or status_key(issue.id) in answers]


def added(form: Form, issues: Iterable[RaisedIssue]) -> Form:
    """The form with its questions about the issues, last on the card where new ones are raised, and V30.

    A form without such a card is left as it is.
    """
    known = tuple(issues)
    cards = tuple(_with(card, known) for card in form.cards)
    rules = tuple(_rule(issue) for issue in known if issue.is_open) if cards != form.cards else ()
    return replace(form, cards=cards, rules=(*form.rules, *rules))


def followup_questions(issues: Iterable[RaisedIssue], number: str) -> tuple[Question, ...]:
    """The questions; ``number`` is that of the part of the card, such as "5.7"."""
    return tuple(
        question
        for place, issue in enumerate(issues, start=1)
        for question in (_status(issue, f"{number}.{place}.1"), words_question(issue, f"{number}.{place}.2"))
    )


def _with(card: Card, issues: tuple[RaisedIssue, ...]) -> Card:
    if not any(group.key == GROUP for group in card.groups):
        return card
    number = f"{card.number}.{len(card.parts) + 1}"
    return replace(card, parts=(*card.parts, *followup_questions(issues, number)))


def _status(issue: RaisedIssue, number: str) -> Question:
    label = f"Hur går det med ert tidigare medskick {issue.name}, ”{issue.content.title}”?"
    hint = f"{swedish.upper_first(issue.status)} sedan {swedish.day(issue.since)}."
    choices = tuple(Choice(value, swedish.upper_first(status)) for value, status in STATUSES.items())
    return Question(status_key(issue.id), number, label, Kind.CHOICE, hint=hint, choices=choices)


def words_question(issue: RaisedIssue, number: str) -> Question:
    """What has happened, in words."""
    label = f"{issue.name}: vad har hänt?"
    return Question(words_key(issue.id), number, label, Kind.TEXT, limits=Limits(most=_LONGEST))


def _rule(issue: RaisedIssue) -> Rule:
    key = status_key(issue.id)
    words = _WORDS.format(name=issue.name)
    return Rule("V30", Severity.WARNING, "is_followed_up", (key,), words, _REASONS)


def is_followed_up(rule: Rule, case: Case) -> Iterator[Found]:
    """Each open issue that is asked about has a status (V30)."""
    for key in rule.keys:
        if key in case.questions and not case.said(key):
            yield Found(key)


CHECKS: Mapping[str, Check] = {"is_followed_up": is_followed_up}
