"""ångra synpunkt: who answers for a unit takes back its remark, while nobody has answered it."""

import re

from dialogs import report_rights, rights
from dialogs.desk import Desk
from dialogs.dialog import Dialog
from domain.errors import NotAllowed, NotFound
from domain.messages import Button, Message, Turn
from domain.people import Person
from domain.report_life import Remark, Settled, must_take_remarks

WORDS = "Synpunkten är återtagen."
"""What is kept as the answer to it: the row stays, and shows who took it back."""

_ASKED = re.compile(
    r"(?:ångra|återta|ta tillbaka|dra tillbaka|ta bort|stryk|radera|withdraw)\s+"
    r"(?:min\s+|vår\s+|den\s+)?(?:synpunkt(?:en)?|anmärkning(?:en)?|remark)\b"
    r"(?:\s+(?:nr\s+|nummer\s+)?(?P<number>\d{1,6}))?[\s.!]*",
    re.IGNORECASE,
)


def wants(turn: Turn, _desk: Desk) -> bool:
    return turn.action is None and _ASKED.fullmatch(turn.text.strip()) is not None


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    person = rights.known(turn, desk)
    said = _ASKED.fullmatch(turn.text.strip())
    number = int(said["number"]) if said and said["number"] else 0
    remark = _own(number, person, turn, desk)
    name = desk.county.called(remark.unit)
    how = Settled(WORDS, person.id, person.name, turn.at)
    desk.store.report_life.settle(remark.id, how)
    return Message(
        f"Synpunkt {remark.id} är återtagen. Den står kvar i listan, men ingen behöver svara på den. "
        " Stämmer resten säger du det.",
        buttons=(
            Button("Visa er del", f"granska rapporten {remark.round} {name}"),
            Button("Allt stämmer", f"stämmer {remark.round} {name}"),
        ),
    )


def _own(number: int, person: Person, turn: Turn, desk: Desk) -> Remark:
    """The person's own remark. Raise NotFound for another's, NotAllowed when it is answered or too late."""
    found = desk.store.report_life.get_remark(number) if number else None
    if found is None or found.unit not in person.answers_for():
        example = number or 2
        raise NotFound(
            "Skriv numret på din egen synpunkt, till exempel: ångra synpunkt "
            f"{example}. Skriv ”synpunkter” för att se dem."
        )
    name = desk.county.called(found.unit)
    report_rights.must_answer_for(desk, person, found.unit, turn.at)
    if found.by != person.id:
        raise NotAllowed(
            f"Synpunkt {number} är {found.by_name}s. Den kan bara den som skrev den ta tillbaka."
        )
    if found.settled:
        raise NotAllowed(
            f"Synpunkt {number} har redan fått svar: ”{found.settled.words}” Är svaret fel skriver du en ny "
            f"synpunkt, eller hör av dig till samordnaren. Er del: granska rapporten {found.round} {name}."
        )
    must_take_remarks(desk.store.report_life.of(found.round), found.unit, turn.at)
    return found


DIALOG = Dialog(wants, answer)
