"""A house where the quarter's report is being written: coordinators, who decides, and some answers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from dialogs import report_acts, status_report
from dialogs.desk import Desk
from dialogs.status_report import Author, Typed
from domain.answers import Answers, Value
from domain.people import Person, Role
from domain.report_versions import VersionHead
from store.submissions import Save
from tests.web.house import COMPLETE, FIA, NOW, SAM, STINA, House
from web.report_links import ReportLinkMaker

ANNA = Person("anna", "Anna Samordnare", Role.COORDINATOR)
DORIS = Person("doris", "Doris Beslutsfattare", Role.DECIDER)

FIAS = "Mottagandet i Fyrbodal har blivit svårare sedan två boenden stängde."
STINAS = "Skaraborg har gott om platser och tar emot fler."
LATE = "Sjuhärad tar emot färre än förra kvartalet."


@dataclass
class Drafting(House):
    """Fia has sent in for Fyrbodal and Stina for Skaraborg."""

    def move_in(self) -> None:
        super().move_in()
        self.store.people.enroll(ANNA, at=NOW)
        self.submits(FIA, {"headline": FIAS, "overall_status": "2"})
        self.submits(STINA, {"headline": STINAS})

    @property
    def desk(self) -> Desk:
        return replace(super().desk, report_links=self.reports)

    @property
    def reports(self) -> ReportLinkMaker:
        return ReportLinkMaker(self.links.seal, self.base_url, self.store)

    def submits(self, person: Person, changed: Mapping[str, Value]) -> None:
        """The person sends in a whole answer, with some of it changed."""
        unit = person.unit or ""
        answers: Answers = {**COMPLETE, **changed}
        before = self.store.submissions.draft(self.round.key, unit)
        seen = before.revision if before else 0
        request = f"svar {unit} {seen}"
        save = Save(self.round, unit, "kontroll", answers, request, "x", seen, person.id, person.name)
        self.store.submissions.submit(save, self.round.form("delregionalt_samrad"), self.clock())

    def author(self, person: Person) -> Author:
        return Author(person, self.clock())

    def renewed(self) -> VersionHead:
        return status_report.renew(self.desk, self.round, self.author(SAM))

    def shown(self, section: str) -> str:
        """A section's text as it stands now."""
        return status_report.composition(self.desk, self.round, self.clock()).part(section).shown

    def writes(self, person: Person, section: str, words: str) -> VersionHead:
        """The person saves a section's text, with what stands now before the eyes."""
        part = status_report.composition(self.desk, self.round, self.clock()).part(section)
        before = self.store.reports.edits(self.round.key).get(section)
        typed = Typed(section, words, part.generated, before.number if before else 0)
        return status_report.save(self.desk, self.round, self.author(person), typed)

    def sent_to_check(self, until: date = date(2026, 11, 18)) -> None:
        self.renewed()
        report_acts.send_to_check(self.desk, self.round, self.author(SAM), until)

    def decided(self) -> int:
        """Everybody accepts, and the newest version is decided; its number."""
        self.sent_to_check()
        for person in (FIA, STINA):
            report_acts.accept(self.desk, self.round, self.author(person), person.unit or "")
        head = self.renewed()
        report_acts.decide(self.desk, self.round, self.author(SAM), "", head.number)
        return head.number

    def published(self) -> int:
        number = self.decided()
        report_acts.publish(self.desk, self.round, self.author(SAM))
        return number

    def draft_token(self, person: Person) -> str:
        return _token(self.reports.draft(person, self.round, self.clock()))

    def check_token(self, person: Person, unit: str = "") -> str:
        until = self.store.report_life.of(self.round.key).checked_until or NOW
        return _token(self.reports.check(person, unit or person.unit or "", self.round, until, self.clock()))

    def file_token(self, person: Person, what: str) -> str:
        return _token(self.reports.file(person, self.round, what, self.clock()))

    def published_token(self, person: Person, edition: int = 1) -> str:
        return _token(self.reports.published(person, self.round, edition, self.clock()))


def _token(address: str) -> str:
    return address.rpartition("/")[2]
