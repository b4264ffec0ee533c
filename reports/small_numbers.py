"""Which numbers of a round are hidden: the counts of people from 1 to 5, and what would tell them.

First each table by itself, as few totals as possible; then all sums at once, those of the municipalities and
of the year's earlier reports too.
"""

from collections.abc import Callable, Iterable, Sequence

from domain.material import Contribution
from domain.quarter import Quarter
from domain.suppression import MOST_HIDDEN
from domain.table import Cell, Hidden
from reports.bounds import Marks, Moves, Place
from reports.leeway import to_hide_besides
from reports.over_the_year import Report, settled, together
from reports.shown import Shown

Also = Callable[[Marks], Iterable[Place]]
"""What else must be hidden, for the sake of what is shown elsewhere, when so much is hidden here."""


def _nothing_else(_hidden: Marks) -> Iterable[Place]:
    return ()


def small_numbers(parts: Sequence[Contribution], also: Also = _nothing_else) -> dict[Place, Hidden]:
    """What to show instead of each number of a round that may not be shown, as if it were the only one."""
    return dict(hidden_in_report(Shown(Quarter(2000, 1), parts), also, ()).hidden)


def hidden_in_report(shown: Shown, also: Also, before: Sequence[Report]) -> Report:
    """The report with what is hidden in it; ``before``: those of its year that have been read."""
    hiding = _Hiding(shown, also, before)
    hiding.until_nothing_more(hiding.by_tables)
    hiding.until_nothing_more(hiding.by_sums)
    return hiding.report()


class _Hiding:
    """``hidden`` grows until nobody can work out any of it.

    What an edition of the quarter had too stays as it stood there: ``_known``, with its mark.
    """

    def __init__(self, shown: Shown, also: Also, before: Sequence[Report]) -> None:
        self._shown, self._also, self._before = shown, also, before
        self._tables = [(table, set[Place]()) for table in shown.tables]
        self._alike = shown.published.alike(shown.counts)
        self._proofs: tuple[Moves, ...] = ()
        self._looked_at = -1
        self._known = settled(shown.seen, shown.quarter, before)
        self.hidden: dict[Place, Hidden] = {place: mark for place, mark in self._known.items() if mark}
        self._hide(place for place, cell in shown.counts.items() if _is_small(cell))

    def report(self) -> Report:
        shown = self._shown
        known = shown.running, shown.councils
        return Report(shown.quarter, shown.seen, self.hidden, *known, self._proofs)

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
            found = table.hides(self._shown.counts, elsewhere)
            own.update(found)
            self.hidden = {
                place: mark for place, mark in found.items() if place not in self._known
            } | self.hidden

    def by_sums(self) -> None:
        if self._looked_at == len(self.hidden):
            return
        year = together(self.report(), self._before)
        found = to_hide_besides(year.seen, year.hidden, year.secret, (*year.proofs, *self._proofs))
        self.hidden |= found.marks
        self._proofs, self._looked_at = found.proofs, len(self.hidden)

    def _hide(self, places: Iterable[Place]) -> None:
        for place in list(places):
            if place not in self.hidden and place not in self._known:
                small = _is_small(self._shown.counts.get(place))
                self.hidden[place] = Hidden.SMALL if small else Hidden.BESIDE


def _is_small(cell: Cell) -> bool:
    return cell is Hidden.SMALL or (isinstance(cell, int) and 1 <= cell <= MOST_HIDDEN)
