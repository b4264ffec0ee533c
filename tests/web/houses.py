"""Houses that somebody has moved into already: laid down once for the run, copied for each test."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from tests.laying import filled
from tests.web.drafting import Drafting
from tests.web.house import House
from tests.web.upkeep import Upkeep

H = TypeVar("H", bound=House)


class Houses:
    """``start`` is an empty store; the laid-down files lie in ``folder``."""

    def __init__(self, start: Path, folder: Path) -> None:
        self._start = start
        self._folder = folder
        self._files: dict[type[House], Path] = {}

    @contextmanager
    def moved_into(self, kind: type[H], folder: Path) -> Iterator[H]:
        """A house of that kind, its store in ``folder``, open while the block lasts."""
        with filled(self._file(kind), folder) as begun:
            yield kind(begun.store)

    def _file(self, kind: type[House]) -> Path:
        if kind not in self._files:
            folder = self._folder / kind.__name__
            folder.mkdir()
            with filled(self._start, folder) as laid:
                kind(laid.store)
            self._files[kind] = laid.file
        return self._files[kind]


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
