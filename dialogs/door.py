"""The one door to a form: a card in Teams and a page in a browser come in here, and are answered alike."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dialogs import comments, locked, pages, refilling, rights
from dialogs.desk import Desk
from dialogs.filling import Filling
from dialogs.greetings import greeting
from dialogs.onward import Press
from dialogs.sheets import Sheet, open_round, sheet_of
from domain.errors import Closed, NotAllowed
from domain.form import Card
from domain.life import Status, takes_answers, why_locked
from domain.messages import RENEW, Action, Message
from domain.people import Person
from forms.filled import places

VERBS = frozenset({"save", "back", "add", "same", "goto", "send", "confirm", RENEW})


_NO_SUCH_CARD = (
    "Det du skickade hör till ett kort som inte finns i formuläret, så inget är ändrat. "
    "Här är kortet du var på."
)


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
    try:
        filling = at_form(desk, person, meant, now)
    except Closed:
        over = _at_closed(desk, person, wanted, action, now)
        if over is None:
            raise
        filling = over
    return pressed(filling, action) if action else opened(filling)


def opened(filling: Filling) -> Message:
    """The card to go on with, after a return the one that the comment names; to read when it is locked."""
    sheet = filling.sheet
    if why_locked(sheet.life, sheet.round, filling.now):
        return locked.shown(filling)
    card = comments.card_named(sheet) if sheet.life.status is Status.RETURNED else None
    return filling.opened(greeting(filling), card)


def at_form(desk: Desk, person: Person, wanted: Wanted, now: datetime) -> Filling:
    filler = rights.filler(person, wanted.unit, desk)
    round_ = open_round(desk, wanted.unit, now, wanted.round)
    return Filling(desk, filler, sheet_of(desk, round_, wanted.unit), now)


def _at_closed(
    desk: Desk, person: Person, wanted: Wanted, action: Action | None, now: datetime
) -> Filling | None:
    """The form of a round that is over, to read; None when nothing was ever filled in."""
    key = wanted.round or (action.data.get("round", "") if action else "")
    round_ = desk.store.rounds.get(key) if key else desk.store.rounds.latest()
    if round_ is None or now < round_.opens:
        return None
    filler = rights.filler(person, wanted.unit, desk)
    sheet = sheet_of(desk, round_, wanted.unit)
    there = action or sheet.draft.revision or sheet.life.standing
    return Filling(desk, filler, sheet, now) if there else None


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
    if action.verb == "confirm":
        revision, step = (_number(action.data.get(name, "")) for name in ("revision", "step"))
        return filling.confirm(_request(action), revision, step)
    # The summary's choice of a card is its only field.
    if action.verb == "goto" and action.values.keys() <= {"goto"}:
        return _turned_to(filling, sheet.card(_wanted(action)))
    key = action.data.get("card", "")
    if action.verb == RENEW and not key:
        return refilling.as_it_stands(filling)
    return (
        _filled_in(filling, action, sheet.card(key)) if sheet.has_card(key) else filling.opened(_NO_SUCH_CARD)
    )


def _filled_in(filling: Filling, action: Action, card: Card) -> Message:
    sheet, revision = filling.sheet, _number(action.data.get("revision", ""))
    press = Press(
        verb=action.verb,
        card=card,
        raw=_fields(filling.shown(revision), card, action.values),
        request=_request(action),
        revision=revision,
        group=_wanted(action),
    )
    if action.verb == RENEW:
        return refilling.refilled(filling, press, refilling.OLD)
    if action.data.get("form", "") not in {"", sheet.form_ref.key}:
        return refilling.refilled(filling, press, refilling.OTHER_FORM)
    try:
        return filling.press(press)
    except (Closed, NotAllowed) as refused:
        return locked.unsaved(filling, press, str(refused))


def _turned_to(filling: Filling, card: Card) -> Message:
    is_locked = why_locked(filling.sheet.life, filling.sheet.round, filling.now)
    return locked.shown(filling) if is_locked else filling.opened("", card)


def _number(said: str) -> int:
    """A number that a card carries; -1 for what is none of ours."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else -1  # noqa: PLR2004 - none has a billion


def _request(action: Action) -> str:
    return action.request or secrets.token_urlsafe(9)


def _wanted(action: Action) -> str:
    """The group to add to, the question to repeat, or the card to go to."""
    chosen = action.values.get("goto", "") if action.verb == "goto" else ""
    return chosen or action.data.get("group", "")


def _fields(sheet: Sheet, card: Card, values: Mapping[str, str]) -> dict[str, str]:
    """Every field that the card had. An emptied one is left out by the clients: what is not there is empty.

    ``sheet``: as it was when the card was shown.
    """
    counts = places(card, {**sheet.answers, **values})
    removals = [group.removal(index) for group in card.groups for index in range(counts[group.key])]
    explained = [q for _, questions in pages.explanations(sheet, card) for q in questions]
    return {one.key: values.get(one.key, "") for one in (*card.questions(counts), *removals, *explained)}
