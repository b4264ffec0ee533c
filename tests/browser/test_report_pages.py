"""The report's pages in Chromium: no barrier that axe can find, no script needed, two who write at once."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from playwright.async_api import Browser

from dialogs import report_acts
from dialogs.report_acts import Remarked
from tests.browser.form import DESKTOP, PHONE, Visit, visiting
from tests.web.drafting import ANNA, FIAS, Drafting
from tests.web.house import FIA, NOW, SAM, STINA

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

State = Callable[[Visit, Drafting], Awaitable[None]]

REPORT = "Lägesrapport inom migration och integration i Västra Götaland – kvartal 3 2026"
EDIT = "Redigera ”Kvartalet i korthet”"


async def opened(visit: Visit, drafting: Drafting, path: str = "") -> None:
    """Sam is at a page of the draft."""
    await visit.page.goto(f"{visit.url}/utkast/{drafting.draft_token(SAM)}")
    if path:
        await visit.page.goto(visit.page.url + path)


async def drafted(visit: Visit, drafting: Drafting) -> None:
    drafting.writes(SAM, "councils", "Sams ord.")
    drafting.submits(FIA, {"headline": "Läget har lugnat sig."})
    await opened(visit, drafting)


async def editing(visit: Visit, drafting: Drafting) -> None:
    drafting.writes(ANNA, "summary", "Annas ord.")
    await opened(visit, drafting, "/avsnitt/summary")
    await visit.page.get_by_text("Så skriver du").click()


async def mistaken(visit: Visit, drafting: Drafting) -> None:
    await opened(visit, drafting, "/avsnitt/summary")
    await visit.fill({"words": "[[Tabell: Påhittad]]"})
    await visit.press("Spara")
    assert await visit.page.locator("#fel").is_visible()


async def looked_at(visit: Visit, drafting: Drafting) -> None:
    await opened(visit, drafting, "/avsnitt/summary")
    await visit.fill({"words": "## En rubrik\n\n- En punkt.\n\n> En ruta."})
    await visit.press("Förhandsgranska")


async def in_conflict(visit: Visit, drafting: Drafting) -> None:
    await opened(visit, drafting, "/avsnitt/summary")
    drafting.writes(ANNA, "summary", "Annas ord.")
    await visit.fill({"words": "Sams ord."})
    await visit.press("Spara")
    assert "Anna Samordnare sparade avsnittet före dig" in await visit.page.locator("main").inner_text()


async def changed_under(visit: Visit, drafting: Drafting) -> None:
    await drafted(visit, drafting)
    await visit.page.goto(visit.page.url + "/avsnitt/councils/underlag")


async def versions(visit: Visit, drafting: Drafting) -> None:
    drafting.renewed()
    drafting.writes(SAM, "summary", "Sams ord.")
    await opened(visit, drafting, "/versioner")


async def compared(visit: Visit, drafting: Drafting) -> None:
    await versions(visit, drafting)
    await visit.press("Jämför")


async def a_version(visit: Visit, drafting: Drafting) -> None:
    drafting.renewed()
    await opened(visit, drafting, "/version/1")


async def a_step(visit: Visit, drafting: Drafting) -> None:
    await opened(visit, drafting, "/steg/faktagranskning")
    await visit.fill({"until": "i går"})
    await visit.press("Skicka")


async def remarks(visit: Visit, drafting: Drafting) -> None:
    drafting.sent_to_check()
    for words in ("Det var tre boenden.", "Fel dag."):
        said = Remarked("fyrbodal", "councils", "", words)
        report_acts.remark(drafting.desk, drafting.round, drafting.author(FIA), said)
    report_acts.settle(drafting.desk, 1, drafting.author(ANNA), "Rättat.")
    await opened(visit, drafting, "/synpunkter")


async def checking(visit: Visit, drafting: Drafting) -> None:
    drafting.sent_to_check()
    await visit.page.goto(f"{visit.url}/granska/{drafting.check_token(FIA)}")
    await visit.page.locator("summary").first.click()


async def checked(visit: Visit, drafting: Drafting) -> None:
    drafting.sent_to_check()
    await visit.page.goto(f"{visit.url}/granska/{drafting.check_token(STINA)}")
    await visit.press("Allt stämmer")


async def published(visit: Visit, drafting: Drafting) -> None:
    drafting.published()
    await visit.page.goto(f"{visit.url}/rapport/{drafting.published_token(STINA)}")
    await visit.page.locator("summary").first.click()


async def given_back(visit: Visit, drafting: Drafting) -> None:
    await opened(visit, drafting, "/avsnitt/summary")
    await visit.fill({"words": "Sams ord."})
    drafting.clock.set(NOW + timedelta(hours=13))
    await visit.press("Spara")


async def expired(visit: Visit, drafting: Drafting) -> None:
    token = drafting.draft_token(SAM)
    drafting.clock.set(NOW + timedelta(hours=13))
    await visit.page.goto(f"{visit.url}/utkast/{token}")


STATES: dict[str, tuple[State, str]] = {
    "drafted": (drafted, REPORT),
    "editing": (editing, EDIT),
    "mistaken": (mistaken, EDIT),
    "looked at": (looked_at, EDIT),
    "in conflict": (in_conflict, EDIT),
    "changed under": (changed_under, "Nytt underlag till ”Läget i delregionerna”"),
    "versions": (versions, "Versioner"),
    "compared": (compared, "Skillnader mellan version 1 och 2"),
    "a version": (a_version, f"{REPORT}: version 1"),
    "a step": (a_step, "Skicka på faktagranskning"),
    "remarks": (remarks, "Synpunkter"),
    "checking": (checking, "Faktagranska: Fyrbodal"),
    "checked": (checked, "Faktagranska: Skaraborg"),
    "published": (published, REPORT),
    "given back": (given_back, "Inget sparades"),
    "expired": (expired, "Länken öppnar inte rapporten"),
}


@pytest.mark.parametrize("state", STATES)
async def test_nobody_is_shut_out(browser: Browser, drafting: Drafting, state: str) -> None:
    lead, heading = STATES[state]
    async with drafting.open() as url, visiting(browser, url, viewport=PHONE) as visit:
        await lead(visit, drafting)
        assert await visit.heading() == heading
        assert await visit.barriers() == []
        assert await visit.sideways() == 0
        await visit.page.emulate_media(color_scheme="dark")
        assert await visit.barriers("color-contrast") == []
        await visit.page.set_viewport_size({"width": DESKTOP["width"], "height": DESKTOP["height"]})
        assert await visit.barriers() == []
        assert await visit.sideways() == 0
        assert [said for said in visit.complaints if not said.startswith("beforeunload")] == []


async def test_two_coordinators_who_write_in_the_same_section_lose_nothing(
    browser: Browser, drafting: Drafting
) -> None:
    async with (
        drafting.open() as url,
        visiting(browser, url) as sam,
        visiting(browser, url, viewport=PHONE) as anna,
    ):
        await opened(sam, drafting, "/avsnitt/summary")
        await anna.page.goto(f"{url}/utkast/{drafting.draft_token(ANNA)}")
        await anna.page.goto(anna.page.url + "/avsnitt/summary")
        words = await sam.page.locator("textarea").input_value()
        await anna.fill({"words": f"Annas inledning.\n\n{words}"})
        await anna.press("Spara")
        assert "Annas inledning." in await anna.page.locator("main").inner_text()

        await sam.fill({"words": f"{words}\n\nSams slutord."})
        await sam.press("Spara")
        assert "Anna Samordnare sparade avsnittet före dig" in await sam.page.title()
        assert drafting.shown("summary") == f"Annas inledning.\n\n{words}"
        both = await sam.page.locator("textarea").input_value()
        assert both == f"Annas inledning.\n\n{words}\n\nSams slutord."
        await sam.press("Spara den sammanlagda texten")
        assert drafting.shown("summary") == both
        assert sam.page.url.endswith("#avsnitt-summary")


async def test_a_section_is_edited_with_the_keyboard_and_without_scripts(
    browser: Browser, drafting: Drafting
) -> None:
    async with drafting.open() as url:
        async with visiting(browser, url, viewport=PHONE, java_script_enabled=False) as visit:
            await opened(visit, drafting)
            await visit.follow("Redigera Kvartalet i korthet")
            words = await visit.page.locator("textarea").input_value()
            await visit.fill({"words": f"Sams ord.\n\n{words}"})
            await visit.press_with_keyboard("Spara")
            assert "Sams ord." in await visit.page.locator("main").inner_text()
            await visit.follow("Skicka på faktagranskning")
            await visit.press_with_keyboard("Skicka")
        async with visiting(browser, url, viewport=PHONE, java_script_enabled=False) as visit:
            await visit.page.goto(f"{url}/granska/{drafting.check_token(FIA)}")
            passage = visit.page.locator(".passage", has_text=FIAS)
            await passage.locator("summary").focus()
            await visit.page.keyboard.press("Enter")
            await passage.locator("textarea").fill("Det var tre boenden.")
            await passage.locator("button").focus()
            async with visit.page.expect_navigation():
                await visit.page.keyboard.press("Enter")
            assert "Det var tre boenden." in await visit.page.locator("main").inner_text()
    assert [one.words for one in drafting.store.report_life.remarks(drafting.round.key)] == [
        "Det var tre boenden."
    ]


async def test_the_published_report_is_read_sealed_off(browser: Browser, drafting: Drafting) -> None:
    """Its own look holds and nothing complains: the policy lets in just what the page needs."""
    drafting.published()
    async with drafting.open() as url, visiting(browser, url, viewport=PHONE) as visit:
        await visit.page.goto(f"{url}/rapport/{drafting.published_token(STINA)}")
        await visit.follow("Läs rapporten i webbläsaren")
        assert await visit.heading() == REPORT
        colour = await visit.page.locator("h1").evaluate("one => getComputedStyle(one).color")
        assert colour != "rgb(0, 0, 0)"
        pictures = await visit.page.locator("img").evaluate_all(
            "all => all.every(one => one.naturalWidth > 0)"
        )
        assert pictures
        assert await visit.sideways() == 0
        assert visit.complaints == []


async def test_the_way_back_after_a_preview_asks_nothing_and_has_the_words(
    browser: Browser, drafting: Drafting
) -> None:
    async with drafting.open() as url, visiting(browser, url) as visit:
        await opened(visit, drafting, "/avsnitt/summary")
        words = await visit.page.locator("textarea").input_value()
        await visit.fill({"words": f"Sams inledning.\n\n{words}"})
        await visit.press("Förhandsgranska")
        await visit.page.wait_for_function("history.state !== null")
        await visit.page.goto(f"{url}/webb/samrad.css")
        await visit.page.go_back()
        assert await visit.heading() == EDIT
        assert (await visit.page.locator("textarea").input_value()).startswith("Sams inledning.")
        assert "det som du skrev här senast" in await visit.page.locator("main").inner_text()
        await visit.page.reload()
        assert (await visit.page.locator("textarea").input_value()).startswith("Sams inledning.")
        assert drafting.shown("summary") == words, "nothing was saved on the way"


async def test_what_another_saved_meanwhile_is_not_run_over_on_the_way_back(
    browser: Browser, drafting: Drafting
) -> None:
    async with drafting.open() as url, visiting(browser, url) as visit:
        await opened(visit, drafting, "/avsnitt/summary")
        words = await visit.page.locator("textarea").input_value()
        await visit.fill({"words": f"Sams inledning.\n\n{words}"})
        await visit.press("Förhandsgranska")
        await visit.page.wait_for_function("history.state !== null")
        drafting.writes(ANNA, "summary", f"{words}\n\nAnnas slutord.")
        await visit.page.goto(f"{url}/webb/samrad.css")
        await visit.page.go_back()
        await visit.press("Spara")
        assert "Anna Samordnare sparade avsnittet före dig" in await visit.page.title()
        assert drafting.shown("summary").endswith("Annas slutord.")


async def test_what_was_saved_is_what_stands_on_the_way_back(browser: Browser, drafting: Drafting) -> None:
    async with drafting.open() as url, visiting(browser, url) as visit:
        await opened(visit, drafting, "/avsnitt/summary")
        words = await visit.page.locator("textarea").input_value()
        await visit.fill({"words": f"Sams inledning.\n\n{words}"})
        await visit.press("Förhandsgranska")
        await visit.press("Spara")
        await visit.page.go_back()
        assert (await visit.page.locator("textarea").input_value()).startswith("Sams inledning.")
        assert "det som du skrev här senast" not in await visit.page.locator("main").inner_text()
        await visit.press("Spara")
        assert "före dig" not in await visit.page.title()


async def test_the_caption_of_a_wide_table_stays_when_the_table_is_scrolled(
    browser: Browser, drafting: Drafting
) -> None:
    async with drafting.open() as url, visiting(browser, url, viewport=PHONE) as visit:
        await opened(visit, drafting)
        tables = visit.page.locator(".wide:has(caption)")
        places = await tables.evaluate_all(
            """all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => {
              one.scrollLeft = one.scrollWidth;
              const caption = one.querySelector("caption").getBoundingClientRect();
              const seen = one.getBoundingClientRect();
              return [one.scrollLeft, caption.left - seen.left, caption.right - seen.right];
            })"""
        )
        assert places, "some table is wider than the screen"
        for scrolled, left, right in places:
            assert scrolled > 0
            assert abs(left) < 1
            assert right < 1


async def test_the_generated_text_is_folded_where_it_would_stand_in_the_way(
    browser: Browser, drafting: Drafting
) -> None:
    async with drafting.open() as url:
        for screen, is_open in ((PHONE, False), (DESKTOP, True)):
            async with visiting(browser, url, viewport=screen) as visit:
                await opened(visit, drafting, "/avsnitt/summary")
                assert await visit.page.locator(".beside-text p.kept").is_visible() is is_open


async def test_what_was_written_is_not_left_behind_without_a_question(
    browser: Browser, drafting: Drafting
) -> None:
    async with drafting.open() as url, visiting(browser, url) as visit:
        await in_conflict(visit, drafting)
        await visit.page.locator("textarea").click()
        async with visit.page.expect_navigation():
            await visit.page.get_by_role("link", name="Versioner").click()
        assert [said for said in visit.complaints if said.startswith("beforeunload")] != []
