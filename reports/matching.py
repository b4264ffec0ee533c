"""Which of two sequences' parts stand in both, in order, found with a known most of work.

What stands once in both is matched first, as a person would do it; only what is left between is tried part by
part. So a text of thousands of short lines that are alike costs no more than another.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

Pair = tuple[int, int]
"""A place in the first sequence, and the place in the second where the same stands."""


_SMALL = 400
"""So few tries, and each is tried with each at once: that finds the most."""


@dataclass
class Work:
    """How much may still be done. ``over``: something was left undone, and nothing more is begun."""

    left: int
    over: bool = False

    def takes(self, steps: int) -> bool:
        """Whether so many more may be done; they are counted as done."""
        self.over = self.over or steps > self.left
        self.left = 0 if self.over else self.left - steps
        return not self.over


@dataclass(frozen=True)
class _Gap:
    """Not matched yet: from ``start`` to ``end`` of the one, from ``first`` to ``last`` of the other."""

    start: int
    end: int
    first: int
    last: int

    @property
    def tries(self) -> int:
        return (self.end - self.start) * (self.last - self.first)


def matched(before: Sequence[Hashable], after: Sequence[Hashable], work: Work) -> list[Pair]:
    """The pairs, both places only growing. Where the work does not suffice there are fewer."""
    found: list[Pair] = []
    left = [_Gap(0, len(before), 0, len(after))]
    while left:
        gap, ends = _narrowed(before, after, left.pop())
        found += ends
        if not gap.tries or not work.takes(gap.end - gap.start + gap.last - gap.first):
            continue
        anchors = [] if gap.tries <= _SMALL else _anchors(before, after, gap)
        if anchors:
            found += anchors
            left += _between(gap, anchors)
        else:
            found += _tried(before, after, gap, work)
    return sorted(found)


def matched_lines(before: Sequence[str], after: Sequence[str], work: Work) -> list[Pair]:
    """As ``matched``; an empty line is the same as another only beside lines that are the same."""
    old, new = ([place for place, line in enumerate(lines) if line.strip()] for lines in (before, after))
    pairs = matched([before[place] for place in old], [after[place] for place in new], work)
    found = [(old[at], new[to]) for at, to in pairs]
    for gap in [*_between(_Gap(0, len(before), 0, len(after)), found)]:
        found += _narrowed(before, after, gap)[1]
    return sorted(found)


def gaps(pairs: Sequence[Pair], before: int, after: int) -> Iterator[tuple[slice, slice]]:
    """What stands before, between and after the pairs, in sequences of these lengths; some are empty."""
    for gap in _between(_Gap(0, before, 0, after), pairs):
        yield slice(gap.start, gap.end), slice(gap.first, gap.last)


def _between(gap: _Gap, pairs: Sequence[Pair]) -> Iterator[_Gap]:
    start, first = gap.start, gap.first
    for at, to in pairs:
        yield _Gap(start, at, first, to)
        start, first = at + 1, to + 1
    yield _Gap(start, gap.end, first, gap.last)


def _narrowed(before: Sequence[Hashable], after: Sequence[Hashable], gap: _Gap) -> tuple[_Gap, list[Pair]]:
    """Without what is the same at its beginning and at its end."""
    found: list[Pair] = []
    start, end, first, last = gap.start, gap.end, gap.first, gap.last
    while start < end and first < last and before[start] == after[first]:
        found.append((start, first))
        start, first = start + 1, first + 1
    while start < end and first < last and before[end - 1] == after[last - 1]:
        end, last = end - 1, last - 1
        found.append((end, last))
    return _Gap(start, end, first, last), found


def _anchors(before: Sequence[Hashable], after: Sequence[Hashable], gap: _Gap) -> list[Pair]:
    """What stands once in each, as much of it as stands in the same order."""
    old, new = Counter(before[gap.start : gap.end]), Counter(after[gap.first : gap.last])
    places = {after[to]: to for to in range(gap.first, gap.last) if new[after[to]] == 1}
    pairs = [
        (at, places[before[at]])
        for at in range(gap.start, gap.end)
        if old[before[at]] == 1 and before[at] in places
    ]
    return _growing(pairs)


def _growing(pairs: Sequence[Pair]) -> list[Pair]:
    """The most of the pairs whose second places only grow; the first ones do already."""
    ends: list[int] = []
    held: list[int] = []
    under: list[int] = []
    for number, (_, to) in enumerate(pairs):
        depth = bisect_left(ends, to)
        under.append(held[depth - 1] if depth else -1)
        if depth == len(ends):
            ends.append(to)
            held.append(number)
        else:
            ends[depth], held[depth] = to, number
    found: list[Pair] = []
    number = held[-1] if held else -1
    while number >= 0:
        found.append(pairs[number])
        number = under[number]
    return found[::-1]


def _tried(before: Sequence[Hashable], after: Sequence[Hashable], gap: _Gap, work: Work) -> Iterator[Pair]:
    """The most parts that both have in order, each tried with each; nothing where that is too much work."""
    old, new = before[gap.start : gap.end], after[gap.first : gap.last]
    if not work.takes(gap.tries):
        return
    best = _best(old, new)
    at, to = 0, 0
    while at < len(old) and to < len(new):
        if old[at] == new[to]:
            yield gap.start + at, gap.first + to
            at, to = at + 1, to + 1
        elif best[at + 1][to] >= best[at][to + 1]:
            at += 1
        else:
            to += 1


def _best(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[list[int]]:
    """How many can be matched from each place of the first and each of the second on."""
    rows = [[0] * (len(new) + 1)]
    for one in reversed(old):
        below, row, right = rows[-1], [0] * (len(new) + 1), 0
        for to in range(len(new) - 1, -1, -1):
            right = below[to + 1] + 1 if one == new[to] else max(below[to], right)
            row[to] = right
        rows.append(row)
    return rows[::-1]
