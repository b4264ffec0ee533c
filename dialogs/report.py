"""rapportera: the council's form, by card or typed. Everything a card does can also be typed."""

import secrets
from collections.abc import Mapping

from dialogs import desk as rights
from dialogs import pages, typed_answers
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog, after, says
from dialogs.filling import Filling, Press, sheet_of
from dialogs.pages import Showing
from domain import swedish
from domain.answers import Answers
from domain.errors import NotAllowed
from domain.form import Card
from domain.messages import Action, Message, Turn
from forms import typed
from forms.parsing import items_in
from forms.typed import folded

COMMAND = Command(
    says="rapportera",
    title_en="report",
    description="Fyll i eller fortsätt med ert samråds rapport",
    description_en="Fill in or continue your council's report",
)

VERBS = frozenset({"save", "back", "add", "send"})
_TYPED_VERBS = {"nästa": "save", "spara": "save", "tillbaka": "back", "lämna in": "send", "skicka in": "send"}
_OPEN = ("rapportera", "report", "rapport", "formulär", "formuläret", "fortsätt")
_SHOW = ("visa svar", "visa svaren", "mina svar", "show answers")


def wants(turn: Turn, _desk: Desk) -> bool:
    if turn.action:
        return turn.action.verb in VERBS
    return (
        says(turn, *_OPEN, *_SHOW, *_TYPED_VERBS)
        or after(turn, "lägg") is not None
        or typed.TYPED.match(turn.text) is not None
    )


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    person, council = rights.reporter(turn, desk)
    round_ = rights.open_round(turn, desk)
    filling = Filling(desk, person, sheet_of(desk, round_, council.id), turn.at)
    if turn.action:
        return _pressed(filling, turn.action)
    if says(turn, *_OPEN):
        return _opened(filling)
    if says(turn, *_SHOW):
        return pages.overview(filling.sheet)
    for words, verb in _TYPED_VERBS.items():
        if says(turn, words):
            return filling.typed(verb, filling.sheet.current())
    if (what := after(turn, "lägg")) is not None:
        return _add(filling, what)
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
    counts = items_in(card, {**answers, **values})
    return {question.key: values.get(question.key, "") for question in card.questions(counts)}


def _opened(filling: Filling) -> Message:
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
    return Message(page=pages.page(sheet, sheet.current(), Showing(notice=notice)))


def _add(filling: Filling, what: str) -> Message:
    wanted = folded(what).removeprefix("till ")
    for card in filling.sheet.form.cards:
        for group in card.groups:
            if folded(group.title) in wanted or wanted in folded(group.add):
                return filling.typed("add", card, group.key)
    titles = [group.add.lower() for card in filling.sheet.form.cards for group in card.groups]
    return Message(f"Jag vet inte vad jag ska lägga till. Skriv till exempel: {titles[0]}.")


DIALOG = Dialog(wants, answer, COMMAND)
