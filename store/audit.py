"""The audit log: who did what, to what, when and why. Written in the transaction of what it tells of."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, String, bindparam, func, insert, or_, select

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
_UNDER = bindparam("under", type_=String)
_ABOUT = _ALL.where(
    or_(
        audit.c.subject == bindparam("about"),
        func.substr(audit.c.subject, 1, func.length(_UNDER)) == _UNDER,
    )
)


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


def _lines(connection: Connection, subject: str) -> list[AuditLine]:
    if not subject:
        found = connection.execute(_ALL)
    else:
        found = connection.execute(_ABOUT, {"about": subject, "under": f"{subject}/"})
    return [AuditLine(**row._mapping) for row in found]  # noqa: SLF001 - SQLAlchemy's public name for it
