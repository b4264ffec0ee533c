"""utkast: the draft of the quarterly status report, for the coordinator alone."""

from dialogs import desk as rights
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog, after
from dialogs.status import round_named
from domain import swedish
from domain.material import Material
from domain.messages import Button, Message, Turn
from domain.workdays import STOCKHOLM

COMMAND = Command(
    says="utkast",
    title_en="draft",
    description="Gör ett utkast till lägesrapporten, till exempel: utkast K3",
    description_en="Make a draft of the status report, for example: draft Q3",
)


def wants(turn: Turn, _desk: Desk) -> bool:
    return turn.action is None and after(turn, "utkast", "draft") is not None


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    rights.coordinator(turn, desk)
    round_ = round_named(after(turn, "utkast", "draft") or "", turn, desk)
    forms = {council.id: desk.form(round_, council) for council in desk.county.councils}
    written = turn.at.astimezone(STOCKHOLM).date()
    material = desk.store.material(desk.county, round_, forms, cut_off=turn.at, written=written)
    file = desk.write_draft(material)
    return Message(_told(material), file=file, buttons=(Button("Visa status", f"status {round_.key}"),))


def _told(material: Material) -> str:
    label = material.round.quarter.label
    count = f"{len(material.received)} av {len(material.contributions)} delregioner"
    told = f"Utkastet för {label} bygger på {count}."
    if material.missing:
        told += f" Saknas: {swedish.listed(part.council.name for part in material.missing)}."
    return f"{told} Det är arbetsmaterial."


DIALOG = Dialog(wants, answer, COMMAND)
