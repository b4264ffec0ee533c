"""Houses that somebody has moved into already: laid down once for the run, copied for each test."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from tests.laying import filled
from tests.web.house import House

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
