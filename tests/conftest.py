"""Fixtures that several rings share."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest

from store.store import Store


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that was migrated once; copied, it is an empty store."""
    path = tmp_path_factory.mktemp("migrated") / "samrad.sqlite"
    Store.open(path).close()
    return path


@pytest.fixture
def store(migrated: Path, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "samrad.sqlite"
    copyfile(migrated, path)
    opened = Store.open(path)
    yield opened
    opened.close()
