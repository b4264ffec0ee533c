"""A quarter's report as a guest works with it, at one moment: how it stands, and what there is to read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from dialogs import report_rights, report_work, status_report
from dialogs.desk import Desk
from dialogs.status_report import Author
from domain import swedish
from domain.county import Respondent
from domain.errors import NotFound
from domain.material import Material
from domain.people import Person
from domain.report_life import Remark, ReportLife, ReportStep, editable, must_be_editable
from domain.report_versions import SectionEdit, VersionHead
from domain.rounds import Round
from reports.composing import Composition, Part
from reports.document import Document
from web.handbook_rooms import number_in
from web.report_entrance import ReportGuest


@dataclass(frozen=True)
class Room:
    desk: Desk
    guest: ReportGuest

    @property
    def person(self) -> Person:
        return self.guest.person

    @property
    def round(self) -> Round:
        return self.guest.round

    @property
    def now(self) -> datetime:
        return self.guest.now

    @property
    def author(self) -> Author:
        return Author(self.person, self.now)

    @cached_property
    def life(self) -> ReportLife:
        return self.desk.store.report_life.of(self.round.key)

    @property
    def open(self) -> bool:
        """Whether the report is being written: neither decided nor published."""
        return editable(self.life)

    @property
    def editable(self) -> bool:
        """Whether the guest may change its words now."""
        return self.person.coordinates and self.open

    def must_write(self) -> None:
        """Raise NotAllowed, with why and what to do, for who may not change its words now."""
        report_rights.must_coordinate(self.person, self.now)
        must_be_editable(self.life)

    @cached_property
    def composition(self) -> Composition:
        return status_report.composition_of(self.desk, self.round, self.material)

    @cached_property
    def material(self) -> Material:
        return report_work.material(self.desk, self.round, self.now)

    @property
    def may_decide(self) -> bool:
        return report_rights.may_decide(self.desk, self.person, self.now)

    def anew(self) -> "Room":
        """The same, as it has become."""
        return Room(self.desk, self.guest)

    @cached_property
    def steps(self) -> Sequence[ReportStep]:
        """What has been done with it, oldest first."""
        return self.desk.store.report_life.steps(self.round.key)

    @cached_property
    def versions(self) -> Sequence[VersionHead]:
        """The latest first."""
        return self.desk.store.reports.versions(self.round.key)

    @cached_property
    def remarks(self) -> Sequence[Remark]:
        return self.desk.store.report_life.remarks(self.round.key)

    @property
    def open_remarks(self) -> list[Remark]:
        return [one for one in self.remarks if not one.settled]

    @property
    def remarking(self) -> frozenset[str]:
        """The units that have made a remark in the latest fact check."""
        checked = self.life.checked
        return frozenset(one.unit for one in self.remarks if checked and one.at >= checked.at)

    def names(self, units: Iterable[str]) -> str:
        """What the units are called, as a list."""
        return swedish.listed(self.unit(unit).name for unit in units)

    def part(self, key: str) -> Part:
        """Raise NotFound for a section that the report does not have."""
        try:
            return self.composition.part(key)
        except KeyError:
            raise NotFound("Det finns inget sådant avsnitt i rapporten.") from None

    def edit(self, key: str) -> SectionEdit | None:
        """The section's latest edit, also one that took the generated text back."""
        return self.desk.store.reports.edits(self.round.key).get(key)

    def version(self, number: str) -> VersionHead:
        """Raise NotFound for a number of none of them."""
        wanted = number_in(number)
        for head in self.versions:
            if head.number == wanted:
                return head
        raise NotFound("Det finns ingen sådan version. Se dem som är sparade under ”Versioner”.")

    def document(self, number: int) -> Document:
        return status_report.document(self.desk, self.round, number)

    def title(self, key: str) -> str:
        """What a section is called in the county's report; its key for one that is no longer there."""
        return next((plan.title for plan in self.desk.county.report.sections if plan.key == key), key)

    def unit(self, unit: str) -> Respondent:
        return self.desk.county.respondent(unit)
