"""The browser ring: one Chromium for the run.

Tests of this ring carry

    pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

since one browser serves the whole run and belongs to the loop of the session.
"""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

from tests.browser.chromium import CHROMIUM_FLAGS
from tests.web.houses import drafting, house, houses, upkeep

__all__ = ["drafting", "house", "houses", "upkeep"]
"""Fixtures that stand elsewhere."""

# Everything is on this machine; what takes longer than this on a busy one is broken.
PATIENCE_MILLISECONDS = 15_000


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """One Chromium for the run, with no way out of the machine."""
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_FLAGS))
        try:
            yield started
        finally:
            await started.close()
