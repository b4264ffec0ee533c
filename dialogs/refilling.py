"""A card that cannot be acted on as it is, shown anew with what was written on it. Nothing is saved."""

from dataclasses import replace

from dialogs import locked, onward, pages
from dialogs.filling import Filling
from dialogs.onward import Press
from domain.life import why_locked
from domain.messages import Message
from forms.filled import places, repeatable

OLD = (
    "Kortet var för gammalt, så inget är sparat. Det du hade skrivit står här: läs igenom det och spara igen."
)
OLD_SUMMARY = "Kortet var för gammalt, så inget är inlämnat. Här är det som det ser ut nu."
OTHER_FORM = (
    "Formuläret har fått en ny version sedan kortet visades, så inget är sparat. Det du hade skrivit står "
    "här: läs igenom det och spara igen."
)


def refilled(filling: Filling, press: Press, notice: str) -> Message:
    """The card with the same words, made from the same revision: saving it joins as the old one would have.

    What was written is given back to read when the answer takes no more. Personal data is not shown back.
    """
    if why := why_locked(filling.sheet.life, filling.sheet.round, filling.now):
        return locked.unsaved(filling, press, why)
    page = filling.opened(notice, press.card).page
    if page is None:
        raise AssertionError("a card that is opened is a page")
    written = repeatable(press.card, press.raw)
    kept = places(press.card, {key: words for key, words in written.items() if words})
    items = {key: max(count, kept.get(key, 0)) for key, count in page.items.items()}
    return Message(page=replace(page, values=written, items=items, revision=press.revision))


def as_it_stands(filling: Filling) -> Message:
    """For a summary that is too old: the summary as it is now, or the card that something is missing on."""
    if why_locked(filling.sheet.life, filling.sheet.round, filling.now):
        return locked.shown(filling)
    card, _ = onward.at_the_end(filling.sheet)
    if card:
        return filling.opened(OLD_SUMMARY, card)
    return replace(pages.summary(filling.sheet, filling.link()), text=OLD_SUMMARY)
