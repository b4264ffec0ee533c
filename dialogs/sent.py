"""kvitto: the receipt of what was last sent in, once more."""

import re

from dialogs import places, receipts, rights
from dialogs.desk import Desk
from dialogs.dialog import Dialog
from dialogs.sheets import sheet_of
from dialogs.status import round_named
from domain.errors import NotFound
from domain.messages import Message, Turn
from forms.typed import folded

_ASKED = re.compile(r"(?:visa |mitt |vart |se )?(?:kvitto|kvittot|kvittens)(?P<rest>(?: .*)?)")


def wants(turn: Turn, _desk: Desk) -> bool:
    return turn.action is None and _ASKED.fullmatch(folded(turn.text)) is not None


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    person = rights.known(turn, desk)
    asked = _ASKED.fullmatch(folded(turn.text))
    unit, words = rights.unit_at_start(asked["rest"] if asked else "", desk)
    unit = unit or places.unit_for(person, desk)
    name = rights.filler(person, unit, desk).respondent.name
    sheet = sheet_of(desk, round_named(words, turn, desk), unit)
    if sheet.sent is None:
        raise NotFound(f"{name} har inte lämnat in något för {sheet.round.quarter.label} ännu.")
    return receipts.receipt(sheet, sheet.sent)


DIALOG = Dialog(wants, answer)
