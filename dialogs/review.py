"""granska, godkänn, återsänd, öppna igen, lås: for the coordinator, and for leaders of councils."""

from collections.abc import Callable, Iterator, Mapping

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
from domain.life import Act, Life, Move, Status, Step, allowed, closes
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
    seen = _read(act, order, round_, desk, person)
    move = Move(act, person.id, person.name, turn.at, order.comment, order.until, seen)
    life = desk.store.lives.take(round_, order.unit, move)
    name = desk.county.unit(order.unit).name
    return Message(_DONE[act](name, life), buttons=(Button("Visa status", f"status {round_.key}"),))


_FIRST: Mapping[Act, str] = {
    Act.APPROVE: "tryck på Godkänn där",
    Act.RETURN: "skriv sedan ”återsänd” igen",
    Act.REOPEN: "skriv sedan ”öppna igen” på nytt",
}
"""What is done with an answer that has been read. A lock holds what somebody has read and approved."""


def _read(act: Act, order: Order, round_: Round, desk: Desk, person: Person) -> int | None:
    """The step whose answer ``person`` has read: what is done is done with that one or not at all.

    The first answer may be known without being read here; one that came after it must be looked at.
    """
    life = desk.store.lives.of(round_.key, order.unit)
    shown = desk.store.seen.of(person.id, _subject(round_, order.unit))
    # Approving is the button's: it carries what was shown beside it.
    read = order.seen if order.seen is not None or act is Act.APPROVE else shown
    if read is None and act in _FIRST and life.standing and _answers_again(round_, order.unit, life, desk):
        name = desk.county.unit(order.unit).name
        raise NotAllowed(
            f"{name} har {_sent(life)}. Skriv ”granska {name} {round_.key}”, läs svaret och {_FIRST[act]}."
        )
    return read or shown or (life.standing.number if life.standing else None)


def _answers_again(round_: Round, unit: str, life: Life, desk: Desk) -> bool:
    """Whether what stands came after another answer. What was sent back is nobody's to read."""
    sent = [
        one for one in desk.store.lives.steps(round_.key, unit) if one.action in {Act.SUBMIT, Act.NOTHING}
    ]
    return len(sent) > 1 and life.status not in {Status.DRAFT, Status.RETURNED}


def _sent(life: Life) -> str:
    return (
        "angett att det inte finns något att rapportera"
        if life.nothing
        else f"lämnat in version {life.version}"
    )


_DONE: Mapping[Act, Callable[[str, Life], str]] = {
    Act.APPROVE: lambda name, life: f"{_what(name, life)} Uppgiftslämnaren får veta det.",
    Act.RETURN: lambda name, _: f"{name} är återsänd. Uppgiftslämnaren ser din kommentar först.",
    Act.REOPEN: lambda name, life: (
        f"{name} är öppnad igen"
        + (", och godkännandet gäller inte längre." if life.previously_approved else ".")
    ),
    Act.LOCK: lambda name, _: f"{name} är låst.",
}


def _what(name: str, life: Life) -> str:
    """What was approved."""
    if life.nothing:
        return f"{name}: ”inget att rapportera” är godkänt."
    return f"{name}, version {life.version}, är godkänd."


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
    history = desk.store.lives.steps(round_.key, unit)
    desk.store.seen.note(person.id, {_subject(round_, unit): life.standing.number}, turn.at)
    told = (
        " ".join(_done(history, life, versions)),
        *_compared(sheet, versions),
        *_ways(sheet, person, turn),
    )
    return Message(
        panel=Panel(_title(sheet), told, _answers(sheet, versions)),
        buttons=_buttons(sheet, person, turn),
    )


def _subject(round_: Round, unit: str) -> str:
    """What is seen by reviewing: the answer that stands."""
    return f"svar/{round_.key}/{unit}"


_REVIEWED: Mapping[Act, str] = {
    Act.APPROVE: "Godkänd",
    Act.RETURN: "Återsänd",
    Act.REOPEN: "Öppnad igen",
    Act.LOCK: "Låst",
}


def _done(history: list[Step], life: Life, versions: list[Submission]) -> Iterator[str]:
    """Who sent in what stands, and what has been done with it since: each with name and time."""
    standing = life.standing
    if standing is None:
        return
    at = swedish.moment(standing.at)
    behalf = ""
    if life.nothing:
        reason = standing.words.rstrip(".")
        yield f"Inget att rapportera, enligt {standing.by_name} {at}: {reason}."
    else:
        behalf = " (för enhetens räkning)" if versions and versions[-1].on_behalf else ""
        yield f"Inlämnad av {standing.by_name}{behalf} {at}, version {standing.version}."
    for one in history:
        if one.number > standing.number and one.action in _REVIEWED:
            words = f": {one.words.rstrip('.')}" if one.words else ""
            yield f"{_REVIEWED[one.action]} av {one.by_name} {swedish.moment(one.at)}{words}."


def _ways(sheet: Sheet, person: Person, turn: Turn) -> Iterator[str]:
    """What can be done beside the buttons, and what locking means."""
    life, name = sheet.life, sheet.respondent.name
    can = {act for act in _WAYS if allowed(life, act, person.id, sheet.round, turn.at)}
    closed = turn.at >= closes(life, sheet.round)
    for act, words in _WAYS.items():
        if act in can:
            yield words.format(f"{name} till fredag" if closed else name)


_WAYS: Mapping[Act, str] = {
    Act.RETURN: "Skriv ”återsänd {}: …” och vad som ska ändras.",
    Act.REOPEN: "Skriv ”öppna igen {}: …” och varför, om svaret ska gå att ändra.",
    Act.LOCK: "Lås det när det inte ska ändras mer. Ett låst svar kan ändå öppnas igen, med en förklaring.",
}


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
