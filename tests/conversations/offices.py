"""Offices where something has been done already: laid down once for the run, copied for each test."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from store.store import Store
from tests.conversations.report_office import Office
from tests.laying import Start, going_on

Work = Callable[[Office], object]
"""What has been done in an office before a test begins. It needs no more than the office."""

BEGINS = "BEGINS"
"""Under this name a module says what has been done, by the fixture that a test asks for; the first counts."""


@dataclass
class Offices:
    """``start``: a store where the round is open. ``office``: the office over such a store."""

    start: Start
    folder: Path
    office: Callable[[Store], Office]
    _after: dict[Work, Start] = field(default_factory=dict)

    def begin(self, begins: Mapping[str, Work], asked: list[str]) -> Start:
        """What a test's store begins with that asks for those fixtures."""
        return next((self._laid(work) for name, work in begins.items() if name in asked), self.start)

    def _laid(self, work: Work) -> Start:
        if work not in self._after:
            folder = self.folder / str(len(self._after))
            folder.mkdir()
            self._after[work] = going_on(self.start, folder, lambda store: work(self.office(store)))
        return self._after[work]
