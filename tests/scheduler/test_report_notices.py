"""What Samråd says of the report by itself: to check it, of remarks, to decide it, that it is published."""

from dataclasses import dataclass, field
from datetime import datetime

import pytest

from domain.delivery import Outcome
from domain.people import Assignment, Person, Role
from domain.report_life import ReportAct
from domain.rounds import Round
from scheduler.delivery import Delivery
from tests.scheduler.cast import ADA, FIA, MONA, SARA, SIV
from tests.scheduler.conftest import Running, enroll, moment, report
from tests.scheduler.report_work import ReportWork

DORIS = Person("doris", "Doris", Role.DECIDER)

READ = "Läs det som står om Fyrbodal i lägesrapporten"
AGAIN = "Påminnelse: läs det som står om Fyrbodal i lägesrapporten"
DECIDE = "Faktagranskningen är klar: dags att besluta rapporten för kvartal 4 2026"


@pytest.fixture
async def work(running: Running) -> ReportWork:
    """Fyrbodal, Skaraborg and Arbetsförmedlingen have sent in; it is the day of the draft, 4 March."""
    await running.days("02-04")
    for unit in ("fyrbodal", "skaraborg", "af"):
        report(running.store, running.round, unit, moment("2027-02-20 10:00"))
    await running.days("03-04")
    running.channel.sent.clear()
    return ReportWork(running.store, running.round.key)


async def test_the_coordinator_is_told_of_each_step_that_is_not_done(
    running: Running, work: ReportWork
) -> None:
    assert work.round == "2026Q4"
    await running.days("03-05", "03-08", "03-09", "03-10", "03-11", "03-12")
    assert running.titles("samordnare") == [
        "Dags för faktagranskning av kvartal 4 2026",
        "Lägesrapporten för kvartal 4 2026 är inte publicerad",
    ]
    assert running.told("samordnare").paragraphs == (
        (
            "Enligt kalendern publiceras den 11 mars 2027. Samrådet är 18 mars 2027. Den är inte skickad på "
            "faktagranskning ännu."
        ),
    )


async def test_each_unit_is_asked_to_read_its_own_part_and_told_what_silence_means(
    running: Running, work: ReportWork
) -> None:
    work.check("2027-03-05 09:00", "2027-03-09", "fyrbodal", "skaraborg", "af")
    await running.beat("2027-03-05 09:00")
    assert running.channel.reached() == ["af", "fyrbodal", "skaraborg"]
    assert running.titles("fyrbodal") == [READ]
    told = running.told("fyrbodal").paragraphs
    assert "Ni ser bara det som bygger på era egna uppgifter." in told[0]
    assert told[1] == (
        "Svara senast 9 mars 2027. Säger ni inget till dess räknas det som att ni godtar uppgifterna."
    )
    assert told[-1] == "Du får det här för att du är uppgiftslämnare för samrådet i Fyrbodal."
    assert [one.says for one in running.buttons("fyrbodal")] == ["granska rapporten 2026Q4 Fyrbodal"]


async def test_only_who_has_said_nothing_is_reminded_a_working_day_before_the_end(
    running: Running, work: ReportWork
) -> None:
    work.check("2027-03-05 09:00", "2027-03-09", "fyrbodal", "skaraborg", "af")
    await running.days("03-05")
    work.accept(SIV, "2027-03-05 11:00")
    work.remark(ADA, "2027-03-05 11:00", "Siffran ska vara 12.")
    await running.days("03-08", "03-09")
    assert running.titles("fyrbodal") == [READ, AGAIN]
    assert len(running.titles("skaraborg")) == len(running.titles("af")) == 1


async def test_who_answers_before_the_message_is_sent_does_not_get_it(
    running: Running, work: ReportWork
) -> None:
    work.check("2027-03-04 16:00", "2027-03-09", "fyrbodal", "af")
    await running.beat("2027-03-04 16:00")
    work.accept(FIA, "2027-03-05 07:00")
    await running.beat("2027-03-05 08:30")
    assert running.channel.reached() == ["af"]
    assert {row.outcome for row in running.store.outbox.rows() if "faktagranskning 1" in row.key} == {
        Outcome.SENT,
        Outcome.NEEDLESS,
    }


async def test_remarks_are_told_together_some_minutes_after_the_last(
    running: Running, work: ReportWork
) -> None:
    work.check("2027-03-05 09:00", "2027-03-09", "fyrbodal", "af")
    await running.days("03-05")
    running.channel.sent.clear()
    work.remark(FIA, "2027-03-08 10:10", "Siffran ska vara 12.")
    await running.beat("2027-03-08 10:11")
    work.remark(FIA, "2027-03-08 10:13", "Uddevalla, inte Åmål.")
    await running.beat("2027-03-08 10:17")
    assert running.titles("samordnare") == ["Läget för kvartal 4 2026"]
    await running.beat("2027-03-08 10:18")
    assert running.titles("samordnare")[1:] == ["Fyrbodal har två synpunkter på lägesrapporten"]
    told = running.told("samordnare").paragraphs
    assert told[0] == ("Synpunkt 1, av Fia: ”Siffran ska vara 12.” Det gäller: ”Fyrbodal tog emot 14.”")
    assert told[-1].startswith("Skriv ”åtgärdat 1: …”")
    await running.days("03-09")
    assert running.titles("samordnare")[1:] == ["Fyrbodal har två synpunkter på lägesrapporten"]


async def test_who_made_a_remark_hears_what_was_done_and_hears_it_once(
    running: Running, work: ReportWork
) -> None:
    work.check("2027-03-05 09:00", "2027-03-09", "fyrbodal", "af")
    await running.days("03-05")
    first, second = (
        work.remark(FIA, "2027-03-05 11:00", words) for words in ("Siffran ska vara 12.", "Åmål.")
    )
    work.settle(first.id, "2027-03-08 11:00", "Ändrat till 12.")
    await running.beat("2027-03-08 11:05")
    assert running.titles("fyrbodal")[-1] == "Svar på din synpunkt på lägesrapporten"
    assert running.told("fyrbodal").paragraphs == ("”Siffran ska vara 12.” Sara svarar: ”Ändrat till 12.”",)
    work.settle(second.id, "2027-03-09 09:00", "Åmål står kvar: så skrev ni i 2.3.")
    await running.beat("2027-03-09 09:05")
    assert running.told("fyrbodal").paragraphs == (
        "”Åmål.” Sara svarar: ”Åmål står kvar: så skrev ni i 2.3.”",
    )


async def test_acceptances_stand_in_the_days_digest(running: Running, work: ReportWork) -> None:
    work.check("2027-03-05 09:00", "2027-03-09", "fyrbodal", "af")
    await running.days("03-05")
    work.accept(FIA, "2027-03-05 13:00")
    await running.days("03-08")
    assert running.titles("samordnare") == ["Läget för kvartal 4 2026"]
    assert "Fyrbodal godtog sina uppgifter i rapporten (Fia)." in running.told("samordnare").paragraphs


async def test_when_the_time_is_out_silence_is_told_as_acceptance_to_who_decides(
    running: Running, work: ReportWork
) -> None:
    enroll(running.store, DORIS)
    work.check("2027-03-05 09:00", "2027-03-09", "fyrbodal", "skaraborg", "af")
    work.accept(SIV, "2027-03-05 11:00")
    work.remark(ADA, "2027-03-05 11:00", "Siffran ska vara 12.")
    await running.days("03-05", "03-08", "03-09", "03-10")
    assert running.titles("doris") == [DECIDE]
    assert running.told("doris").paragraphs == (
        "Godtagit sina uppgifter: Skaraborg.",
        "Inte svarat, och därmed godtagit: Fyrbodal.",
        "En synpunkt är inte åtgärdad. Rapporten kan beslutas när samordnaren har svarat på den.",
    )
    assert [one.says for one in running.buttons("doris")] == ["besluta 2026Q4"]
    assert "Beslutar gör Doris, som också har fått veta det." in running.told("samordnare").paragraphs
    assert [one.says for one in running.buttons("samordnare")] == ["synpunkter 2026Q4"]


async def test_when_all_have_accepted_it_can_be_decided_at_once(running: Running, work: ReportWork) -> None:
    work.check("2027-03-05 09:00", "2027-03-09", "fyrbodal")
    await running.beat("2027-03-05 09:00")
    work.accept(FIA, "2027-03-05 10:30")
    await running.beat("2027-03-05 11:00")
    assert running.titles("samordnare") == [DECIDE]
    assert running.told("samordnare").paragraphs[-1].startswith("Ingen beslutsfattare är utsedd")
    assert [one.says for one in running.buttons("samordnare")] == ["besluta 2026Q4"]


async def test_a_decision_is_told_to_the_coordinator_and_one_taken_back_to_who_decided(
    running: Running, work: ReportWork
) -> None:
    enroll(running.store, DORIS)
    work.check("2027-03-05 09:00", "2027-03-05", "fyrbodal")
    running.channel.sent.clear()
    work.decide(DORIS, "2027-03-08 11:00")
    await running.beat("2027-03-08 11:00")
    assert running.titles("samordnare") == ["Lägesrapporten för kvartal 4 2026 är beslutad"]
    assert "Doris beslutade version 1 8 mars 2027 kl. 11.00." in running.told("samordnare").paragraphs[0]
    work.act(ReportAct.TAKE_BACK, SARA, "2027-03-08 12:00", words="Siffran för Ale är fel.")
    await running.beat("2027-03-08 12:00")
    assert running.titles("doris") == ["Beslutet om rapporten för kvartal 4 2026 är återtaget"]
    assert "Sara skriver: ”Siffran för Ale är fel.”" in running.told("doris").paragraphs[0]


@dataclass
class Pages:
    """Where the report is in a browser, told as who and what."""

    asked: list[str] = field(default_factory=list)

    def draft(self, person: Person, round_: Round, _now: datetime) -> str:
        return f"https://example.org/utkast/{person.id}/{round_.key}"

    def check(self, person: Person, unit: str, round_: Round, until: datetime, _now: datetime) -> str:
        return f"https://example.org/granska/{person.id}/{round_.key}/{unit}/{until:%m-%d}"

    def file(self, person: Person, round_: Round, what: str, _now: datetime) -> str:
        return f"https://example.org/fil/{person.id}/{round_.key}/{what}"

    def published(self, person: Person, round_: Round, edition: int, _now: datetime) -> str:
        return f"https://example.org/rapport/{person.id}/{round_.key}/{edition}"


def with_pages(running: Running) -> None:
    old = running.delivery
    running.delivery = Delivery(
        old.store, old.county, old.deliver, old.clock, old.hours, report_links=Pages()
    )


async def test_what_is_published_is_told_to_everyone_concerned_with_a_link_of_their_own(
    running: Running, work: ReportWork
) -> None:
    with_pages(running)
    work.check("2027-03-05 09:00", "2027-03-05", "fyrbodal")
    work.decide(SARA, "2027-03-08 11:00")
    work.publish("2027-03-08 12:00")
    running.channel.sent.clear()
    await running.beat("2027-03-08 12:00")
    told = running.channel.reached()
    assert "samordnare" not in told
    assert {"fyrbodal", "fyrbodal_ersattare", "skaraborg", "af", "miv", "ale", "medlem"} <= set(told)
    assert running.titles("medlem") == ["Lägesrapporten för kvartal 4 2026"]
    assert running.told("medlem").paragraphs[0] == "Rapporten är beslutad och publicerad."
    assert running.told("fyrbodal").paragraphs[0].endswith("Tack för ert bidrag!")
    assert [one.opens for one in running.buttons("fyrbodal")] == [
        "https://example.org/rapport/fyrbodal/2026Q4/1"
    ]
    await running.days("03-09", "03-10", "03-11", "03-12")
    assert running.titles("medlem") == ["Lägesrapporten för kvartal 4 2026"]
    assert running.titles("samordnare") == []


async def test_a_correction_after_the_case_is_closed_is_told_with_what_was_wrong(
    running: Running, work: ReportWork
) -> None:
    work.check("2027-03-05 09:00", "2027-03-05", "fyrbodal")
    work.decide(SARA, "2027-03-08 11:00")
    work.publish("2027-03-08 12:00")
    await running.beat("2027-03-08 12:00")
    work.act(ReportAct.CORRECT, SARA, "2027-09-06 11:00", words="Fyrbodal tog emot 12, inte 14.")
    work.draft("2027-09-06 11:30", '{"rättad": 1}')
    work.decide(SARA, "2027-09-06 12:00")
    work.publish("2027-09-06 13:00")
    await running.beat("2027-09-06 13:00")
    assert running.titles("medlem")[-1] == "Rättad utgåva 2: Lägesrapporten för kvartal 4 2026"
    assert running.told("medlem").paragraphs[:2] == (
        "Utgåva 2 är beslutad och publicerad. Den ersätter den utgåva ni fick tidigare.",
        "Rättelse: Fyrbodal tog emot 12, inte 14.",
    )


async def test_who_has_left_is_not_told(running: Running, work: ReportWork) -> None:
    left = Person("lisa", "Lisa", Role.REPORTER, "sjuharad", until=moment("2027-02-01 10:00").date())
    enroll(running.store, left)
    also = Person("lars", "Lars", Role.EXPERT, "boende", also=(Assignment(Role.MEMBER),))
    enroll(running.store, also)
    work.check("2027-03-05 09:00", "2027-03-05", "fyrbodal")
    work.decide(SARA, "2027-03-08 11:00")
    work.publish("2027-03-08 12:00")
    await running.beat("2027-03-08 12:00")
    assert "lisa" not in running.channel.reached()
    assert {"lars", MONA.id} <= set(running.channel.reached())


async def test_a_second_check_asks_anew(running: Running, work: ReportWork) -> None:
    """It was sent too early: the figures came the day after."""
    work.check("2027-03-05 09:00", "2027-03-09", "fyrbodal")
    await running.days("03-05")
    work.accept(FIA, "2027-03-05 11:00")
    work.draft("2027-03-08 09:00", '{"ny": 1}')
    work.check("2027-03-08 09:00", "2027-03-10", "fyrbodal")
    await running.beat("2027-03-08 10:05")
    assert running.titles("fyrbodal").count(READ) == 2
    assert "Svara senast 10 mars 2027." in running.told("fyrbodal").paragraphs[1]
