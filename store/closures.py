"""Addresses where nobody is reached any more: marked by an answer of the channel, opened by a new message."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select, union

from domain.delivery import MAIL, Address, Closed
from domain.messages import Account
from store.audit import SAMRAD, AuditLine, note
from store.database import Database
from store.insertion import insert_over
from store.schema import accounts, addresses, closed_addresses, people

_OF_ACCOUNT = (closed_addresses.c.tenant == bindparam("of_tenant")) & (
    closed_addresses.c.account == bindparam("of_account")
)
_ANY = select(closed_addresses.c.channel).where(_OF_ACCOUNT).limit(1)
_OPEN = delete(closed_addresses).where(_OF_ACCOUNT)
_CHATS = (
    select(closed_addresses)
    .join(
        accounts,
        (accounts.c.tenant == closed_addresses.c.tenant) & (accounts.c.id == closed_addresses.c.account),
    )
    .where(accounts.c.person == bindparam("of_person"))
)
_LETTERS = (
    select(closed_addresses)
    .join(people, people.c.mail == closed_addresses.c.account)
    .where(people.c.id == bindparam("of_person"), closed_addresses.c.channel == MAIL)
)
_OF_PERSON = union(_CHATS, _LETTERS)
_OF_TENANT = select(addresses).where(addresses.c.tenant == bindparam("of_tenant"), addresses.c.personal)


class Closures:
    """One mark for each address. E-mail's are by the mail address alone: a new one is not marked."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def close(self, address: Address, closed: Closed) -> None:
        """Mark the address; the latest mark stands."""
        self._database.write(lambda connection: _close(connection, _key(address), closed))

    def close_tenant(self, tenant: str, closed: Closed) -> int:
        """Mark every personal address of the organisation; returns how many."""

        def work(connection: Connection) -> int:
            found = connection.execute(_OF_TENANT, {"of_tenant": tenant}).all()
            for row in found:
                key = {name: getattr(row, name) for name in ("channel", "tenant", "account", "conversation")}
                _close(connection, key, closed)
            return len(found)

        return self._database.write(work)

    def of_person(self, person_id: str) -> list[Closed]:
        """Every mark on the person's chats and mail address, the latest first."""

        def work(connection: Connection) -> list[Closed]:
            rows = connection.execute(_OF_PERSON, {"of_person": person_id})
            found = [Closed(row.code, row.reason, row.why, row.at) for row in rows]
            return sorted(found, key=lambda one: one.at, reverse=True)

        return self._database.read(work)

    def is_closed(self, account: Account) -> bool:
        """Whether an address of the account is marked."""
        where = {"of_tenant": account.tenant, "of_account": account.id}
        return self._database.read(lambda connection: connection.execute(_ANY, where).first() is not None)

    def mail_is_closed(self, mail: str) -> bool:
        return self.is_closed(Account("", mail))

    def open(self, persons: Iterable[str], by: str, at: datetime) -> None:
        """Take away the marks on the persons' addresses, since someone asks that they are tried again."""

        def work(connection: Connection) -> None:
            for person in persons:
                for row in connection.execute(_OF_PERSON, {"of_person": person}).all():
                    opened(connection, Account(row.tenant, row.account), by, at)

        self._database.write(work)


def opened(connection: Connection, account: Account, by: str, at: datetime | None) -> None:
    """Take away the marks of the account, inside a write of the caller's."""
    where = {"of_tenant": account.tenant, "of_account": account.id}
    if connection.execute(_OPEN, where).rowcount:
        note(connection, AuditLine(at, by, "öppnade adress", f"{account.tenant}/{account.id}", ""))


def _close(connection: Connection, key: dict[str, str], closed: Closed) -> None:
    row = {"code": closed.code, "reason": closed.reason, "why": closed.why, "at": closed.at}
    insert_over(connection, closed_addresses, key | row)
    subject = f"{key['tenant']}/{key['account']}"
    note(connection, AuditLine(closed.at, SAMRAD, "stängde adress", subject, f"{closed.code} {closed.why}"))


def _key(address: Address) -> dict[str, str]:
    of_mail = address.channel == MAIL
    return {
        "channel": address.channel,
        "tenant": address.account.tenant,
        "account": address.account.id,
        # The conversation of a letter is the message that it brought.
        "conversation": "" if of_mail else address.conversation,
    }
