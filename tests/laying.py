"""A store that is filled once, for many tests to begin with a copy of."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile

from store.store import Store


@dataclass(frozen=True)
class Laid:
    """``file`` is whole when the store has been closed."""

    store: Store
    file: Path


@contextmanager
def filled(start: Path, folder: Path) -> Iterator[Laid]:
    """A store that begins as a copy of ``start``, open while the block lasts."""
    file = folder / "samrad.sqlite"
    copyfile(start, file)
    with closing(Store.open(file)) as store:
        yield Laid(store, file)
