"""granska, godkänn, återsänd, öppna igen, lås: for the coordinator, and for leaders of councils."""

from collections.abc import Callable, Mapping

from dialogs import orders, rights
from dialogs.changes import changes
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog, after
from dialogs.orders import Order
from dialogs.sheets import Sheet, sheet_of
from dialogs.status import round_named
from domain import swedish
from domain.answers import Submission
from domain.errors import NotAllowed, NotFound
from domain.life import Act, Move, Status, allowed
from domain.messages import Button, Message, Panel, Turn
from domain.people import Person, Role
from domain.rounds import Round
from forms import filled

COMMAND = Command(
    says="granska",
    title_en="review",
    description="Granska det som har kommit in: godkänn eller återsänd med en kommentar",
    description_en="Review what has come in: approve it, or return it with a comment",
    roles=frozenset({Role.COORDINATOR, Role.LEADER}),
)

_VERBS: Mapping[Act, tuple[str, ...]] = {
    Act.APPROVE: ("godkann", "godkand", "godkanna"),
    Act.RETURN: ("atersand", "skicka tillbaka", "returnera", "atersanda"),
    Act.REOPEN: ("oppna igen", "las upp", "oppna"),
    Act.LOCK: ("las", "lasa"),
}
"""What each act is called, folded."""

_HOW = "återsänd Fyrbodal: se över 2.3"


def wants(turn: Turn, _desk: Desk) -> bool:
    return turn.action is None and (after(turn, "granska") is not None or _begins(turn.text) is not None)


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    person = rights.known(turn, desk)
    if (named := after(turn, "granska")) is not None:
        unit, words = rights.unit_at_start(named, desk)
        round_ = round_named(words, turn, desk)
        return _one(unit, round_, turn, desk) if unit else _all(person, round_, turn, desk)
    act, words = _begins(turn.text) or (Act.APPROVE, "")
    rights.reviewer(turn, desk)
    order = orders.read(words, turn, desk, _HOW)
    rights.overseer(turn, desk, order.unit)
    round_ = round_named(order.quarter, turn, desk)
    _must_be_read(act, order, round_, desk)
    move = Move(act, person.id, person.name, turn.at, order.comment, order.until, order.seen)
    life = desk.store.lives.take(round_, order.unit, move)
    name = desk.county.unit(order.unit).name
    return Message(_DONE[act](name, life.version), buttons=(Button("Visa status", f"status {round_.key}"),))


def _must_be_read(act: Act, order: Order, round_: Round, desk: Desk) -> None:
    """What is approved has been read: a version that came after the first must be looked at."""
    life = desk.store.lives.of(round_.key, order.unit)
    if act is Act.APPROVE and order.seen is None and (life.version or 0) > 1:
        name = desk.county.unit(order.unit).name
        raise NotAllowed(
            f"{name} har lämnat in version {life.version}. Skriv ”granska {name} {round_.key}”, läs den och "
            "tryck på Godkänn där."
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
    for act, verbs in _VERBS.items():
        if (rest := orders.begins(text, verbs)) is not None:
            return act, rest
    return None


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
    key = sheet.round.key
    step = f" steg {life.standing.number}" if life.standing else ""
    offered = (
        (Act.APPROVE, Button("Godkänn", f"godkänn {name} {key}{step}")),
        (Act.LOCK, Button("Lås", f"lås {name} {key}")),
    )
    return tuple(button for act, button in offered if allowed(life, act, person.id, sheet.round, turn.at))


DIALOG = Dialog(wants, answer, COMMAND)
