"""How it goes with what the unit raised earlier: two questions for each issue, on the card for medskick."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from domain import swedish
from domain.answers import Answers
from domain.form import Card, Choice, Form, Kind, Limits, Question, Rule, Severity
from domain.handover import GROUP, STATUSES, is_titled, items, status_key, words_key
from domain.raised import OPEN, RaisedIssue
from forms.case import Case, Check, Found

_LONGEST = 400
_WORDS = "Ni har inte svarat på hur det går med {name}. Välj ett läge, eller förklara varför det inte går."
_AGAIN = (
    "Ni lyfter {name} igen, men svarar att det är {{status}}. Välj ”Pågår” om frågan ska lyftas igen. Annars "
    "tar ni bort medskicket ovan, eller ger det en annan rubrik om det är en ny fråga."
)
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
    """The form with its questions about the issues, last on the card where new ones are raised, V30 and V36.

    A form without such a card is left as it is.
    """
    known = tuple(issues)
    cards = tuple(_with(card, known) for card in form.cards)
    if cards == form.cards:
        return form
    answered = (_is_answered(issue) for issue in known if issue.is_open)
    return replace(form, cards=cards, rules=(*form.rules, *answered, *map(_is_one_of_two, known)))


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


def _is_answered(issue: RaisedIssue) -> Rule:
    key = status_key(issue.id)
    words = _WORDS.format(name=issue.name)
    return Rule("V30", Severity.WARNING, "is_followed_up", (key,), words, _REASONS)


def _is_one_of_two(issue: RaisedIssue) -> Rule:
    """Each wording that the issue has had tells that it is the one that is raised."""
    titles = tuple(dict.fromkeys(wording.title for wording in issue.contents))
    words = _AGAIN.format(name=issue.name)
    return Rule("V36", Severity.HARD, "is_raised_or_closed", (status_key(issue.id), *titles), words)


def is_followed_up(rule: Rule, case: Case) -> Iterator[Found]:
    """Each open issue that is asked about has a status (V30)."""
    for key in rule.keys:
        if key in case.questions and not case.said(key):
            yield Found(key)


def is_raised_or_closed(rule: Rule, case: Case) -> Iterator[Found]:
    """An earlier issue is not raised once more by its title and answered, solved or dropped at once (V36)."""
    key, *titles = rule.keys
    status = STATUSES.get(case.said(key))
    if status is None or status in OPEN or key not in case.questions:
        return
    if any(is_titled(content, titles) for content in items(case.answers)):
        yield Found(key, {"status": str(status)})


CHECKS: Mapping[str, Check] = {
    "is_followed_up": is_followed_up,
    "is_raised_or_closed": is_raised_or_closed,
}
