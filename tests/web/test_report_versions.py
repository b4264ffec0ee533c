"""The kept versions of the report: listed, read, fetched as files, and compared."""

import pytest
from aiohttp import ClientSession

from domain.quarter import Quarter
from domain.rounds import plan
from tests.web.drafting import ANNA, FIAS, Drafting
from tests.web.house import FIA, NOW, SAM
from tests.web.report_browsing import Reader
from web.refusals import NO_REPORT


async def at(reader: Reader, drafting: Drafting, path: str) -> None:
    """There are three versions: the first, one that Anna edited, one with a late answer."""
    drafting.renewed()
    drafting.writes(ANNA, "summary", "Annas ord.")
    drafting.submits(FIA, {"headline": "Sent inkommet svar."})
    drafting.renewed()
    await reader.enter("utkast", drafting.draft_token(SAM), path)


async def test_they_are_listed_with_who_when_and_why(reader: Reader, drafting: Drafting) -> None:
    await at(reader, drafting, "/versioner")
    rows = [one.text for one in next(reader.page.root.all("ol", class_="versions")).all("li")]
    assert [row.split(" 11 november")[0] for row in rows] == ["Version 3", "Version 2", "Version 1"]
    assert "Anna Samordnare: Kvartalet i korthet: redigerat" in rows[1]
    assert "/versioner/jamfor?fran=1&till=2" in reader.ways


async def test_two_of_the_same_day_are_told_apart_where_they_are_chosen(
    reader: Reader, drafting: Drafting
) -> None:
    await at(reader, drafting, "/versioner")
    chosen = reader.page.one("select", name="fran")
    assert [one.text for one in chosen.all("option")] == [
        "3: 11 november kl. 10.30, nytt utkast",
        "2: 11 november kl. 10.30, Kvartalet i korthet: redigerat",
        "1: 11 november kl. 10.30, nytt utkast",
    ]


async def test_an_older_one_leads_to_the_newest_and_to_what_differs(
    reader: Reader, drafting: Drafting
) -> None:
    await at(reader, drafting, "/version/2")
    ways = [way for way in reader.ways if way.startswith("/version")]
    assert ways[1:4] == ["/version/3", "/versioner/jamfor?fran=2&till=3", "/versioner"]
    assert not [way for way in reader.ways if way.startswith("/steg")]


async def test_the_newest_leads_to_the_report_and_its_next_step(reader: Reader, drafting: Drafting) -> None:
    await at(reader, drafting, "/version/3")
    assert "äldre version" not in reader.page.text
    assert "/steg/faktagranskning?version=3" in reader.ways
    assert reader.ways.count("") == 2, "in the head, and beside the step"


async def test_an_older_one_is_read_as_it_was(reader: Reader, drafting: Drafting) -> None:
    await at(reader, drafting, "/version/2")
    assert "Annas ord." in reader.page.text
    assert "Sent inkommet svar." not in reader.page.text
    assert "Det är en äldre version" in reader.page.text.replace("Det här är", "Det är")


async def test_what_differs_is_marked_in_words_too(reader: Reader, drafting: Drafting) -> None:
    await at(reader, drafting, "/versioner")
    for asked in ("fran=1&till=3", "fran=3&till=1"):
        page = await reader.at(f"/versioner/jamfor?{asked}")
        assert page.heading == "Skillnader mellan version 1 och 3"
        assert "[tillagt: Annas ord.]" in page.text
        assert any("[borttaget: " in one.text for one in page.root.all("del"))
        assert "Sent inkommet svar" in " ".join(one.text for one in page.root.all("ins"))
        assert "utan ändring" in page.text
    page = await reader.at("/versioner/jamfor?fran=2&till=2")
    assert "Inget skiljer i texten." in page.text


async def test_a_number_of_none_is_told_so(reader: Reader, drafting: Drafting) -> None:
    await reader.enter("utkast", drafting.draft_token(SAM))
    for path in ("/version/9", "/version/0", "/version/99999999999", "/versioner/jamfor"):
        page = await reader.at(path)
        assert (reader.status, page.heading) == (404, "Det finns inte")


@pytest.mark.parametrize(
    ("format_", "begins"), [("docx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!doctype html>")]
)
async def test_a_version_is_fetched_as_a_file(
    reader: Reader, drafting: Drafting, format_: str, begins: bytes
) -> None:
    await reader.enter("utkast", drafting.draft_token(SAM))
    link = f"{reader.url}/fil/{drafting.file_token(SAM, f'1/{format_}')}"
    async with ClientSession(cookies=reader.cookies) as session, ClientSession() as anybody:
        for where, how in ((f"{reader.url}{reader.base}/version/1/{format_}", session), (link, anybody)):
            async with how.get(where) as got:
                assert got.status == 200
                assert got.headers["Content-Disposition"].startswith("attachment; ")
                assert f"lagesrapport-2026Q3-utkast-1.{format_}" in got.headers["Content-Disposition"]
                assert got.headers["X-Content-Type-Options"] == "nosniff"
                assert got.headers["Cache-Control"] == "no-store"
                assert (await got.read()).startswith(begins)


async def test_a_file_that_is_not_there_is_not_given(reader: Reader, drafting: Drafting) -> None:
    drafting.renewed()
    for what in ("1", "1/exe", "/html", "x/html", "-1/html", "1/html/x", "../1/html", "2/html"):
        page = await reader.go(f"/fil/{drafting.file_token(SAM, what)}")
        assert reader.status == 404
        assert page.heading in {NO_REPORT.title, "Det finns inte"}
    assert drafting.broken == []


async def test_a_contributor_gets_no_file_of_the_draft(reader: Reader, drafting: Drafting) -> None:
    drafting.renewed()
    page = await reader.go(f"/fil/{drafting.file_token(FIA, '1/html')}")
    assert (reader.status, page.heading) == (404, NO_REPORT.title)


async def test_a_link_to_one_round_gives_nothing_of_another(reader: Reader, drafting: Drafting) -> None:
    drafting.renewed()
    other = plan(Quarter(2026, 4), drafting.round.council_date, drafting.round.forms)
    drafting.store.rounds.create(other, "samråd", NOW)
    token = drafting.reports.file(SAM, other, "1/html", NOW).rpartition("/")[2]
    await reader.go(f"/fil/{token}")
    assert reader.status == 404
    await reader.enter("utkast", drafting.reports.draft(SAM, other, NOW).rpartition("/")[2], "/version/1")
    assert reader.page.heading == "Det finns inte"
    assert FIAS not in reader.page.text
