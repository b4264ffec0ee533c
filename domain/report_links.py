"""What a signed link to the report opens, for whom, and how long."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from domain.people import Person
from domain.rounds import Round


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

    ``what``: a unit's id for a fact check, such as "4/pdf" or "arkiv/zip" for a file, an edition's number for
    what is published; empty for a draft.
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


class ReportDoors(Protocol):
    """Where a person finds the report in a browser; every one is "" when there are no pages."""

    def draft(self, person: Person, round_: Round, now: datetime) -> str:
        """The page of the draft, where sections are edited and the report goes on."""

    def check(self, person: Person, unit: str, round_: Round, until: datetime, now: datetime) -> str:
        """The page where a unit reads its own part until ``until`` (aware), accepts it or remarks on it."""

    def file(self, person: Person, round_: Round, what: str, now: datetime) -> str:
        """A file, for an hour; ``what``: a version and a format, "4/pdf", or "dagordning/docx" beside it."""

    def published(self, person: Person, round_: Round, edition: int, now: datetime) -> str:
        """The page of a published edition, for 90 days."""


class NoReportDoors:
    """There are no pages."""

    def draft(self, _person: Person, _round: Round, _now: datetime) -> str:
        return ""

    def check(self, _person: Person, _unit: str, _round: Round, _until: datetime, _now: datetime) -> str:
        return ""

    def file(self, _person: Person, _round: Round, _what: str, _now: datetime) -> str:
        return ""

    def published(self, _person: Person, _round: Round, _edition: int, _now: datetime) -> str:
        return ""
