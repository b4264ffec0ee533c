"""The audit log: who did what, to what, when and why. Written in the transaction of what it tells of."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, insert, or_, select

from store.database import Database
from store.schema import audit

SAMRAD = "samråd"
"""Who, when no person did it."""


@dataclass(frozen=True)
class AuditLine:
    """``at`` is None when people were laid in without a moment; ``who`` is a person's id or ``SAMRAD``."""

    at: datetime | None
    who: str
    what: str
    subject: str
    why: str


_ADD = insert(audit)
_ALL = select(audit.c.at, audit.c.who, audit.c.what, audit.c.subject, audit.c.why).order_by(audit.c.id)
# A range, not a function of the subject: the index finds it without reading the rest.
_UNDER = and_(audit.c.subject >= bindparam("under"), audit.c.subject < bindparam("beyond"))
_ABOUT = _ALL.where(or_(audit.c.subject == bindparam("about"), _UNDER))


class Audit:
    """The log, oldest line first. Ticks and received activities are logs of their own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def lines(self, subject: str = "") -> list[AuditLine]:
        """Lines about ``subject`` and what lies under it: "2026Q3" has "2026Q3/skaraborg" too."""
        return self._database.read(lambda connection: _lines(connection, subject))


def note(connection: Connection, line: AuditLine) -> None:
    """Add ``line`` in the transaction at hand."""
    connection.execute(_ADD, vars(line))


def _beneath(subject: str) -> dict[str, str]:
    """The subject and what begins with it and a slash; "0" is the character after the slash."""
    return {"about": subject, "under": f"{subject}/", "beyond": f"{subject}0"}


def _lines(connection: Connection, subject: str) -> list[AuditLine]:
    found = connection.execute(_ABOUT, _beneath(subject)) if subject else connection.execute(_ALL)
    return [AuditLine(**row._mapping) for row in found]  # noqa: SLF001 - SQLAlchemy's public name for it
