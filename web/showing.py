"""What is shown at each address of the form, always made from what is stored."""

import secrets
from collections.abc import Callable, Mapping

from dialogs import door
from domain.errors import SamradError
from domain.messages import Action, Message
from web import after, pages, rooms
from web.pages import HOMES, REVIEW, Place
from web.refusals import refusal
from web.rooms import ROOMS, Visitor

Named = Mapping[str, str]
"""The names in an address, and in its query."""

Show = Callable[[Visitor, Named], Message | None]
"""None where there is nothing to show."""


def page(show: Show, visitor: Visitor, named: Named, place: Place) -> str:
    """Empty where there is nothing to show."""
    try:
        message = show(visitor, named)
    except SamradError as error:
        return pages.only_read(refusal(error, opening=True), place)
    if message is None:
        return ""
    # What stands where the form would be leads to no form.
    is_form = show in {_form, _card}
    return pages.only_read(message, place) if is_form and message.panel else pages.draw(message, place)


def _form(visitor: Visitor, _named: Named) -> Message:
    return door.take(visitor.desk, visitor.person, visitor.wanted, None, visitor.now)


def _card(visitor: Visitor, named: Named) -> Message:
    """The card as it stands; just after a press with what that led to."""
    if "efter" in named and (found := after.again(visitor, named["card"], named)):
        return found
    data = {"unit": visitor.link.unit, "round": visitor.link.round, "group": named["card"]}
    action = Action("goto", secrets.token_urlsafe(9), data)
    return door.take(visitor.desk, visitor.person, visitor.wanted, action, visitor.now)


def _nothing(_visitor: Visitor, _named: Named) -> None:
    """An address that once was."""


def _room(name: str) -> Show:
    return lambda visitor, _named: ROOMS[name](visitor)


SHOWN: Mapping[str, Show] = {
    "": _form,
    "/kort/{card}": _card,
    f"/{REVIEW}": lambda visitor, _named: after.review(visitor),
    f"/{after.RECEIPT}": lambda visitor, _named: rooms.receipt(visitor),
    "/besked": _nothing,
    f"/besked/{{what:{'|'.join(rooms.CARDS)}}}": lambda visitor, named: rooms.told(visitor, named["what"]),
    "/besked/medskick/{number:[0-9]{1,9}}": lambda visitor, named: rooms.raised(visitor, named["number"]),
    **{f"/{name}": _room(name) for name in ROOMS},
}
"""By the address below the form's own."""

TAKEN = ("", "/kort/{card}", f"/{REVIEW}", *(f"/{name}" for name in HOMES.values()))
"""Where forms are sent: each to where it stands."""
