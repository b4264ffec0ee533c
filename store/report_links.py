"""The links to the report's pages and files: each is one person's, for one purpose, and ends by itself."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Boolean, ColumnElement, Connection, bindparam, insert, or_, select, update

from domain.report_links import Opens, Purpose, ReportLink
from store.audit import AuditLine, note
from store.database import Database, Found
from store.schema import report_links as links

_LIVE = links.c.revoked.is_(None)
_OPENING = tuple(links.c[name] == bindparam(f"of_{name}") for name in ("purpose", "person", "round", "what"))


def _any_or(name: str) -> ColumnElement[bool]:
    """The column is what is asked for, or nothing is."""
    return or_(bindparam(f"any_{name}", type_=Boolean), links.c[name] == bindparam(f"of_{name}"))


_ONE = select(links).where(links.c.id == bindparam("of_id"))
_HELD = (
    select(links)
    .where(_LIVE, *_OPENING, links.c.expires >= bindparam("until"))
    .order_by(links.c.expires.desc(), links.c.id)
    .limit(1)
)
_THOSE = (
    select(links)
    .where(
        _LIVE,
        links.c.person == bindparam("of_person"),
        links.c.expires >= bindparam("when"),
        *map(_any_or, ("purpose", "round")),
    )
    .order_by(links.c.id)
)
_ADD = insert(links)
_REVOKE = update(links).where(links.c.id == bindparam("of_id")).values(revoked=bindparam("when"))


@dataclass(frozen=True)
class Those:
    """A person's links: all, or those for the ``purpose`` and to the ``round``'s report."""

    person: str
    purpose: Purpose | None = None
    round: str = ""

    def where(self) -> dict[str, object]:
        return {
            "of_person": self.person,
            "of_purpose": self.purpose or Purpose.DRAFT,
            "any_purpose": self.purpose is None,
            "of_round": self.round,
            "any_round": not self.round,
        }


class ReportLinks:
    """Every change leaves its line in the audit log, under the round's report and the person."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, opens: Opens, expires: datetime, now: datetime) -> ReportLink:
        """A new link that holds until ``expires`` (aware). Those from before go on until their own time."""

        def work(connection: Connection) -> ReportLink:
            made = ReportLink(secrets.token_urlsafe(16), **vars(opens), expires=expires, revoked=None, at=now)
            connection.execute(_ADD, vars(made))
            why = f"{_named(made)}, gäller till {expires:%Y-%m-%d %H:%M}"
            note(connection, AuditLine(now, opens.person, "fick länk", _subject(made), why))
            return made

        return self._database.write(work)

    def held(self, opens: Opens, until: datetime) -> ReportLink | None:
        """A link of that person's for the same thing that still holds at ``until`` (aware)."""
        where = {f"of_{name}": value for name, value in vars(opens).items()} | {"until": until}
        return self._database.read(lambda connection: _link(connection.execute(_HELD, where).first()))

    def get(self, id_: str) -> ReportLink | None:
        """The link with that id, whatever has become of it."""
        return self._database.read(lambda connection: _link(connection.execute(_ONE, {"of_id": id_}).first()))

    def revoke(self, which: Those, by: str, now: datetime) -> int:
        """Take back for good those that still hold; say how many there were to take."""

        def work(connection: Connection) -> int:
            taken = [_read(row) for row in connection.execute(_THOSE, which.where() | {"when": now})]
            for link in taken:
                connection.execute(_REVOKE, {"of_id": link.id, "when": now})
                why = f"{_named(link)}, för {link.person}"
                note(connection, AuditLine(now, by, "återkallade länk", _subject(link), why))
            return len(taken)

        return self._database.write(work)


def _link(row: Found | None) -> ReportLink | None:
    return _read(row) if row else None


def _read(row: Found) -> ReportLink:
    return ReportLink(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it


def _named(link: ReportLink) -> str:
    return f"{link.purpose} {link.what}".strip()


def _subject(link: ReportLink) -> str:
    """Never the link's id, which stands in an address."""
    return f"{link.round}/rapport/{link.person}"
