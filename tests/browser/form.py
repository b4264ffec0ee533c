"""The form in Chromium: a person with a link, and a look at what the page is like for those who use it."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, ConsoleMessage, Dialog, Page

from tests.conversations.answers import CARDS, CONTROL

PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 900}

_AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Visit:
    """One person's browser. ``complaints``: what the page said went wrong, and each dialog that it opened."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self._dialog)
        page.on("console", self._console)

    async def _dialog(self, dialog: Dialog) -> None:
        self.complaints.append(f"{dialog.type}: {dialog.message}")
        await dialog.accept()

    def _console(self, said: ConsoleMessage) -> None:
        # An error page's own status is told of in the console too, and is no fault.
        if said.type in {"error", "warning"} and "the server responded with a status" not in said.text:
            self.complaints.append(said.text)

    async def open(self, token: str) -> None:
        await self.page.goto(f"{self.url}/svara/{token}")

    async def heading(self) -> str:
        return (await self.page.locator("h1").inner_text()).strip()

    async def press(self, title: str) -> None:
        """Press a button, and wait for the page that it leads to."""
        async with self.page.expect_navigation():
            await self.page.get_by_role("button", name=title, exact=True).click()

    async def press_with_keyboard(self, title: str) -> None:
        """Reach a button and press it as who has no pointer does."""
        await self.page.get_by_role("button", name=title, exact=True).focus()
        async with self.page.expect_navigation():
            await self.page.keyboard.press("Enter")

    async def follow(self, title: str) -> None:
        """Follow a link with the keyboard."""
        await self.page.get_by_role("link", name=title, exact=True).focus()
        async with self.page.expect_navigation():
            await self.page.keyboard.press("Enter")

    async def fill_plain(self, values: Mapping[str, str]) -> None:
        """Fill in fields that are no questions, by their own names."""
        for name, value in values.items():
            await self.page.locator(f'[name="{name}"]').fill(value)

    async def fill(self, values: Mapping[str, str]) -> None:
        """Fill in fields by question key: text, a choice's value, several with commas between."""
        for key, value in values.items():
            fields = self.page.locator(f'[name="q.{key}"]')
            kind = await fields.first.evaluate("field => field.type")
            if kind == "select-one":
                await fields.select_option(value)
            elif kind in {"radio", "checkbox"}:
                for part in value.split(","):
                    await self.page.locator(f'[name="q.{key}"][value="{part}"]').check()
            else:
                await fields.fill(value)

    async def asks(self, key: str) -> bool:
        """Whether the page has the question: published figures are confirmed only where there are any."""
        return await self.page.locator(f'[name="q.{key}"]').count() > 0

    async def fill_all(self) -> None:
        """Every card, so that the summary is shown."""
        for card in CARDS:
            await self.fill({key: value for key, value in card.items() if await self.asks(key)})
            await self.press("Spara och fortsätt")
        await self.fill(CONTROL)
        await self.press("Granska och lämna in")

    async def barriers(self, *rules: str) -> list[str]:
        """What axe finds: rule, and the elements that break it. Without ``rules`` all of WCAG 2.2 AA."""
        if not await self.page.evaluate("'axe' in window"):
            await self.page.evaluate(_axe())
        which = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": _TAGS}
        options = {"runOnly": which, "resultTypes": ["violations"]}
        found: dict[str, Any] = await self.page.evaluate(f"axe.run(document, {json.dumps(options)})")
        return [
            f"{rule['id']}: {rule['help']} {[node['html'][:160] for node in rule['nodes']]}"
            for rule in found["violations"]
        ]

    async def sideways(self) -> int:
        """How many pixels the page can be scrolled to the side."""
        wide: int = await self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return wide


@cache
def _axe() -> str:
    return _AXE.read_text(encoding="utf-8")


@asynccontextmanager
async def visiting(browser: Browser, url: str, **options: Any) -> AsyncIterator[Visit]:  # noqa: ANN401 - Playwright's
    """A browser of its own. ``options`` as Playwright names them, such as ``java_script_enabled``."""
    context = await browser.new_context(**{"viewport": DESKTOP, "locale": "sv-SE", **options})
    try:
        visit = Visit(await context.new_page(), url)
        yield visit
    finally:
        await context.close()
