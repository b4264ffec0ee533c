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
async def urls(house: House) -> AsyncIterator[tuple[str, str]]:
    """Two replicas: whoever asks comes now to one of them, now to the other."""
    async with house.open_twice() as addresses:
        yield addresses


@pytest.fixture
def url(urls: tuple[str, str]) -> str:
    """One of them."""
    return urls[0]


@pytest.fixture
async def browser(urls: tuple[str, str]) -> AsyncIterator[Browser]:
    async with Browser(*urls) as opened:
        yield opened


@pytest.fixture
async def other(urls: tuple[str, str]) -> AsyncIterator[Browser]:
    """Somebody else's."""
    async with Browser(*urls) as opened:
        yield opened


@pytest.fixture
async def keeping_urls(upkeep: Upkeep) -> AsyncIterator[tuple[str, str]]:
    async with upkeep.open_twice() as addresses:
        yield addresses


@pytest.fixture
async def keeping(keeping_urls: tuple[str, str]) -> AsyncIterator[Browser]:
    """A browser at the house whose handbook somebody keeps."""
    async with Browser(*keeping_urls) as opened:
        yield opened


@pytest.fixture
async def keeping_too(keeping_urls: tuple[str, str]) -> AsyncIterator[Browser]:
    """Somebody else's, at the same house."""
    async with Browser(*keeping_urls) as opened:
        yield opened


@pytest.fixture
async def reader_urls(drafting: Drafting) -> AsyncIterator[tuple[str, str]]:
    async with drafting.open_twice() as addresses:
        yield addresses


@pytest.fixture
async def reader(reader_urls: tuple[str, str]) -> AsyncIterator[Reader]:
    """A browser at the house where the report is being written."""
    async with Reader(*reader_urls) as opened:
        yield opened


@pytest.fixture
async def reader_too(reader_urls: tuple[str, str]) -> AsyncIterator[Reader]:
    """Somebody else's, at the same house."""
    async with Reader(*reader_urls) as opened:
        yield opened
