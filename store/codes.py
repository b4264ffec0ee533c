"""Codes that bind an account to a person, once: made, kept as their hash alone, tried and counted."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import scrypt

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from domain.errors import Conflict
from domain.messages import Account
from store.insertion import insert_over
from store.schema import account_codes, code_tries

HOLDS = timedelta(days=14)
"""So long can a code be used."""

SIGNS = "ACDEFGHJKMNPQRTUVWXY34679"
"""Those that no other looks like, written or read aloud."""

LONG = 10
MOST_TRIES, AN_HOUR = 5, timedelta(hours=1)
"""So many wrong codes may an account write, in any so long time."""

_CODE = select(account_codes.c.person).where(
    account_codes.c.digest == bindparam("of_digest"), account_codes.c.expires >= bindparam("now")
)
_OUT = select(account_codes.c.person, account_codes.c.expires).where(
    account_codes.c.expires >= bindparam("now")
)
_SPENT = delete(account_codes).where(account_codes.c.person == bindparam("whose"))
_GIVEN = delete(account_codes).where(account_codes.c.by == bindparam("giver"))
_TRIES = select(func.count()).where(
    code_tries.c.tenant == bindparam("of_tenant"),
    code_tries.c.account == bindparam("of_id"),
    code_tries.c.at > bindparam("since"),
)
_OLD = delete(code_tries).where(code_tries.c.at <= bindparam("since"))


class TooManyTries(Conflict):
    """The account has written too many wrong codes within the hour."""

    def __init__(self) -> None:
        super().__init__("Det blev för många försök. Vänta en timme och skriv koden igen.")


@dataclass(frozen=True)
class Given:
    """Whose the code is, and who gave it. ``by``: a person's id, or Samråd's."""

    person: str
    by: str
    at: datetime


def fresh() -> str:
    """A new one, such as "ACDEF-34679"."""
    code = "".join(secrets.choice(SIGNS) for _ in range(LONG))
    return f"{code[: LONG // 2]}-{code[LONG // 2 :]}"


def digest(code: str) -> str:
    """Of the code, whatever dash or case it is written with.

    Slow on purpose: who sees the database cannot try all codes. Unsalted, so that it can be found.
    """
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return scrypt(plain.encode(), salt=b"samrad code", n=2**13, r=8, p=1).hex()


def keep(connection: Connection, given: Given, kept: str) -> datetime:
    """The person's code from now on, in the place of an earlier one; until when."""
    expires = given.at + HOLDS
    insert_over(connection, account_codes, {**vars(given), "digest": kept, "expires": expires})
    return expires


def drop(connection: Connection, person: str) -> None:
    """The person's code is no good from now on."""
    connection.execute(_SPENT, {"whose": person})


def drop_given(connection: Connection, giver: str) -> None:
    """Nor are those that the person has given to others."""
    connection.execute(_GIVEN, {"giver": giver})


def whose(connection: Connection, kept: str, now: datetime) -> str | None:
    """The id of the person whose code it is; None for one that is wrong, spent or too old."""
    person: str | None = connection.scalar(_CODE, {"of_digest": kept, "now": now})
    return person


def out(connection: Connection, now: datetime) -> dict[str, datetime]:
    """Until when each code that has not been used can be, by the id of the person."""
    return {row.person: row.expires for row in connection.execute(_OUT, {"now": now})}


def must_wait(connection: Connection, account: Account, at: datetime) -> None:
    """Raise TooManyTries when the account has tried too often; tries of long ago are forgotten."""
    since = {"since": at - AN_HOUR}
    connection.execute(_OLD, since)
    where = {"of_tenant": account.tenant, "of_id": account.id}
    if (connection.scalar(_TRIES, where | since) or 0) >= MOST_TRIES:
        raise TooManyTries


def count_try(connection: Connection, account: Account, at: datetime) -> None:
    connection.execute(insert(code_tries), {"tenant": account.tenant, "account": account.id, "at": at})
