"""A store that is filled once, for many tests to begin with a copy of."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from typing import TypeAlias

import pytest

from store.database import Place
from store.store import Store
from tests.postgresql import Standing

Start: TypeAlias = Path | Standing
"""What a store begins with: SQLite's file, or a PostgreSQL database that nobody is connected to."""

ENGINES = ("sqlite", "postgresql")
only_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True, scope="session")
"""For what looks into the file itself."""


@dataclass(frozen=True)
class Laid:
    """``place`` is whole when the store has been closed."""

    store: Store
    place: Place

    @property
    def file(self) -> Path:
        assert isinstance(self.place, Path)
        return self.place


@contextmanager
def copied(start: Start, folder: Path) -> Iterator[Place]:
    """A database that begins as a copy of ``start``; on PostgreSQL it is gone when the block ends."""
    if isinstance(start, Standing):
        with start.copied() as place:
            yield place
    else:
        file = folder / "samrad.sqlite"
        copyfile(start, file)
        yield file


@contextmanager
def filled(start: Start, folder: Path) -> Iterator[Laid]:
    """A store that begins as a copy of ``start``, open while the block lasts."""
    with copied(start, folder) as place, closing(Store.open(place)) as store:
        yield Laid(store, place)


def going_on(start: Start, folder: Path, fill: Callable[[Store], object]) -> Start:
    """What ``start`` becomes when ``fill`` has filled it, for others to begin with."""
    if isinstance(start, Standing):
        after = Standing(start.server, start.going_on())
        with closing(Store.open(start.server.place(after.database))) as store:
            fill(store)
        return after
    with filled(start, folder) as begun:
        fill(begun.store)
    return begun.file
