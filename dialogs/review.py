"""granska, godkänn, återsänd, öppna igen, lås: for the coordinator, and for leaders of councils."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from dialogs import rights
from dialogs.changes import changes
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog, after
from dialogs.sheets import Sheet, sheet_of
from dialogs.status import round_named
from domain import swedish
from domain.answers import Submission
from domain.errors import NotFound
from domain.life import Act, Move, Status, allowed
from domain.messages import Button, Message, Panel, Turn
from domain.people import Person, Role
from domain.rounds import Round
from domain.workdays import STOCKHOLM, at
from forms import filled, parsing
from forms.typed import folded

COMMAND = Command(
    says="granska",
    title_en="review",
    description="Granska det som har kommit in: godkänn eller återsänd med en kommentar",
    description_en="Review what has come in: approve it, or return it with a comment",
    roles=frozenset({Role.COORDINATOR, Role.LEADER}),
)

_ACTS: Mapping[str, Act] = {
    "godkann": Act.APPROVE,
    "atersand": Act.RETURN,
    "oppna igen": Act.REOPEN,
    "las upp": Act.REOPEN,
    "las": Act.LOCK,
}
_UNTIL = re.compile(
    r"\btill (?:och med )?(?P<day>\d{4}-\d\d-\d\d|\d{1,2}(?:/\d{1,2}| [a-zåäö]+)(?: \d{4})?)\b"
)
_SEEN = re.compile(r"\bsteg (?P<seen>\d{1,6})\b")
_AHEAD = timedelta(days=120)


@dataclass(frozen=True)
class Said:
    """What a person wants done with a unit's answer; ``words`` is the comment."""

    act: Act
    unit: str
    words: str
    until: datetime | None = None
    seen: int | None = None


def wants(turn: Turn, _desk: Desk) -> bool:
    return turn.action is None and (after(turn, "granska") is not None or _begins(turn.text) is not None)


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    person = rights.known(turn, desk)
    if (named := after(turn, "granska")) is not None:
        unit, words = rights.unit_at_start(named, desk)
        round_ = round_named(words, turn, desk)
        return _one(unit, round_, turn, desk) if unit else _all(person, round_, turn, desk)
    said = _said(turn, desk)
    rights.overseer(turn, desk, said.unit)
    round_ = round_named("", turn, desk)
    move = Move(said.act, person.id, person.name, turn.at, said.words, said.until, said.seen)
    life = desk.store.lives.take(round_, said.unit, move)
    name = desk.county.unit(said.unit).name
    return Message(
        _DONE[said.act](name, life.version), buttons=(Button("Visa status", f"status {round_.key}"),)
    )


_DONE: Mapping[Act, Callable[[str, int | None], str]] = {
    Act.APPROVE: lambda name, version: (
        f"{name}, version {version}, är godkänd. Uppgiftslämnaren får veta det."
    ),
    Act.RETURN: lambda name, _: f"{name} är återsänd. Uppgiftslämnaren ser din kommentar först.",
    Act.REOPEN: lambda name, _: f"{name} är öppnad igen, och godkännandet gäller inte längre.",
    Act.LOCK: lambda name, _: f"{name} är låst.",
}


def _begins(text: str) -> tuple[Act, str] | None:
    """The act that the text begins with, and what follows it as it was written."""
    said = folded(text)
    for words, act in _ACTS.items():
        if said == words or said.startswith(f"{words} "):
            return act, " ".join(text.split()[len(words.split()) :])
    return None


def _said(turn: Turn, desk: Desk) -> Said:
    act, rest = _begins(turn.text) or (Act.APPROVE, "")
    unit, words = rights.unit_at_start(rest, desk)
    if unit is None:
        raise NotFound("Skriv vilken enhet det gäller, till exempel: återsänd Fyrbodal: se över 2.3.")
    until = day_named(words, turn) if act in {Act.RETURN, Act.REOPEN} else None
    seen = _SEEN.match(words)
    words = _SEEN.sub("", words).lstrip(" :,")
    return Said(act, unit, words, until, int(seen["seen"]) if seen else None)


def day_named(words: str, turn: Turn) -> datetime | None:
    """The end of the day said as "till 20 november"; None when no day is said."""
    found = _UNTIL.search(words)
    if not found:
        return None
    today = turn.at.astimezone(STOCKHOLM).date()
    window = parsing.Window(today, today + _AHEAD)
    day = parsing.read_date(found["day"], window)
    return at(day, time.max)


def _all(person: Person, round_: Round, turn: Turn, desk: Desk) -> Message:
    """What there is to review, with a button for each."""
    lives = desk.store.lives.all(round_.key)
    units = [unit for unit in lives if rights.oversees(person, unit, desk)]
    if not (person.coordinates or any(a.role is Role.LEADER for a in person.assignments)):
        rights.coordinator(turn, desk)
    waiting = [unit for unit in units if lives[unit].status in {Status.SUBMITTED, Status.NOTHING}]
    if not waiting:
        return Message(f"Det finns inget att granska för {round_.quarter.label}.")
    names = [desk.county.unit(unit).name for unit in waiting]
    told = swedish.upper_first(swedish.count(len(names), "svar väntar", "svar väntar", neuter=True))
    return Message(
        f"{told} på granskning: {swedish.listed(names)}.",
        buttons=tuple(Button(f"Granska {name}", f"granska {name} {round_.key}") for name in names[:6]),
    )


def _one(unit: str, round_: Round, turn: Turn, desk: Desk) -> Message:
    person = rights.overseer(turn, desk, unit)
    sheet = sheet_of(desk, round_, unit)
    versions = desk.store.submissions.versions(round_.key, unit)
    life = sheet.life
    if not life.standing:
        raise NotFound(f"{sheet.respondent.name} har inte lämnat in något för {round_.quarter.label} ännu.")
    told = [
        f"{swedish.upper_first(life.status)} av {life.standing.by_name} {swedish.moment(life.standing.at)}."
    ]
    if life.nothing:
        told.append(f"Inget att rapportera: {life.nothing.words}")
    return Message(
        panel=Panel(_title(sheet), (*told, *_compared(sheet, versions)), _answers(sheet, versions)),
        buttons=_buttons(sheet, person, turn),
    )


def _title(sheet: Sheet) -> str:
    return f"Granska {sheet.respondent.name}, {sheet.round.quarter.label}"


def _answers(sheet: Sheet, versions: list[Submission]) -> tuple[tuple[str, str], ...]:
    answers = versions[-1].answers if versions else {}
    return tuple(
        (f"{question.number} {question.label}", words)
        for card in sheet.form.cards
        for question in filled.asked_on(card, answers)
        if (words := filled.spoken(question, answers))
    )


def _compared(sheet: Sheet, versions: list[Submission]) -> list[str]:
    """What has changed since the version that was approved, else since the one before."""
    base = sheet.life.previously_approved or len(versions) - 1
    if len(versions) < 2 or not 0 < base < len(versions):  # noqa: PLR2004 - a first version has nothing before it
        return []
    found = list(changes(sheet.form, versions[base - 1].answers, versions[-1].answers))
    since = "godkännandet av version" if sheet.life.previously_approved else "version"
    if not found:
        return [f"Inget är ändrat sedan {since} {base}."]
    count = swedish.upper_first(swedish.count(len(found), "svar är ändrat", "svar är ändrade", neuter=True))
    return [f"{count} sedan {since} {base}:", *(f"{question}: {words}" for question, words in found)]


def _buttons(sheet: Sheet, person: Person, turn: Turn) -> tuple[Button, ...]:
    life, name = sheet.life, sheet.respondent.name
    step = f" steg {life.standing.number}" if life.standing else ""
    offered = (
        (Act.APPROVE, Button("Godkänn", f"godkänn {name}{step}")),
        (Act.LOCK, Button("Lås", f"lås {name}")),
    )
    return tuple(button for act, button in offered if allowed(life, act, person.id, sheet.round, turn.at))


DIALOG = Dialog(wants, answer, COMMAND)
