"""The signed links to the files beside the report: each opens its own file, for who coordinates that day."""

from datetime import timedelta

import pytest
from aiohttp import ClientSession

from domain.people import Role
from tests.web.drafting import DORIS, Drafting
from tests.web.house import FIA, NOW, SAM
from tests.web.report_browsing import Reader
from web.refusals import NO_REPORT

BESIDE = {
    "dagordning/docx": ("dagordning-2026Q3.docx", b"PK"),
    "dagordning/pdf": ("dagordning-2026Q3.pdf", b"%PDF-"),
    "intern/docx": ("internt-underlag-2026Q3.docx", b"PK"),
    "arkiv/zip": ("arkiv-lagesrapport-2026Q3.zip", b"PK"),
}


async def opens_nothing(reader: Reader, token: str) -> bool:
    page = await reader.go(f"/fil/{token}")
    return (reader.status, page.heading) == (404, NO_REPORT.title)


@pytest.mark.parametrize("what", BESIDE)
async def test_a_link_gives_its_own_file_at_once(reader: Reader, drafting: Drafting, what: str) -> None:
    drafting.published()
    name, begins = BESIDE[what]
    async with (
        ClientSession() as session,
        session.get(f"{reader.url}/fil/{drafting.file_token(SAM, what)}") as got,
    ):
        assert got.status == 200
        assert got.headers["Content-Disposition"] == f"attachment; filename*=UTF-8''{name}"
        assert got.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in got.headers
        assert (await got.read()).startswith(begins)


async def test_the_rights_are_those_of_the_day_that_it_is_opened(reader: Reader, drafting: Drafting) -> None:
    """Sam decides from now on, which gives the draft and nothing of what is beside it."""
    drafting.published()
    tokens = {what: drafting.file_token(SAM, what) for what in (*BESIDE, "1/html")}
    drafting.enroll(SAM, role=Role.DECIDER, unit=None)
    for what in BESIDE:
        drafting.seconds += 600
        assert await opens_nothing(reader, tokens[what]), what
    await reader.go(f"/fil/{tokens['1/html']}")
    assert reader.status == 200


@pytest.mark.parametrize("what", BESIDE)
async def test_nobody_but_the_coordinators_has_such_a_link(
    reader: Reader, drafting: Drafting, what: str
) -> None:
    drafting.published()
    drafting.enroll(DORIS)
    for person in (FIA, DORIS):
        assert await opens_nothing(reader, drafting.file_token(person, what))


async def test_what_is_published_is_for_everyone_who_takes_part(reader: Reader, drafting: Drafting) -> None:
    drafting.published()
    frozen = {file.name: file.content for file in drafting.store.report_life.files("2026Q3", 1)}
    token = drafting.file_token(FIA, "utgava-1/pdf")
    async with ClientSession() as session, session.get(f"{reader.url}/fil/{token}") as got:
        assert await got.read() == frozen["lagesrapport-2026Q3.pdf"]
    await reader.go(f"/fil/{drafting.file_token(FIA, 'utgava-2/pdf')}")
    assert reader.status == 404


async def test_it_holds_for_an_hour(reader: Reader, drafting: Drafting) -> None:
    token = drafting.file_token(SAM, "dagordning/docx")
    drafting.clock.set(NOW + timedelta(hours=1, seconds=1))
    assert await opens_nothing(reader, token)


async def test_a_file_that_is_not_made_is_told_of_and_breaks_nothing(
    reader: Reader, drafting: Drafting
) -> None:
    drafting.renewed()
    for what in ("dagordning/zip", "intern/exe", "arkiv/docx", "arkiv/zip", "dagordning", "/docx"):
        drafting.seconds += 600
        page = await reader.go(f"/fil/{drafting.file_token(SAM, what)}")
        assert (reader.status, page.heading) == (404, "Det finns inte"), what
    assert drafting.broken == []
