"""The report's page for who writes it: how it stands, what is next, its sections and what is said of them."""

from aiohttp import ClientSession

from dialogs import report_acts
from dialogs.report_acts import Remarked
from tests.web.drafting import DORIS, FIAS, Drafting
from tests.web.house import FIA, SAM, STINA
from tests.web.report_browsing import Reader


def facts(reader: Reader) -> dict[str, str]:
    """What is told about the report above its sections."""
    about = next(one for one in reader.page.root.all("section", **{"aria-labelledby": "om"}))
    return {next(row.all("dt")).text: next(row.all("dd")).text for row in about.all("div")}


def steps(reader: Reader) -> list[str]:
    """Each step with its state and what is told of it."""
    found = next(reader.page.root.all("ol", class_="steps"))
    return [f"{step.attributes['class']}: {step.text}" for step in found.all("li")]


async def test_it_tells_how_the_report_stands_and_what_is_next(reader: Reader, drafting: Drafting) -> None:
    page = await reader.enter("utkast", drafting.draft_token(SAM))
    assert page.heading == "Lägesrapport inom migration och integration i Västra Götaland – kvartal 3 2026"
    told = facts(reader)
    assert told["Status"] == "Utkast – arbetsmaterial"
    assert told["Version"].startswith("1, sparad 11 november 2026 kl. 10.30 av Sam Ordnare")
    assert told["Bygger på"] == "2 av 4 delregioner och 0 av 3 aktörer"
    assert told["Saknas"].startswith("Sjuhärad, Göteborgsregionen")
    assert told["Svar till och med"] == "11 november 2026 kl. 10.30"
    assert [step.split(":")[0] for step in steps(reader)] == ["now", "later", "later", "later"]
    assert "/steg/faktagranskning?version=1" in reader.ways
    assert not any(way.startswith("/steg/besluta") for way in reader.ways)
    assert {"/version/1/docx", "/version/1/pdf", "/version/1/html"} <= set(reader.ways)
    assert next(page.root.all("p", class_="watermark")).text == "Arbetsmaterial"
    assert FIAS in page.text


async def test_what_goes_beside_the_report_is_for_coordinators(
    reader: Reader, reader_too: Reader, drafting: Drafting
) -> None:
    drafting.enroll(DORIS)
    await reader.enter("utkast", drafting.draft_token(SAM))
    assert [way for way in reader.ways if way.startswith("/bredvid/")] == [
        "/bredvid/dagordning/docx",
        "/bredvid/intern/docx",
    ]
    await reader_too.enter("utkast", drafting.draft_token(DORIS))
    assert not any(way.startswith("/bredvid/") for way in reader_too.ways)
    for one, status in ((reader, 200), (reader_too, 409)):
        address = f"{one.url}{one.base}/bredvid/intern/docx"
        async with ClientSession(cookies=one.cookies) as session, session.get(address) as got:
            assert got.status == status
    for path in ("arkiv/zip", "arkiv/exe", "arkiv/pdf", "dagordning/zip", "annat/docx"):
        await reader.at(f"/bredvid/{path}")
        assert reader.status == 404
    assert drafting.broken == []


async def test_every_section_has_a_line_in_the_contents_and_a_way_to_edit_it(
    reader: Reader, drafting: Drafting
) -> None:
    page = await reader.enter("utkast", drafting.draft_token(SAM))
    contents = next(page.root.all("nav", class_="contents"))
    listed = {one.attributes["href"].removeprefix("#") for one in contents.all("a")}
    there = {one.attributes["id"] for one in page.root.all("section") if "id" in one.attributes}
    assert "avsnitt-summary" in listed
    assert listed <= there
    back = list(page.root.all("a", href="#innehall-rubrik"))
    assert len(back) == len(listed), "after each section a way back to the contents"
    edits = {way for way in reader.ways if way.startswith("/avsnitt/")}
    assert {f"/avsnitt/{name.removeprefix('avsnitt-')}" for name in listed} - edits == {"/avsnitt/references"}
    assert "/avsnitt/outlook" in edits, "a section that has nothing to say can be written"
    ids = [one.attributes["id"] for one in page.root.all() if "id" in one.attributes]
    assert len(ids) == len(set(ids))


async def test_opening_it_again_makes_no_new_version_but_a_late_answer_does(
    reader: Reader, drafting: Drafting
) -> None:
    await reader.enter("utkast", drafting.draft_token(SAM))
    await reader.reload()
    assert len(drafting.store.reports.versions(drafting.round.key)) == 1
    drafting.submits(FIA, {"headline": "Nu är det lugnare."})
    page = await reader.reload()
    assert "Nu är det lugnare." in page.text
    assert facts(reader)["Version"].startswith("2, ")


async def test_an_edited_section_tells_who_and_when(reader: Reader, drafting: Drafting) -> None:
    drafting.writes(SAM, "summary", "Sams ord.")
    page = await reader.enter("utkast", drafting.draft_token(SAM))
    assert page.text.count("Redigerat av Sam Ordnare 11 november 2026 kl. 10.30") == 2, "contents and section"


async def test_remarks_stand_at_their_section_and_are_told_of_first(
    reader: Reader, drafting: Drafting
) -> None:
    drafting.sent_to_check()
    said = Remarked("fyrbodal", "councils", "", "Det var tre boenden.")
    report_acts.remark(drafting.desk, drafting.round, drafting.author(FIA), said)
    page = await reader.enter("utkast", drafting.draft_token(SAM))
    todo = next(page.root.all("section", class_="todo")).text
    assert "En synpunkt väntar på svar." in todo
    assert "Faktagranskningen pågår till och med 18 november 2026. Skaraborg har inte svarat." in todo
    assert "Fyrbodal har lämnat synpunkter men inte svarat att resten stämmer." in todo
    remarks = next(page.root.all("div", class_="remarks"))
    assert "Det var tre boenden." in remarks.text
    assert "Fyrbodal, Fia Fyrbodal" in remarks.text


async def test_the_steps_follow_the_report(reader: Reader, drafting: Drafting) -> None:
    token = drafting.draft_token(SAM)
    drafting.sent_to_check()
    await reader.enter("utkast", token)
    assert steps(reader)[1] == "now: Faktagranskning till och med 18 november 2026"
    for person in (FIA, STINA):
        report_acts.accept(drafting.desk, drafting.round, drafting.author(person), person.unit or "")
    await reader.reload()
    assert [step.split(":")[0] for step in steps(reader)] == ["done", "done", "now", "later"]
    assert "/steg/besluta?version=1" in reader.ways
    report_acts.decide(drafting.desk, drafting.round, drafting.author(SAM), "", 1)
    await reader.reload()
    assert steps(reader)[2:] == ["done: Beslut Sam Ordnare, 11 november 2026", "now: Publicering nu"]
    assert {"/steg/publicera?version=1", "/steg/ta-tillbaka"} <= set(reader.ways)
    assert not any(way.startswith("/avsnitt/") for way in reader.ways)
    assert not any(reader.page.root.all("p", class_="watermark"))
    assert "kan inte ändras" in facts(reader)["Ändringar"]


async def test_where_somebody_is_appointed_to_decide_the_coordinator_is_not_offered_it(
    reader: Reader, reader_too: Reader, drafting: Drafting
) -> None:
    drafting.enroll(DORIS)
    drafting.sent_to_check()
    for person in (FIA, STINA):
        report_acts.accept(drafting.desk, drafting.round, drafting.author(person), person.unit or "")
    await reader.enter("utkast", drafting.draft_token(SAM))
    assert not any(way.startswith("/steg/besluta") for way in reader.ways)
    await reader_too.enter("utkast", drafting.draft_token(DORIS))
    assert [way for way in reader_too.ways if way.startswith("/steg/")] == ["/steg/besluta?version=1"]


async def test_who_decides_is_told_when_there_is_no_draft(reader: Reader, drafting: Drafting) -> None:
    drafting.enroll(DORIS)
    page = await reader.enter("utkast", drafting.draft_token(DORIS))
    assert page.heading == "Det finns inget utkast än"
    assert drafting.store.reports.versions(drafting.round.key) == []
