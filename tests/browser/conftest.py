"""The browser ring: Chromium, Node and the npm packages are looked for once, in one place.

Tests of this ring carry

    pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

since one browser serves the whole run and belongs to the loop of the session.
"""

import os
from collections.abc import AsyncIterator, Generator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

from tests.browser.chromium import CHROMIUM_FLAGS, find_chromium

# Everything is on this machine; what takes longer than this on a busy one is broken.
PATIENCE_MILLISECONDS = 15_000


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Skips of the ring are told of at one place, so that pytest folds them into one line."""
    report = yield
    if report.skipped and isinstance(report.longrepr, tuple):
        *_, reason = report.longrepr
        report.longrepr = (__file__, 1, reason)
    return report


@pytest.fixture(scope="session")
def chromium() -> str:
    return find_chromium(os.environ)


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
