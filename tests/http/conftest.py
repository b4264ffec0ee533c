"""A house for each test: signed as in Teams, or local without tokens."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import HandedClock
from bot.local.connector import LocalConnector
from store.store import Store
from tests.http.house import MORNING, House


@pytest.fixture
def clock() -> HandedClock:
    return HandedClock(MORNING)


@pytest.fixture
async def teams(clock: HandedClock) -> AsyncIterator[LocalConnector]:
    async with LocalConnector(clock) as connector:
        yield connector


@pytest.fixture
async def playground(clock: HandedClock) -> AsyncIterator[LocalConnector]:
    """The same without tokens, as the local chat sends."""
    async with LocalConnector(clock, signed=False) as connector:
        yield connector


@pytest.fixture
def house(clock: HandedClock, teams: LocalConnector, store: Store) -> House:
    return House(clock, teams, store)


@pytest.fixture
async def bot(house: House) -> AsyncIterator[str]:
    async with house.open() as url:
        yield url


@pytest.fixture
def local_house(clock: HandedClock, playground: LocalConnector, store: Store) -> House:
    return House(clock, playground, store)
