"""What is done with the report on its page: each step is told of and confirmed, or refused with why."""

from datetime import timedelta

from dialogs import report_acts
from dialogs.report_acts import Remarked
from domain.report_life import ReportStatus
from tests.web.drafting import ANNA, DORIS, Drafting
from tests.web.house import FIA, NOW, SAM, STINA
from tests.web.report_browsing import Reader


def status(drafting: Drafting) -> ReportStatus:
    return drafting.store.report_life.of(drafting.round.key).status


def accepted(drafting: Drafting) -> None:
    for person in (FIA, STINA):
        report_acts.accept(drafting.desk, drafting.round, drafting.author(person), person.unit or "")


async def test_it_is_sent_to_be_checked_to_a_day_that_is_suggested(
    reader: Reader, drafting: Drafting
) -> None:
    page = await reader.enter("utkast", drafting.draft_token(SAM), "/steg/faktagranskning")
    assert page.one(id="f-until").attributes["value"] == "2026-11-18"
    assert "Sjuhärad, Göteborgsregionen" in page.text
    page = await reader.send("/steg/faktagranskning", "do")
    assert reader.address.partition("?")[0] == reader.base
    assert (
        page.one(role="status").text
        == "Skickat till två enheter. De kan svara till och med 18 november 2026."
    )
    life = drafting.store.report_life.of(drafting.round.key)
    assert (life.status, set(life.asked)) == (ReportStatus.CHECK, {"fyrbodal", "skaraborg"})
    lines = drafting.store.audit.lines(f"{drafting.round.key}/rapport")
    assert [line.who for line in lines if line.what.startswith("skickade på faktagranskning")] == ["sam"]


async def test_a_day_that_cannot_be_is_told_at_the_field(reader: Reader, drafting: Drafting) -> None:
    await reader.enter("utkast", drafting.draft_token(SAM), "/steg/faktagranskning")
    for day in ("igår", "", "2026-11-10", "31 februari", "2027-11-18"):
        page = await reader.send("/steg/faktagranskning", "do", {"q.until": day})
        assert reader.status == 409
        assert "Inget skickades" in page.one(role="alert").text
        assert ("Den 31 februari finns inte." in page.text) == (day == "31 februari")
        assert page.one(id="f-until").attributes["value"] == day
        assert page.one(id="f-until").attributes["aria-invalid"] == "true"
    assert status(drafting) is ReportStatus.DRAFT


async def test_it_is_decided_as_it_was_read(reader: Reader, drafting: Drafting) -> None:
    drafting.sent_to_check()
    accepted(drafting)
    page = await reader.enter("utkast", drafting.draft_token(SAM), "/steg/besluta")
    assert "Ännu inte ifyllt på försättsbladet: Diarienummer" in page.text
    await reader.send("/steg/besluta", "do", {"q.words": "Enligt föredragning."})
    assert status(drafting) is ReportStatus.DECIDED
    decided = drafting.store.report_life.of(drafting.round.key).decided
    assert decided
    assert (decided.version, decided.by) == (1, "sam")
    assert decided.words.startswith("Enligt föredragning.")


async def test_what_was_written_after_it_was_read_is_not_decided_on(
    reader: Reader, drafting: Drafting
) -> None:
    drafting.sent_to_check()
    accepted(drafting)
    await reader.enter("utkast", drafting.draft_token(SAM), "/steg/besluta")
    drafting.writes(ANNA, "summary", "Annas ord.")
    page = await reader.send("/steg/besluta", "do", {"q.words": "Enligt föredragning."})
    assert reader.status == 409
    assert "Det finns en nyare version" in page.one(role="alert").text
    assert page.one("textarea").raw.strip() == "Enligt föredragning."
    assert status(drafting) is ReportStatus.CHECK
    await reader.send("/steg/besluta", "do")
    assert status(drafting) is ReportStatus.DECIDED


async def test_the_version_that_was_read_goes_with_the_button_and_a_newer_one_is_told_of(
    reader: Reader, drafting: Drafting
) -> None:
    drafting.enroll(DORIS)
    drafting.sent_to_check()
    accepted(drafting)
    page = await reader.enter("utkast", drafting.draft_token(DORIS))
    assert "/steg/besluta?version=1" in reader.ways
    drafting.writes(ANNA, "summary", "Annas ord.")
    page = await reader.at("/steg/besluta?version=1")
    assert "Du läste version 1. Nu finns version 2." in page.text
    assert "/versioner/jamfor?fran=1&till=2" in reader.ways


async def test_whose_answers_came_later_and_which_sections_they_changed_is_told_before_deciding(
    reader: Reader, drafting: Drafting
) -> None:
    drafting.enroll(DORIS)
    drafting.sent_to_check()
    accepted(drafting)
    drafting.writes(ANNA, "councils", "Annas ord.")
    drafting.clock.set(NOW + timedelta(minutes=5))
    drafting.submits(FIA, {"headline": "Två boenden har öppnat."})
    page = await reader.enter("utkast", drafting.draft_token(DORIS), "/steg/besluta")
    assert "Svar från Fyrbodal har kommit efter version 2 och är inte med." in page.text
    assert "Underlaget har ändrats för ett avsnitt som är redigerat: Läget i delregionerna." in page.text
    page = await reader.send("/steg/besluta", "do")
    assert (reader.status, status(drafting)) == (409, ReportStatus.CHECK)
    assert "Inget beslutades" in page.one(role="alert").text


async def test_what_came_after_the_page_was_opened_is_not_sent_unread(
    reader: Reader, drafting: Drafting
) -> None:
    await reader.enter("utkast", drafting.draft_token(SAM), "/steg/faktagranskning")
    drafting.submits(FIA, {"headline": "Två boenden har öppnat."})
    page = await reader.send("/steg/faktagranskning", "do")
    assert reader.status == 409
    assert "Det finns en nyare version" in page.one(role="alert").text
    assert "Du läste version 1. Nu finns version 2." in page.text
    assert status(drafting) is ReportStatus.DRAFT


async def test_open_remarks_stand_in_the_way(reader: Reader, drafting: Drafting) -> None:
    drafting.sent_to_check()
    said = Remarked("fyrbodal", "councils", "", "Fel.")
    report_acts.remark(drafting.desk, drafting.round, drafting.author(FIA), said)
    accepted(drafting)
    page = await reader.enter("utkast", drafting.draft_token(SAM), "/steg/besluta")
    assert "En synpunkt väntar på svar. Samordnaren svarar på den innan" in page.text
    await reader.send("/steg/besluta", "do")
    assert reader.status == 409
    assert status(drafting) is ReportStatus.CHECK
    page = await reader.at("/synpunkter")
    page = await reader.send("/synpunkter/1", "settle")
    assert reader.status == 409
    assert "Skriv vad som gjordes med synpunkten." in page.beside("svar-1")
    page = await reader.send("/synpunkter/1", "settle", {"q.svar-1": "Rättat."})
    assert (reader.status, reader.fragment) == (200, "synpunkt-1")
    assert "Avslutad av Sam Ordnare" in page.text
    await reader.at("/steg/besluta")
    await reader.send("/steg/besluta", "do")
    assert status(drafting) is ReportStatus.DECIDED


async def test_a_remark_that_another_settled_is_told_and_the_words_are_kept(
    reader: Reader, drafting: Drafting
) -> None:
    drafting.sent_to_check()
    said = Remarked("fyrbodal", "councils", "", "Fel.")
    report_acts.remark(drafting.desk, drafting.round, drafting.author(FIA), said)
    await reader.enter("utkast", drafting.draft_token(SAM), "/synpunkter")
    report_acts.settle(drafting.desk, 1, drafting.author(ANNA), "Annas svar.")
    page = await reader.send("/synpunkter/1", "settle", {"q.svar-1": "Sams svar."})
    assert (reader.status, page.heading) == (409, "Inget sparades")
    assert "redan avslutad av Anna Samordnare" in page.text
    assert "Sams svar." in page.text


async def test_a_decision_is_taken_back_with_a_reason(reader: Reader, drafting: Drafting) -> None:
    drafting.decided()
    await reader.enter("utkast", drafting.draft_token(SAM), "/steg/ta-tillbaka")
    page = await reader.send("/steg/ta-tillbaka", "do")
    assert reader.status == 409
    assert "Skriv varför beslutet tas tillbaka." in page.one(role="alert").text
    await reader.send("/steg/ta-tillbaka", "do", {"q.words": "Fel siffra."})
    assert status(drafting) is ReportStatus.CHECK


async def test_an_english_summary_is_added_and_taken_away(reader: Reader, drafting: Drafting) -> None:
    await reader.enter("utkast", drafting.draft_token(SAM), "/steg/engelska")
    page = await reader.send("/steg/engelska", "do")
    assert any(page.root.all("section", id="avsnitt-english"))
    assert "/steg/engelska" not in reader.ways
    await reader.at("/steg/utan-engelska")
    page = await reader.send("/steg/utan-engelska", "do")
    assert not any(page.root.all("section", id="avsnitt-english"))


async def test_a_step_whose_time_is_not_come_is_told_so(reader: Reader, drafting: Drafting) -> None:
    await reader.enter("utkast", drafting.draft_token(SAM), "/steg/faktagranskning")
    sent = reader.filled("/steg/faktagranskning", "do")
    for path in ("besluta", "publicera", "ratta", "ta-tillbaka", "utan-engelska"):
        page = await reader.at(f"/steg/{path}")
        assert (reader.status, page.heading) == (409, "Det går inte nu")
        async with reader._session.post(f"{reader.url}{reader.base}/steg/{path}", data=sent) as response:  # noqa: SLF001 - a form that was never shown
            assert response.status == 409
    assert status(drafting) is ReportStatus.DRAFT


async def test_who_decides_does_not_publish_and_who_coordinates_does_not_decide(
    reader: Reader, reader_too: Reader, drafting: Drafting
) -> None:
    drafting.enroll(DORIS)
    drafting.sent_to_check()
    accepted(drafting)
    page = await reader.enter("utkast", drafting.draft_token(SAM), "/steg/besluta")
    assert (reader.status, page.heading) == (409, "Det går inte nu")
    await reader_too.enter("utkast", drafting.draft_token(DORIS), "/steg/besluta")
    await reader_too.send("/steg/besluta", "do")
    assert status(drafting) is ReportStatus.DECIDED
    await reader_too.at("/steg/publicera")
    assert reader_too.status == 409


async def test_a_step_after_the_links_time_is_not_taken(reader: Reader, drafting: Drafting) -> None:
    await reader.enter("utkast", drafting.draft_token(SAM), "/steg/faktagranskning")
    drafting.clock.set(NOW + timedelta(hours=13))
    page = await reader.send("/steg/faktagranskning", "do")
    assert (reader.status, page.heading) == (409, "Inget sparades")
    assert status(drafting) is ReportStatus.DRAFT


async def test_a_step_that_there_is_not_is_not_found(reader: Reader, drafting: Drafting) -> None:
    await reader.enter("utkast", drafting.draft_token(SAM))
    await reader.at("/steg/radera")
    assert reader.status == 404
