"""The links to the form in a browser: each is one person's, for one unit in one round."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, bindparam, insert, or_, select, update

from store.audit import AuditLine, note
from store.database import Database, Found
from store.schema import links


def _any_or(name: str) -> ColumnElement[bool]:
    """The column is what is asked for, or nothing is."""
    return or_(bindparam(f"of_{name}") == "", links.c[name] == bindparam(f"of_{name}"))


_LIVE = links.c.revoked.is_(None)
_ONE = select(links).where(links.c.id == bindparam("of_id"))
_THOSE = (
    select(links)
    .where(_LIVE, links.c.round == bindparam("of_round"), *map(_any_or, ("id", "person", "unit")))
    .order_by(links.c.at, links.c.id)
)
_HELD = (
    select(links)
    .where(_LIVE, *(links.c[name] == bindparam(f"of_{name}") for name in ("person", "unit", "round")))
    .order_by(links.c.at, links.c.id)
    .limit(1)
)
_ADD = insert(links)
_MOVE = update(links).where(links.c.id == bindparam("of_id")).values(expires=bindparam("to"))
_REVOKE = update(links).where(links.c.id == bindparam("of_id")).values(revoked=bindparam("when"))


@dataclass(frozen=True)
class Holder:
    """Whose a link is, and for what: a person's id, a unit's id and a round's key."""

    person: str
    unit: str
    round: str


@dataclass(frozen=True)
class Which:
    """Links of a round: all, or those with the ``id``, of the ``person``, for the ``unit``."""

    round: str
    id: str = ""
    person: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Link:
    """``expires``: the last moment that it opens the form. ``revoked``: when it was taken back."""

    id: str
    person: str
    unit: str
    round: str
    expires: datetime
    revoked: datetime | None
    at: datetime

    @property
    def holder(self) -> Holder:
        return Holder(self.person, self.unit, self.round)

    def live(self, now: datetime) -> bool:
        return self.revoked is None and now <= self.expires


class Links:
    """Every change leaves its line in the audit log, under round and unit."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, holder: Holder) -> Link | None:
        """The holder's link that has not been taken back; it may have expired."""
        return self._database.read(lambda connection: _held(connection, holder))

    def make(self, holder: Holder, expires: datetime, at: datetime) -> Link:
        """The holder's link, new when there is none. One that is there now lasts until ``expires``."""
        return self._database.write(lambda connection: _made(connection, holder, expires, at))

    def get(self, id_: str) -> Link | None:
        """The link with that id, whatever has become of it."""
        return self._database.read(lambda connection: _link(connection.execute(_ONE, {"of_id": id_}).first()))

    def extend(self, which: Which, expires: datetime, by: str, at: datetime) -> int:
        """Let them last until ``expires``, as the answer may be given; say how many were moved."""

        def work(connection: Connection) -> int:
            moved = [link for link in _those(connection, which) if link.expires != expires]
            for link in moved:
                _move(connection, link, expires, by, at)
            return len(moved)

        return self._database.write(work)

    def revoke(self, which: Which, by: str, at: datetime) -> int:
        """Take them back for good; say how many there were to take."""

        def work(connection: Connection) -> int:
            taken = _those(connection, which)
            for link in taken:
                connection.execute(_REVOKE, {"of_id": link.id, "when": at})
                note(connection, AuditLine(at, by, "återkallade länk", _subject(link), f"för {link.person}"))
            return len(taken)

        return self._database.write(work)


def _made(connection: Connection, holder: Holder, expires: datetime, at: datetime) -> Link:
    found = _held(connection, holder)
    if found:
        return found if found.expires == expires else _move(connection, found, expires, holder.person, at)
    made = Link(secrets.token_urlsafe(16), **vars(holder), expires=expires, revoked=None, at=at)
    connection.execute(_ADD, vars(made))
    why = f"gäller till {expires:%Y-%m-%d %H:%M}"
    note(connection, AuditLine(at, holder.person, "fick länk", _subject(made), why))
    return made


def _move(connection: Connection, link: Link, expires: datetime, by: str, at: datetime) -> Link:
    connection.execute(_MOVE, {"of_id": link.id, "to": expires})
    why = f"för {link.person}, gäller till {expires:%Y-%m-%d %H:%M}"
    note(connection, AuditLine(at, by, "flyttade länk", _subject(link), why))
    return replace(link, expires=expires)


def _held(connection: Connection, holder: Holder) -> Link | None:
    return _link(connection.execute(_HELD, _named(holder)).first())


def _those(connection: Connection, which: Which) -> list[Link]:
    return [_read(row) for row in connection.execute(_THOSE, _named(which))]


def _named(what: Holder | Which) -> dict[str, str]:
    return {f"of_{name}": value for name, value in vars(what).items()}


def _link(row: Found | None) -> Link | None:
    return _read(row) if row else None


def _read(row: Found) -> Link:
    return Link(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it


def _subject(link: Link) -> str:
    """Round and unit; never the link's id, which stands in an address."""
    return f"{link.round}/{link.unit}"
