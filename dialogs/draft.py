"""utkast: the draft of the quarterly status report, for the coordinator alone."""

import re

from dialogs import rights
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from dialogs.status import round_named
from domain import swedish
from domain.material import Material
from domain.messages import Button, Message, Turn
from domain.people import Role
from domain.workdays import STOCKHOLM

COMMAND = Command(
    says="utkast",
    title_en="draft",
    description="Gör ett utkast till lägesrapporten, för omgången nu eller för ett kvartal som du skriver",
    description_en="Make a draft of the status report, for the current round or a quarter that you name",
    roles=frozenset({Role.COORDINATOR}),
)

_ASKED = re.compile(
    r"(?:(?:visa|gör|skriv|skapa|ge|ta fram|make|show)\s+(?:mig\s+)?(?:ett\s+|a\s+)?)?"
    r"(?:utkast(?:et)?|draft|lägesrapport(?:en)?)(?:\s+(?:för|till|of|for)(?:\s+lägesrapporten)?)?(?P<quarter>(?:\s.*)?)",
    re.IGNORECASE | re.DOTALL,
)


def wants(turn: Turn, _desk: Desk) -> bool:
    return turn.action is None and _named(turn) is not None


def _named(turn: Turn) -> str | None:
    """What is said after asking for a draft, in any of the usual ways; None when nobody asks for one."""
    said = _ASKED.match(turn.text.strip())
    return said["quarter"].strip(" ?.!") if said else None


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    rights.coordinator(turn, desk)
    round_ = round_named(_named(turn) or "", turn, desk)
    written = turn.at.astimezone(STOCKHOLM).date()
    material = desk.store.material(desk.county, round_, desk.forms(round_), cut_off=turn.at, written=written)
    file = desk.write_draft(material)
    return Message(_told(material), file=file, buttons=(Button("Visa status", f"status {round_.key}"),))


def _told(material: Material) -> str:
    label = material.round.quarter.label
    told = f"Utkastet för {label} bygger på {material.counted}."
    if material.missing:
        told += f" Saknas: {swedish.listed(part.respondent.name for part in material.missing)}."
    return f"{told} Det är arbetsmaterial."


DIALOG = Dialog(wants, answer, COMMAND)
