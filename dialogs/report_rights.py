"""Who may do what with the report. Each question is asked in one place, and a no says what to do instead."""

from datetime import datetime

from dialogs.desk import Desk
from domain import swedish
from domain.errors import NotAllowed
from domain.people import Person
from domain.workdays import STOCKHOLM

NOBODY_APPOINTED = "Ingen var utsedd till beslutsfattare den dagen, så en samordnare beslutade."


def must_coordinate(person: Person, now: datetime) -> None:
    """Raise NotAllowed unless the person is a coordinator that day."""
    if not _today(person, now).coordinates:
        raise NotAllowed("Det kan bara samordnaren på Länsstyrelsen göra.")


def deciders(desk: Desk, now: datetime) -> list[Person]:
    """Who decides on the report that day; empty when nobody is appointed."""
    return [one for one in desk.store.people.everyone() if _today(one, now).decides]


def may_decide(desk: Desk, person: Person, now: datetime) -> bool:
    """Whether the person decides: who is appointed, or a coordinator where nobody is."""
    today = _today(person, now)
    return today.decides or (today.coordinates and not deciders(desk, now))


def must_decide(desk: Desk, person: Person, now: datetime) -> None:
    """Raise NotAllowed unless the person may decide that day."""
    if not may_decide(desk, person, now):
        found = swedish.listed(one.name for one in deciders(desk, now))
        raise NotAllowed(
            f"Beslutet fattas av {found}. Be om beslut där."
            if found
            else "Beslutet fattas av den som utses till det."
        )


def must_take_back(desk: Desk, person: Person, now: datetime) -> None:
    """Raise NotAllowed unless the person may undo a decision: who decides, or a coordinator."""
    if not _today(person, now).coordinates:
        must_decide(desk, person, now)


def must_answer_for(desk: Desk, person: Person, unit: str, now: datetime) -> None:
    """Raise NotAllowed unless the person answers for the unit that day; nobody does in another's place."""
    if unit not in _today(person, now).answers_for():
        raise NotAllowed(
            f"Du svarar inte för {desk.county.called(unit)}. Den som gör det granskar enhetens uppgifter."
        )


def _today(person: Person, now: datetime) -> Person:
    return person.on(now.astimezone(STOCKHOLM).date())
