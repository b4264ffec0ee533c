"""The people who take part, and which account is whose."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from domain.errors import NotFound
from domain.messages import Account
from domain.people import Person
from store.audit import SAMRAD, AuditLine, note
from store.database import Database, Found
from store.insertion import insert_over
from store.schema import accounts, people

_EVERYONE = select(people.c.id, people.c.name, people.c.role, people.c.unit, people.c.invented).order_by(
    people.c.id
)
_ONE = _EVERYONE.where(people.c.id == bindparam("person"))
_OF_ACCOUNT = _EVERYONE.join(accounts, accounts.c.person == people.c.id).where(
    accounts.c.tenant == bindparam("of_tenant"), accounts.c.id == bindparam("of_id")
)


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
                insert_over(connection, people, vars(person))
                why = f"{person.name}, {person.role.value}, {person.unit or 'ingen enhet'}"
                note(connection, AuditLine(at, SAMRAD, "lade upp person", person.id, why))
            if account and _known(connection, account) != person:
                _bind(connection, account, person)
                note(connection, AuditLine(at, SAMRAD, "knöt konto", person.id, _words(account)))

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
        return self._database.read(lambda connection: [_read(row) for row in connection.execute(_EVERYONE)])


def _person(connection: Connection, person_id: str) -> Person | None:
    row = connection.execute(_ONE, {"person": person_id}).one_or_none()
    return _read(row) if row else None


def _known(connection: Connection, account: Account) -> Person | None:
    row = connection.execute(_OF_ACCOUNT, {"of_tenant": account.tenant, "of_id": account.id}).one_or_none()
    return _read(row) if row else None


def _bind(connection: Connection, account: Account, person: Person) -> None:
    insert_over(connection, accounts, {**vars(account), "person": person.id})


def _words(account: Account) -> str:
    return f"konto {account.tenant}/{account.id}"


def _read(row: Found) -> Person:
    return Person(row.id, row.name, row.role, row.unit, row.invented)
