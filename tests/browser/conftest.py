"""The browser ring: one Chromium for the run.

Tests of this ring carry

    pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

since one browser serves the whole run and belongs to the loop of the session.
"""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

from tests.browser.chromium import CHROMIUM_FLAGS
from tests.web.drafting import Drafting
from tests.web.house import House
from tests.web.houses import Houses
from tests.web.upkeep import Upkeep

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


@pytest.fixture(scope="session")
def houses(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Houses:
    return Houses(migrated, tmp_path_factory.mktemp("houses"))


@pytest.fixture
def house(houses: Houses, tmp_path: Path) -> Iterator[House]:
    with houses.moved_into(House, tmp_path) as moved_into:
        yield moved_into


@pytest.fixture
def upkeep(houses: Houses, tmp_path: Path) -> Iterator[Upkeep]:
    with houses.moved_into(Upkeep, tmp_path) as moved_into:
        yield moved_into


@pytest.fixture
def drafting(houses: Houses, tmp_path: Path) -> Iterator[Drafting]:
    with houses.moved_into(Drafting, tmp_path) as moved_into:
        yield moved_into
