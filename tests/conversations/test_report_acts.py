"""How the report goes on: the fact check, the decision, publishing, correction; and who may do what."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256

import pytest

from dialogs import report_acts, status_report
from dialogs.desk import Desk
from dialogs.status_report import BadText
from domain.errors import Conflict, NotAllowed, NotFound
from domain.people import Person, Role
from domain.report_life import Remark, ReportLife, ReportStatus, silent_accepts
from domain.rounds import Round
from reports.extracts import extract, quote
from reports.writers import Format
from tests.conversations.report_office import Office

HEADLINE = "Två boenden har stängt, och det har gått fort."


def drafts(office: Office) -> None:
    office.answers("fyrbodal", headline=HEADLINE)
    office.answers("skaraborg")
    office.answers("af")
    office.renews()


def sends_to_check(office: Office) -> None:
    drafts(office)
    office.checks()


BEGINS = {"checked": sends_to_check, "office": drafts}


@pytest.fixture
def office(desk: Desk, round_: Round, opened: datetime) -> Office:
    """Fyrbodal, Skaraborg and Arbetsförmedlingen have sent in, and there is a first version."""
    return Office(desk, round_, opened, sent=3)


@pytest.fixture
def checked(office: Office) -> Office:
    assert office.life.status is ReportStatus.CHECK
    return office


def own_words(office: Office, unit: str) -> tuple[str, str]:
    """A section and a paragraph of the unit's own part."""
    document = status_report.document(office.desk, office.round, office.versions[0].number)
    section = next(one for one in extract(document, office.desk.county.called(unit)) if one.key == "councils")
    return section.key, quote(section.blocks[-1])


def settled(office: Office, remark: Remark, words: str = "Rättat i version 2.") -> Remark:
    return report_acts.settle(office.desk, remark.id, office.author(), words)


def test_the_check_goes_to_those_whose_answers_the_report_rests_on(office: Office) -> None:
    life = office.checks()
    assert (life.status, life.version) == (ReportStatus.CHECK, 1)
    assert life.asked == ("skaraborg", "fyrbodal", "af")
    assert life.checked_until
    assert life.checked_until.isoformat() == "2026-12-03T23:59:59.999999+01:00"


def test_a_report_without_a_version_or_an_answer_is_not_sent_to_anybody(
    desk: Desk, round_: Round, opened: datetime
) -> None:
    empty = Office(desk, round_, opened)
    with pytest.raises(NotAllowed, match="Gör ett utkast först"):
        empty.checks()
    with pytest.raises(NotFound, match="Inget svar har kommit in än"):
        empty.renews()


def test_a_unit_accepts_its_own_part_and_nobody_elses(checked: Office) -> None:
    assert checked.accepts("fyrbodal").accepted == {"fyrbodal"}
    assert checked.accepts("skaraborg").accepted == {"fyrbodal", "skaraborg"}
    with pytest.raises(NotAllowed, match="redan godtagna"):
        checked.accepts("fyrbodal", "fyrbodal_ersattare")
    with pytest.raises(NotAllowed, match="Du svarar inte för Arbetsförmedlingen"):
        checked.accepts("af", "fyrbodal")
    with pytest.raises(NotAllowed, match="Du svarar inte för"):
        checked.accepts("af", "samordnare")
    with pytest.raises(NotAllowed, match="inget i rapporten att faktagranska"):
        checked.accepts("miv")


def test_silence_after_the_day_is_accepting(checked: Office) -> None:
    checked.accepts("fyrbodal")
    checked.now = datetime(2026, 12, 3, 23, 59, tzinfo=checked.now.tzinfo)
    checked.accepts("skaraborg")
    checked.now += timedelta(minutes=2)
    with pytest.raises(NotAllowed, match="slutade 3 december"):
        checked.accepts("af")
    assert silent_accepts(checked.life, checked.life.asked, checked.now) == ("af",)
    assert checked.decides().status is ReportStatus.DECIDED


def test_a_remark_is_tied_to_the_paragraph_that_it_speaks_of(checked: Office) -> None:
    section, words = own_words(checked, "fyrbodal")
    made = checked.remarks("fyrbodal", section, words, "Det var tre boenden.")
    assert (made.section, made.quote, made.version, made.by) == ("councils", words, 1, "fyrbodal")
    whole = checked.remarks("fyrbodal", section, "", "Det saknas något om sfi.")
    assert [one.id for one in checked.desk.store.report_life.remarks(checked.round.key)] == [
        made.id,
        whole.id,
    ]


def test_nobody_remarks_on_what_is_not_in_his_own_part(checked: Office) -> None:
    section, others = own_words(checked, "skaraborg")
    with pytest.raises(NotAllowed, match="finns inte i enhetens del"):
        checked.remarks("fyrbodal", section, others + " Skaraborg", "Fel.")
    with pytest.raises(NotAllowed, match="finns inte i enhetens del"):
        checked.remarks("fyrbodal", "method", "", "Fel.")
    with pytest.raises(NotAllowed, match="Du svarar inte för Skaraborg"):
        report_acts.remark(
            checked.desk,
            checked.round,
            checked.author("fyrbodal"),
            report_acts.Remarked("skaraborg", section, others, "Fel."),
        )


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (" ", "Skriv vad som inte stämmer"),
        ("Ring Anna på 070-123 45 67.", "ser ut som ett telefonnummer"),
        ("ord " * 2000, "Korta den till högst 4000"),
        (f"a{' ' * 30_000}b", "Texten är 30002 tecken. Korta den till högst 4000"),
    ],
)
def test_a_remark_that_cannot_be_kept_says_why(checked: Office, words: str, why: str) -> None:
    section, paragraph = own_words(checked, "fyrbodal")
    with pytest.raises(BadText, match=why):
        checked.remarks("fyrbodal", section, paragraph, words)


def test_remarks_are_settled_before_anything_is_decided(checked: Office) -> None:
    section, words = own_words(checked, "fyrbodal")
    made = checked.remarks("fyrbodal", section, words, "Det var tre boenden.")
    checked.now = datetime(2026, 12, 4, 9, tzinfo=checked.now.tzinfo)
    with pytest.raises(NotAllowed, match="En synpunkt från faktagranskningen är inte avslutad"):
        checked.decides()
    with pytest.raises(BadText, match="Skriv vad som gjordes"):
        settled(checked, made, " ")
    with pytest.raises(NotAllowed, match="bara samordnaren"):
        report_acts.settle(checked.desk, made.id, checked.author("fyrbodal"), "Klart.")
    done = settled(checked, made)
    assert done.settled
    assert done.settled.words == "Rättat i version 2."
    with pytest.raises(Conflict, match="redan avslutad av Sara"):
        settled(checked, made)
    assert checked.decides().decided


def test_it_may_be_sent_again_with_what_was_written_and_a_new_day(checked: Office) -> None:
    checked.accepts("fyrbodal")
    checked.writes("summary", "Läget är ansträngt.")
    life = checked.checks(until=date(2026, 12, 8))
    assert (life.version, life.accepted) == (2, frozenset())
    assert life.checked_until
    assert life.checked_until.date() == date(2026, 12, 8)


def test_only_the_one_appointed_decides(checked: Office) -> None:
    checked.days(30)
    for who in ("samordnare", "fyrbodal", "medlem"):
        with pytest.raises(NotAllowed, match=r"Beslutet fattas av Beata Beslut \(påhittad\)"):
            checked.decides(who)
    decided = checked.decides(words="Läst och godkänt.").decided
    assert decided
    assert (decided.by, decided.words, decided.version) == ("beslutsfattare", "Läst och godkänt.", 1)


def test_where_nobody_is_appointed_that_day_a_coordinator_decides_and_it_says_so(checked: Office) -> None:
    yesterday = checked.now.date() - timedelta(days=1)
    appointed = checked.person("beslutsfattare")
    checked.desk.store.people.enroll(replace(appointed, until=yesterday))
    checked.days(30)
    with pytest.raises(NotAllowed, match="Beslutet fattas av den som utses"):
        checked.decides("beslutsfattare")
    decided = checked.decides("samordnare", "Läst.").decided
    assert decided
    assert (
        decided.words == "Läst. Ingen var utsedd till beslutsfattare den dagen, så en samordnare beslutade."
    )


def test_what_is_decided_is_what_was_read(checked: Office) -> None:
    checked.days(30)
    checked.writes("summary", "Läget är ansträngt.")
    with pytest.raises(Conflict, match="nyare version av rapporten än den du läste: version 2"):
        report_acts.decide(checked.desk, checked.round, checked.author("beslutsfattare"), "", seen=1)
    assert checked.life.status is ReportStatus.CHECK


def test_a_decision_is_taken_back_with_a_reason_by_who_decides_or_coordinates(office: Office) -> None:
    office.is_decided()
    take_back = report_acts.take_back
    with pytest.raises(NotAllowed, match="Beslutet fattas av"):
        take_back(office.desk, office.round, office.author("fyrbodal"), "Fel.")
    with pytest.raises(NotAllowed, match="varför beslutet tas tillbaka"):
        take_back(office.desk, office.round, office.author(), "")
    assert take_back(office.desk, office.round, office.author(), "Fel siffra.").status is ReportStatus.CHECK
    office.writes("summary", "Nu rätt.")
    assert office.decides().version == 2


def test_nothing_is_published_before_it_is_decided(checked: Office) -> None:
    with pytest.raises(NotAllowed, match="inte beslutad"):
        checked.publishes()
    checked.days(30)
    checked.decides()
    with pytest.raises(NotAllowed, match="bara samordnaren"):
        checked.publishes("beslutsfattare")


def test_what_is_published_is_frozen_in_every_format(office: Office) -> None:
    office.is_decided()
    life = office.publishes()
    assert (life.status, life.edition) == (ReportStatus.PUBLISHED, 1)
    files = office.desk.store.report_life.files(office.round.key, 1)
    assert {one.name for one in files} == {f"lagesrapport-2026Q3.{wanted}" for wanted in Format}
    assert all(sha256(one.content).hexdigest() == one.sha256 for one in files)
    office.answers("sjuharad")
    with pytest.raises(NotAllowed, match="redan publicerad"):
        office.publishes()
    assert office.desk.store.report_life.files(office.round.key, 1) == files


def test_a_correction_says_what_was_wrong_and_is_the_next_edition(office: Office) -> None:
    office.is_decided()
    office.publishes()
    first = office.desk.store.report_life.files(office.round.key, 1)
    life = report_acts.correct(office.desk, office.round, office.author(), "Fel antal boenden på sidan 3.")
    assert life.status is ReportStatus.CORRECTING
    with pytest.raises(NotAllowed, match="Version 1 är redan publicerad"):
        report_acts.decide(office.desk, office.round, office.author("beslutsfattare"), "", seen=1)
    assert office.part("corrections").generated
    office.writes("councils", "Tre boenden har stängt.")
    office.decides()
    assert office.publishes().edition == 2
    second = office.desk.store.report_life.files(office.round.key, 2)
    assert {one.name for one in second} == {f"lagesrapport-2026Q3-utgava-2.{wanted}" for wanted in Format}
    assert office.desk.store.report_life.files(office.round.key, 1) == first, "the first edition stands"
    document = status_report.document(office.desk, office.round, office.versions[0].number)
    (record,) = (one for one in document.sections if one.key == "corrections")
    assert "Fel antal boenden på sidan 3." in str(record.blocks)
    assert document.properties.version == "2"
    assert status_report.document(office.desk, office.round, 1).properties.version == "1"


def test_a_correction_is_told_without_naming_anyone(office: Office) -> None:
    office.is_decided()
    office.publishes()
    with pytest.raises(BadText, match="ser ut som en e-postadress"):
        report_acts.correct(office.desk, office.round, office.author(), "Fel e-post: anna@kommun.se")
    with pytest.raises(NotAllowed, match="vad som är fel"):
        report_acts.correct(office.desk, office.round, office.author(), " ")
    assert office.life.status is ReportStatus.PUBLISHED


def test_the_english_summary_comes_and_goes(office: Office) -> None:
    assert report_acts.ask_english(office.desk, office.round, office.author()).english
    document = status_report.document(office.desk, office.round, office.versions[0].number)
    assert [one.language for one in document.sections if one.key == "english"] == ["en"]
    with pytest.raises(NotAllowed, match="redan med"):
        report_acts.ask_english(office.desk, office.round, office.author())
    assert not report_acts.drop_english(office.desk, office.round, office.author()).english
    assert [one.why for one in office.versions] == [
        "tog bort den engelska sammanfattningen",
        "lade till en engelsk sammanfattning",
        "nytt utkast",
    ]


Act = Callable[[Office, str], ReportLife]


@pytest.mark.parametrize(
    "act",
    [
        lambda office, who: office.checks(who),
        lambda office, who: report_acts.ask_english(office.desk, office.round, office.author(who)),
        lambda office, who: report_acts.drop_english(office.desk, office.round, office.author(who)),
        lambda office, who: report_acts.correct(office.desk, office.round, office.author(who), "Fel."),
        lambda office, who: office.publishes(who),
    ],
)
@pytest.mark.parametrize("who", ["fyrbodal", "skaraborg", "eva_etablering", "medlem", "beslutsfattare"])
def test_who_does_not_coordinate_does_none_of_it(office: Office, act: Act, who: str) -> None:
    with pytest.raises(NotAllowed, match="bara samordnaren"):
        act(office, who)
    assert office.life == ReportLife()


def test_a_role_holds_from_its_day_to_its_day(office: Office) -> None:
    new = Person("nina", "Nina Ny", Role.COORDINATOR, since=office.now.date() + timedelta(days=2))
    office.desk.store.people.enroll(new)
    with pytest.raises(NotAllowed, match="bara samordnaren"):
        office.renews("nina")
    office.days(2)
    assert office.renews("nina").number == 1
