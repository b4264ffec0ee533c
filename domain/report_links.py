"""What a signed link to the report opens, for whom, and how long."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Purpose(StrEnum):
    DRAFT = "utkast"
    CHECK = "faktagranskning"
    FILE = "fil"
    PUBLISHED = "publicerad"


LASTS = {
    Purpose.DRAFT: timedelta(hours=12),
    Purpose.FILE: timedelta(hours=1),
    Purpose.PUBLISHED: timedelta(days=90),
}
"""So long does a new link hold. One to a fact check holds until the check's last moment."""


@dataclass(frozen=True)
class Opens:
    """What a link opens: for which person (id) and round (key).

    ``what``: a unit's id for a fact check, such as "4/pdf" for a file, an edition's number for what is
    published; empty for a draft.
    """

    purpose: Purpose
    person: str
    round: str
    what: str = ""


@dataclass(frozen=True)
class ReportLink:
    """``expires``: the last moment that it opens. ``revoked``: when it was taken back."""

    id: str
    purpose: Purpose
    person: str
    round: str
    what: str
    expires: datetime
    revoked: datetime | None
    at: datetime

    @property
    def opens(self) -> Opens:
        return Opens(self.purpose, self.person, self.round, self.what)

    def live(self, now: datetime) -> bool:
        return self.revoked is None and now <= self.expires
