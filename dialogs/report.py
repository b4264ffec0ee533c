"""rapportera: the council's form, by card or typed. Everything a card does can also be typed."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace

from dialogs import desk as rights
from dialogs import pages, typed_answers
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from dialogs.filling import Filling, Press, sheet_of
from dialogs.pages import Showing
from domain import swedish
from domain.answers import Answers
from domain.errors import NotAllowed
from domain.form import Card, Group
from domain.messages import Action, Button, Message, Turn
from domain.people import Role
from forms import typed
from forms.filled import places
from forms.typed import folded

COMMAND = Command(
    says="rapportera",
    title_en="report",
    description="Fyll i eller fortsätt med ert samråds rapport",
    description_en="Fill in or continue your council's report",
    roles=frozenset({Role.REPORTER, Role.DEPUTY}),
)

VERBS = frozenset({"save", "back", "add", "send"})
_BUTTONS = {
    "nästa": "save",
    "spara": "save",
    "spara och fortsätt": "save",
    "tillbaka": "back",
    "lämna in": "send",
    "skicka in": "send",
}
_OPEN = (
    "rapportera", "report", "rapport", "formulär", "formuläret", "fortsätt", "fortsätt rapportera", "ändra",
    "ändra svaren", "fyll i",
)  # fmt: skip
_SHOW = ("visa svar", "visa svaren", "visa mina svar", "mina svar", "våra svar", "show answers")


def wants(turn: Turn, _desk: Desk) -> bool:
    if turn.action:
        return turn.action.verb in VERBS
    return typed.TYPED.match(turn.text) is not None or any(heard(turn) is not None for heard, _ in _SAID)


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    person, council = rights.reporter(turn, desk)
    round_ = rights.open_round(turn, desk)
    filling = Filling(desk, person, sheet_of(desk, round_, council.id), turn.at)
    if turn.action:
        return _pressed(filling, turn.action)
    for heard, do in _SAID:
        if (what := heard(turn)) is not None:
            return do(filling, what)
    return typed_answers.take(filling, turn.text)


def _pressed(filling: Filling, action: Action) -> Message:
    """A card that came back. What it says of itself is compared with what we know, never believed."""
    sheet = filling.sheet
    if action.data.get("unit") != sheet.council.id:
        raise NotAllowed(f"Kortet hör till ett annat samråd. Skriv ”rapportera” för {sheet.council.name}.")
    if action.data.get("round") != sheet.round.key:
        current = pages.page(sheet, sheet.current(), Showing(notice="Kortet hörde till en annan omgång."))
        return Message(page=current)
    revision = action.data.get("revision", "")
    card = sheet.card(action.data.get("card", ""))
    press = Press(
        verb=action.verb,
        card=card,
        raw=_fields(card, sheet.answers, action.values),
        request=action.request or secrets.token_urlsafe(9),
        revision=int(revision) if revision.isdecimal() else -1,
        group=action.data.get("group", ""),
    )
    return filling.press(press)


def _fields(card: Card, answers: Answers, values: Mapping[str, str]) -> dict[str, str]:
    """Every field of the card. An emptied one is left out by the clients, so what is not there is empty."""
    counts = places(card, {**answers, **values})
    removals = [group.removal(index) for group in card.groups for index in range(counts[group.key])]
    return {one.key: values.get(one.key, "") for one in (*card.questions(counts), *removals)}


def _opened(filling: Filling, _what: str) -> Message:
    sheet = filling.sheet
    last = filling.desk.store.submissions.latest(sheet.round.key, sheet.council.id)
    notice = (
        f"Svara senast {swedish.day(sheet.round.due)}. Omgången stänger {swedish.day(sheet.round.closes)}."
    )
    if last:
        notice = (
            f"Ni lämnade in version {last.version} den {swedish.moment(last.at)}. "
            "Ändra det som behövs och lämna in igen på sista kortet."
        )
    return filling.opened(notice)


def _overview(filling: Filling, _what: str) -> Message:
    shown = pages.overview(filling.sheet)
    return replace(shown, buttons=(Button("Fortsätt rapportera", "rapportera"),))


def _press(filling: Filling, what: str) -> Message:
    return filling.typed(_BUTTONS[what], filling.sheet.current())


def _add(filling: Filling, what: str) -> Message:
    wanted = folded(what).removeprefix("till ")
    for card, group in _groups(filling):
        if folded(group.title) in wanted or wanted in folded(group.add):
            return filling.typed("add", card, group.key)
    example = _groups(filling)[0][1].add.lower()
    return Message(f"Jag vet inte vad jag ska lägga till. Skriv till exempel: {example}.")


def _remove(filling: Filling, what: str) -> Message:
    words, _, place = what.rpartition(" ") if what[-1:].isdecimal() else (what, "", "1")
    for card, group in _groups(filling):
        if words and (words in folded(group.title) or folded(group.title) in words):
            return filling.typed("save", card, removed=group.removal(int(place) - 1).key)
    return Message("Jag vet inte vad jag ska ta bort. Skriv till exempel: ta bort medskick 2.")


def _groups(filling: Filling) -> list[tuple[Card, Group]]:
    return [(card, group) for card in filling.sheet.form.cards for group in card.groups]


def _phrase(*phrases: str) -> Callable[[Turn], str | None]:
    """Hears one of the phrases and gives it back as it stands in the list."""
    listed = {folded(phrase): phrase for phrase in phrases}
    return lambda turn: listed.get(folded(turn.text))


def _beginning(words: str) -> Callable[[Turn], str | None]:
    """Hears a text that begins with the words and gives the rest."""

    def heard(turn: Turn) -> str | None:
        said = folded(turn.text)
        return said.removeprefix(words) if said.startswith(words) else None

    return heard


_SAID: tuple[tuple[Callable[[Turn], str | None], Callable[[Filling, str], Message]], ...] = (
    (_phrase(*_OPEN), _opened),
    (_phrase(*_SHOW), _overview),
    (_phrase(*_BUTTONS), _press),
    (_beginning("lagg till "), _add),
    (_beginning("ta bort "), _remove),
)
"""What can be said while filling in, beside answers such as "2.1: 3"."""

DIALOG = Dialog(wants, answer, COMMAND)
