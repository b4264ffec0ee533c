"""A house for each test, and a browser at its door."""

from collections.abc import AsyncIterator

import pytest

from tests.web.browsing import Browser
from tests.web.drafting import Drafting
from tests.web.house import House
from tests.web.houses import drafting, house, houses, upkeep
from tests.web.report_browsing import Reader
from tests.web.upkeep import Upkeep

__all__ = ["drafting", "house", "houses", "upkeep"]
"""Fixtures that stand elsewhere."""


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


@pytest.fixture
async def keeping(upkeep: Upkeep) -> AsyncIterator[Browser]:
    """A browser at the house whose handbook somebody keeps."""
    async with upkeep.open() as address, Browser(address) as opened:
        yield opened


@pytest.fixture
async def keeping_too(keeping: Browser) -> AsyncIterator[Browser]:
    """Somebody else's, at the same house."""
    async with Browser(keeping.url) as opened:
        yield opened


@pytest.fixture
async def reader(drafting: Drafting) -> AsyncIterator[Reader]:
    """A browser at the house where the report is being written."""
    async with drafting.open() as address, Reader(address) as opened:
        yield opened


@pytest.fixture
async def reader_too(reader: Reader) -> AsyncIterator[Reader]:
    """Somebody else's, at the same house."""
    async with Reader(reader.url) as opened:
        yield opened
