"""Where accounts are reached, as last heard from each conversation."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, exists, select

from domain.delivery import Address
from domain.messages import Account
from store.audit import SAMRAD, AuditLine, note
from store.closures import opened
from store.database import Database, Found
from store.insertion import insert_over
from store.schema import accounts, addresses, closed_addresses

CLOSED = exists().where(
    closed_addresses.c.channel == addresses.c.channel,
    closed_addresses.c.tenant == addresses.c.tenant,
    closed_addresses.c.account == addresses.c.account,
    closed_addresses.c.conversation == addresses.c.conversation,
)
"""Whether the address at hand is marked: nobody is reached there."""

_PERSONAL = (
    select(addresses)
    .join(accounts, (accounts.c.tenant == addresses.c.tenant) & (accounts.c.id == addresses.c.account))
    .where(accounts.c.person == bindparam("of_person"), addresses.c.personal, ~CLOSED)
    .order_by(addresses.c.heard.desc())
    .limit(1)
)
_THIS = and_(
    addresses.c.tenant == bindparam("of_tenant"),
    addresses.c.account == bindparam("of_account"),
    addresses.c.channel == bindparam("of_channel"),
    addresses.c.conversation == bindparam("of_conversation"),
)
_ONE = select(addresses).where(_THIS)
_DROP = delete(addresses).where(_THIS)
_FORGET = delete(addresses).where(
    addresses.c.tenant == bindparam("of_tenant"), addresses.c.account == bindparam("of_account")
)


class Addresses:
    """One address for each account and conversation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def remember(self, address: Address, at: datetime) -> None:
        """Keep it as heard from at ``at``, and take away the marks that nobody is reached there.

        The audit log gets a line when it is new or has changed.
        """

        def work(connection: Connection) -> None:
            if _kept(connection, address) != address:
                where = f"{address.channel} {address.conversation}, {address.service_url}"
                note(
                    connection,
                    AuditLine(at, SAMRAD, "lade adress på minnet", _subject(address.account), where),
                )
            insert_over(connection, addresses, _row(address, at))
            opened(connection, address.account, SAMRAD, at)

        self._database.write(work)

    def has(self, address: Address) -> bool:
        """Whether it is kept just so."""
        return self._database.read(lambda connection: _kept(connection, address) == address)

    def of_person(self, person_id: str) -> Address | None:
        """The personal conversation last heard from and not marked, over all the person's accounts."""

        def work(connection: Connection) -> Address | None:
            row = connection.execute(_PERSONAL, {"of_person": person_id}).one_or_none()
            return _read(row) if row else None

        return self._database.read(work)

    def move(self, address: Address, conversation: str, at: datetime) -> Address:
        """The account's chat has another id from now on; ``address`` leads nowhere any more."""
        moved = replace(address, conversation=conversation)

        def work(connection: Connection) -> None:
            heard = connection.execute(_ONE, _where(address)).one_or_none()
            connection.execute(_DROP, _where(address))
            insert_over(connection, addresses, _row(moved, heard.heard if heard else at))
            note(connection, AuditLine(at, SAMRAD, "bytte samtal", _subject(address.account), conversation))

        self._database.write(work)
        return moved

    def forget(self, account: Account, at: datetime | None = None) -> None:
        """Drop every address of ``account``, as when it removed the bot."""

        def work(connection: Connection) -> None:
            where = {"of_tenant": account.tenant, "of_account": account.id}
            if connection.execute(_FORGET, where).rowcount:
                note(connection, AuditLine(at, SAMRAD, "glömde adresser", _subject(account), ""))
            opened(connection, account, SAMRAD, at)

        self._database.write(work)


def _kept(connection: Connection, address: Address) -> Address | None:
    row = connection.execute(_ONE, _where(address)).one_or_none()
    return _read(row) if row else None


def _where(address: Address) -> dict[str, str]:
    return {
        "of_tenant": address.account.tenant,
        "of_account": address.account.id,
        "of_channel": address.channel,
        "of_conversation": address.conversation,
    }


def _subject(account: Account) -> str:
    return f"{account.tenant}/{account.id}"


def _row(address: Address, at: datetime) -> dict[str, Any]:
    return {
        "tenant": address.account.tenant,
        "account": address.account.id,
        "channel": address.channel,
        "conversation": address.conversation,
        "name": address.account.name,
        "service_url": address.service_url,
        "bot": address.bot,
        "personal": address.personal,
        "heard": at,
    }


def _read(row: Found) -> Address:
    return Address(
        account=Account(row.tenant, row.account, row.name),
        service_url=row.service_url,
        conversation=row.conversation,
        bot=row.bot,
        channel=row.channel,
        personal=row.personal,
    )
