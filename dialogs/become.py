"""jag är: in the local mode, on loopback only, a person becomes another of the invented people."""

from dialogs.desk import Desk
from dialogs.dialog import Dialog
from dialogs.named import short
from domain.messages import Button, Message, Turn
from forms.typed import folded

_OPENING = "jag ar "
_NOT = f"{_OPENING}inte "


def wants(turn: Turn, desk: Desk) -> bool:
    said = folded(turn.text)
    return bool(desk.invented) and turn.local and said.startswith(_OPENING) and not said.startswith(_NOT)


def answer(turn: Turn, desk: Desk) -> Message:
    wanted = folded(turn.text).removeprefix(_OPENING)
    people = {person.id: person for person in desk.invented.values()}
    names = {folded(short(person)): person for person in people.values()}
    chosen = (names | {folded(name): person for name, person in desk.invented.items()}).get(wanted)
    if chosen is None:
        listed = ", ".join(short(person) for person in people.values())
        return Message(
            f"Den personen finns inte här. Du kan till exempel skriva ”jag är Fyrbodal”. Finns: {listed}."
        )
    person = desk.store.people.become(turn.account, chosen.id, turn.at)
    task = desk.county.task(person.role, person.unit)
    buttons = (
        (Button("Visa status", "status"), Button("Gör ett utkast", "utkast"))
        if person.coordinates
        else (Button("Rapportera", "rapportera"),)
        if person.reports
        else ()
    )
    return Message(f"Nu är du {person.name}, {task}.", buttons=buttons)


DIALOG = Dialog(wants, answer)
