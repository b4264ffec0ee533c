"""Leeway: for every hidden number another report that looks the same and in which it is another number.

Numbers stand in several sums at once: by sex, by way, by municipality. One that is moved by one takes
others with it, until every sum adds up again. Where hidden numbers alone cannot do that, the cheapest shown
ones that can are hidden too. What is found is the proof: nobody who sees the report can tell the two apart.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import heapify, heappop, heappush
from itertools import count as ever

from domain.table import Cell, Hidden
from reports.bounds import Marks, Moves, Place, Seen, Sum

_MOST_TRIED = 3000
"""Half-made reports looked at for one number. Beyond that, what stands nearest is hidden without proof."""


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


@dataclass(frozen=True)
class _Half:
    """A report on its way: what has been moved, and by how much which sums do not add up."""

    moves: Mapping[Place, int]
    gaps: Mapping[int, int]


class _Leeway:
    """``secret`` grows while more is hidden; ``marks`` is what stands there."""

    def __init__(self, seen: Seen, hidden: Marks, secret: Iterable[Place]) -> None:
        self._seen = seen
        self.marks = dict(hidden)
        self.secret = list(secret)
        self.proofs: list[Moves] = []
        self._safe: set[Place] = set()
        self._sums = [one for one in seen.sums if seen.counts.get(one[1]) is not None]
        self._in: dict[Place, list[tuple[int, int]]] = {}
        self._cost: dict[Place, int] = {}
        self._prices: dict[tuple[Place, int], int | None] = {}
        numbers = [number for number in seen.counts.values() if isinstance(number, int)]
        # More than all numbers together, so that one total costs more than any number of parts.
        self._bulk = 2 + sum(numbers)
        for at, (parts, total) in enumerate(self._sums):
            for part in parts:
                self._in.setdefault(part, []).append((at, 1))
            self._in.setdefault(total, []).append((at, -1))
            self._cost[total] = self._cost.get(total, 0) + self._bulk * len(parts)

    def take(self, proof: Moves) -> None:
        """Use a proof of an earlier report, if it holds: what came since then makes up for what is moved."""
        if self._safe.issuperset(place for place, _ in proof):
            return
        gaps: dict[int, int] = {}
        for place, step in proof:
            if self._price(place, step) != 0:
                return
            for at, sign in self._in.get(place, ()):
                gaps[at] = gaps.get(at, 0) + sign * step
        half = _Half(dict(proof), {at: gap for at, gap in gaps.items() if gap})
        while half.gaps:
            free = ((one, step) for one, step, _ in self._next(half) if one in self._seen.unshown)
            found = next(free, None)
            if found is None:
                return
            half = self._with(half, *found)
        self._prove(half.moves)

    def _prove(self, moves: Mapping[Place, int]) -> None:
        self._safe.update(moves)
        if moves:
            self.proofs.append(tuple(moves.items()))

    def give(self, place: Place) -> None:
        """Hide what it takes for the number to have another value."""
        while place not in self._safe:
            moves = self._moves(place) or {}
            besides = [one for one in moves or self._near(place) if self._is_shown(one)]
            for one in besides:
                self._hide(one, Hidden.BESIDE)
                self.secret.append(one)
            for one, step in moves.items():
                if not self._seen.could_be(one, step, self.marks.get(one)):
                    self._hide(one, Hidden.UNTOLD)
            self._prove(moves)
            if not moves and not besides:
                return

    def _hide(self, place: Place, mark: Hidden) -> None:
        self.marks[place] = mark
        for step in (1, -1):
            self._prices.pop((place, step), None)

    def _moves(self, place: Place) -> Mapping[Place, int] | None:
        """The cheapest way to another report with one more or one less here, if any is found."""
        tie = ever()
        start = _Half({}, {})
        waiting = [
            (price, 0, next(tie), start, place, step)
            for step in (1, -1)
            if (price := self._price(place, step)) is not None
        ]
        heapify(waiting)
        tried: set[frozenset[tuple[Place, int]]] = set()
        while waiting and len(tried) < _MOST_TRIED:
            price, _, _, before, moved, by = heappop(waiting)
            half = self._with(before, moved, by)
            if not half.gaps:
                return half.moves
            if (key := frozenset(half.moves.items())) in tried:
                continue
            tried.add(key)
            # Nearly done goes before short: what matters is that one is found.
            far = 6 * len(half.gaps) + len(half.moves)
            for other, step, more in self._next(half):
                # Of equals first what has no leeway yet: then one search does for several.
                heappush(waiting, (price + more, far + (other in self._safe), next(tie), half, other, step))
        return None

    def _next(self, half: _Half) -> Iterator[tuple[Place, int, int]]:
        """The numbers that would narrow the gap of one sum, which way, and what that costs."""
        at = min(half.gaps, key=lambda one: len(self._sums[one][0]))
        parts, total = self._sums[at]
        way = -1 if half.gaps[at] > 0 else 1
        for other, step in (*((part, way) for part in parts), (total, -way)):
            price = None if other in half.moves else self._price(other, step)
            if price is not None:
                yield other, step, price

    def _with(self, half: _Half, place: Place, step: int) -> _Half:
        gaps = dict(half.gaps)
        for at, sign in self._in.get(place, ()):
            gaps[at] = gaps.get(at, 0) + sign * step
            if not gaps[at]:
                del gaps[at]
        return _Half({**half.moves, place: step}, gaps)

    def _price(self, place: Place, step: int) -> int | None:
        """What it costs to let the number be moved: 0 where it is hidden, None where it cannot be."""
        if (place, step) not in self._prices:
            self._prices[place, step] = self._priced(place, step)
        return self._prices[place, step]

    def _priced(self, place: Place, step: int) -> int | None:
        mark, number = self.marks.get(place), self._seen.counts.get(place)
        if self._seen.could_be(place, step, mark):
            if mark or place in self._seen.unshown:
                return 0
            if self._seen.may_be_hidden(place) and isinstance(number, int):
                return self._cost.get(place, 0) + number
        elif mark and self._seen.may_be_hidden(place) and self._seen.could_be(place, step, Hidden.UNTOLD):
            return self._bulk**2
        return None

    def _near(self, place: Place) -> Sequence[Place]:
        """The cheapest shown number that stands in a sum with it, if any can be hidden."""
        there = [one for at, _ in self._in.get(place, ()) for one in _places(self._sums[at])]
        able = [(price, one) for one in there if self._is_shown(one) and (price := self._either(one))]
        return [min(able)[1]] if able else []

    def _is_shown(self, place: Place) -> bool:
        return place not in self.marks and place not in self._seen.unshown

    def _either(self, place: Place) -> int | None:
        prices = [price for step in (1, -1) if (price := self._price(place, step)) is not None]
        return min(prices, default=None)


def _places(one: Sum) -> tuple[Place, ...]:
    return (*one[0], one[1])
