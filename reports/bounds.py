"""What a number may be for somebody who sees the reports and knows what their marks mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.suppression import MOST_HIDDEN
from domain.table import Cell, Hidden

Place = tuple[str, str]
"""Unit id and question key."""

Sum = tuple[tuple[Place, ...], Place]
"""The places of the parts, and that of what they add up to."""

Marks = Mapping[Place, Hidden]

Moves = tuple[tuple[Place, int], ...]
"""Numbers that are one more or one less in another report that looks the same."""


@dataclass(frozen=True)
class Seen:
    """Numbers and what they add up to.

    ``unshown``: remainders that stand nowhere by themselves, such as how many came since the last quarter;
    ``fixed``: what earlier reports have shown, and cannot be hidden any more.
    """

    counts: Mapping[Place, Cell]
    sums: Sequence[Sum]
    unshown: frozenset[Place] = frozenset()
    fixed: frozenset[Place] = frozenset()

    def could_be(self, place: Place, step: int, mark: Hidden | None) -> bool:
        """Whether the number, shown as ``mark``, could be one more or one less: its mark still fits.

        What nobody counted stays out, nought is shown, "<6" is one to five and ".." six or more. A remainder
        is nought or more; where it is worked out and marked, ".." is not one to five.
        """
        count = self.counts.get(place)
        if count is Hidden.SMALL:
            return True
        if not isinstance(count, int):
            return False
        number = count + step
        if mark is Hidden.SMALL:
            return 1 <= number <= MOST_HIDDEN
        if mark is Hidden.UNTOLD:
            return number >= 0
        if place in self.unshown:
            return number >= 0 and (mark is None or number == 0 or number > MOST_HIDDEN)
        return min(count, number) > MOST_HIDDEN

    def may_be_hidden(self, place: Place) -> bool:
        """Whether it is a number of this report, which can still be left out of it."""
        return place not in self.fixed and place not in self.unshown
