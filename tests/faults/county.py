"""Who is there, and when: units that answer, others whose many people are only reminded."""

from datetime import datetime, timedelta

from domain.delivery import Address
from domain.messages import Account
from domain.people import Person, Role
from domain.rounds import Round
from scheduler.tick import Schedule
from store.store import Store
from tests.faults.sending import OPENS, book, round_
from tests.scheduler.cast import TENANT

ANSWERING = ("skaraborg", "fyrbodal", "af", "miv", "vgr")
REMINDED = ("sjuharad", "goteborgsregionen")
COORDINATOR = Person("samordnare", "Sara", Role.COORDINATOR)


def lay_in(store: Store, reminded: int, teams: str = "https://smba.example.test/emea/") -> None:
    """Five people for each unit that answers; ``reminded`` for the others together. Each has a chat."""
    answering = [Person(f"{unit}-{n}", unit, Role.REPORTER, unit) for unit in ANSWERING for n in range(5)]
    others = [
        Person(f"p{number:04}", f"P {number}", Role.DEPUTY, REMINDED[number % len(REMINDED)])
        for number in range(reminded)
    ]
    for person in (COORDINATOR, *answering, *others):
        account = Account(TENANT, person.id, person.name)
        store.people.enroll(person, account, OPENS)
        store.addresses.remember(Address(account, teams, f"a:{person.id}", "28:samrad"), OPENS)


def schedule(store: Store, planned: Round) -> Schedule:
    county = book()
    return Schedule(
        store, county.county, county.hours, planned.forms, {planned.quarter: planned.council_date}
    )


def after(moment: datetime, minutes: float) -> datetime:
    """So much later, or when sending begins again. Raise ValueError when the round is over by then."""
    later = book().hours.earliest(moment + timedelta(minutes=minutes))
    if later >= round_().closes:
        raise ValueError("the round is over before so many have died; let less time pass between them")
    return later
