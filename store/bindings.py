"""Which account in Teams is whose: bound by who runs the bot, or by a code that is handed over and used once.

A code is kept as its hash alone.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import scrypt

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from domain.errors import Conflict, NotFound
from domain.messages import Account
from store.audit import AuditLine, note
from store.database import Database
from store.insertion import insert_over
from store.left_open import shut
from store.schema import account_codes, accounts, code_tries, people

HOLDS = timedelta(days=14)
"""So long can a code be used."""

SIGNS = "ACDEFGHJKMNPQRTUVWXY34679"
"""Those that no other looks like, written or read aloud."""

LONG = 10
MOST_TRIES, AN_HOUR = 5, timedelta(hours=1)
"""So many wrong codes may an account write, in any so long time."""

Whose = tuple[str, Account]
"""A person's id and the account."""

_OWNER = select(accounts.c.person).where(
    accounts.c.tenant == bindparam("of_tenant"), accounts.c.id == bindparam("of_id")
)
_NAME = select(people.c.name).where(people.c.id == bindparam("of_person"))
_BOUND = select(accounts.c.person).distinct()
_OF_PERSON = select(accounts).where(accounts.c.person == bindparam("of_person"))
_UNBIND = delete(accounts).where(accounts.c.person == bindparam("whose"))
_CODE = select(account_codes.c.person).where(
    account_codes.c.digest == bindparam("of_digest"), account_codes.c.expires >= bindparam("now")
)
_SPENT = delete(account_codes).where(account_codes.c.person == bindparam("whose"))
_GIVEN = delete(account_codes).where(account_codes.c.by == bindparam("giver"))
_TRIES = select(func.count()).where(
    code_tries.c.tenant == bindparam("of_tenant"),
    code_tries.c.account == bindparam("of_id"),
    code_tries.c.at > bindparam("since"),
)
_OLD = delete(code_tries).where(code_tries.c.at <= bindparam("since"))


class Taken(Conflict):
    """The account is bound to another person already. ``person``: that one's id."""

    def __init__(self, person: str) -> None:
        super().__init__(
            f"Kontot hör redan till {person}. Inget är ändrat. Ta bort det där först: samrad people unbind"
            f" {person}."
        )
        self.person = person


class TooManyTries(Conflict):
    """The account has written too many wrong codes within the hour."""

    def __init__(self) -> None:
        super().__init__("Det blev för många försök. Vänta en timme, och be samordnaren om en ny kod.")


class Bindings:
    """Every change leaves its line in the audit log, under the person."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def bind(self, those: Sequence[Whose], by: str, at: datetime) -> None:
        """Each account is that person's from now on; all or none. Raise Taken for one that is another's.

        A code that has been given for the person is no good any more.
        """

        def work(connection: Connection) -> None:
            for person, account in those:
                connection.execute(_SPENT, {"whose": person})
                _bind(connection, person, account, AuditLine(at, by, "knöt konto", person, _words(account)))

        self._database.write(work)

    def owner(self, account: Account) -> str | None:
        """The id of the person whose account it is."""
        return self._database.read(lambda connection: _owner(connection, account))

    def unbind(self, person: str, by: str, at: datetime) -> int:
        """Take away the person's accounts: the bot knows them no more. Say how many there were.

        Whoever had them may have opened more: the person's links are taken back, and so are the codes that
        were given for the person or by them.
        """

        def work(connection: Connection) -> int:
            connection.execute(_SPENT, {"whose": person})
            connection.execute(_GIVEN, {"giver": person})
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

    def make_code(self, person: str, by: str, at: datetime) -> str:
        """A new code, such as "ACDEF-34679"; the person's earlier one is no good from now on."""
        code = "".join(secrets.choice(SIGNS) for _ in range(LONG))
        row = {"person": person, "digest": _digest(code), "expires": at + HOLDS, "at": at, "by": by}

        def work(connection: Connection) -> None:
            insert_over(connection, account_codes, row)
            until = f"gäller till {row['expires']:%Y-%m-%d %H:%M}"
            note(connection, AuditLine(at, by, "gav kod", person, until))

        self._database.write(work)
        return f"{code[: LONG // 2]}-{code[LONG // 2 :]}"

    def spoil(self, code: str, at: datetime) -> str | None:
        """A code that others may have seen binds nobody: it is taken back. The id of whose it was, if any."""
        digest = _digest(_plain(code))

        def work(connection: Connection) -> str | None:
            person: str | None = connection.scalar(_CODE, {"of_digest": digest, "now": at})
            if person:
                connection.execute(_SPENT, {"whose": person})
                note(connection, AuditLine(at, person, "spärrade kod", person, "den skrevs där andra läser"))
            return person

        return self._database.write(work)

    def use_code(self, code: str, account: Account, at: datetime) -> str:
        """Bind the account to the person whose code it is, and spend the code; the person's id.

        Raise NotFound for a code that is wrong, spent or too old, TooManyTries when there have been too many
        such, and Taken for an account that is somebody's, whatever the code is.
        """
        digest = _digest(_plain(code))

        def work(connection: Connection) -> str | None:
            if not (person := _with_code(connection, digest, account, at)):
                return None
            line = AuditLine(at, person, "knöt konto", person, f"{_words(account)}, med kod")
            _bind(connection, person, account, line)
            connection.execute(_SPENT, {"whose": person})
            return person

        if person := self._database.write(work):  # raised here: in there, the try would not be kept
            return person
        raise NotFound(
            "Den koden känner jag inte igen. Se efter att den är rätt skriven. En kod gäller i fjorton dagar"
            " och en gång. Be samordnaren om en ny om det inte går."
        )


def _with_code(connection: Connection, digest: str, account: Account, at: datetime) -> str | None:
    """The id of the person with the code. A wrong one is counted."""
    since = {"since": at - AN_HOUR}
    connection.execute(_OLD, since)
    if (connection.scalar(_TRIES, _where(account) | since) or 0) >= MOST_TRIES:
        raise TooManyTries
    person: str | None = connection.scalar(_CODE, {"of_digest": digest, "now": at})
    owner = _owner(connection, account)
    if owner and owner != person:
        raise Taken(owner)
    if not person:
        row = {"tenant": account.tenant, "account": account.id, "at": at}
        connection.execute(insert(code_tries), row)
    return person


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


def _plain(code: str) -> str:
    """As it was made, whatever dash or case it is written with."""
    return "".join(sign for sign in code.upper() if sign.isalnum())


def _digest(code: str) -> str:
    """Slow on purpose: who sees the database cannot try all codes. Unsalted, so that it can be found."""
    return scrypt(code.encode(), salt=b"samrad code", n=2**13, r=8, p=1).hex()


def _words(account: Account) -> str:
    return f"konto {account.tenant}/{account.id}"
