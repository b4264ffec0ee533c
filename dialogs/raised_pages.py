"""How raised issues are shown: a list, and one with its history."""

from dialogs.desk import Desk
from domain import swedish
from domain.form import Card
from domain.handover import STATUSES
from domain.messages import Button, Message, Panel
from domain.quarter import Quarter
from domain.raised import KINDS, LEVELS, RaisedIssue, RaisedStep
from forms import filled, raising

_SHOWN = 30
"""Issues in one list: so many fit on a card."""


def listed(title: str, issues: list[RaisedIssue], desk: Desk) -> Message:
    if not issues:
        text = (
            "Det finns inga öppna medskick. Skriv ”medskick: Rubrik. Beskrivning” för att skicka med något."
        )
        return Message(text)
    told = [f"Öppna: {len(issues)}."]
    if len(issues) > _SHOWN:
        told.append(
            f"Här är de {_SHOWN} senaste. Skriv ”medskick” och en enhets namn för att se den enhetens."
        )
    facts = tuple((f"{one.name} {one.content.title}", _line(one, desk)) for one in issues[-_SHOWN:])
    return Message(panel=Panel(title, (*told, "Skriv till exempel ”medskick M12” för att se ett."), facts))


def _line(issue: RaisedIssue, desk: Desk) -> str:
    content = issue.content
    level = LEVELS.get(content.level, "")
    kind = ", ".join(filter(None, (KINDS.get(content.kind, ""), level and f"{level.lower()} nivå")))
    to = f" till {content.addressee}" if content.addressee else ""
    said = f"{swedish.upper_first(issue.status)} sedan {swedish.day(issue.since)}."
    return f"{said} {kind}. Från {unit_name(issue.unit, desk)}{to}."


def shown(issue: RaisedIssue, desk: Desk, told: tuple[str, ...]) -> Message:
    history = tuple((swedish.day(step.said.at), _step(step)) for step in issue.steps)
    facts = (
        ("Status", f"{swedish.upper_first(issue.status)} sedan {swedish.day(issue.since)}"),
        ("Från", unit_name(issue.unit, desk)),
        *content_facts(issue, card(issue, desk)),
        (swedish.day(issue.said.at), f"Lyft av {issue.said.by_name}"),
        *history,
    )
    buttons = [
        Button(swedish.upper_first(status), f"medskick {issue.name}: {status}")
        for status in STATUSES.values()
        if status is not issue.status
    ]
    title = f"Medskick {issue.name}: {issue.content.title}"
    return Message(panel=Panel(title, told, facts), buttons=tuple(buttons))


def _step(step: RaisedStep) -> str:
    words = f" {step.words}" if step.words else " Innehållet ändrades." if step.content else ""
    return f"{swedish.upper_first(step.status)}.{words} ({step.said.by_name})"


def card(issue: RaisedIssue, desk: Desk) -> Card:
    """The questions with the focus areas of the quarter that the issue was raised in."""
    return raising.card(desk.county.areas_in(Quarter.from_key(issue.round)))


def unit_name(unit: str, desk: Desk) -> str:
    try:
        return desk.county.unit(unit).name
    except KeyError:
        return unit


def content_facts(issue: RaisedIssue, card: Card) -> tuple[tuple[str, str], ...]:
    """What it says, question by question, after its title."""
    answers = issue.content.answers()
    asked = [question for question in card.questions() if question.key in answers and question.key != "title"]
    return tuple((one.number, filled.in_words(one, answers[one.key])) for one in asked)
