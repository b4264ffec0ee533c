"""visa svar <enhet>: what a unit has filled in, for those who may fill it in or follow it."""

import re

from dialogs import pages, rights
from dialogs.desk import Desk
from dialogs.dialog import Dialog
from dialogs.sheets import sheet_of
from dialogs.status import round_named
from domain import swedish
from domain.errors import NotFound
from domain.messages import Message, Turn
from forms.typed import folded

_ASKED = re.compile(r"visa (?:svar|svaren) (?:for |fran |i )?(?P<unit>.+)")


def wants(turn: Turn, _desk: Desk) -> bool:
    return turn.action is None and _ASKED.match(folded(turn.text)) is not None


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    person = rights.known(turn, desk)
    asked = _ASKED.match(folded(turn.text))
    unit = rights.unit_named(asked["unit"] if asked else "", desk)
    if unit is None:
        names = swedish.listed(one.name for one in desk.county.reporting())
        raise NotFound(f"Jag känner inte igen den enheten. Skriv någon av {names}, eller en kommun.")
    rights.filler(person, unit, desk)
    round_ = round_named("", turn, desk)
    return pages.overview(sheet_of(desk, round_, unit), desk.store.submissions.history(round_.key, unit))


DIALOG = Dialog(wants, answer)
