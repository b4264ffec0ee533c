"""Which form typed words go to: that of the unit named, else of the one last shown, else the own."""

from datetime import datetime

from dialogs import rights
from dialogs.desk import Desk
from dialogs.filling import Filling
from domain import swedish
from domain.errors import NotAllowed
from domain.form import Card
from domain.messages import Message
from domain.people import Person
from forms import raising
from store.whereabouts import Place

_BESIDE_THE_FORM = frozenset({"", raising.CARD})
"""Units and cards of pages that are no unit's form."""


def remember(desk: Desk, person: Person, message: Message, at: datetime) -> None:
    """Keep which card, or which summary, the person is shown."""
    if page := message.page:
        if not {page.unit, page.card.key} & _BESIDE_THE_FORM:
            desk.store.whereabouts.note(person.id, Place(page.unit, page.round, page.card.key), at)
    elif summary := message.summary:
        desk.store.whereabouts.note(person.id, Place(summary.unit, summary.round, ""), at)


def answered(filling: Filling, card: Card, asked: str) -> None:
    """Keep that the person has typed an answer of the card; ``asked``: the question told of as the next."""
    sheet = filling.sheet
    place = Place(sheet.respondent.id, sheet.round.key, card.key, asked)
    filling.desk.store.whereabouts.note(filling.filler.person.id, place, filling.now)


def unit_for(person: Person, desk: Desk) -> str:
    """The unit that words without a name speak of. Raises NotAllowed when that is not clear."""
    units = list(person.answers_for())
    place = desk.store.whereabouts.of(person.id)
    if place and (place.unit in units or rights.oversees(person, place.unit, desk)):
        return place.unit
    if len(units) == 1:
        return units[0]
    if not units:
        raise NotAllowed(no_form(person))
    names = [desk.county.unit(unit).name for unit in units]
    raise NotAllowed(
        f"Du svarar för {swedish.listed(names)}. Skriv enheten först, till exempel: {names[0]} 2.1: 3."
    )


def no_form(person: Person) -> str:
    told = "Du är inte uppgiftslämnare för någon enhet, så det finns inget formulär för dig."
    return (
        f"{told} Skriv ”rapportera för Fyrbodal” för att fylla i åt en enhet." if person.coordinates else told
    )


def place(filling: Filling) -> Place | None:
    """Where the person is in this form; None when another form, or none, was shown last."""
    found = filling.desk.store.whereabouts.of(filling.filler.person.id)
    here = filling.sheet.respondent.id, filling.sheet.round.key
    return found if found and (found.unit, found.round) == here else None


def card(filling: Filling) -> Card:
    """The card that the person was shown last; else where the form was left."""
    found = place(filling)
    return filling.sheet.card(found.card) if found and found.card else filling.sheet.current()


def at_summary(filling: Filling) -> bool:
    found = place(filling)
    return found is not None and not found.card


def named(filling: Filling) -> str:
    """What to put after a command: a space and the unit, for who follows several; else nothing."""
    several = rights.follows_several(filling.filler.person)
    return f" {filling.sheet.respondent.name}" if several else ""
