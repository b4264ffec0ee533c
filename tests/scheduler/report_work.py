"""What is done with a round's report, straight in the store: kept, checked, remarked on, decided, sent."""

from dataclasses import dataclass
from datetime import datetime, time
from hashlib import sha256

from domain.people import Person
from domain.report_life import (
    KeptFile,
    NewRemark,
    Remark,
    ReportAct,
    ReportLife,
    ReportMove,
    Settled,
    step,
)
from domain.report_versions import VersionDraft
from domain.workdays import at
from store.store import Store
from tests.scheduler.cast import SARA
from tests.scheduler.conftest import moment


@dataclass(frozen=True)
class ReportWork:
    """``round``: a round's key. Moments are Swedish time, as "2027-03-05 09:00"."""

    store: Store
    round: str

    def draft(self, when: str, content: str = "{}") -> int:
        """A version, by the coordinator; its number."""
        now = moment(when)
        draft = VersionDraft(self.round, content, now, SARA.id, SARA.name, now, "nytt utkast")
        return self.store.reports.keep(draft).number

    def check(self, when: str, until: str, *units: str) -> ReportLife:
        """Sent to the units, to and with the day ``until``."""
        last = at(datetime.fromisoformat(until).date(), time.max)
        version = self.draft(when)
        return self.act(ReportAct.SEND_TO_CHECK, SARA, when, version=version, until=last, asked=units)

    def accept(self, person: Person, when: str) -> ReportLife:
        return self.act(ReportAct.ACCEPT, person, when, unit=person.unit)

    def decide(self, person: Person, when: str) -> ReportLife:
        return self.act(
            ReportAct.DECIDE, person, when, version=self.store.reports.versions(self.round)[0].number
        )

    def publish(self, when: str) -> ReportLife:
        life = self.store.report_life.of(self.round)
        taken = step(life, ReportMove(ReportAct.PUBLISH, SARA.id, SARA.name, moment(when)))
        content = b"%PDF-1.7"
        file = KeptFile(
            "rapport.pdf",
            "application/pdf",
            sha256(content).hexdigest(),
            content,
            life.edition + 1,
            moment(when),
        )
        return self.store.report_life.publish(self.round, taken, [file], life.number)

    def act(self, act: ReportAct, person: Person, when: str, **of: object) -> ReportLife:
        """``of``: the fields of the move that the act is about."""
        life = self.store.report_life.of(self.round)
        move = ReportMove(act, person.id, person.name, moment(when), **of)  # type: ignore[arg-type] # each field has its own type
        return self.store.report_life.step(self.round, step(life, move), life.number)

    def remark(self, person: Person, when: str, words: str) -> Remark:
        new = NewRemark(person.unit or "", "reception", "Fyrbodal tog emot 14.", words, 1)
        return self.store.report_life.remark(self.round, new, person, moment(when))

    def settle(self, remark: int, when: str, words: str) -> Remark:
        """``remark``: its number."""
        how = Settled(words, SARA.id, SARA.name, moment(when))
        return self.store.report_life.settle(remark, how)
