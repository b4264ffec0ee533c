"""What the tests of the store start from."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from domain.quarter import Quarter
from domain.rounds import FormRef, Round, plan
from domain.workdays import STOCKHOLM
from store.database import Database, Place
from store.store import Store
from tests.laying import Start, copied


@pytest.fixture
def now() -> datetime:
    """A Thursday when the round of ``autumn`` is open."""
    return datetime(2026, 10, 1, 12, tzinfo=STOCKHOLM)


@pytest.fixture
def autumn() -> Round:
    return plan(Quarter(2026, 3), date(2026, 11, 2), [FormRef("lägesrapport", 2)])


@pytest.fixture
def open_round(store: Store, autumn: Round, now: datetime) -> Store:
    store.rounds.create(autumn, "samuel", now)
    return store


@pytest.fixture
def place(empty_store: Start, tmp_path: Path) -> Iterator[Place]:
    """An empty database that nobody has opened."""
    with copied(empty_store, tmp_path) as found:
        yield found


@pytest.fixture
def database(place: Place) -> Iterator[Database]:
    with closing(Database(place)) as opened:
        yield opened
