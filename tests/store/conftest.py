"""What the tests of the store start from."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from shutil import copyfile

import pytest

from domain.quarter import Quarter
from domain.rounds import FormRef, Round, plan
from domain.workdays import STOCKHOLM
from store.database import Database
from store.store import Store


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
def database(migrated: Path, tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "bare.sqlite"
    copyfile(migrated, path)
    opened = Database(path)
    yield opened
    opened.close()


@pytest.fixture
def reopened(store: Store, tmp_path: Path) -> Iterator[Store]:  # noqa: ARG001 - the file is that store's
    """The same file opened once more, as by another process or after a restart."""
    opened = Store.open(tmp_path / "samrad.sqlite")
    yield opened
    opened.close()
