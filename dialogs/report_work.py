"""Composing the report from what is kept now, and keeping what was composed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from dialogs.desk import Desk
from dialogs.report_sections import composed
from domain.errors import NotFound
from domain.material import Material
from domain.people import Person
from domain.report_life import ReportLife
from domain.report_versions import Edited, SectionEdit, VersionDraft, VersionHead, digest
from domain.rounds import Round
from domain.workdays import STOCKHOLM
from reports import kept
from reports.composing import Composition, Correction, Options, Part
from store.reports import Overtaken

_TRIES = 5
"""So often is the report composed anew when somebody writes in another section meanwhile."""

NO_ANSWERS = "Inget svar har kommit in än, så det finns inget att göra ett utkast av."


@dataclass(frozen=True)
class Work:
    """A round's report on the desk of ``person``, at ``now`` (aware).

    The answers until then are read once, for all that is done; what others write in the report is read anew
    each time.
    """

    desk: Desk
    round: Round
    person: Person
    now: datetime

    @property
    def life(self) -> ReportLife:
        return self.desk.store.report_life.of(self.round.key)

    @cached_property
    def material(self) -> Material:
        return material(self.desk, self.round, self.now)

    def edits(self) -> dict[str, SectionEdit]:
        """The latest of each section; one without words stands for nothing."""
        return self.desk.store.reports.edits(self.round.key)

    def composed(self, edits: Mapping[str, SectionEdit]) -> Composition:
        """The report of today with those edits."""
        return composed(self.material, edits, options(self.life))

    def generated(self, section: str) -> Part:
        """The section as the answers give it, whatever is written in it. Raise NotFound."""
        try:
            return self.composed({}).part(section)
        except KeyError:
            raise NotFound("Rapporten har inget sådant avsnitt. Läs om den.") from None

    def renew(self, why: str) -> VersionHead:
        """Keep the report as it stands; the latest version again when that is how it stands already.

        Raise NotFound while no answer has come in.
        """
        return _again(lambda: self._latest() or self._keep(why, None))

    def keep(self, edit: SectionEdit, why: str) -> VersionHead:
        """Keep the edit with the version that it makes. Raise as ``renew``, and Conflict."""
        return _again(lambda: self._keep(why, edit))

    def _latest(self) -> VersionHead | None:
        """The latest version, when the report of today differs from it only in when it was made."""
        latest = next(iter(self.desk.store.reports.versions(self.round.key)), None)
        if latest is None:
            return None
        then = latest.cut_off.astimezone(STOCKHOLM)
        edits, count = self._counted()
        answers = replace(self.material, cut_off=then, written=then.date())
        document = composed(answers, edits, options(self.life)).document
        same = latest.edits == count and latest.digest == digest(kept.dumps(document))
        return latest if same else None

    def _keep(self, why: str, edit: SectionEdit | None) -> VersionHead:
        if not has_answers(self.material):
            raise NotFound(NO_ANSWERS)
        edits, count = self._counted()
        if edit:
            edits, count = {**edits, edit.section: edit}, count + 1
        content = kept.dumps(self.composed(edits).document)
        said = (self.person.id, self.person.name, self.now)
        draft = VersionDraft(self.round.key, content, self.now, *said, why=why, edits=count)
        return self.desk.store.reports.keep(draft, Edited(edit, edit.number - 1) if edit else None)

    def _counted(self) -> tuple[dict[str, SectionEdit], int]:
        # Counted first: an edit that comes in between is then one too many, and what is composed is not kept.
        count = self.desk.store.reports.edit_count(self.round.key)
        return self.edits(), count


def material(desk: Desk, round_: Round, now: datetime) -> Material:
    """What the report may draw on now."""
    written = now.astimezone(STOCKHOLM).date()
    return desk.store.material(desk.county, round_, desk.forms(round_), cut_off=now, written=written)


def has_answers(material_: Material) -> bool:
    """Whether anybody has sent in, or said that there is nothing to report."""
    return len(material_.missing) < len(material_.contributions)


def options(life: ReportLife) -> Options:
    """What the report's life asks of its words: the summary in English, the record of corrections."""
    corrections = (
        Correction(edition, step.at, step.by_name, step.words)
        for edition, step in enumerate(life.corrections, start=2)
    )
    return Options(life.english, tuple(corrections))


def _again(keep: Callable[[], VersionHead]) -> VersionHead:
    """What ``keep`` keeps, composed anew while others write in other sections."""
    for _ in range(_TRIES):
        try:
            return keep()
        except Overtaken:
            continue
    return keep()
