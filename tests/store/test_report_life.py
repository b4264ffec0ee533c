"""The report's steps, remarks and frozen files, kept one after the other and never changed."""

from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

import pytest

from domain.errors import Conflict, NotAllowed, NotFound
from domain.people import Person, Role
from domain.report_life import (
    KeptFile,
    NewRemark,
    ReportAct,
    ReportLife,
    ReportMove,
    ReportStatus,
    ReportStep,
    Settled,
    step,
)
from domain.report_versions import VersionDraft
from store.store import Store

ROUND = "2026Q3"
FIA = Person("fia", "Fia", Role.REPORTER, "fyrbodal")
REMARK = NewRemark("fyrbodal", "councils", "Samrådet hölls 12 november.", "Det var den 13.", 1)


class Report:
    """A report in its first version, and what somebody does with it."""

    def __init__(self, store: Store, now: datetime) -> None:
        self.store, self.now = store, now
        self.until = now + timedelta(days=2)
        self.keep("1")

    def keep(self, content: str) -> None:
        draft = VersionDraft(ROUND, content, self.now, "sara", "Sara", self.now, "nytt utkast")
        self.store.reports.keep(draft)

    @property
    def life(self) -> ReportLife:
        return self.store.report_life.of(ROUND)

    def step(self, act: ReportAct, version: int = 1, after: int = 0, unit: str = "") -> ReportStep:
        at = self.now + timedelta(days=after)
        asked = ("skaraborg", "fyrbodal")
        move = ReportMove(act, "sara", "Sara", at, version, unit, "Därför att.", self.until, asked)
        return step(self.life, move)

    def does(self, act: ReportAct, version: int = 1, after: int = 0, unit: str = "") -> ReportLife:
        return self.store.report_life.step(ROUND, self.step(act, version, after, unit), seen=self.life.number)


@pytest.fixture
def report(open_round: Store, now: datetime) -> Report:
    return Report(open_round, now)


def file(name: str = "lagesrapport-2026Q3.pdf", content: bytes = b"%PDF", edition: int = 1) -> KeptFile:
    at = datetime.fromisoformat("2026-10-05T09:00:00+02:00")
    return KeptFile(name, "application/pdf", sha256(content).hexdigest(), content, edition, at)


def test_steps_come_back_as_they_were_taken(report: Report) -> None:
    assert report.life == ReportLife()
    sent = report.step(ReportAct.SEND_TO_CHECK)
    assert report.store.report_life.step(ROUND, sent, seen=0).status is ReportStatus.CHECK
    accepted = report.step(ReportAct.ACCEPT, unit="fyrbodal")
    report.store.report_life.step(ROUND, accepted, seen=1)
    assert report.store.report_life.steps(ROUND) == [sent, accepted]
    assert report.life.asked == ("skaraborg", "fyrbodal")
    assert report.store.report_life.steps("2026Q4") == []


def test_who_comes_second_is_told_who_was_first_with_what(report: Report) -> None:
    sent = report.step(ReportAct.SEND_TO_CHECK)
    report.does(ReportAct.ASK_ENGLISH)
    with pytest.raises(Conflict, match="Sara lade till en engelsk sammanfattning 1 oktober 2026"):
        report.store.report_life.step(ROUND, sent, seen=0)
    assert [one.act for one in report.store.report_life.steps(ROUND)] == [ReportAct.ASK_ENGLISH]


def test_what_is_decided_is_the_newest_version_that_was_read(report: Report) -> None:
    report.does(ReportAct.SEND_TO_CHECK)
    report.keep("2")
    with pytest.raises(Conflict, match="än den du läste: version 2, sparad av Sara"):
        report.does(ReportAct.DECIDE, version=1, after=3)
    assert report.does(ReportAct.DECIDE, version=2, after=3).status is ReportStatus.DECIDED


def test_nothing_is_decided_over_remarks_that_nobody_has_settled(report: Report, now: datetime) -> None:
    report.does(ReportAct.SEND_TO_CHECK)
    lives = report.store.report_life
    first = lives.remark(ROUND, REMARK, FIA, now)
    second = lives.remark(ROUND, replace(REMARK, words="Och i Uddevalla."), FIA, now)
    with pytest.raises(NotAllowed, match="Två synpunkter från faktagranskningen är inte avslutade"):
        report.does(ReportAct.DECIDE, after=3)
    for one in (first, second):
        lives.settle(one.id, Settled("Rättat.", "sara", "Sara", now))
    assert report.does(ReportAct.DECIDE, after=3).decided


def test_the_same_remark_sent_again_counts_once_and_so_many_may_wait(report: Report, now: datetime) -> None:
    report.does(ReportAct.SEND_TO_CHECK)
    lives = report.store.report_life
    made = [lives.remark(ROUND, REMARK, FIA, now) for _ in range(5)]
    assert lives.remarks(ROUND) == made[:1]
    for number in range(29):
        lives.remark(ROUND, replace(REMARK, words=f"Fel {number}."), FIA, now)
    with pytest.raises(NotAllowed, match="30 av era synpunkter väntar redan"):
        lives.remark(ROUND, replace(REMARK, words="Ett till."), FIA, now)
    assert lives.remark(ROUND, REMARK, FIA, now) == made[0]


def test_a_remark_is_kept_with_what_it_speaks_of_and_what_was_done(report: Report, now: datetime) -> None:
    report.does(ReportAct.SEND_TO_CHECK)
    lives = report.store.report_life
    made = lives.remark(ROUND, REMARK, FIA, now)
    assert (made.quote, made.by_name, made.settled) == ("Samrådet hölls 12 november.", "Fia", None)
    assert lives.remarks(ROUND) == [made] == [lives.get_remark(made.id)]
    settled = lives.settle(made.id, Settled("Rättat.", "sara", "Sara", now))
    assert lives.remarks(ROUND) == [settled]
    assert settled.settled == Settled("Rättat.", "sara", "Sara", now)
    with pytest.raises(Conflict, match="redan avslutad av Sara"):
        lives.settle(made.id, Settled("Igen.", "bo", "Bo", now))
    with pytest.raises(NotFound, match="ingen synpunkt 99"):
        lives.settle(99, Settled("Rättat.", "sara", "Sara", now))


def test_remarks_are_taken_while_the_check_is_open_and_from_who_was_asked(
    report: Report, now: datetime
) -> None:
    lives = report.store.report_life
    with pytest.raises(NotAllowed, match="inte på faktagranskning än"):
        lives.remark(ROUND, REMARK, FIA, now)
    report.does(ReportAct.SEND_TO_CHECK)
    with pytest.raises(NotAllowed, match="inget i rapporten"):
        lives.remark(ROUND, replace(REMARK, unit="af"), FIA, now)
    with pytest.raises(NotAllowed, match="slutade"):
        lives.remark(ROUND, REMARK, FIA, report.until + timedelta(seconds=1))
    assert lives.remarks(ROUND) == []


def decided(report: Report) -> Report:
    report.does(ReportAct.SEND_TO_CHECK)
    report.does(ReportAct.DECIDE, after=3)
    return report


def test_files_are_frozen_with_the_step_that_publishes_them(report: Report) -> None:
    decided(report)
    made = [file(), file("lagesrapport-2026Q3.docx", b"PK")]
    taken = report.step(ReportAct.PUBLISH, after=4)
    life = report.store.report_life.publish(ROUND, taken, made, seen=report.life.number)
    assert (life.status, life.edition) == (ReportStatus.PUBLISHED, 1)
    assert report.store.report_life.files(ROUND, 1) == sorted(made, key=lambda one: one.name)
    assert report.store.report_life.files(ROUND, 2) == []
    lines = report.store.audit.lines(f"{ROUND}/rapport/utgåva/1")
    assert lines[0].why == f"lagesrapport-2026Q3.pdf, sha256 {sha256(b'%PDF').hexdigest()}"


def test_a_file_that_cannot_be_kept_publishes_nothing(report: Report) -> None:
    decided(report)
    taken = report.step(ReportAct.PUBLISH, after=4)
    torn = replace(file(), content=b"%PD")
    with pytest.raises(ValueError, match="checksum"):
        report.store.report_life.publish(ROUND, taken, [file("a.docx"), torn], seen=report.life.number)
    assert report.life.status is ReportStatus.DECIDED
    assert report.store.report_life.files(ROUND, 1) == []


def test_the_published_edition_stands_when_the_next_one_is_published(report: Report) -> None:
    decided(report)
    lives = report.store.report_life
    lives.publish(ROUND, report.step(ReportAct.PUBLISH, after=4), [file()], seen=report.life.number)
    report.does(ReportAct.CORRECT, after=5)
    report.keep("2")
    report.does(ReportAct.DECIDE, version=2, after=6)
    later = file(content=b"%PDF 2", edition=2)
    lives.publish(ROUND, report.step(ReportAct.PUBLISH, after=7), [later], seen=report.life.number)
    assert [one.content for one in lives.files(ROUND, 1)] == [b"%PDF"]
    assert [one.content for one in lives.files(ROUND, 2)] == [b"%PDF 2"]


def test_every_step_leaves_its_line(report: Report) -> None:
    decided(report)
    report.does(ReportAct.TAKE_BACK, after=4)
    lines = [(line.what, line.why) for line in report.store.audit.lines(f"{ROUND}/rapport")][1:]
    assert lines == [
        (
            "skickade på faktagranskning version 1",
            "utkast blev på faktagranskning, till 3 oktober 2026 kl. 12.00: Därför att.",
        ),
        ("beslutade version 1", "på faktagranskning blev beslutad: Därför att."),
        ("tog tillbaka beslutet version 1", "beslutad blev på faktagranskning: Därför att."),
    ]
