"""A house for each test, and a browser at its door."""

from collections.abc import AsyncIterator

import pytest

from store.store import Store
from tests.web.browsing import Browser
from tests.web.house import House


@pytest.fixture
def house(store: Store) -> House:
    return House(store)


@pytest.fixture
async def url(house: House) -> AsyncIterator[str]:
    async with house.open() as address:
        yield address


@pytest.fixture
async def browser(url: str) -> AsyncIterator[Browser]:
    async with Browser(url) as opened:
        yield opened


@pytest.fixture
async def other(url: str) -> AsyncIterator[Browser]:
    """Somebody else's."""
    async with Browser(url) as opened:
        yield opened
