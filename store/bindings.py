"""Which account in Teams is whose: bound by who runs the bot, or by a code that is used once."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select

from domain.errors import Conflict, NotFound
from domain.messages import Account
from store import codes
from store.audit import AuditLine, note
from store.database import Database
from store.insertion import insert_over
from store.left_open import shut
from store.schema import accounts, people

Whose = tuple[str, Account]
"""A person's id and the account."""

_OWNER = select(accounts.c.person).where(
    accounts.c.tenant == bindparam("of_tenant"), accounts.c.id == bindparam("of_id")
)
_NAME = select(people.c.name).where(people.c.id == bindparam("of_person"))
_BOUND = select(accounts.c.person).distinct()
_OF_PERSON = (
    select(accounts)
    .where(accounts.c.person == bindparam("of_person"))
    .order_by(accounts.c.tenant, accounts.c.id)
)
_UNBIND = delete(accounts).where(accounts.c.person == bindparam("whose"))


class Taken(Conflict):
    """The account is bound to another person already. ``person``: that one's id."""

    def __init__(self, person: str) -> None:
        super().__init__(
            f"Kontot hör redan till {person}. Inget är ändrat. Ta bort det där först: samrad people unbind"
            f" {person}."
        )
        self.person = person


class Bindings:
    """Every change leaves its line in the audit log, under the person."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def bind(self, those: Sequence[Whose], by: str, at: datetime) -> None:
        """Each account is that person's from now on; all or none. Raise Taken for one that is another's.

        A code that has been given for the person is no good any more.
        """
        self._database.write(lambda connection: bind_all(connection, those, by, at))

    def owner(self, account: Account) -> str | None:
        """The id of the person whose account it is."""
        return self._database.read(lambda connection: _owner(connection, account))

    def unbind(self, person: str, by: str, at: datetime) -> int:
        """Take away the person's accounts: the bot knows them no more. Say how many there were.

        Whoever had them may have opened more: the person's links are taken back, and so are the codes that
        were given for the person or by them.
        """

        def work(connection: Connection) -> int:
            codes.drop(connection, person)
            codes.drop_given(connection, person)
            shut(connection, person, by, at)
            found = connection.execute(_OF_PERSON, {"of_person": person}).all()
            for row in found:
                why = _words(Account(row.tenant, row.id))
                note(connection, AuditLine(at, by, "tog bort konto", person, why))
            connection.execute(_UNBIND, {"whose": person})
            return len(found)

        return self._database.write(work)

    def bound(self) -> frozenset[str]:
        """Ids of those who have an account."""
        return self._database.read(lambda connection: frozenset(connection.scalars(_BOUND)))

    def of_person(self, person: str) -> list[Account]:
        """The person's accounts, of whatever tenants."""

        def work(connection: Connection) -> list[Account]:
            rows = connection.execute(_OF_PERSON, {"of_person": person})
            return [Account(row.tenant, row.id, row.name) for row in rows]

        return self._database.read(work)

    def codes_out(self, now: datetime) -> dict[str, datetime]:
        """Until when each code that has not been used can be, by the id of the person."""
        return self._database.read(lambda connection: codes.out(connection, now))

    def make_code(self, person: str, by: str, at: datetime) -> str:
        """A new code, such as "ACDEF-34679"; the person's earlier one is no good from now on."""
        code = codes.fresh()
        digest = codes.digest(code)

        def work(connection: Connection) -> None:
            expires = codes.keep(connection, codes.Given(person, by, at), digest)
            why = f"gäller till {expires:%Y-%m-%d %H:%M}"
            note(connection, AuditLine(at, by, "gav kod", person, why))

        self._database.write(work)
        return code

    def spoil(self, code: str, at: datetime) -> str | None:
        """A code that others may have seen binds nobody: it is taken back. The id of whose it was, if any."""
        digest = codes.digest(code)

        def work(connection: Connection) -> str | None:
            person = codes.whose(connection, digest, at)
            if person:
                codes.drop(connection, person)
                note(connection, AuditLine(at, person, "spärrade kod", person, "den skrevs där andra läser"))
            return person

        return self._database.write(work)

    def use_code(self, code: str, account: Account, at: datetime) -> str:
        """Bind the account to the person whose code it is, and spend the code; the person's id.

        Raise NotFound for a code that is wrong, spent or too old, TooManyTries when there have been too many
        such, and Taken for an account that is somebody's, whatever the code is: then it is not looked for.
        """
        digest = codes.digest(code)

        def work(connection: Connection) -> str | None:
            codes.must_wait(connection, account, at)
            if owner := _owner(connection, account):
                raise Taken(owner)
            if not (person := codes.whose(connection, digest, at)):
                codes.count_try(connection, account, at)
                return None
            line = AuditLine(at, person, "knöt konto", person, f"{_words(account)}, med kod")
            _bind(connection, person, account, line)
            codes.drop(connection, person)
            return person

        if person := self._database.write(work):  # raised here: in there, the try would not be kept
            return person
        raise NotFound(
            "Den koden känner jag inte igen. Se efter att den är rätt skriven. En kod gäller i fjorton dagar"
            " och kan användas en gång. Be samordnaren om en ny om det inte går."
        )


def bind_all(connection: Connection, those: Sequence[Whose], by: str, at: datetime) -> None:
    """Within a transaction: each account is that person's from now on. Raise Taken, and NotFound."""
    for person, account in those:
        codes.drop(connection, person)
        _bind(connection, person, account, AuditLine(at, by, "knöt konto", person, _words(account)))


def _bind(connection: Connection, person: str, account: Account, line: AuditLine) -> None:
    owner = _owner(connection, account)
    if owner == person:
        return
    if owner:
        raise Taken(owner)
    if connection.scalar(_NAME, {"of_person": person}) is None:
        raise NotFound(f"Det finns ingen person med id ”{person}”.")
    insert_over(connection, accounts, {**vars(account), "person": person})
    note(connection, line)


def _owner(connection: Connection, account: Account) -> str | None:
    owner: str | None = connection.scalar(_OWNER, _where(account))
    return owner


def _where(account: Account) -> dict[str, object]:
    return {"of_tenant": account.tenant, "of_id": account.id}


def _words(account: Account) -> str:
    return f"konto {account.tenant}/{account.id}"
