"""The outside world of the workers: it remembers what it was told, and what came to it."""

from collections import Counter
from dataclasses import dataclass, field, replace

from domain.notices import PUSHES
from tests.faults.worker import Card


@dataclass
class Outside:
    """``arrived``: by row, whether each copy said that it may have come before. ``kept``: revision, version.

    ``pending``: cards that nobody has acknowledged, and that come again as they are.
    """

    deaths: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    pending: dict[str, Card] = field(default_factory=dict)
    made: dict[str, Card] = field(default_factory=dict)
    kept: dict[str, tuple[int, int]] = field(default_factory=dict)
    stale: set[str] = field(default_factory=set)
    arrived: dict[str, list[bool]] = field(default_factory=dict)
    reminders: set[str] = field(default_factory=set)
    silent: set[str] = field(default_factory=set)
    returned: Counter[str] = field(default_factory=Counter)
    contradictions: list[str] = field(default_factory=list)

    def makes(self, card: Card) -> None:
        self.made[card.request] = self.pending[card.request] = card

    def hears(self, line: str) -> None:
        what, _, rest = line.partition(" ")
        self.told[what] += 1
        getattr(self, f"_{what}")(rest)

    def _dies(self, point: str) -> None:
        self.deaths[point] += 1

    def _refused(self, _rest: str) -> None:
        """Told so: nothing is expected."""

    def _broke(self, _rest: str) -> None:
        """Told so: it comes again."""

    def _shown(self, rest: str) -> None:
        request, revision = rest.split()
        shown = replace(self.made[request], revision=int(revision))
        self.made[request] = self.pending[request] = shown

    def _kept(self, rest: str) -> None:
        request, _, revision, version = rest.split()
        now = (int(revision), int(version))
        if self.kept.setdefault(request, now) != now:
            self.contradictions.append(f"{request} was {self.kept[request]}, and then {now}")
        self.pending.pop(request, None)

    def _stale(self, request: str) -> None:
        self.stale.add(request)
        self.pending.pop(request, None)

    def _returned(self, rest: str) -> None:
        self.returned[rest.split(maxsplit=1)[0]] += 1

    def _arrived(self, rest: str) -> None:
        mark, _, about = rest.partition(" ")
        kind, _, key = about.partition(" | ")
        self.arrived.setdefault(key, []).append(mark == "marked")
        if kind in PUSHES:
            self.reminders.add(key)

    def _silent(self, key: str) -> None:
        self.silent.add(key)
