"""Another report that looks the same: which numbers may be one more or one less, together.

Numbers stand in several sums at once: by sex, by way, by municipality. One that is moved by one takes others
with it, until every sum adds up again.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import count as ever

from domain.table import Hidden
from reports.bounds import Marks, Moves, Place, Seen, Sum

_MOST_TRIED = 3000
"""Half-made reports looked at for one number before it is given up."""


@dataclass(frozen=True)
class _Half:
    """A report on its way: what has been moved, and by how much which sums do not add up."""

    moves: Mapping[Place, int]
    gaps: Mapping[int, int]


class Moving:
    """``marks``: what stands in place of the hidden numbers; whoever changes one says so with ``changed``."""

    def __init__(self, seen: Seen, marks: Marks) -> None:
        self._seen, self._marks = seen, marks
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

    def changed(self, place: Place) -> None:
        """Another mark stands there."""
        for step in (1, -1):
            self._prices.pop((place, step), None)

    def breaks_its_mark(self, place: Place, step: int) -> bool:
        return not self._seen.could_be(place, step, self._marks.get(place))

    def moves(self, place: Place, safe: Container[Place]) -> Mapping[Place, int] | None:
        """The cheapest way to another report with one more or one less here, if any is found.

        Of ways that cost alike one over numbers that are not ``safe`` yet: then it does for several.
        """
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
                heappush(waiting, (price + more, far + (other in safe), next(tie), half, other, step))
        return None

    def again(self, proof: Moves) -> Mapping[Place, int] | None:
        """The moves of an earlier report, if they hold: what came since makes up for what is moved."""
        gaps: dict[int, int] = {}
        for place, step in proof:
            if self._price(place, step) != 0:
                return None
            for at, sign in self._in.get(place, ()):
                gaps[at] = gaps.get(at, 0) + sign * step
        half = _Half(dict(proof), {at: gap for at, gap in gaps.items() if gap})
        while half.gaps:
            found = next(
                ((one, step) for one, step, _ in self._next(half) if one in self._seen.unshown), None
            )
            if found is None:
                return None
            half = self._with(half, *found)
        return half.moves

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
        mark, number = self._marks.get(place), self._seen.counts.get(place)
        if self._seen.could_be(place, step, mark):
            if mark or place in self._seen.unshown:
                return 0
            if self._seen.may_be_hidden(place) and isinstance(number, int):
                return self._cost.get(place, 0) + number
        elif mark and self._seen.may_be_hidden(place) and self._seen.could_be(place, step, Hidden.UNTOLD):
            return self._bulk**2
        return None

    def near(self, place: Place) -> Place | None:
        """The cheapest shown number that stands in a sum with it, if any can be hidden."""
        there = [one for at, _ in self._in.get(place, ()) for one in _places(self._sums[at])]
        able = [(price, one) for one in there if self.is_shown(one) and (price := self._either(one))]
        return min(able)[1] if able else None

    def is_shown(self, place: Place) -> bool:
        return place not in self._marks and place not in self._seen.unshown

    def _either(self, place: Place) -> int | None:
        prices = [price for step in (1, -1) if (price := self._price(place, step)) is not None]
        return min(prices, default=None)


def _places(one: Sum) -> tuple[Place, ...]:
    return (*one[0], one[1])
