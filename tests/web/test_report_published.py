"""The page of a published edition: what was decided, the frozen files with checksums, the corrections."""

from base64 import b64encode
from hashlib import sha256

from aiohttp import ClientSession

from dialogs import report_acts
from tests.web.drafting import Drafting
from tests.web.house import ATTACKER, FIA, SAM, STINA
from tests.web.report_browsing import Reader


async def test_an_edition_from_the_step_to_its_readers(
    reader: Reader, reader_too: Reader, drafting: Drafting
) -> None:
    """One long way, since publishing makes every file: published, read, fetched, corrected, and again."""
    drafting.decided()
    await reader.enter("utkast", drafting.draft_token(SAM), "/steg/publicera")
    await reader.send("/steg/publicera", "do")
    assert "/steg/ratta" in reader.ways

    page = await reader_too.enter("rapport", drafting.published_token(STINA))
    assert page.heading == "Lägesrapport inom migration och integration i Västra Götaland – kvartal 3 2026"
    told = {
        next(row.all("dt")).text: next(row.all("dd")).text for row in next(page.root.all("dl")).all("div")
    }
    assert told["Beslut"].startswith("Sam Ordnare, 11 november 2026.")
    assert told["Utgåva"] == "1, publicerad 11 november 2026"
    assert reader_too.posts == []
    assert not any("utkastet" in way for way in reader_too.ways)

    kept = {file.name: file for file in drafting.store.report_life.files(drafting.round.key, 1)}
    async with ClientSession(cookies=reader_too.cookies) as session:
        for name, file in kept.items():
            async with session.get(f"{reader.url}{reader_too.base}/fil/{name}") as got:
                content = await got.read()
                assert got.headers["Content-Disposition"].startswith("attachment; ")
            assert content == file.content
            assert sha256(content).hexdigest() in page.text
        async with session.get(f"{reader.url}{reader_too.base}/fil/hemligt.pdf") as got:
            assert got.status == 404
        async with session.get(f"{reader.url}{reader_too.base}/las") as got:
            sealed(got.headers["Content-Security-Policy"], await got.text())
            assert "Content-Disposition" not in got.headers

    await reader.at("/steg/ratta")
    await reader.send("/steg/ratta", "do", {"q.words": "Tabell 2 hade fel dag."})
    page = await reader_too.reload()
    assert "En rättelse pågår sedan" in page.text
    assert "Tabell 2" not in page.text, "what nobody has decided on is not public"
    report_acts.decide(drafting.desk, drafting.round, drafting.author(SAM), "", drafting.renewed().number)
    report_acts.publish(drafting.desk, drafting.round, drafting.author(SAM))
    page = await reader_too.reload()
    assert "Utgåva 2 har ersatt den här." in page.text
    assert "Tabell 2 hade fel dag." in page.text
    assert "En rättelse pågår" not in page.text
    page = await reader_too.enter("rapport", drafting.published_token(STINA, 2))
    assert "Utgåva 2: Tabell 2 hade fel dag." in page.text
    assert drafting.broken == []


def sealed(policy: str, html: str) -> None:
    """The page may show its own look and pictures, and nothing in it can run, send or reach us."""
    style = html.partition("<style>")[2].partition("</style>")[0]
    look = b64encode(sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{look}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert policy.endswith("; sandbox")
    assert "script-src" not in policy
    assert "unsafe" not in policy


async def test_an_edition_that_there_is_not_is_told_so(reader: Reader, drafting: Drafting) -> None:
    for edition in (1, 0, 7):
        page = await reader.enter("rapport", drafting.published_token(ATTACKER, edition))
        assert (reader.status, page.heading) == (404, "Det finns inte")
        for path in ("/las", "/fil/lagesrapport-2026Q3.pdf"):
            await reader.at(path)
            assert reader.status == 404


async def test_a_reader_of_what_is_published_reads_no_draft(reader: Reader, drafting: Drafting) -> None:
    drafting.renewed()
    await reader.enter("rapport", drafting.published_token(FIA))
    for path in ("/versioner", "/version/1", "/version/1/pdf", "/avsnitt/summary", "/synpunkter"):
        await reader.at(path)
        assert reader.status == 404
