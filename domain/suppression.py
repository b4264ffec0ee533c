"""Small numbers, hidden before they leave the house: 1–5 is shown as "<6", and beside it what gives it away.

Primary suppression hides the counts 1–5, secondary (complementary) suppression as much more as it takes for
none of them to be worked out from what is shown. A table with its totals is a network in which rows and
columns meet: a number can be worked out exactly when one person cannot be moved round any cycle of hidden
numbers through it, so the cheapest such cycle says what else to hide. (The attacker's problem and its network
form: Cox 1980; Kelly, Golden and Assad 1992.)

What it does not see: tables that share numbers (the same counts by another division, another quarter of a
running total), and that it chose the smallest. A missing number that a total tells is not hidden: it never
was a number here.
"""

from collections.abc import Iterator
from heapq import heappop, heappush

from domain.table import Hidden, Spot, Table

MOST_HIDDEN = 5
"""Counts from one to this are small."""


def suppressed(table: Table) -> Table:
    """The table as it may be shown. Zeros and missing numbers stay, and so does all that reveals nothing.

    Promise, where the totals add up: whoever sees the table, knows that "<6" is 1–5 and what ".." may be, and
    takes a missing number for nothing or for any number, has two values or more to choose between for every
    hidden number. As few totals as possible are hidden (the total of all counts twice), then the smallest
    numbers; of equals the first. A number that came hidden, and that no total tells, costs totals of rows and
    columns. Give it stored counts: what it returned would be hidden further.
    """
    network = _Network(table)
    for spot in network.hidden():
        network.protect(spot)
    return table.with_spots(network.shown)


class _Network:
    """``shown``: what will stand in the table, ever more of it hidden.

    Nodes are numbered: the rows, the row of totals, the columns, the column of totals.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self.shown = table.spots()
        self._counts = {spot: cell for spot, cell in self.shown.items() if isinstance(cell, int)}
        self._safe: set[Spot] = set()
        self._take_in(self.hidden())
        for spot, number in self._counts.items():
            if 1 <= number <= MOST_HIDDEN and self.shown[spot] is not None:
                self.shown[spot] = Hidden.SMALL
        # More than all numbers together, so that one total costs more than any number of counts.
        self._bulk = 2 + sum(self._counts.values())

    def hidden(self) -> list[Spot]:
        return [spot for spot, cell in self.shown.items() if isinstance(cell, Hidden)]

    def protect(self, spot: Spot) -> None:
        """Hide what it takes for the number not to be worked out; nothing does where totals do not add up."""
        if spot in self._safe or spot not in self._counts:
            return
        cycles = [(price, moves) for step in (1, -1) for price, moves in self._cycle(spot, step)]
        if cycles:
            _, moves = min(cycles)
            self._safe.update(place for place, _ in moves)
            for place, step in moves:
                if self._price(place, step) and self.shown[place] is not None:
                    self.shown[place] = Hidden.BESIDE

    def _take_in(self, came_hidden: list[Spot]) -> None:
        """Numbers that came hidden: the totals tell them, or are hidden so as not to."""
        unshown = [spot for spot, cell in self.shown.items() if cell is None and self._table.level(spot)]
        unknown = [*came_hidden, *unshown]
        while told := {spot: number for spot in unknown if (number := self._told(spot)) is not None}:
            self._counts |= told
            unknown = [spot for spot in unknown if spot not in told]
        for spot in came_hidden:
            if spot not in self._counts:
                self._set_free(spot)

    def _told(self, spot: Spot) -> int | None:
        """The number that the rest of its row or column leaves for the place, if it can be that one."""
        for line in self._table.lines(spot):
            others = [self._counts[other] for other in line if other in self._counts and other != spot]
            if len(others) == len(line) - 1:
                number = sum(others) if spot == line[-1] else others[-1] - sum(others[:-1])
                if number >= 0 and (
                    number in range(1, MOST_HIDDEN + 1) or self.shown[spot] is not Hidden.SMALL
                ):
                    return number
        return None

    def _set_free(self, spot: Spot) -> None:
        """Hide totals, so that a number that we do not know goes up and down with them, whatever it is.

        A total does so with one of the missing numbers that it may speak of.
        """
        last = self._table.height, self._table.width
        rows, columns = (range(end) if at == end else (at,) for at, end in zip(spot, last, strict=True))
        spoken_of = ((row, column) for row in rows for column in columns)
        row, column = next((one for one in spoken_of if self.shown[one] is None), spot)
        for total in {(row, last[1]), (last[0], column), last} - {spot}:
            if self.shown[total]:
                self.shown[total] = Hidden.BESIDE
                self._safe.add(total)

    def _price(self, spot: Spot, step: int) -> int | None:
        """What it costs to let a number be one more or less: 0 where it is hidden, None where it cannot be.

        Missing numbers come last, and only go up: they may be any number, but to some they are nothing.
        """
        shown, number, level = self.shown[spot], self._counts.get(spot), self._table.level(spot)
        if shown is None:
            return 0 if level else (self._bulk**3 if step > 0 else None)
        if shown is Hidden.SMALL and number and 1 <= number + step <= MOST_HIDDEN:
            return 0
        if not self._may_be_beside(spot, step):
            return None
        return 0 if shown is Hidden.BESIDE else self._bulk * level + (number or 0)

    def _may_be_beside(self, spot: Spot, step: int) -> bool:
        """Whether the number, hidden as "..", could be one more or one less."""
        number, level = self._counts.get(spot), self._table.level(spot)
        if level:
            return number is None or (number > 0 and number + step > 0)
        return number is not None and number > MOST_HIDDEN and number + step > MOST_HIDDEN

    def _cycle(self, spot: Spot, step: int) -> Iterator[tuple[int, list[tuple[Spot, int]]]]:
        """The cheapest way, if any, to let this number change by ``step`` and all totals still add up.

        Other numbers then change too, each by one: in turns up and down along a cycle of rows and columns.
        """
        own = self._price(spot, step)
        ends = spot[0], self._table.height + 1 + spot[1]
        start, goal = ends if self._sign(spot) * step < 0 else ends[::-1]
        ways: dict[int, int] = {}
        queue = [(own, start, start)] if own is not None else []
        while queue:
            price, node, before = heappop(queue)
            if node in ways:
                continue
            ways[node] = before
            if node == goal:
                yield price, [(spot, step), *self._moves(ways, goal)]
                return
            for other, place, change in self._next(node):
                more = None if place == spot or other in ways else self._price(place, change)
                if more is not None:
                    heappush(queue, (price + more, other, node))

    def _next(self, node: int) -> Iterator[tuple[int, Spot, int]]:
        """The nodes one number away, with the number's place and how it changes on the way."""
        first = self._table.height + 1
        if node < first:
            for column in range(self._table.width + 1):
                yield first + column, (node, column), self._sign((node, column))
        else:
            for row in range(first):
                yield row, (row, node - first), -self._sign((row, node - first))

    def _moves(self, ways: dict[int, int], node: int) -> Iterator[tuple[Spot, int]]:
        while (before := ways[node]) != node:
            yield next((place, change) for other, place, change in self._next(before) if other == node)
            node = before

    def _sign(self, spot: Spot) -> int:
        """With these signs every row and every column with its total comes to nothing."""
        return -1 if self._table.level(spot) == 1 else 1
