"""The signed link to the handbook: whom it lets in, until when, and that nothing else opens anything."""

from datetime import timedelta

import pytest
from aiohttp import ClientSession

from store.store import Store
from tests.web.browsing import Browser
from tests.web.house import FIA, NOW, SAM
from tests.web.upkeep import EVA, LIMIT, Upkeep
from web.handbook_links import HandbookLinkMaker
from web.links import Seal
from web.pace import Rate, Rates
from web.refusals import NO_HANDBOOK, NOT_FROM_FORM, TOO_MANY

HOURS = timedelta(hours=1)


async def refused(url: str, token: str) -> bool:
    """Whether the token opens nothing, and the answer is the one that every such token gets."""
    async with (
        ClientSession() as session,
        session.get(f"{url}/handbok/{token}", allow_redirects=False) as got,
    ):
        if got.status == 303:
            return False
        assert got.status == 404
        assert NO_HANDBOOK.title in await got.text()
        assert "Set-Cookie" not in got.headers
        return True


async def test_the_link_leads_to_an_address_without_the_token(keeping: Browser, upkeep: Upkeep) -> None:
    token = upkeep.handbook_token(EVA)
    page = await keeping.open_handbook(token)
    assert keeping.status == 200
    assert token not in keeping.address
    assert "Personlig länk för Eva Ek" in page.text
    assert "gäller till 11 november 2026 kl. 22.30" in page.text


async def test_a_changed_or_guessed_link_opens_nothing(keeping: Browser, upkeep: Upkeep) -> None:
    token = upkeep.handbook_token(EVA)
    links = HandbookLinkMaker(upkeep.links.seal, upkeep.base_url, upkeep.store)
    for place, sign in enumerate(token):
        other = "A" if sign != "A" else "B"
        assert not links.opened(token[:place] + other + token[place + 1 :], NOW)
        assert not links.opened(token[:place], NOW)
    for guess in ("x", "-", "a.b.c", "%00", "x" * 4000, token[:-1], upkeep.token(FIA)):
        assert await refused(keeping.url, guess)
    forger = HandbookLinkMaker(Seal("gissad hemlighet"), upkeep.base_url, upkeep.store)
    assert await refused(keeping.url, forger.to(EVA, NOW).rpartition("/")[2])


async def test_a_link_to_the_handbook_opens_no_form(keeping: Browser, upkeep: Upkeep) -> None:
    await keeping.open(upkeep.handbook_token(EVA))
    assert keeping.status == 404


async def test_the_link_holds_for_twelve_hours(keeping: Browser, upkeep: Upkeep) -> None:
    token = upkeep.handbook_token(EVA)
    upkeep.clock.set(NOW + 12 * HOURS)
    assert not await refused(keeping.url, token)
    upkeep.clock.set(NOW + 12 * HOURS + timedelta(seconds=1))
    assert await refused(keeping.url, token)


async def test_a_link_that_was_taken_back_opens_nothing_and_closes_what_is_open(
    keeping: Browser, upkeep: Upkeep
) -> None:
    token = upkeep.handbook_token(EVA)
    await keeping.open_handbook(token)
    assert upkeep.store.handbook_links.revoke(EVA.id, SAM.id, NOW) == 1
    page = await keeping.reload()
    assert (keeping.status, page.heading) == (404, NO_HANDBOOK.title)
    assert await refused(keeping.url, token)
    lines = [(line.who, line.what) for line in upkeep.store.audit.lines("handbok/eva")]
    assert lines == [("eva", "fick länk"), ("sam", "återkallade länk")]


async def test_who_is_no_longer_an_expert_gets_the_page_of_every_bad_link(
    keeping: Browser, upkeep: Upkeep
) -> None:
    token = upkeep.handbook_token(EVA)
    await keeping.open_handbook(token, f"/svar/{LIMIT}/andra")
    form = keeping.form("save", {"short": "Nytt."})
    upkeep.enroll(EVA, also=(), until=(NOW - timedelta(days=1)).date())
    await keeping.post(form)
    assert (keeping.status, keeping.page.heading) == (404, NO_HANDBOOK.title)
    assert await refused(keeping.url, token)
    assert upkeep.store.proposals.open() == []


async def test_who_never_kept_the_handbook_gets_no_further_with_a_link(
    keeping: Browser, upkeep: Upkeep
) -> None:
    assert await refused(keeping.url, upkeep.handbook_token(FIA))


async def test_an_address_without_having_opened_the_link_opens_nothing(
    keeping: Browser, keeping_too: Browser, upkeep: Upkeep
) -> None:
    await keeping.open_handbook(upkeep.handbook_token(EVA))
    page = await keeping_too.go(keeping.address)
    assert (keeping_too.status, page.heading) == (404, NO_HANDBOOK.title)
    await keeping_too.open_handbook(upkeep.handbook_token(SAM))
    await keeping_too.go(keeping.address)
    assert keeping_too.status == 404


async def test_guesses_at_the_handbook_and_at_the_form_are_counted_together(store: Store) -> None:
    upkeep = Upkeep(store, rates=Rates(guess=Rate(3, 0.01)))
    async with upkeep.open() as url, Browser(url) as browser:
        token = upkeep.handbook_token(EVA)
        for path in ("/handbok/x", "/svara/x", "/handboken/x"):
            await browser.go(path)
            assert browser.status == 404
        await browser.go("/handbok/x")
        assert (browser.status, browser.page.heading) == (429, TOO_MANY.title)
        await browser.open_handbook(token)
        assert browser.status == 200


async def test_every_page_is_armoured(keeping: Browser, upkeep: Upkeep) -> None:
    token = upkeep.handbook_token(EVA)
    await keeping.open_handbook(token)
    async with ClientSession(cookies=keeping.cookies) as session:
        for path in ("", "/nytt", "/forslag", f"/svar/{LIMIT}", "/svar/x"):
            async with session.get(f"{keeping.url}{keeping.address}{path}") as got:
                assert got.headers["Content-Security-Policy"].startswith("default-src 'none'")
                assert got.headers["Cache-Control"] == "no-store"
                assert got.headers["Referrer-Policy"] == "same-origin"
        async with session.get(f"{keeping.url}/handbok/{token}", allow_redirects=False) as got:
            assert got.headers["Referrer-Policy"] == "no-referrer"
            cookie = got.headers["Set-Cookie"]
            assert f"Path={got.headers['Location']}" in cookie
            assert "HttpOnly" in cookie
            assert "SameSite=Lax" in cookie


@pytest.mark.parametrize("guard", ["", "0" * 64, None])
async def test_a_form_without_its_guard_is_turned_away(
    keeping: Browser, upkeep: Upkeep, guard: str | None
) -> None:
    await keeping.open_handbook(upkeep.handbook_token(EVA), f"/svar/{LIMIT}/andra")
    form = [(name, value) for name, value in keeping.form("save") if name != "guard"]
    page = await keeping.post(form if guard is None else [*form, ("guard", guard)])
    assert (keeping.status, page.heading) == (403, NOT_FROM_FORM.title)


async def test_a_form_from_another_site_is_turned_away(keeping: Browser, upkeep: Upkeep) -> None:
    await keeping.open_handbook(upkeep.handbook_token(EVA), f"/svar/{LIMIT}/andra")
    await keeping.post(keeping.form("save", {"short": "Nytt."}), {"Sec-Fetch-Site": "cross-site"})
    assert keeping.status == 403
    assert upkeep.store.proposals.open() == []
