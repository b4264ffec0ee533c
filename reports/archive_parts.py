"""What an archive package is made of, handed in: nothing here reads a store."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.answers import Submission
from domain.errors import NotFound
from domain.material import Material
from domain.report_life import KeptFile, ReportLife, ReportStep
from domain.rounds import FormRef, Round
from reports.document import Document
from reports.export.rows import Copy


@dataclass(frozen=True)
class Logged:
    """A line of the audit log. ``who``: a person's id; ``at`` (aware) is None when nobody noted it."""

    at: datetime | None
    who: str
    what: str
    subject: str
    why: str


@dataclass(frozen=True)
class FormFile:
    """A questionnaire as it was asked. ``sha256``: of the file when it was first used; ``content``: now."""

    ref: FormRef
    sha256: str
    content: bytes

    @property
    def name(self) -> str:
        return f"{self.ref.id}.{self.ref.version}.toml"


def must_be_published(life: ReportLife, round_: Round) -> ReportStep:
    """The step that published the latest edition. Raises NotFound, with what to do, when there is none."""
    if life.published is None:
        raise NotFound(
            f"Rapporten för {round_.quarter.label} är inte publicerad, så det finns inget att arkivera. "
            "Publicera den först."
        )
    return life.published


@dataclass(frozen=True)
class Parts:
    """``document``: the latest edition. ``files``: of every edition, as they were frozen.

    ``submissions``: every version of every unit's. ``forms``: those that they answer. ``log``: the round's
    lines, oldest first. ``made`` (aware): when the package is. ``copy``: INTERNAL, for the authority alone,
    has what may not be published too, in a folder of its own; the rule is OPEN.
    """

    material: Material
    document: Document
    life: ReportLife
    files: tuple[KeptFile, ...]
    submissions: tuple[Submission, ...]
    forms: tuple[FormFile, ...]
    log: tuple[Logged, ...]
    made: datetime
    copy: Copy = Copy.OPEN

    @property
    def internal(self) -> bool:
        return self.copy is Copy.INTERNAL

    @property
    def digests(self) -> Mapping[FormRef, str]:
        return {one.ref: one.sha256 for one in self.forms}

    @property
    def round(self) -> Round:
        return self.material.round
