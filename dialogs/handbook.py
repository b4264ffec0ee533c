"""handbok: what the handbook has answers on; for those who work with it also an entry and its history."""

import re

from dialogs import rights
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog, says
from domain import swedish
from domain.messages import Button, Message, Panel, Turn
from domain.proposals import proposes

COMMAND = Command(
    says="handbok",
    title_en="handbook",
    description="Se vad handboken har svar om",
    description_en="See what the handbook has answers on",
    menu=False,
)

_WHOLE = ("handbok", "handboken", "visa handboken", "öppna handboken", "vad finns i handboken", "handbook")
_KEY = r"(?P<key>[a-z0-9]+(?:_[a-z0-9]+)*)"
_HISTORY = re.compile(rf"\s*handbok(?:en)?\s+historik\s+(?:för\s+|om\s+)?{_KEY}\s*", re.IGNORECASE)
_ONE = re.compile(rf"\s*handbok(?:en)?\s+(?!länk\b|historik\b){_KEY}\s*", re.IGNORECASE)


def wants(turn: Turn, desk: Desk) -> bool:
    if turn.action is not None:
        return False
    if says(turn, *_WHOLE) or _HISTORY.fullmatch(turn.text):
        return True
    one = _ONE.fullmatch(turn.text)
    return one is not None and ("_" in one["key"] or one["key"].lower() in desk.handbook.entries)


def answer(turn: Turn, desk: Desk) -> Message:
    if found := _HISTORY.fullmatch(turn.text):
        return _history(found["key"].lower(), turn, desk)
    if found := _ONE.fullmatch(turn.text):
        return _one(found["key"].lower(), turn, desk)
    return _whole(turn, desk)


def _whole(turn: Turn, desk: Desk) -> Message:
    """How many answers each group of experts keeps, and for who works with them where that is done."""
    entries = list(desk.handbook.entries.values())
    counted = {
        group.key: sum(entry.owner == group.key for entry in entries) for group in desk.county.expert_groups
    }
    facts = tuple(
        (group.name, swedish.count(counted[group.key], "svar", "svar", neuter=True))
        for group in desk.county.expert_groups
        if counted[group.key]
    )
    told = [f"Handboken har {len(entries)} svar om roller och regler. Ställ en fråga, så letar jag."]
    buttons: tuple[Button, ...] = ()
    if turn.person and proposes(turn.person) and turn.personal:
        waiting = len(desk.store.proposals.open())
        told.append(f"Öppna förslag: {waiting}. Skriv ”handbok” och en nyckel för att se ett svar.")
        page = (Button("Öppna handboken", "handbok länk"),) if _has_page(turn, desk) else ()
        buttons = (*page, Button("Förslag", "förslag"))
    return Message(panel=Panel("Handboken", tuple(told), facts), buttons=buttons)


def _has_page(turn: Turn, desk: Desk) -> bool:
    return turn.person is not None and bool(desk.handbook_link(turn.person, turn.at))


def _one(key: str, turn: Turn, desk: Desk) -> Message:
    from dialogs import editing, proposal_pages  # noqa: PLC0415 - they need the whole handbook

    rights.personal(turn)
    editing.editor(rights.known(turn, desk))
    return proposal_pages.entry(editing.current(desk, key).entry)


def _history(key: str, turn: Turn, desk: Desk) -> Message:
    from dialogs import editing, proposal_pages, restoring  # noqa: PLC0415 - they need the whole handbook

    rights.personal(turn)
    editing.editor(rights.known(turn, desk))
    proposals = desk.store.proposals.of_key(key)
    if not proposals:
        entry = editing.current(desk, key).entry
        return Message(f"”{entry.question}” är som det kom med Samråd. Inget har föreslagits.")
    return proposal_pages.history(key, proposals, restoring.versions(desk, key))


DIALOG = Dialog(wants, answer, COMMAND)
