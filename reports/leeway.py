"""Leeway: for every hidden number another report that looks the same and in which it is another number.

Where hidden numbers alone cannot be moved so that every sum still adds up, the cheapest shown ones that can
are hidden too. What is found is the proof: nobody who sees the report can tell the two apart.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from domain.table import Cell, Hidden
from reports.bounds import Marks, Moves, Place, Seen, Sum
from reports.moving import Moving


@dataclass(frozen=True)
class Found:
    """What else is hidden, or hidden otherwise; and the proofs that every secret number has leeway."""

    marks: dict[Place, Hidden]
    proofs: tuple[Moves, ...]


def to_hide_besides(
    seen: Seen, hidden: Marks, secret: Iterable[Place], proofs: Iterable[Moves] = ()
) -> Found:
    """What to hide, as "..", so that every secret number, and what is hidden for it, has leeway.

    Where the very mark of a number leaves another none, it is not told at all. A number that nothing can give
    leeway, since all beside it is nought or missing, stays as it is. ``proofs``: those of earlier reports;
    they hold still where nothing has come in their way.
    """
    told = tuple(seen.counts.items()), tuple(seen.sums), seen.unshown, seen.fixed
    marks, proved = _besides(told, tuple(hidden.items()), tuple(secret), tuple(proofs))
    return Found(dict(marks), proved)


_Told = tuple[tuple[tuple[Place, Cell], ...], tuple[Sum, ...], frozenset[Place], frozenset[Place]]


@lru_cache(maxsize=64)  # earlier quarters are what they were, in every new draft
def _besides(
    told: _Told,
    hidden: tuple[tuple[Place, Hidden], ...],
    secret: tuple[Place, ...],
    proofs: tuple[Moves, ...],
) -> tuple[tuple[tuple[Place, Hidden], ...], tuple[Moves, ...]]:
    counts, sums, unshown, fixed = told
    leeway = _Leeway(Seen(dict(counts), sums, unshown, fixed), dict(hidden), secret)
    for proof in proofs:
        leeway.take(proof)
    # What is hidden on the way is looked at, too.
    for place in leeway.secret:
        leeway.give(place)
    before = dict(hidden)
    changed = tuple((place, mark) for place, mark in leeway.marks.items() if before.get(place) is not mark)
    return changed, tuple(leeway.proofs)


class _Leeway:
    """``secret`` grows while more is hidden; ``marks`` is what stands there."""

    def __init__(self, seen: Seen, hidden: Marks, secret: Iterable[Place]) -> None:
        self.marks = dict(hidden)
        self.secret = list(secret)
        self.proofs: list[Moves] = []
        self._safe: set[Place] = set()
        self._moving = Moving(seen, self.marks)

    def take(self, proof: Moves) -> None:
        """Use a proof of an earlier report, if it holds."""
        if not self._safe.issuperset(place for place, _ in proof):
            self._prove(self._moving.again(proof) or {})

    def give(self, place: Place) -> None:
        """Hide what it takes for the number to have another value."""
        while place not in self._safe:
            moves = self._moving.moves(place, self._safe) or {}
            # Without a proof what stands nearest is hidden, and then it is looked at again.
            nearest = None if moves else self._moving.near(place)
            besides = [one for one in (*moves, nearest) if one and self._moving.is_shown(one)]
            for one in besides:
                self._hide(one, Hidden.BESIDE)
                self.secret.append(one)
            for one, step in moves.items():
                if self._moving.breaks_its_mark(one, step):
                    self._hide(one, Hidden.UNTOLD)
            self._prove(moves)
            if not moves and not besides:
                return

    def _hide(self, place: Place, mark: Hidden) -> None:
        self.marks[place] = mark
        self._moving.changed(place)

    def _prove(self, moves: Mapping[Place, int]) -> None:
        self._safe.update(moves)
        if moves:
            self.proofs.append(tuple(moves.items()))
