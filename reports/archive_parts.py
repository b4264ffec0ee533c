"""What an archive package is made of, handed in: nothing here reads a store."""

from dataclasses import dataclass
from datetime import datetime

from domain.answers import Submission
from domain.material import Material
from domain.report_life import KeptFile, ReportLife
from domain.rounds import Round
from reports.document import Document
from reports.writers import Written


@dataclass(frozen=True)
class Logged:
    """A line of the audit log. ``who``: a person's id; ``at`` (aware) is None when nobody noted it."""

    at: datetime | None
    who: str
    what: str
    subject: str
    why: str


@dataclass(frozen=True)
class Parts:
    """``document``: the latest edition. ``files``: of every edition, as they were frozen.

    ``submissions``: every version of every unit's. ``log``: the round's lines, oldest first. ``made``
    (aware): when the package is. ``internal``: the internal annex, for the authority alone; None, the rule,
    leaves out all that may not be published.
    """

    material: Material
    document: Document
    life: ReportLife
    files: tuple[KeptFile, ...]
    submissions: tuple[Submission, ...]
    log: tuple[Logged, ...]
    made: datetime
    internal: tuple[Written, ...] | None = None

    @property
    def round(self) -> Round:
        return self.material.round
