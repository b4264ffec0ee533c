"""How it goes with what the unit raised earlier: two questions for each issue, on the card for medskick."""

from collections.abc import Iterable

from domain import swedish
from domain.answers import Answers, Problem
from domain.form import Choice, Kind, Limits, Question
from domain.handover import STATUSES, status_key, words_key
from domain.raised import RaisedIssue

_LONGEST = 400
_UNANSWERED = "Ni har inte svarat på hur det går med {}. Välj ett läge, eller förklara varför det inte går."


def asked(issues: Iterable[RaisedIssue], answers: Answers) -> list[RaisedIssue]:
    """Those to ask about: the open ones, and those that the form itself has closed, so that it can be undone.

    ``issues``: the unit's own that were open when the round began.
    """
    return [issue for issue in issues if issue.is_open or status_key(issue.id) in answers]


def followup_questions(issues: Iterable[RaisedIssue], number: str) -> tuple[Question, ...]:
    """The questions to put last on a card; ``number`` is that of the part, such as "5.7"."""
    return tuple(
        question
        for place, issue in enumerate(issues, start=1)
        for question in (_status(issue, f"{number}.{place}.1"), words_question(issue, f"{number}.{place}.2"))
    )


def unanswered(issues: Iterable[RaisedIssue], number: str, answers: Answers) -> tuple[Problem, ...]:
    """V30, a warning: each open issue that is asked about and has no status. Arguments as for the questions."""
    return tuple(
        Problem(status_key(issue.id), f"{number}.{place}.1", _UNANSWERED.format(issue.name))
        for place, issue in enumerate(issues, start=1)
        if issue.is_open and status_key(issue.id) not in answers
    )


def _status(issue: RaisedIssue, number: str) -> Question:
    label = f"Hur går det med ert tidigare medskick {issue.name}, ”{issue.content.title}”?"
    hint = f"{swedish.upper_first(issue.status)} sedan {swedish.day(issue.since)}."
    choices = tuple(Choice(value, swedish.upper_first(status)) for value, status in STATUSES.items())
    return Question(status_key(issue.id), number, label, Kind.CHOICE, hint=hint, choices=choices)


def words_question(issue: RaisedIssue, number: str) -> Question:
    """What has happened, in words."""
    label = f"{issue.name}: vad har hänt?"
    return Question(words_key(issue.id), number, label, Kind.TEXT, limits=Limits(most=_LONGEST))
