"""visa svar <delregion>: what a council has filled in, for the coordinator alone."""

import re

from dialogs import desk as rights
from dialogs import pages
from dialogs.desk import Desk
from dialogs.dialog import Dialog
from dialogs.filling import sheet_of
from dialogs.status import round_named
from domain import swedish
from domain.errors import NotFound
from domain.messages import Message, Turn
from forms.typed import folded

_ASKED = re.compile(r"visa (?:svar|svaren) (?:for |fran |i )?(?P<council>.+)")


def wants(turn: Turn, _desk: Desk) -> bool:
    return turn.action is None and _ASKED.match(folded(turn.text)) is not None


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    rights.coordinator(turn, desk)
    asked = _ASKED.match(folded(turn.text))
    wanted = asked["council"] if asked else ""
    for council in desk.county.councils:
        if wanted in (council.id, folded(council.name)):
            return pages.overview(sheet_of(desk, round_named("", turn, desk), council.id))
    names = swedish.listed(council.name for council in desk.county.councils)
    raise NotFound(f"Jag känner inte igen den delregionen. Skriv någon av {names}.")


DIALOG = Dialog(wants, answer)
