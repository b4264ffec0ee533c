"""Where a press led, told anew from what is stored: the address says which press, never what was written.

So the page after a form may be fetched from any replica, after a restart, and as often as one likes.
"""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from dialogs import door
from dialogs.filling import Filling
from dialogs.onward import Press
from domain.errors import SamradError
from domain.life import why_locked
from domain.messages import Action, FormPage, Message
from forms import raising as raised_card
from web import posted
from web.pages import HOMES, REVIEW, Place
from web.rooms import CARDS, Visitor, receipt

RECEIPT = "kvitto"


def way(visitor: Visitor, action: Action, message: Message, place: Place) -> str:
    """The address where anyone who asks is shown just this; empty where it is told nowhere but here."""
    try:
        found = _way(visitor, action, message)
    except SamradError:
        return ""
    return f"{place.base}/{found}" if found else ""


def _way(visitor: Visitor, action: Action, message: Message) -> str:
    if message.summary:
        return REVIEW if _same(message, review(visitor)) else ""
    page = message.page
    if page and page.card.key not in HOMES:
        query = _query(action)
        known = _same(message, again(visitor, page.card.key, query))
        return f"kort/{page.card.key}?{urlencode(query)}" if known else ""
    return _told(visitor, action, message) if message.panel else ""


def _told(visitor: Visitor, action: Action, message: Message) -> str:
    """Where a receipt is."""
    card = action.data.get("card", "")
    if card == raised_card.CARD:
        own = visitor.desk.store.raised.open_for(visitor.link.unit)
        numbers = (one.id for one in reversed(own) if _same(message, visitor.raiser().receipt(one)))
        return next((f"besked/medskick/{number}" for number in numbers), "")
    if card in CARDS:
        return f"besked/{card}" if _same(message, visitor.asker().done(card)) else ""
    return RECEIPT if _same(message, receipt(visitor)) else ""


def again(visitor: Visitor, card: str, query: Mapping[str, str]) -> Message | None:
    """The card with what the press named in the address led to; None when it does not lead there now."""
    verb, left = query.get("efter", ""), query.get("fran", "")
    filling = door.at_form(visitor.desk, visitor.person, visitor.wanted, visitor.now)
    if verb not in posted.VERBS or not filling.sheet.has_card(left or card):
        return None
    press = _press(filling, verb, left, query.get("grupp", ""))
    message = _led(filling, press)
    return message if message and message.page and message.page.card.key == card else None


def review(visitor: Visitor) -> Message | None:
    """All answers, to be read before they are sent in; None while something stands in the way of that."""
    filling = door.at_form(visitor.desk, visitor.person, visitor.wanted, visitor.now)
    message = _led(filling, _press(filling, "send", "", ""))
    return message if message and message.summary else None


def _led(filling: Filling, press: Press) -> Message | None:
    locked = why_locked(filling.sheet.life, filling.sheet.round, filling.now)
    return None if locked else filling.repeated(press)


def _press(filling: Filling, verb: str, card: str, group: str) -> Press:
    """Without a card the last one's: what is sent in is sent from there."""
    sheet = filling.sheet
    left = sheet.card(card) if card else sheet.form.cards[-1]
    return Press("send" if verb == "confirm" else verb, left, {}, "", sheet.draft.revision, group)


def _query(action: Action) -> dict[str, str]:
    said = {"efter": action.verb, "fran": action.data.get("card", ""), "grupp": action.data.get("group", "")}
    return {name: value for name, value in said.items() if value}


def _same(one: Message, other: Message | None) -> bool:
    """But for what each showing has of its own, and for the spaces that a browser and we write otherwise."""
    return other is not None and _bare(one) == _bare(other)


def _bare(message: Message) -> Message:
    page, summary = message.page, message.summary
    return replace(
        message,
        page=_bare_page(page) if page else None,
        summary=replace(summary, request="") if summary else None,
        buttons=(),
    )


def _bare_page(page: FormPage) -> FormPage:
    values = {key: " ".join(raw.split()) for key, raw in page.values.items() if raw.strip()}
    return replace(page, request="", values=values)
