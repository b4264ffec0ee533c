"""vad skulle skickas: every message of a round, to whom and when, as things stand. Nothing is sent."""

import re

from dialogs import rights
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from dialogs.status import round_named
from domain import swedish
from domain.messages import Message, Panel, Turn
from domain.people import Role
from domain.rehearsal import by_day

COMMAND = Command(
    says="vad skulle skickas",
    title_en="rehearse",
    description="Se alla meddelanden som återstår i omgången: vad, till vem och när. Inget skickas",
    description_en="See every message left in the round: what, to whom and when. Nothing is sent",
    roles=frozenset({Role.COORDINATOR}),
    menu=False,
)

_ASKED = re.compile(
    r"\s*(?:vad (?:skulle|kommer att) skickas|rehearse|genrep)\b(?: i| för)?(?P<round>[^?]*)\??\s*",
    re.IGNORECASE,
)


def wants(turn: Turn, _desk: Desk) -> bool:
    return turn.action is None and _ASKED.fullmatch(turn.text) is not None


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    rights.coordinator(turn, desk)
    found = _ASKED.fullmatch(turn.text)
    round_ = round_named(found["round"] if found else "", turn, desk)
    planned = list(desk.rehearse(round_, turn.at))
    if not planned:
        return Message(f"Inget mer skickas för {round_.quarter.label}, som det ser ut nu.")
    count = swedish.upper_first(swedish.count(len(planned), "meddelande", "meddelanden", neuter=True))
    told = [f"{count} skulle skickas om ingen gör något mer. Inget är skickat."]
    for heading, lines in by_day(planned):
        told.append(heading)
        told.extend(f"{what}: {whom}" for what, whom in lines)
    return Message(panel=Panel(f"Vad skulle skickas, {round_.quarter.label}", tuple(told)))


DIALOG = Dialog(wants, answer, COMMAND)
