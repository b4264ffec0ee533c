"""A reminder that is asked for: which units still wait, whom it goes to, and the row that sends it."""

from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.desk import Desk
from dialogs.sheets import Sheet, sheet_of
from domain.delivery import Posting
from domain.life import takes_answers
from domain.messages import Turn
from domain.notices import MOST_PUSHES, PUSHES, Kind
from domain.nudges import TOO_MANY, Nudge, progress
from domain.people import Person
from domain.rounds import Round
from domain.situation import UNSENT
from domain.workdays import STOCKHOLM
from forms import checking


@dataclass(frozen=True)
class Asked:
    """Who wants which units of a round reminded; ``own``: words to add."""

    round: Round
    units: tuple[str, ...]
    own: str
    by: Person


@dataclass(frozen=True)
class Recipient:
    """``why_not``: why the person gets none; empty when the person does."""

    person: Person
    units: tuple[str, ...]
    why_not: str = ""


def waiting(asked: Asked, turn: Turn, desk: Desk) -> list[Sheet]:
    """Of the units those that still have something to send in, and can."""
    lives = desk.store.lives.all(asked.round.key)
    sheets: list[Sheet] = []
    for unit in asked.units:
        if unit in lives and lives[unit].status not in UNSENT:
            continue
        sheet = sheet_of(desk, asked.round, unit)
        if takes_answers(sheet.life, asked.round, turn.at):
            sheets.append(sheet)
    return sheets


def recipients(asked: Asked, sheets: list[Sheet], turn: Turn, desk: Desk) -> Iterator[Recipient]:
    """Everyone who answers for any of them, each once."""
    today = turn.at.astimezone(STOCKHOLM).date()
    units = {sheet.respondent.id for sheet in sheets}
    reached = desk.store.correspondence.reached(by_mail=True)
    for person in (one.on(today) for one in desk.store.people.for_units(units)):
        own = tuple(unit for unit in person.answers_for() if unit in units)
        if own and person.id != asked.by.id:
            yield Recipient(
                person, own, _why_not(person, asked.round, reached=person.id in reached, desk=desk)
            )


def _why_not(person: Person, round_: Round, *, reached: bool, desk: Desk) -> str:
    sent = desk.store.correspondence.in_round(person.id, round_.key)
    if sum(one.kind in PUSHES for one in sent) >= MOST_PUSHES:
        return TOO_MANY
    return (
        ""
        if reached
        else (
            "har varken skrivit till mig eller någon e-postadress. Ring, eller be den som driftar Samråd att "
            "lägga in en e-postadress"
        )
    )


def text(asked: Asked, sheet: Sheet, desk: Desk) -> tuple[str, ...]:
    unit = sheet.respondent.id
    nudge = Nudge(
        round=asked.round,
        name=sheet.respondent.name,
        life=sheet.life,
        by=asked.by.name,
        own=asked.own,
        optional=unit not in desk.reporting(),
    )
    panel = nudge.panel(_state(sheet))
    return (f"”{panel.title}. {' '.join(panel.paragraphs)}”",)


def _state(sheet: Sheet) -> str:
    problems = [problem for _, found in sheet.open() for problem in found]
    missing = checking.told(problems) if problems else ""
    return progress(sheet.life, missing, begun=bool(sheet.draft.revision))


def posting(asked: Asked, to: Recipient, number: str, turn: Turn) -> Posting:
    """Its key has the request's own number: pressed twice it is one reminder."""
    what = {
        "round": asked.round.key,
        "unit": to.units[0],
        "units": ",".join(to.units),
        "rule": Kind.NUDGE.value,
        "step": "0",
        "by": asked.by.name,
        "words": asked.own,
    }
    key = f"{asked.round.key}/{Kind.NUDGE} {number}/{to.units[0]}/{to.person.id}"
    return Posting(key, to.person.id, Kind.NUDGE, what, turn.at)
