"""Answers that say less than "2.1: 3": "2.1 3", and a bare "3" or "sämre" to the question last asked for."""

from contextlib import suppress

from dialogs import door, places
from dialogs.desk import Desk
from dialogs.filling import Filling
from domain.errors import SamradError
from domain.form import Kind
from domain.messages import Turn
from forms import parsing, typed

_LONGEST = 80


def read(turn: Turn, unit: str | None, text: str, desk: Desk) -> str | None:
    """The same as a whole answer ("2.1: 3"); None for what cannot be read as one.

    ``unit``: the one that was named, ``text``: what was said about it.
    """
    text = text.strip()
    if turn.person is None or not turn.personal or not 0 < len(text) <= _LONGEST or "\n" in text:
        return None
    place = desk.store.whereabouts.of(turn.person.id)
    found = typed.WITHOUT_COLON.fullmatch(text)
    number, words = (found["number"], found["words"]) if found else (place.asked if place else "", text)
    if number and (filling := _form(turn, unit, desk)) and _answers(filling, number, words):
        return f"{number}: {words}"
    return None


def at_summary(turn: Turn, desk: Desk) -> bool:
    """Whether the person has the summary before them, where "ja" sends in."""
    place = desk.store.whereabouts.of(turn.person.id) if turn.person else None
    return place is not None and not place.card


def _form(turn: Turn, unit: str | None, desk: Desk) -> Filling | None:
    """The form that the words would go to; None when the person has none that is open."""
    with suppress(SamradError):
        if turn.person:
            wanted = door.Wanted(unit or places.unit_for(turn.person, desk))
            return door.at_form(desk, turn.person, wanted, turn.at)
    return None


def _answers(filling: Filling, number: str, words: str) -> bool:
    """Whether the words are an answer to the question. Free text never is: it may be anything."""
    found = typed.question_at(filling.sheet.form, number, filling.sheet.answers)
    if found is None or found[1].kind is Kind.TEXT:
        return False
    meant = typed.meant(found[1], words)
    parsed = parsing.parse(typed.fields(found[1]), meant.raw, filling.window())
    return bool(parsed.answers) and not parsed.problems
