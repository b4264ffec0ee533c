"""Which numbers of a round are hidden: the counts of people from 1 to 5, and what would tell them.

First each table by itself, as few totals as possible; then all sums at once, those of the municipalities too.
"""

from collections.abc import Callable, Iterable, Sequence

from domain.material import Contribution
from domain.suppression import MOST_HIDDEN
from domain.table import Cell, Hidden
from reports.adding_up import counts_of, orders_within, sums_within, tables
from reports.bounds import Marks, Place, Seen
from reports.leeway import to_hide_besides
from reports.published import NOTHING_PUBLISHED, PublishedParts

Also = Callable[[Marks], Iterable[Place]]
"""What else must be hidden, for the sake of what is shown elsewhere, when so much is hidden here."""


def _nothing_else(_hidden: Marks) -> Iterable[Place]:
    return ()


def small_numbers(
    parts: Sequence[Contribution],
    also: Also = _nothing_else,
    published: PublishedParts = NOTHING_PUBLISHED,
) -> dict[Place, Hidden]:
    """What to show instead of each number of the round that may not be shown.

    ``published``: what others publish of the same units and of their municipalities, shown as well.
    """
    hiding = _Hiding(parts, published, also)
    hiding.until_nothing_more(hiding.by_tables)
    hiding.until_nothing_more(hiding.by_sums)
    return hiding.hidden


class _Hiding:
    """``hidden`` grows until nobody can work out any of it."""

    def __init__(self, parts: Sequence[Contribution], published: PublishedParts, also: Also) -> None:
        every = (*parts, *published.parts)
        self._counts: dict[Place, Cell] = {place: cell for one in every for place, cell in counts_of(one)}
        self._also = also
        self._tables = [(table, set[Place]()) for table in tables(parts)]
        sums = [one for table, _ in self._tables for one in table.sums()]
        sums += [one for part in published.parts for one in sums_within(part)]
        orders = [one for part in every for one in orders_within(part)]
        self._alike = published.alike(self._counts)
        self._seen = Seen(self._counts, [*sums, *published.sums(self._counts)], orders)
        self.hidden: dict[Place, Hidden] = {}
        self._hide(place for place, cell in self._counts.items() if _is_small(cell))

    def until_nothing_more(self, hide: Callable[[], None]) -> None:
        before = -1
        while before < len(self.hidden):
            before = len(self.hidden)
            hide()
            self._hide(self._also(self.hidden))
            self._hide(other for one, other in self._alike if one in self.hidden)

    def by_tables(self) -> None:
        """What one table hides is hidden in all."""
        for table, own in self._tables:
            elsewhere = {place: mark for place, mark in self.hidden.items() if place not in own}
            found = table.hides(self._counts, elsewhere)
            own.update(found)
            self.hidden = found | self.hidden

    def by_sums(self) -> None:
        self.hidden |= to_hide_besides(self._seen, self.hidden)

    def _hide(self, places: Iterable[Place]) -> None:
        for place in list(places):
            if place not in self.hidden:
                small = _is_small(self._counts.get(place))
                self.hidden[place] = Hidden.SMALL if small else Hidden.BESIDE


def _is_small(cell: Cell) -> bool:
    return cell is Hidden.SMALL or (isinstance(cell, int) and 1 <= cell <= MOST_HIDDEN)
