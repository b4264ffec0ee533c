"""The comment with which an answer was sent back or opened again: whose it is, what questions it names."""

import re
from collections.abc import Iterator

from dialogs.sheets import Sheet
from domain.form import Card, Question
from domain.life import Life
from forms.filled import places

_NUMBER = re.compile(r"\d+(?:\.\d+)+")
_CARD = re.compile(r"\bkort (?P<number>\d)\b", re.IGNORECASE)


def told(life: Life) -> str:
    """As in "Återsänd av Sara: Se över 2.3."; empty when nothing is sent back."""
    if not life.returned:
        return ""
    done = "Öppnad igen" if life.opened_anew else "Återsänd"
    return f"{done} av {life.returned.by_name}: {life.comment}"


def named(sheet: Sheet, card: Card) -> Iterator[Question]:
    """The questions of the card whose numbers stand in the comment."""
    numbers = set(_NUMBER.findall(sheet.life.comment))
    for question in card.questions(places(card, sheet.answers)):
        if question.number in numbers:
            yield question


def card_named(sheet: Sheet) -> Card | None:
    """The card of the first question that the comment names, else the card that it names; else None."""
    order = {number: -place for place, number in enumerate(reversed(_NUMBER.findall(sheet.life.comment)))}
    found = [
        (order[number], card)
        for card in sheet.form.cards
        for number in _numbers(card, sheet)
        if number in order
    ]
    if found:
        return min(found, key=lambda one: one[0])[1]
    said = _CARD.search(sheet.life.comment)
    return next((card for card in sheet.form.cards if said and card.number == int(said["number"])), None)


def _numbers(card: Card, sheet: Sheet) -> Iterator[str]:
    yield from (question.number for question in card.questions(places(card, sheet.answers)))
    yield from (group.number for group in card.groups)
