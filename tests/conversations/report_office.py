"""The office where the quarter's report is written: answers come in, coordinators write, time goes on."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from dialogs import report_acts, status_report
from dialogs.desk import Desk
from dialogs.report_acts import Remarked
from dialogs.status_report import Author, Typed
from domain.answers import Value
from domain.people import Person
from domain.report_life import Remark, ReportLife
from domain.report_versions import VersionHead
from domain.rounds import Round
from reports.composing import Part
from store.submissions import Save
from tests.reports.quarter_three import AGENCY, CALM

UNTIL = date(2026, 12, 3)


@dataclass
class Office:
    """``sent`` counts what has come in: each answer is a request of its own."""

    desk: Desk
    round: Round
    now: datetime
    sent: int = field(default=0)

    def person(self, who: str) -> Person:
        found = self.desk.store.people.get(who)
        assert found, who
        return found

    def author(self, who: str = "samordnare") -> Author:
        return Author(self.person(who), self.now)

    def days(self, days: int) -> None:
        self.now += timedelta(days=days)

    def answers(self, unit: str, **said: str) -> None:
        """The unit sends in a calm answer that differs as told."""
        self.sent += 1
        answers = self._calm(unit) | {key.replace("__", "."): value for key, value in said.items()}
        before = self.desk.store.submissions.draft(self.round.key, unit)
        seen = before.revision if before else 0
        request = f"svar {self.sent}"
        by = self.person(unit)
        save = Save(self.round, unit, "kontroll", answers, request, request, seen, by.id, by.name)
        ref = self.round.form(self.desk.county.respondent(unit).unit.form)
        self.desk.store.submissions.submit(save, ref, self.now)

    def _calm(self, unit: str) -> dict[str, Value]:
        return dict(CALM if unit in {one.id for one in self.desk.county.councils} else AGENCY)

    def part(self, section: str) -> Part:
        return status_report.composition(self.desk, self.round, self.now).part(section)

    def typed(self, section: str, words: str) -> Typed:
        """What somebody types who has just opened the section."""
        return Typed(section, words, self.part(section).generated, self.seen(section))

    def seen(self, section: str) -> int:
        edit = self.desk.store.reports.edits(self.round.key).get(section)
        return edit.number if edit else 0

    def writes(self, section: str, words: str, who: str = "samordnare") -> VersionHead:
        return self.saves(self.typed(section, words), who)

    def saves(self, typed: Typed, who: str = "samordnare") -> VersionHead:
        return status_report.save(self.desk, self.round, self.author(who), typed)

    def renews(self, who: str = "samordnare") -> VersionHead:
        return status_report.renew(self.desk, self.round, self.author(who))

    @property
    def versions(self) -> list[VersionHead]:
        return self.desk.store.reports.versions(self.round.key)

    @property
    def life(self) -> ReportLife:
        return self.desk.store.report_life.of(self.round.key)

    def checks(self, who: str = "samordnare", until: date = UNTIL) -> ReportLife:
        return report_acts.send_to_check(self.desk, self.round, self.author(who), until)

    def accepts(self, unit: str, who: str = "") -> ReportLife:
        return report_acts.accept(self.desk, self.round, self.author(who or unit), unit)

    def remarks(self, unit: str, section: str, quote: str, words: str) -> Remark:
        said = Remarked(unit, section, quote, words)
        return report_acts.remark(self.desk, self.round, self.author(unit), said)

    def decides(self, who: str = "beslutsfattare", words: str = "") -> ReportLife:
        """On the newest version, after the fact check."""
        seen = self.versions[0].number
        return report_acts.decide(self.desk, self.round, self.author(who), words, seen)

    def is_decided(self) -> ReportLife:
        """As a quarter goes: sent to be checked, nobody says anything, decided."""
        self.renews()
        self.checks(until=self.now.date() + timedelta(days=2))
        self.days(3)
        return self.decides()

    def publishes(self, who: str = "samordnare") -> ReportLife:
        return report_acts.publish(self.desk, self.round, self.author(who))
