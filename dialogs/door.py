"""The one door to a form: a card in Teams and a page in a browser come in here, and are answered alike."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dialogs import pages, rights
from dialogs.desk import Desk
from dialogs.filling import Filling
from dialogs.onward import Press
from dialogs.sheets import Sheet, open_round, sheet_of
from domain import swedish
from domain.errors import NotAllowed
from domain.form import Card
from domain.life import Life, Status, closes, takes_answers
from domain.messages import Action, Message
from domain.people import Person
from domain.rounds import Round
from forms.filled import places

VERBS = frozenset({"save", "back", "add", "same", "goto", "send", "confirm"})


@dataclass(frozen=True)
class Wanted:
    """Whose form. ``round``: the key of the only round that it may be; empty for the one at hand."""

    unit: str
    round: str = ""


def take(desk: Desk, person: Person, wanted: Wanted, action: Action | None, now: datetime) -> Message:
    """What the person gets at the unit's form: without an action the card to go on with.

    Raises NotAllowed, NotFound and Closed with words that say what to do.
    """
    meant = wanted if wanted.round else Wanted(wanted.unit, _named_on(action, wanted.unit, desk, now))
    filling = at_form(desk, person, meant, now)
    return pressed(filling, action) if action else filling.opened(greeting(filling))


def at_form(desk: Desk, person: Person, wanted: Wanted, now: datetime) -> Filling:
    filler = rights.filler(person, wanted.unit, desk)
    round_ = open_round(desk, wanted.unit, now, wanted.round)
    return Filling(desk, filler, sheet_of(desk, round_, wanted.unit), now)


def _named_on(action: Action | None, unit: str, desk: Desk, now: datetime) -> str:
    """The round that the card says it is of, when that still takes answers; else the one at hand is meant."""
    key = action.data.get("round", "") if action else ""
    named = desk.store.rounds.get(key) if key else None
    return key if named and takes_answers(desk.store.lives.of(key, unit), named, now) else ""


def pressed(filling: Filling, action: Action) -> Message:
    """A card that came back. What it says of itself is compared with what we know, never believed."""
    sheet = filling.sheet
    if action.data.get("unit") != sheet.respondent.id:
        raise NotAllowed(f"Kortet hör till en annan enhet. Skriv ”rapportera {sheet.respondent.name}”.")
    if action.data.get("round") != sheet.round.key:
        return filling.opened("Kortet hörde till en annan omgång. Här är det aktuella.")
    request = action.request or secrets.token_urlsafe(9)
    revision = _number(action.data.get("revision", ""))
    if action.verb == "confirm":
        return filling.confirm(request, revision, _number(action.data.get("step", "")))
    card = sheet.card(action.data.get("card", ""))
    if action.verb == "goto" and not action.values:
        return filling.opened("", sheet.card(_wanted(action)))
    press = Press(
        verb=action.verb,
        card=card,
        raw=_fields(filling.shown(revision), card, action.values),
        request=request,
        revision=revision,
        group=_wanted(action),
    )
    return filling.press(press)


def _number(said: str) -> int:
    """A number that a card carries; -1 for what is none of ours."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else -1  # noqa: PLR2004 - none has a billion


def _wanted(action: Action) -> str:
    """The group to add to, the question to repeat, or the card to go to."""
    return action.values.get("goto", "") or action.data.get("group", "")


def _fields(sheet: Sheet, card: Card, values: Mapping[str, str]) -> dict[str, str]:
    """Every field that the card had. An emptied one is left out by the clients: what is not there is empty.

    ``sheet``: as it was when the card was shown.
    """
    counts = places(card, {**sheet.answers, **values})
    removals = [group.removal(index) for group in card.groups for index in range(counts[group.key])]
    explained = [q for _, questions in pages.explanations(sheet, card) for q in questions]
    return {one.key: values.get(one.key, "") for one in (*card.questions(counts), *removals, *explained)}


def greeting(filling: Filling) -> str:
    """What is said over the card that is opened: a comment first, then dates and who else is at it."""
    sheet, life = filling.sheet, filling.sheet.life
    told = [_state(life, sheet.round)]
    if filling.filler.on_behalf:
        told.append(f"Du fyller i för {sheet.respondent.name}. Det kommer att synas.")
    if others := _others(filling):
        told.append(others)
    return " ".join(told)


def _state(life: Life, round_: Round) -> str:
    if life.returned:
        return f"Återsänd av {life.returned.by_name}: {life.comment}"
    if life.status is Status.SUBMITTED:
        return (
            f"Ni har lämnat in version {life.version}. "
            "Ändra det som behövs och lämna in igen på sista kortet."
        )
    return f"Svara senast {swedish.day(round_.due)}. Omgången stänger {swedish.day(closes(life, round_))}."


def _others(filling: Filling) -> str:
    """Who else is asked, and who saved last."""
    desk, unit = filling.desk, filling.sheet.respondent.id
    day = filling.today()
    names = [
        f"{person.name} ({person.on(day).role})"
        for person in desk.store.people.for_units([unit])
        if person.id != filling.filler.person.id and unit in person.on(day).answers_for()
    ]
    return f"{swedish.listed(names)} kan också fylla i." if names else ""
