"""What the marks alone tell: numbers that can be nothing but one, over all sums at once.

"<6" is one to five and ".." six or more, or of a total one or more. Sums that share a number narrow each
other in until, at times, a hidden one has no choice left.
"""

from collections.abc import Mapping, Sequence

from domain.suppression import MOST_HIDDEN
from domain.table import Cell, Hidden

Place = tuple[str, str]
"""Unit id and question key."""

Sum = tuple[tuple[Place, ...], Place]
"""The places of the parts, and that of what they add up to."""

_FAR = 10**9
_Bounds = dict[Place, tuple[int, int]]


def to_hide(
    every: Sequence[Sum], counts: Mapping[Place, Cell], hidden: Mapping[Place, Hidden]
) -> Place | None:
    """The number to hide so that a hidden one is no longer told; None when all have a choice, or none helps.

    The smallest that is shown beside it, a part before a total. A missing part is taken for nothing.
    """
    sums = [one for one in every if not hidden.keys().isdisjoint((*one[0], one[1]))]
    bounds = _bounds(sums, counts, hidden)
    told = {place for place in hidden if place in bounds and bounds[place][0] == bounds[place][1]}
    totals = {total for _, total in sums}
    near = {place for parts, total in sums if told & {*parts, total} for place in (*parts, total)}
    able = [
        (place in totals, count, place)
        for place in near
        if place not in hidden and isinstance(count := counts.get(place), int) and count > MOST_HIDDEN
    ]
    return min(able)[2] if able else None


def _bounds(sums: Sequence[Sum], counts: Mapping[Place, Cell], hidden: Mapping[Place, Hidden]) -> _Bounds:
    """The least and the most of each place; empty where what is shown does not add up."""
    totals = {total for _, total in sums}
    places = {place for parts, total in sums for place in (*parts, total)}
    bounds = {place: _seen(place, counts, hidden, is_total=place in totals) for place in places}
    before: _Bounds = {}
    while before != bounds:
        before = dict(bounds)
        for parts, total in sums:
            _narrow(bounds, parts, total)
        if any(least > most for least, most in bounds.values()):
            return {}
    return bounds


def _seen(
    place: Place, counts: Mapping[Place, Cell], hidden: Mapping[Place, Hidden], *, is_total: bool
) -> tuple[int, int]:
    mark, count = hidden.get(place), counts.get(place)
    if mark is Hidden.SMALL:
        return 1, MOST_HIDDEN
    if mark is Hidden.BESIDE:
        return (1 if is_total else MOST_HIDDEN + 1), _FAR
    if isinstance(count, int):
        return count, count
    return 0, (_FAR if is_total else 0)


def _narrow(bounds: _Bounds, parts: Sequence[Place], total: Place) -> None:
    least, most = (sum(bounds[part][end] for part in parts) for end in (0, 1))
    low, high = bounds[total]
    bounds[total] = low, high = max(low, least), min(high, most)
    for part in parts:
        own_least, own_most = bounds[part]
        bounds[part] = (
            max(own_least, low - (most - own_most)),
            min(own_most, high - (least - own_least)),
        )
