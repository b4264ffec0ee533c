"""The handbook as it is published now: loaded at the first question, and again when more is published."""

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.handbook import Handbook


class LiveHandbook:
    """``load`` makes the handbook as it is published; ``edition`` is another number when that has changed."""

    def __init__(self, load: "Callable[[], Handbook]", edition: Callable[[], int]) -> None:
        self._load = load
        self._edition = edition
        self._loading = Lock()
        self._held: tuple[int, Handbook] | None = None

    def now(self) -> "Handbook":
        """The newest, loaded by whoever asks first; the one before answers everybody else meanwhile."""
        held, edition = self._held, self._edition()
        if held is None:
            return self.newest()
        if held[0] == edition or not self._loading.acquire(blocking=False):
            return held[1]
        try:
            return self._loaded(edition)
        finally:
            self._loading.release()

    def newest(self) -> "Handbook":
        """The newest, waited for: what was published before the call is in it."""
        with self._loading:
            return self._loaded(self._edition())

    def _loaded(self, edition: int) -> "Handbook":
        """The edition is read before the entries: what is published in between is loaded once more."""
        if self._held is None or self._held[0] != edition:
            self._held = (edition, self._load())
        return self._held[1]
