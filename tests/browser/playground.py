"""A person at the local chat's page: what one does there, in words, each waiting for what it needs.

Bound to the Playground's markup by the constants below and by the labels of inputs. The log panel at the
side repeats every text and is never looked at.
"""

import re
from calendar import month_name
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import Browser, Locator, Page, expect

from bot.local.participants import YOU, Participant
from bot.local.playground import Playground

COMPOSE = '[data-lexical-editor="true"]'
SAID = '[aria-label="Message header"]:not(:has([aria-label="Message author"]))'
BUBBLE = ".fai-OutputCard"
CARD = ".ac-adaptiveCard"
BOX = ".fui-Radio, .fui-Checkbox"

INSTALLED = re.compile(r"/_debug/conversation/[^/]+/installation$")

# The page is one script of 5 MB: 2.5 s on an idle core, ten times that on a busy one.
OPEN_MILLISECONDS = 60_000


class Chat:
    """The chat page, with the bot's bubbles oldest first."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._before = 0

    @property
    def origin(self) -> str:
        """The Playground's own address."""
        return "{0.scheme}://{0.netloc}".format(urlsplit(self.page.url))

    @property
    def bubbles(self) -> Locator:
        """Everything that the bot has written since the page was opened."""
        return self.page.locator(BUBBLE)

    @property
    def card(self) -> Locator:
        """The newest card."""
        return self.bubbles.locator(CARD).last

    async def open(self, url: str) -> None:
        """Open the page and wait until the bot has been told of it: until then what one writes gets lost."""
        async with self.page.expect_response(INSTALLED, timeout=OPEN_MILLISECONDS):
            await self.page.goto(url, wait_until="commit")
        await expect(self.page.locator(COMPOSE)).to_be_editable()

    async def say(self, text: str) -> None:
        """Write to the bot and send. The answer is waited for by whoever asks about it."""
        self._before = await self.bubbles.count()
        box = self.page.locator(COMPOSE)
        await box.click()
        await self.page.keyboard.insert_text(text)
        await expect(box).to_have_text(text)
        said = await self.page.locator(SAID).count()
        await self.page.keyboard.press("Enter")
        await expect(self.page.locator(SAID)).to_have_count(said + 1)

    async def last_bot_text(self) -> str:
        """The bot's newest bubble as a person reads it, once there is one after what was said last."""
        await expect(self.bubbles.nth(self._before)).to_be_visible()
        return (await self.bubbles.last.inner_text()).strip()

    async def sees(self, text: str) -> None:
        """The bot's newest bubble, or what stands under its card, holds the text, soon."""
        await expect(self.bubbles.last).to_contain_text(text)

    async def fill(self, label: str, value: str) -> None:
        """Write in a text or number box, in place of what stood there."""
        await (await self._input(label)).fill(value)

    async def choose(self, label: str, value: str) -> None:
        """Pick a choice by its words, from a drop-down or among round or square boxes."""
        field = await self._input(label)
        if await field.get_attribute("role") == "combobox":
            await field.click()
            await self.page.get_by_role("option", name=value, exact=True).click()
            await expect(field).to_have_value(value)
        else:
            option = field.locator(BOX).filter(has=self.page.get_by_text(value, exact=True))
            await option.locator("label").click()
            await expect(option.locator("input")).to_be_checked()

    async def pick(self, label: str, day: date) -> None:
        """Pick a day in the calendar of a date box (the box itself cannot be written in)."""
        await (await self._input(label)).click()
        calendar = self.page.get_by_role("dialog", name="Calendar")
        shown = await calendar.get_by_role("button", name=re.compile(r"^[A-Z][a-z]+ \d{4}$")).inner_text()
        month, year = shown.split()
        steps = (day.year - int(year)) * 12 + day.month - list(month_name).index(month)
        towards = calendar.get_by_title("Next month" if steps > 0 else "Previous month")
        for _ in range(abs(steps)):
            await towards.click()
        await calendar.get_by_label(f"{day.day}, {month_name[day.month]}, {day.year}", exact=True).click()
        await expect(calendar).to_be_hidden()

    async def tick(self, label: str) -> None:
        """Turn a toggle on, by its label."""
        box = await self._input(label)
        await box.check(force=True)  # the drawn box lies above the real one
        await expect(box).to_be_checked()

    async def press(self, title: str) -> None:
        """Press a button on the newest card."""
        await self.card.get_by_role("button", name=title, exact=True).click()

    async def _input(self, label: str) -> Locator:
        """The input under a label. Its accessible name is of no use here: error texts are part of it."""
        words = self.card.locator("label.ac-richTextBlock").filter(has_text=_named(label))
        field = await words.get_attribute("for")
        return self.card.locator(f'[id="{field}"]')


def _named(words: str) -> re.Pattern[str]:
    """A label said in short: without its number before, and its unit or "(obligatorisk)" behind."""
    return re.compile(rf"^\s*(\d+(\.\d+)* )?{re.escape(words)}\s*($|,| \(|\*)")


@asynccontextmanager
async def local_chat(
    browser: Browser, endpoint: str, folder: Path, you: Participant = YOU
) -> AsyncIterator[Chat]:
    """A Playground of its own and a page on it, both gone afterwards."""
    async with Playground(endpoint, folder, you=you) as url:
        context = await browser.new_context(viewport={"width": 1400, "height": 1100}, locale="sv-SE")
        try:
            chat = Chat(await context.new_page())
            await chat.open(url)
            yield chat
        finally:
            await context.close()
