"""skicka ut: the report is published, and those who took part are told where it is."""

import re
import secrets

from dialogs import rights
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from dialogs.status import round_named
from domain import swedish
from domain.delivery import Posting
from domain.errors import NotAllowed
from domain.messages import Button, Message, Panel, Turn
from domain.notices import Kind
from domain.people import Person, Role
from domain.rounds import Phase, Round
from domain.situation import contributors
from domain.workdays import STOCKHOLM
from forms.personal import holds_personal_data

COMMAND = Command(
    says="skicka ut",
    title_en="send out",
    description="Berätta för dem som deltog var rapporten finns, till exempel: skicka ut K3: https://…",
    description_en="Tell those who took part where the report is, for example: send out Q3: https://…",
    roles=frozenset({Role.COORDINATOR}),
    menu=False,
)

_ASKED = re.compile(
    r"\s*(?:skicka ut|send out)(?: rapporten)?\b(?P<round>[^:]*)(?::(?P<where>.*))?",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(r"(?P<round>.*)\bnr (?P<id>[\w-]{6,32})\s*")
_HOW = (
    "Jag kan inte bifoga filen ännu. Skriv därför var rapporten finns, så får de som deltog veta det: "
    "skicka ut {}: och en länk eller var i ert gemensamma arbetsrum den ligger."
)


def wants(turn: Turn, _desk: Desk) -> bool:
    return turn.action is None and _ASKED.fullmatch(turn.text) is not None


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    rights.coordinator(turn, desk)
    found = _ASKED.fullmatch(turn.text)
    words, where = (found["round"], (found["where"] or "").strip()) if found else ("", "")
    numbered = _NUMBER.fullmatch(words)
    round_ = round_named(numbered["round"] if numbered else words, turn, desk)
    if round_.phase(turn.at) is not Phase.CLOSED:
        raise NotAllowed(f"Omgången för {round_.quarter.label} pågår ännu. Skicka ut när rapporten är klar.")
    if not where:
        return Message(_HOW.format(round_.key))
    if holds_personal_data(where):
        raise NotAllowed("Texten ser ut att innehålla uppgifter om en enskild person. Ta bort dem först.")
    people = _people(round_, turn, desk)
    if not people:
        return Message(f"Ingen har svarat för {round_.quarter.label}, så det finns ingen att skicka till.")
    if numbered:
        return _sent(round_, where, numbered["id"], (people, turn), desk)
    return _shown(round_, where, people)


def _people(round_: Round, turn: Turn, desk: Desk) -> list[Person]:
    today = turn.at.astimezone(STOCKHOLM).date()
    people = [person.on(today) for person in desk.store.people.everyone()]
    return contributors(desk.store.lives.journal(round_.key), people)


def _shown(round_: Round, where: str, people: list[Person]) -> Message:
    count = swedish.count(len(people), "person", "personer")
    told = (
        f"Det går till {swedish.listed(person.name for person in people)}.",
        f"Så här står det: ”Lägesrapporten för {round_.quarter.label} är klar. Tack för ert bidrag! {where}”",
    )
    says = f"skicka ut {round_.key} nr {secrets.token_urlsafe(9)}: {where}"
    return Message(panel=Panel("Skicka ut rapporten?", told), buttons=(Button(f"Skicka till {count}", says),))


def _sent(round_: Round, where: str, number: str, to: tuple[list[Person], Turn], desk: Desk) -> Message:
    """``to``: whom, and the turn that it was asked in."""
    people, turn = to
    what = {
        "round": round_.key,
        "unit": "",
        "rule": Kind.PUBLISHED.value,
        "step": "0",
        "words": where,
    }
    rows = [
        Posting(
            f"{round_.key}/{Kind.PUBLISHED} {number}/-/{person.id}", person.id, Kind.PUBLISHED, what, turn.at
        )
        for person in people
    ]
    if not desk.store.outbox.post(rows, turn.at):
        return Message("Det har jag redan tagit emot. Det skickas en gång.")
    count = swedish.count(len(people), "person", "personer")
    return Message(f"Rapporten skickas ut till {count} så snart det är kontorstid.")


DIALOG = Dialog(wants, answer, COMMAND)
