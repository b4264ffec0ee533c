"""leveranser K3: what became of each message of a round, by recipient, with the reason."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from dialogs import rights
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from dialogs.status import round_named
from dialogs.whom import spoken_of
from domain import notice_names, swedish
from domain.delivery import MAIL, Outcome
from domain.errors import NotFound
from domain.messages import Button, Message, Panel, Turn
from domain.people import Role
from domain.undelivered import asker, in_doubt, in_words, stands, what_came_of_it
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
    r"(?:visa )?(?:leveranser(?:na)?|leverans|leveranslistan|deliveries)\b(?P<rest>.*)", re.IGNORECASE
)
_SAID = re.compile(
    r"(?:vad|vilka meddelanden) har (?:skickats(?: ut)?|gått ut|levererats)\b(?P<rest>.*)"
    r"|(?:har|fick) (?P<who>\S.*?) (?:fått|redan fått)?\s*(?:en |ett |sin |sitt |någon |något )?"
    r"(?:påminnelse|påminnelsen|påminnelser|besked|beskedet|meddelande|meddelandet|inbjudan|larm|larmet)",
    re.IGNORECASE,
)
"""What may be a question about something else: it is this only when a coordinator names somebody there is."""

_LONGEST, _MOST = 200, 40
_MEANS = "Skickat betyder att Teams eller e-postservern tog emot det. Om det har lästs vet jag inte."
_UNSENT = frozenset({Outcome.WAITING, Outcome.CLAIMED})


def wants(turn: Turn, desk: Desk) -> bool:
    said = _said(turn)
    if turn.action or not said:
        return False
    return _ASKED.fullmatch(said) is not None or _names_someone(said, turn, desk)


def _said(turn: Turn) -> str:
    said = " ".join(turn.text.split()).rstrip(" .!?")
    return said if len(said) <= _LONGEST else ""


def _rest(said: str) -> str:
    found = _ASKED.fullmatch(said) or _SAID.fullmatch(said)
    parts = found.groupdict() if found else {}
    return (parts.get("rest") or parts.get("who") or "").strip()


def _names_someone(said: str, turn: Turn, desk: Desk) -> bool:
    if not (turn.person and turn.person.coordinates and _SAID.fullmatch(said)):
        return False
    try:
        spoken_of(_rest(said), turn, desk)
    except NotFound:
        return False
    return True


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    rights.coordinator(turn, desk)
    whom = spoken_of(_rest(_said(turn)), turn, desk)
    round_ = whom.round or round_named("", turn, desk)
    rows = [row for row in desk.store.outbox.rows(f"{round_.key}/") if row.outcome is not Outcome.REPLACED]
    rows = [row for row in rows if whom.has(row)]
    label = round_.quarter.label + (f", {whom.label}" if whom.label else "")
    if not rows:
        return Message(f"Inget har skickats för {label} ännu.")
    names = desk.store.people.names({one for row in rows for one in (row.person, asker(row.why)) if one})
    facts = of_recipients(rows, names)
    told = [*_counted(rows, turn.at, desk)]
    if len(facts) > _MOST:
        told.append(f"Här är {_MOST} av {len(facts)}. Skriv ”leveranser Ale” för att se en enhet.")
    buttons = (Button("Visa ej levererat", "ej levererat"),) if _any_given_up(rows) else ()
    return Message(panel=Panel(f"Leveranser för {label}", tuple(told), tuple(facts[:_MOST])), buttons=buttons)


def of_recipients(rows: Iterable[Posted], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each recipient by name, with what became of every message, in order of time."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.person, []).append(_told(row, names))
    place = {name: number for number, name in enumerate(swedish.alphabetical(set(names.values())))}
    listed = [
        (names.get(person, person), swedish.upper_first("; ".join(told))) for person, told in found.items()
    ]
    return sorted(listed, key=lambda one: place.get(one[0], len(place)))


def _told(row: Posted, names: Mapping[str, str]) -> str:
    what = notice_names.name(row.kind)
    if in_doubt(row.why):
        return f"{what}: {what_came_of_it(row.outcome, row.reason, row.why)}"
    by = " med e-post" if row.activity.startswith(f"{MAIL} ") else ""
    day = f" {swedish.day_of_month(row.at)}" if row.outcome is Outcome.SENT else ""
    why = f" ({_why(row, names)})" if row.outcome is not Outcome.SENT and row.why else ""
    return f"{what}: {stands(row.outcome, row.reason)}{day}{by}{why}"


def _why(row: Posted, names: Mapping[str, str]) -> str:
    by = asker(row.why)
    return f"{names.get(by, by)} bad om det" if by else in_words(row.why)


def _counted(rows: list[Posted], now: datetime, desk: Desk) -> Iterator[str]:
    """12 skickat, 2 kom inte fram. What is meant by sent, and when the rest goes."""
    counted = Counter(stands(row.outcome, row.reason) for row in rows)
    by_number = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    yield f"{', '.join(f'{number} {words}' for words, number in by_number)}."
    due = [desk.hours.earliest(max(now, row.not_before)) for row in rows if row.outcome in _UNSENT]
    if due and min(due) > now:
        yield f"Det som väntar skickas tidigast {swedish.moment(min(due))}."
    if any(row.outcome is Outcome.SENT for row in rows):
        yield _MEANS


def _any_given_up(rows: list[Posted]) -> bool:
    return any(row.outcome in {Outcome.FAILED, Outcome.UNREACHABLE} for row in rows)


DIALOG = Dialog(wants, answer, COMMAND)
