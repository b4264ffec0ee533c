"""What a number may be for somebody who sees the report and knows what its marks mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.suppression import MOST_HIDDEN
from domain.table import Cell, Hidden

Place = tuple[str, str]
"""Unit id and question key."""

Sum = tuple[tuple[Place, ...], Place]
"""The places of the parts, and that of what they add up to."""

Marks = Mapping[Place, Hidden]


@dataclass(frozen=True)
class Seen:
    """The numbers of a report and what follows from them.

    ``orders``: pairs of places, where the first is never more than the second.
    """

    counts: Mapping[Place, Cell]
    sums: Sequence[Sum]
    orders: Sequence[tuple[Place, Place]] = ()
    _limits: dict[Place, list[tuple[Place, int]]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        for lesser, greater in self.orders:
            self._limits.setdefault(lesser, []).append((greater, 1))
            self._limits.setdefault(greater, []).append((lesser, -1))

    def could_be(self, place: Place, step: int, mark: Hidden | None) -> bool:
        """Whether the number, shown as ``mark``, could be one more or one less: its mark still fits.

        What nobody counted stays out, nought is shown, "<6" is one to five and ".." six or more.
        """
        count = self.counts.get(place)
        if count is Hidden.SMALL:
            return True
        if not isinstance(count, int) or not self._in_order(place, count + step, step):
            return False
        if mark is Hidden.SMALL:
            return 1 <= count + step <= MOST_HIDDEN
        return min(count, count + step) > MOST_HIDDEN

    def _in_order(self, place: Place, number: int, step: int) -> bool:
        for other, way in self._limits.get(place, ()):
            limit = self.counts.get(other)
            if isinstance(limit, int) and way == step and (number - limit) * step > 0:
                return False
        return True
