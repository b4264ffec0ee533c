"""What a person does beside the form, at addresses of their own: status, more time, a medskick."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from dialogs import asking, door, raising, receipts, rights, status
from dialogs.asking import Asker
from dialogs.desk import Desk
from dialogs.door import Wanted
from dialogs.sheets import sheet_of
from domain.errors import NotFound
from domain.messages import Action, Message
from domain.people import Person
from forms import raising as raised_card
from store.links import Link


@dataclass(frozen=True)
class Visitor:
    """Who has opened which link, at one moment (aware)."""

    desk: Desk
    person: Person
    link: Link
    now: datetime

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.link.unit, self.link.round)

    def asker(self) -> Asker:
        filling = door.at_form(self.desk, self.person, self.wanted, self.now)
        return Asker(self.desk, filling.filler, filling.sheet.round, self.now)

    def raiser(self) -> raising.Raiser:
        return raising.raiser(self.link.unit, self.person, self.desk, self.now)


def _status(visitor: Visitor) -> Message:
    rights.filler(visitor.person, visitor.link.unit, visitor.desk)
    round_ = visitor.desk.store.rounds.get(visitor.link.round)
    if round_ is None:
        raise NotFound("Den omgången finns inte.")
    return status.of_unit(round_, visitor.link.unit, visitor.now, visitor.desk)


def _card(key: str) -> Callable[[Visitor], Message]:
    return lambda visitor: visitor.asker().page(asking.CARDS[key], {})


def _medskick(visitor: Visitor) -> Message:
    raiser = visitor.raiser()
    return raiser.page(raiser.card(), raised_card.defaults(raiser.card()), (), "")


ROOMS: Mapping[str, Callable[[Visitor], Message]] = {
    "status": _status,
    asking.EXTENSION.key: _card(asking.EXTENSION.key),
    asking.NOTHING.key: _card(asking.NOTHING.key),
    "medskick": _medskick,
}
"""By the last part of the address."""

CARDS = asking.CARDS
"""What is said instead of an answer."""


def receipt(visitor: Visitor) -> Message | None:
    """The receipt of the latest version once more; None when nothing has been sent in."""
    rights.filler(visitor.person, visitor.link.unit, visitor.desk)
    round_ = visitor.desk.store.rounds.get(visitor.link.round)
    sheet = sheet_of(visitor.desk, round_, visitor.link.unit) if round_ else None
    return receipts.receipt(sheet, sheet.sent) if sheet and sheet.sent else None


def told(visitor: Visitor, what: str) -> Message | None:
    """What was said instead of an answer, once more; None when it does not stand."""
    return visitor.asker().done(what)


def raised(visitor: Visitor, number: str) -> Message | None:
    """The receipt of a medskick once more; None for one that is not the unit's."""
    raiser, issue = visitor.raiser(), visitor.desk.store.raised.get(int(number))
    return raiser.receipt(issue) if issue and issue.unit == visitor.link.unit else None


def taken(visitor: Visitor, action: Action) -> Message:
    """What comes of a card that was sent: one of these, or one of the form."""
    card = action.data.get("card", "")
    if card == raised_card.CARD:
        return visitor.raiser().pressed(action)
    if card in CARDS:
        return visitor.asker().pressed(CARDS[card], action)
    return door.take(visitor.desk, visitor.person, visitor.wanted, action, visitor.now)
