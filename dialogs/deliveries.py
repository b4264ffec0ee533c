"""leveranser K3: what became of each message of a round, by recipient, with the reason."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from dialogs import rights
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from dialogs.status import round_named
from domain import swedish
from domain.delivery import MAIL, Outcome
from domain.messages import Button, Message, Panel, Turn
from domain.people import Role
from domain.undelivered import stands
from store.outbox_rows import Posted

COMMAND = Command(
    says="leveranser",
    title_en="deliveries",
    description="Se vad som har skickats till vem i en omgång, till exempel ”leveranser K3”",
    description_en="See what has been sent to whom in a round",
    roles=frozenset({Role.COORDINATOR}),
    menu=False,
)

_ASKED = re.compile(
    r"\s*(?:visa )?(?:leveranser(?:na)?|leveranslistan|deliveries)\b(?P<rest>[^?]*)\??\s*", re.IGNORECASE
)
_MOST = 40
_MEANS = "Skickat betyder att Teams eller e-postservern tog emot det. Om det har lästs vet jag inte."


def wants(turn: Turn, _desk: Desk) -> bool:
    return turn.action is None and _ASKED.fullmatch(turn.text) is not None


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    rights.coordinator(turn, desk)
    found = _ASKED.fullmatch(turn.text)
    unit, words = rights.unit_at_start((found["rest"] if found else "").strip(), desk)
    round_ = round_named(words, turn, desk)
    rows = [row for row in desk.store.outbox.rows(f"{round_.key}/") if row.outcome is not Outcome.REPLACED]
    if unit:
        rows = [row for row in rows if row.what.get("unit") == unit]
    label = round_.quarter.label + (f", {desk.county.called(unit)}" if unit else "")
    if not rows:
        return Message(f"Inget har skickats för {label} ännu.")
    names = desk.store.people.names({row.person for row in rows})
    facts = of_recipients(rows, names)
    told = [f"{_counted(rows)}. {_MEANS}"]
    if len(facts) > _MOST:
        told.append(f"Här är {_MOST} av {len(facts)}. Skriv ”leveranser Ale” för att se en enhet.")
    buttons = (Button("Visa ej levererat", "ej levererat"),) if _any_given_up(rows) else ()
    return Message(panel=Panel(f"Leveranser för {label}", tuple(told), tuple(facts[:_MOST])), buttons=buttons)


def of_recipients(rows: Iterable[Posted], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each recipient by name, with what became of every message, in order of time."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.person, []).append(_told(row))
    place = {name: number for number, name in enumerate(swedish.alphabetical(set(names.values())))}
    listed = [(names.get(person, person), "; ".join(told)) for person, told in found.items()]
    return sorted(listed, key=lambda one: place.get(one[0], len(place)))


def _told(row: Posted) -> str:
    by = " med e-post" if row.activity.startswith(f"{MAIL} ") else ""
    day = f" {swedish.day_of_month(row.at)}" if row.outcome is Outcome.SENT else ""
    why = f" ({row.why})" if row.outcome is not Outcome.SENT and row.why else ""
    return f"{row.kind}: {stands(row.outcome, row.reason)}{day}{by}{why}"


def _counted(rows: list[Posted]) -> str:
    """12 skickat, 2 kom inte fram."""
    counted = Counter(stands(row.outcome, row.reason) for row in rows)
    by_number = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{number} {words}" for words, number in by_number)


def _any_given_up(rows: list[Posted]) -> bool:
    return any(row.outcome in {Outcome.FAILED, Outcome.UNREACHABLE} for row in rows)


DIALOG = Dialog(wants, answer, COMMAND)
