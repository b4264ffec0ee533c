"""rapportera: a unit's form, by card or typed. Everything a card does can also be typed."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from dialogs import door, pages, places, rights, short_answers, typed_answers
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from dialogs.door import Wanted
from dialogs.filling import Filling
from domain import swedish
from domain.errors import NotAllowed, NotFound
from domain.form import Card, Group
from domain.messages import Button, Message, Turn
from domain.people import ANSWERING, Person
from forms import typed
from forms.typed import folded

COMMAND = Command(
    says="rapportera",
    title_en="report",
    description="Fyll i eller fortsätt med er rapport",
    description_en="Fill in or continue your report",
    roles=ANSWERING,
)

_BUTTONS = {
    "nästa": "save",
    "spara": "save",
    "spara och fortsätt": "save",
    "tillbaka": "back",
    "oförändrat": "same",
    "lämna in": "send",
    "skicka in": "send",
    "granska och lämna in": "send",
}
_OPENING = {
    folded(words)
    for words in (
        "rapportera", "report", "rapport", "formulär", "formuläret", "fortsätt", "fortsätt rapportera",
        "ändra", "ändra svaren", "fyll i",
    )
}  # fmt: skip
_OPEN_FOR = re.compile(r"(?:rapportera|report|fyll i|formular)(?: for| at)? (?P<unit>.+)")
_CONFIRM = ("bekräfta", "bekräfta och lämna in", "ja, lämna in", "ja lämna in")
_YES = frozenset({"ja", "japp", "ja tack", "ok", "okej", "stammer", "det stammer"})
_SHOW = ("visa svar", "visa svaren", "visa mina svar", "mina svar", "våra svar", "show answers")
_MOST_BUTTONS = 6


@dataclass(frozen=True)
class _Heard:
    """``unit``: the one that was named, if any. ``do``: what was asked for, at its form."""

    unit: str | None
    do: Callable[[Filling], Message]


def wants(turn: Turn, desk: Desk) -> bool:
    if turn.action:
        return turn.action.verb in door.VERBS
    return _wanted_unit(turn) is not None or _heard(turn, desk) is not None


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    person = rights.known(turn, desk)
    message = _answered(turn, desk, person)
    places.remember(desk, person, message, turn.at)
    return message


def _answered(turn: Turn, desk: Desk, person: Person) -> Message:
    if turn.action:
        return door.take(desk, person, Wanted(turn.action.data.get("unit", "")), turn.action, turn.at)
    if (named := _wanted_unit(turn)) is not None:
        return _opened(desk, person, named, turn.at)
    heard = _heard(turn, desk)
    if heard is None:
        raise NotFound("Det förstod jag inte. Skriv ”rapportera” för att komma till formuläret.")
    unit = heard.unit or places.unit_for(person, desk)
    return heard.do(door.at_form(desk, person, Wanted(unit), turn.at))


def _heard(turn: Turn, desk: Desk) -> _Heard | None:
    """What is said to a form: a button's words, an answer with its number, or one to the last question."""
    unit, text = rights.unit_at_start(turn.text, desk)
    if short := short_answers.read(turn, unit, text, desk):
        return _Heard(unit, partial(typed_answers.take, text=short))
    if typed.TYPED.match(text):
        return _Heard(unit, partial(typed_answers.take, text=text))
    for place, words in ((unit, text), rights.unit_at_end(text, desk)):
        for hears, do in _SAID:
            if (what := hears(words)) is not None:
                return _Heard(place or unit, partial(do, what=what))
    if folded(text) in _YES and short_answers.at_summary(turn, desk):
        return _Heard(unit, partial(_confirm, what=text))
    return None


def _wanted_unit(turn: Turn) -> str | None:
    """The unit named after "rapportera", empty for the person's own; None when nobody asks for the form."""
    said = folded(turn.text)
    if said in _OPENING:
        return ""
    found = _OPEN_FOR.fullmatch(said)
    return found["unit"] if found else None


def _opened(desk: Desk, person: Person, named: str, now: datetime) -> Message:
    if named:
        if unit := rights.unit_named(named, desk):
            return door.take(desk, person, Wanted(unit), None, now)
        raise NotFound(
            f"Jag vet inte vilken enhet du menar med ”{named}”. Skriv till exempel: rapportera Fyrbodal."
        )
    units = list(person.answers_for())
    if len(units) == 1:
        return door.take(desk, person, Wanted(units[0]), None, now)
    if not units:
        raise NotAllowed(places.no_form(person))
    names = [desk.county.unit(unit).name for unit in units]
    buttons = tuple(Button(f"Rapportera {name}", f"rapportera {name}") for name in names[:_MOST_BUTTONS])
    return Message(f"Du svarar för {swedish.listed(names)}. Vilken vill du rapportera för?", buttons=buttons)


def _overview(filling: Filling, what: str) -> Message:  # noqa: ARG001 - the phrase says it all
    sheet = filling.sheet
    history = filling.desk.store.submissions.history(sheet.round.key, sheet.respondent.id)
    button = Button("Fortsätt rapportera", f"rapportera {sheet.respondent.name}")
    return replace(pages.overview(sheet, history), buttons=(button,))


def _press(filling: Filling, what: str) -> Message:
    if _BUTTONS[what] == "back" and places.at_summary(filling):
        return filling.opened("", filling.sheet.form.cards[-1])
    return filling.typed(_BUTTONS[what], places.card(filling))


def _confirm(filling: Filling, what: str) -> Message:  # noqa: ARG001 - the phrase says it all
    return filling.confirm(secrets.token_urlsafe(9), filling.sheet.draft.revision)


def _goto(filling: Filling, what: str) -> Message:
    cards = filling.sheet.form.cards
    number = int(what) if what.isdecimal() and len(what) == 1 else 0
    if not 1 <= number <= len(cards):
        return Message(f"Formuläret har kort 1 till {len(cards)}. Skriv till exempel: kort {len(cards)}.")
    return filling.opened("", cards[number - 1])


def _add(filling: Filling, what: str) -> Message:
    wanted = folded(what).removeprefix("till ")
    for card, group in _groups(filling):
        if folded(group.title) in wanted or wanted in folded(group.add):
            return filling.typed("add", card, group.key)
    example = next((group.add.lower() for _, group in _groups(filling)), "rapportera")
    return Message(f"Jag vet inte vad jag ska lägga till. Skriv till exempel: {example}.")


def _remove(filling: Filling, what: str) -> Message:
    words, _, place = what.rpartition(" ") if what[-1:].isdecimal() else (what, "", "1")
    for card, group in _groups(filling):
        if words and (words in folded(group.title) or folded(group.title) in words):
            return filling.typed("save", card, removed=group.removal(int(place) - 1).key)
    return Message("Jag vet inte vad jag ska ta bort. Skriv till exempel: ta bort medskick 2.")


def _groups(filling: Filling) -> list[tuple[Card, Group]]:
    return [(card, group) for card in filling.sheet.form.cards for group in card.groups]


def _phrase(*phrases: str) -> Callable[[str], str | None]:
    """Hears one of the phrases and gives it back as it stands in the list."""
    listed = {folded(phrase): phrase for phrase in phrases}
    return lambda text: listed.get(folded(text))


def _beginning(words: str) -> Callable[[str], str | None]:
    """Hears a text that begins with the words and gives the rest."""

    def heard(text: str) -> str | None:
        said = folded(text)
        return said.removeprefix(words) if said.startswith(words) else None

    return heard


_SAID: tuple[tuple[Callable[[str], str | None], Callable[..., Message]], ...] = (
    (_phrase(*_SHOW), _overview),
    (_phrase(*_BUTTONS), _press),
    (_phrase(*_CONFIRM), _confirm),
    (_beginning("kort "), _goto),
    (_beginning("lagg till "), _add),
    (_beginning("ta bort "), _remove),
)
"""What can be said while filling in, beside answers such as "2.1: 3"."""

DIALOG = Dialog(wants, answer, COMMAND)
