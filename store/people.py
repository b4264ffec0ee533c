"""The people who take part, and which account is whose."""

from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection, bindparam, delete, insert, select

from domain.errors import Conflict, NotFound
from domain.messages import Account
from domain.people import Assignment, Person
from store.audit import SAMRAD, AuditLine, note
from store.bindings import Whose, bind_all
from store.database import Database, Found
from store.insertion import insert_over
from store.schema import accounts, assignments, people

_EVERYONE = (
    select(
        people.c.id,
        people.c.name,
        people.c.mail,
        people.c.invented,
        assignments.c.role,
        assignments.c.unit,
        assignments.c.since,
        assignments.c.until,
    )
    .join(assignments)
    .order_by(people.c.id, assignments.c.place)
)
_UNASSIGN = delete(assignments).where(assignments.c.person == bindparam("whose"))
_ONE = _EVERYONE.where(people.c.id == bindparam("person"))
_OF_UNITS = _EVERYONE.where(
    people.c.id.in_(
        select(assignments.c.person).where(assignments.c.unit.in_(bindparam("of_units", expanding=True)))
    )
)
_NAMES = select(people.c.id, people.c.name).where(people.c.id.in_(bindparam("of_ids", expanding=True)))
_INVENTED = select(people.c.id).where(people.c.invented)
_OF_ACCOUNT = _EVERYONE.join(accounts, accounts.c.person == people.c.id).where(
    accounts.c.tenant == bindparam("of_tenant"), accounts.c.id == bindparam("of_id")
)


class Changed(Conflict):
    """Somebody else has changed the person meanwhile. ``now``: as he or she stands, None for nobody."""

    def __init__(self, person_id: str, now: Person | None) -> None:
        super().__init__(f"{person_id} ändrades av någon annan i samma stund. Inget är sparat.")
        self.person_id, self.now = person_id, now


class People:
    """Persons by id, and the accounts (tenant and id) that are theirs. Listed in the order of their ids."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def enroll(self, person: Person, account: Account | None = None, at: datetime | None = None) -> None:
        """Lay in ``person``, or bring what is kept up to date; with ``account``, that account is theirs.

        Only a change is written, with its audit line; give ``at`` so that the line says when.
        """

        def work(connection: Connection) -> None:
            if _person(connection, person.id) != person:
                _keep(connection, person)
                note(connection, AuditLine(at, SAMRAD, "lade upp person", person.id, _what(person)))
            if account and _known(connection, account) != person:
                _bind(connection, account, person)
                note(connection, AuditLine(at, SAMRAD, "knöt konto", person.id, _words(account)))

        self._database.write(work)

    def replace(
        self, changes: Sequence[tuple[Person | None, Person]], at: datetime, bound: Sequence[Whose] = ()
    ) -> None:
        """Keep all of the changes or none; each is what its editor saw (None: nobody) and what comes instead.

        ``bound``: accounts that become those persons' with it. With nothing written, raise Changed when
        somebody is not as seen, and Taken for an account that is another's.
        """

        def work(connection: Connection) -> None:
            for before, after in changes:
                if (now := _person(connection, after.id)) != before:
                    raise Changed(after.id, now)
                _keep(connection, after)
                note(connection, AuditLine(at, SAMRAD, "lade upp person", after.id, _what(after)))
            bind_all(connection, bound, SAMRAD, at)

        self._database.write(work)

    def known(self, account: Account) -> Person | None:
        return self._database.read(lambda connection: _known(connection, account))

    def become(self, account: Account, person_id: str, at: datetime) -> Person:
        """Make ``account`` this person's from now on. Raise NotFound when there is no such person."""

        def work(connection: Connection) -> Person:
            person = _person(connection, person_id)
            if not person:
                raise NotFound(
                    f"Det finns ingen person som heter ”{person_id}” här. "
                    "Kontrollera stavningen, eller be samordnaren lägga upp personen."
                )
            before = _known(connection, account)
            _bind(connection, account, person)
            why = f"{_words(account)}, tidigare {before.id if before else 'ingen'}"
            note(connection, AuditLine(at, person.id, "tog över konto", person.id, why))
            return person

        return self._database.write(work)

    def get(self, person_id: str) -> Person | None:
        return self._database.read(lambda connection: _person(connection, person_id))

    def everyone(self) -> list[Person]:
        """With all their assignments, whatever their dates: ``person.on(day)`` gives those that hold."""
        return self._database.read(lambda connection: _people(connection.execute(_EVERYONE).all()))

    def for_units(self, units: Collection[str]) -> list[Person]:
        """Of everyone, those who have or have had a role for any of ``units``."""
        where = {"of_units": list(units)}
        return self._database.read(lambda connection: _people(connection.execute(_OF_UNITS, where).all()))

    def names(self, ids: Collection[str]) -> dict[str, str]:
        """By id; one that nobody has is not there."""
        where = {"of_ids": list(ids)}
        return self._database.read(
            lambda connection: {row.id: row.name for row in connection.execute(_NAMES, where)}
        )

    def invented(self) -> frozenset[str]:
        """Ids of the people of the local mode."""
        return self._database.read(lambda connection: frozenset(connection.scalars(_INVENTED)))


def _person(connection: Connection, person_id: str) -> Person | None:
    return _one(connection.execute(_ONE, {"person": person_id}).all())


def _known(connection: Connection, account: Account) -> Person | None:
    return _one(connection.execute(_OF_ACCOUNT, {"of_tenant": account.tenant, "of_id": account.id}).all())


def _keep(connection: Connection, person: Person) -> None:
    row = {"id": person.id, "name": person.name, "mail": person.mail, "invented": person.invented}
    insert_over(connection, people, row)
    connection.execute(_UNASSIGN, {"whose": person.id})
    for place, held in enumerate(person.assignments):
        connection.execute(insert(assignments), {"person": person.id, "place": place, **vars(held)})


def _what(person: Person) -> str:
    return f"{person.name}, {_listed(person)}"


def _listed(person: Person) -> str:
    """Each assignment with its unit and dates, for the audit log."""
    return "; ".join(
        f"{held.role.value}, {held.unit or 'ingen enhet'}"
        + (f", från {held.since}" if held.since else "")
        + (f", till {held.until}" if held.until else "")
        for held in person.assignments
    )


def _bind(connection: Connection, account: Account, person: Person) -> None:
    insert_over(connection, accounts, {**vars(account), "person": person.id})


def _words(account: Account) -> str:
    return f"konto {account.tenant}/{account.id}"


def _one(rows: Sequence[Found]) -> Person | None:
    found = _people(rows)
    return found[0] if found else None


def _people(rows: Sequence[Found]) -> list[Person]:
    """Rows of one person stand together, the first assignment first."""
    return [_read(list(own)) for _, own in groupby(rows, key=lambda row: row.id)]


def _read(rows: list[Found]) -> Person:
    first = rows[0]
    return Person(
        id=first.id,
        name=first.name,
        role=first.role,
        unit=first.unit,
        invented=first.invented,
        mail=first.mail,
        since=first.since,
        until=first.until,
        also=tuple(Assignment(row.role, row.unit, row.since, row.until) for row in rows[1:]),
    )
