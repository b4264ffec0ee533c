"""The signed links to the report: what each opens, for whom and until when, and that nothing else does."""

from datetime import timedelta

import pytest
from aiohttp import ClientSession

from domain.people import Role
from domain.report_links import Purpose
from store.report_links import Those
from store.store import Store
from tests.web.drafting import ANNA, DORIS, Drafting
from tests.web.house import FIA, NOW, SAM, STINA
from tests.web.report_browsing import Reader
from web.links import Seal
from web.pace import Rate, Rates
from web.refusals import NO_REPORT, NOT_FROM_FORM, NOT_IN_REPORT, TOO_MANY
from web.report_links import ReportLinkMaker

HOURS = timedelta(hours=1)


async def refused(url: str, path: str) -> bool:
    """Whether the address opens nothing, and the answer is the one that every such address gets."""
    async with ClientSession() as session, session.get(f"{url}/{path}", allow_redirects=False) as got:
        if got.status in {200, 303}:
            return False
        assert got.status == 404
        assert NO_REPORT.title in await got.text()
        assert "Set-Cookie" not in got.headers
        return True


async def test_the_link_leads_to_an_address_without_the_token(reader: Reader, drafting: Drafting) -> None:
    token = drafting.draft_token(SAM)
    page = await reader.enter("utkast", token)
    assert reader.status == 200
    assert token not in reader.address
    assert "Personlig länk för Sam Ordnare" in page.text
    assert "gäller till 11 november 2026 kl. 22.30" in page.text


async def test_a_changed_or_guessed_link_opens_nothing(reader: Reader, drafting: Drafting) -> None:
    token = drafting.draft_token(SAM)
    for place, sign in enumerate(token):
        other = "A" if sign != "A" else "B"
        assert not drafting.reports.opened(token[:place] + other + token[place + 1 :], NOW)
        assert not drafting.reports.opened(token[:place], NOW)
    for door in ("utkast", "granska", "rapport", "fil"):
        drafting.seconds += 600  # so that it is not the pace that refuses
        for guess in ("x", "-", "a.b.c", "%00", "x" * 4000, token[:-1], drafting.token(FIA)):
            assert await refused(reader.url, f"{door}/{guess}")
    forger = ReportLinkMaker(Seal("gissad hemlighet"), drafting.base_url, drafting.store)
    assert await refused(reader.url, "utkast/" + forger.draft(SAM, drafting.round, NOW).rpartition("/")[2])


async def test_each_link_opens_its_own_door_alone(reader: Reader, drafting: Drafting) -> None:
    drafting.renewed()
    tokens = {
        "utkast": drafting.draft_token(SAM),
        "granska": drafting.check_token(FIA),
        "rapport": drafting.published_token(STINA),
        "fil": drafting.file_token(SAM, "1/html"),
    }
    for door in tokens:
        drafting.seconds += 600
        for own, token in tokens.items():
            assert await refused(reader.url, f"{door}/{token}") == (door != own), (door, own)
    for token in tokens.values():
        drafting.seconds += 600
        for door in ("svara", "handbok"):
            await reader.go(f"/{door}/{token}")
            assert reader.status == 404


@pytest.mark.parametrize(
    ("door", "hours"), [("utkast", 12), ("fil", 1), ("rapport", 90 * 24)], ids=["draft", "file", "published"]
)
async def test_a_link_holds_for_its_time(reader: Reader, drafting: Drafting, door: str, hours: int) -> None:
    drafting.renewed()
    token = {
        "utkast": drafting.draft_token(SAM),
        "fil": drafting.file_token(SAM, "1/html"),
        "rapport": drafting.published_token(FIA),
    }[door]
    drafting.clock.set(NOW + hours * HOURS)
    assert not await refused(reader.url, f"{door}/{token}")
    drafting.clock.set(NOW + hours * HOURS + timedelta(seconds=1))
    assert await refused(reader.url, f"{door}/{token}")


async def test_a_link_to_a_fact_check_is_read_a_month_after_its_end(
    reader: Reader, drafting: Drafting
) -> None:
    drafting.sent_to_check()
    token = drafting.check_token(FIA)
    until = drafting.store.report_life.of(drafting.round.key).checked_until
    assert until
    for after, holds in (
        (timedelta(0), True),
        (timedelta(days=30), True),
        (timedelta(days=30, seconds=1), False),
    ):
        drafting.clock.set(until + after)
        assert await refused(reader.url, f"granska/{token}") != holds


async def test_the_same_link_is_handed_out_while_half_of_its_time_is_left(drafting: Drafting) -> None:
    first = drafting.draft_token(SAM)
    drafting.clock.set(NOW + 6 * HOURS)
    assert drafting.draft_token(SAM) == first
    drafting.clock.set(NOW + 7 * HOURS)
    assert drafting.draft_token(SAM) != first
    assert drafting.draft_token(ANNA) != drafting.draft_token(SAM)


async def test_a_link_that_was_taken_back_closes_what_is_open(reader: Reader, drafting: Drafting) -> None:
    token = drafting.draft_token(SAM)
    await reader.enter("utkast", token)
    assert drafting.store.report_links.revoke(Those(SAM.id, Purpose.DRAFT), SAM.id, NOW) == 1
    page = await reader.reload()
    assert (reader.status, page.heading) == (404, NO_REPORT.title)
    assert await refused(reader.url, f"utkast/{token}")


async def test_who_coordinates_no_more_gets_the_page_of_every_bad_link(
    reader: Reader, drafting: Drafting
) -> None:
    token = drafting.draft_token(SAM)
    await reader.enter("utkast", token, "/avsnitt/summary")
    drafting.enroll(SAM, until=(NOW - timedelta(days=1)).date())
    page = await reader.send("/avsnitt/summary", "save", {"q.words": "Nytt."})
    assert (reader.status, page.heading) == (404, NO_REPORT.title)
    assert await refused(reader.url, f"utkast/{token}")
    assert drafting.store.reports.edits(drafting.round.key) == {}


async def test_a_contributors_rights_are_todays(reader: Reader, drafting: Drafting) -> None:
    drafting.sent_to_check()
    assert await refused(reader.url, f"utkast/{drafting.draft_token(FIA)}")
    assert await refused(reader.url, f"granska/{drafting.check_token(FIA, 'skaraborg')}")
    token = drafting.check_token(FIA)
    drafting.enroll(FIA, role=Role.MEMBER, unit=None)
    assert await refused(reader.url, f"granska/{token}")


async def test_who_decides_comes_in_to_read(reader: Reader, drafting: Drafting) -> None:
    drafting.enroll(DORIS)
    drafting.renewed()
    await reader.enter("utkast", drafting.draft_token(DORIS))
    assert reader.status == 200
    assert not any(way.startswith("/avsnitt/") for way in reader.ways)
    await reader.at("/avsnitt/summary")
    assert reader.status == 409
    assert "Det kan bara samordnaren på Länsstyrelsen göra." in reader.page.text


async def test_a_contributors_link_opens_no_coordinators_address(
    reader: Reader, reader_too: Reader, drafting: Drafting
) -> None:
    drafting.sent_to_check()
    await reader.enter("granska", drafting.check_token(FIA))
    await reader_too.enter("utkast", drafting.draft_token(SAM))
    own = reader.base.rpartition("/")[2]
    theirs = reader_too.base.rpartition("/")[2]
    cookie = dict(reader.cookies)
    paths = (
        "",
        "/avsnitt/summary",
        "/versioner",
        "/version/1",
        "/version/1/html",
        "/synpunkter",
        "/steg/besluta",
    )
    async with ClientSession(cookies=cookie) as session:
        for path in paths:
            for link in (own, theirs):
                async with session.get(f"{reader.url}/utkastet/{link}{path}") as got:
                    assert got.status == 404
                    assert NO_REPORT.title in await got.text()


async def test_an_address_without_having_opened_its_link_opens_nothing(
    reader: Reader, reader_too: Reader, drafting: Drafting
) -> None:
    await reader.enter("utkast", drafting.draft_token(SAM))
    for _ in range(2):
        page = await reader_too.go(reader.base)
        assert (reader_too.status, page.heading) == (404, NO_REPORT.title)
        await reader_too.enter("utkast", drafting.draft_token(ANNA))


async def test_guesses_at_the_report_and_at_the_form_are_counted_together(store: Store) -> None:
    drafting = Drafting(store, rates=Rates(guess=Rate(3, 0.01)))
    async with drafting.open() as url, Reader(url) as reader:
        for path in ("/utkast/x", "/fil/x", "/svara/x"):
            await reader.go(path)
            assert reader.status == 404
        await reader.go("/rapport/x")
        assert (reader.status, reader.page.heading) == (429, TOO_MANY.title)
        await reader.enter("utkast", drafting.draft_token(SAM))
        assert reader.status == 200


async def test_every_page_is_armoured(reader: Reader, drafting: Drafting) -> None:
    token = drafting.draft_token(SAM)
    await reader.enter("utkast", token)
    async with ClientSession(cookies=reader.cookies) as session:
        for path in ("", "/versioner", "/avsnitt/summary", "/version/1", "/version/1/html", "/finns/inte"):
            async with session.get(f"{reader.url}{reader.base}{path}") as got:
                assert got.headers["Content-Security-Policy"].startswith("default-src 'none'")
                assert got.headers["Cache-Control"] == "no-store"
                assert got.headers["Referrer-Policy"] == "same-origin"
                assert got.headers["X-Content-Type-Options"] == "nosniff"
        async with session.get(f"{reader.url}/utkast/{token}", allow_redirects=False) as got:
            assert got.headers["Referrer-Policy"] == "no-referrer"
            cookie = got.headers["Set-Cookie"]
            assert f"Path={got.headers['Location']}" in cookie
            assert "HttpOnly" in cookie


async def test_an_address_that_is_none_of_ours_is_told_so(reader: Reader) -> None:
    for path in ("/utkastet/x/finns/inte", "/fil/a/b", "/rapporten/", "/granskningen/x/y"):
        page = await reader.go(path)
        assert (reader.status, page.heading) == (404, NOT_IN_REPORT.title)


@pytest.mark.parametrize("guard", ["", "0" * 64])
async def test_a_form_without_its_guard_is_turned_away(
    reader: Reader, drafting: Drafting, guard: str
) -> None:
    await reader.enter("utkast", drafting.draft_token(SAM), "/avsnitt/summary")
    page = await reader.send("/avsnitt/summary", "save", {"q.words": "Nytt.", "guard": guard})
    assert (reader.status, page.heading) == (403, NOT_FROM_FORM.title)


async def test_a_form_from_another_site_is_turned_away(reader: Reader, drafting: Drafting) -> None:
    await reader.enter("utkast", drafting.draft_token(SAM), "/avsnitt/summary")
    await reader.send("/avsnitt/summary", "save", {"q.words": "Nytt."}, {"Sec-Fetch-Site": "cross-site"})
    assert reader.status == 403
    assert drafting.store.reports.edits(drafting.round.key) == {}


async def test_the_guard_of_another_page_is_turned_away(
    reader: Reader, reader_too: Reader, drafting: Drafting
) -> None:
    drafting.sent_to_check()
    await reader_too.enter("granska", drafting.check_token(FIA))
    guard = reader_too.filled("/stammer", "accept")["guard"]
    await reader.enter("utkast", drafting.draft_token(SAM), "/avsnitt/summary")
    await reader.send("/avsnitt/summary", "save", {"q.words": "Nytt.", "guard": guard})
    assert reader.status == 403


async def test_more_than_a_form_holds_is_not_read(reader: Reader, drafting: Drafting) -> None:
    await reader.enter("utkast", drafting.draft_token(SAM), "/avsnitt/summary")
    await reader.send("/avsnitt/summary", "save", {"q.words": "å" * 100_000})
    assert reader.status == 413
    assert drafting.store.reports.edits(drafting.round.key) == {}
    assert drafting.broken == []


async def test_an_address_from_anothers_browser_tells_to_ask_for_a_link_of_ones_own(
    reader: Reader, reader_too: Reader, drafting: Drafting
) -> None:
    await reader.enter("utkast", drafting.draft_token(SAM))
    pages = [
        await reader_too.go(path) for path in (reader.base, "/utkastet/finns-inte", "/utkast/finns-inte")
    ]
    assert reader_too.status == 404
    assert len({page.text for page in pages}) == 1, "a stranger does not learn what is there"
    assert "öppnar inget" in pages[0].text
    assert "skriver till exempel ”utkast K3”" in pages[0].text
    assert "”granska rapporten K3”" in pages[0].text
