"""The links to the handbook's page in a browser: each is one person's, and holds for a working day."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, insert, select, update

from store.audit import AuditLine, note
from store.database import Database, Found
from store.schema import handbook_links as links

HOLDS = timedelta(hours=12)
"""So long does a new link open the page."""

_ENOUGH = timedelta(hours=6)
"""A link with so much time left is handed out again."""

_ONE = select(links).where(links.c.id == bindparam("of_id"))
_HELD = (
    select(links)
    .where(links.c.person == bindparam("of_person"), links.c.revoked.is_(None))
    .order_by(links.c.expires.desc(), links.c.id)
    .limit(1)
)
_ADD = insert(links)
_REVOKE = (
    update(links)
    .where(
        links.c.person == bindparam("of_person"),
        links.c.revoked.is_(None),
        links.c.expires >= bindparam("when"),
    )
    .values(revoked=bindparam("when"))
)


@dataclass(frozen=True)
class HandbookLink:
    """``expires``: the last moment that it opens the page. ``revoked``: when it was taken back."""

    id: str
    person: str
    expires: datetime
    revoked: datetime | None
    at: datetime

    def live(self, now: datetime) -> bool:
        return self.revoked is None and now <= self.expires


class HandbookLinks:
    """Every change leaves its line in the audit log, under the handbook and the person."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def held(self, person: str, now: datetime) -> HandbookLink | None:
        """The person's link, when it holds for a good while yet."""
        found = self._database.read(lambda connection: _held(connection, person))
        return found if found and now + _ENOUGH <= found.expires else None

    def make(self, person: str, now: datetime) -> HandbookLink:
        """A link that holds for HOLDS. One that was handed out before goes on until its own time is out."""

        def work(connection: Connection) -> HandbookLink:
            made = HandbookLink(secrets.token_urlsafe(16), person, now + HOLDS, None, now)
            connection.execute(_ADD, vars(made))
            why = f"gäller till {made.expires:%Y-%m-%d %H:%M}"
            note(connection, AuditLine(now, person, "fick länk", _subject(person), why))
            return made

        return self._database.write(work)

    def get(self, id_: str) -> HandbookLink | None:
        """The link with that id, whatever has become of it."""
        return self._database.read(lambda connection: _link(connection.execute(_ONE, {"of_id": id_}).first()))

    def revoke(self, person: str, by: str, at: datetime) -> int:
        """Take back those of the person's that still hold, for good; say how many there were to take."""

        def work(connection: Connection) -> int:
            taken = connection.execute(_REVOKE, {"of_person": person, "when": at}).rowcount
            if taken:
                note(connection, AuditLine(at, by, "återkallade länk", _subject(person), f"för {person}"))
            return taken

        return self._database.write(work)


def _held(connection: Connection, person: str) -> HandbookLink | None:
    return _link(connection.execute(_HELD, {"of_person": person}).first())


def _link(row: Found | None) -> HandbookLink | None:
    return HandbookLink(**row._mapping) if row else None  # noqa: SLF001 - SQLAlchemy's public name for it


def _subject(person: str) -> str:
    """Never the link's id, which stands in an address."""
    return f"handbok/{person}"
