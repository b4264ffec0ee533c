"""ej levererat: what never came, or may have come; why, what to do about it, and sending it again."""

import re
from collections.abc import Iterator

from dialogs import rights
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from domain import swedish
from domain.advice import advice
from domain.errors import NotFound
from domain.messages import Button, Message, Panel, Turn
from domain.people import Person, Role
from domain.undelivered import LATELY, what_came_of_it
from forms.typed import folded
from store.outbox_rows import Posted

COMMAND = Command(
    says="ej levererat",
    title_en="undelivered",
    description="Se meddelanden som inte kom fram, varför och vad du kan göra, och skicka dem igen",
    description_en="See messages that did not arrive, why, and send them again",
    roles=frozenset({Role.COORDINATOR}),
    menu=False,
)

_ASKED = frozenset(
    folded(words)
    for words in (
        "ej levererat",
        "inte levererat",
        "ej levererade",
        "vad kom inte fram",
        "utkorgen",
        "visa utkorgen",
        "visa ej levererat",
        "undelivered",
    )
)
_ALL = re.compile(r"\s*skicka (?:allt|alla) igen\s*", re.IGNORECASE)
_ONE = re.compile(r"\s*skicka igen[: ]\s*(?P<key>\S.*?)\s*", re.IGNORECASE)

_MOST, _MOST_BUTTONS = 25, 4


def wants(turn: Turn, _desk: Desk) -> bool:
    said = folded(turn.text).rstrip("?!. ")
    return turn.action is None and (said in _ASKED or any(one.fullmatch(turn.text) for one in (_ALL, _ONE)))


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    person = rights.coordinator(turn, desk)
    rows = desk.store.dead_letters.since(turn.at - LATELY)
    if _ALL.fullmatch(turn.text):
        return _again(rows, person, turn, desk)
    if found := _ONE.fullmatch(turn.text):
        return _again(_named(found["key"], rows), person, turn, desk)
    return _shown(rows, desk)


def _shown(rows: list[Posted], desk: Desk) -> Message:
    if not rows:
        return Message("Inget har kommit bort: allt har skickats, eller väntar på sin tur.")
    latest = sorted(rows, key=lambda row: row.at, reverse=True)
    names = desk.store.people.names({row.person for row in rows})
    count = swedish.count(len(rows), "meddelande", "meddelanden", neuter=True)
    told = [_told(row, names) for row in latest[:_MOST]]
    if more := len(rows) - _MOST:
        told += [f"Och {more} till, äldre än så."] if more > 0 else []
    return Message(
        panel=Panel(f"Ej levererat: {count}", tuple(told)),
        buttons=tuple(_buttons(latest, names)),
    )


def _told(row: Posted, names: dict[str, str]) -> str:
    who, when = names.get(row.person, row.person), swedish.moment(row.at)
    what, came = swedish.upper_first(row.kind), what_came_of_it(row.outcome, row.reason, row.why)
    return f"{what} till {who}, {when}: {came}. {advice(row.reason)}"


def _buttons(rows: list[Posted], names: dict[str, str]) -> Iterator[Button]:
    if len(rows) > 1:
        yield Button("Skicka alla igen", "skicka allt igen")
    for row in rows[:_MOST_BUTTONS]:
        yield Button(
            f"Skicka igen: {row.kind} till {names.get(row.person, row.person)}", f"skicka igen {row.key}"
        )


def _named(key: str, rows: list[Posted]) -> list[Posted]:
    """The row of the button; empty when it has been sent again already. Raise NotFound for what is no key."""
    if "/" not in key:
        raise NotFound("Skriv ”ej levererat”, och tryck på knappen vid det som ska skickas igen.")
    return [row for row in rows if row.key == key]


def _again(rows: list[Posted], person: Person, turn: Turn, desk: Desk) -> Message:
    """Let them wait anew, and their addresses be tried anew; the log says who asked."""
    desk.store.closures.open({row.person for row in rows}, person.id, turn.at)
    keys = set(desk.store.dead_letters.send_again([row.key for row in rows], person.id, turn.at))
    if not keys:
        return Message("Det är redan på väg. Skriv ”ej levererat” för att se läget.")
    names = desk.store.people.names({row.person for row in rows if row.key in keys})
    count = swedish.upper_first(swedish.count(len(keys), "meddelande", "meddelanden", neuter=True))
    whom = swedish.listed(swedish.alphabetical(names.values())[:_MOST])
    return Message(
        f"{count} skickas igen till {whom} så snart det är kontorstid, om det fortfarande behövs. "
        "Skriv ”ej levererat” senare för att se om något inte kom fram."
    )


DIALOG = Dialog(wants, answer, COMMAND)
