"""The report as a page has no barrier that axe can find, on a narrow screen, enlarged and on paper."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from reports.document import Document
from reports.html import write
from tests.browser.form import DESKTOP, PHONE, Visit, visiting
from tests.reports.every_block import DOCUMENT, with_text

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ENLARGED = {"width": 640, "height": 450}
"""What is left of a usual screen at 200 percent."""


async def opened(visit: Visit, document: Document, folder: Path) -> None:
    page = folder / "lägesrapport.html"
    page.write_bytes(write(document))
    await visit.page.goto(page.as_uri())


@pytest.mark.parametrize("screen", [PHONE, ENLARGED, DESKTOP], ids=["320", "200 percent", "desktop"])
async def test_nobody_is_shut_out(browser: Browser, tmp_path: Path, screen: dict[str, int]) -> None:
    async with visiting(browser, "", viewport=screen) as visit:
        await opened(visit, DOCUMENT, tmp_path)
        assert await visit.barriers() == []
        assert await visit.sideways() == 0
        assert visit.complaints == []


async def test_words_without_a_space_make_no_page_wider(browser: Browser, tmp_path: Path) -> None:
    async with visiting(browser, "", viewport=PHONE) as visit:
        await opened(visit, with_text("https://example.se/" + "mycket-lång-adress" * 20), tmp_path)
        assert await visit.sideways() == 0


async def test_a_note_leads_to_its_row_by_the_keyboard(browser: Browser, tmp_path: Path) -> None:
    async with visiting(browser, "") as visit:
        await opened(visit, DOCUMENT, tmp_path)
        await visit.page.get_by_role("link", name="källa 2", exact=True).first.focus()
        await visit.page.keyboard.press("Enter")
        # Where a key leads is known when the browser has been there.
        await expect(visit.page.locator("#kalla-2:target")).to_be_visible()
        assert visit.page.url.endswith("#kalla-2")


async def test_the_first_link_leads_past_the_head_and_the_contents(browser: Browser, tmp_path: Path) -> None:
    async with visiting(browser, "") as visit:
        await opened(visit, DOCUMENT, tmp_path)
        await visit.page.keyboard.press("Tab")
        assert await visit.page.evaluate("document.activeElement.textContent") == "Hoppa till innehållet"
        await visit.page.keyboard.press("Enter")
        await expect(visit.page.locator("#innehall")).to_be_focused()


async def test_the_watermark_is_on_paper_and_not_read_aloud(browser: Browser, tmp_path: Path) -> None:
    async with visiting(browser, "") as visit:
        await opened(visit, DOCUMENT, tmp_path)
        await visit.page.emulate_media(media="print")
        drawn = await visit.page.evaluate("getComputedStyle(document.body, '::before').content")
        assert drawn == '"Arbetsmaterial" / ""'
        assert await visit.barriers("color-contrast") == []
