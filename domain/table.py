"""A table of counts with its totals, and what stands in it where a number is hidden."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Hidden(StrEnum):
    """What stands where a number is hidden."""

    SMALL = "<6"
    """One to five."""
    BESIDE = ".."
    """Hidden so that no other number can be worked out: six or more; of a total, one or more."""
    UNTOLD = "visas inte"
    """Hidden without saying what it is like, where even one of the other marks would tell another number."""


Cell = int | None | Hidden
"""A count; None: missing (of a total: not shown); or hidden, as by a unit that answered "1–5"."""

Spot = tuple[int, int]
"""A place in a table: row and column from 0. The totals stand in the row and the column after the last."""


@dataclass(frozen=True)
class Table:
    """Counts in rows and columns. Totals that are not shown: an empty tuple, or None.

    Women, men and all of each unit: two columns, a row for each unit, and ``row_totals``.
    """

    cells: tuple[tuple[Cell, ...], ...]
    row_totals: tuple[Cell, ...] = ()
    column_totals: tuple[Cell, ...] = ()
    total: Cell = None

    def __post_init__(self) -> None:
        """Raise ValueError for rows of different lengths, too few or many totals, and negative counts."""
        if any(len(row) != self.width for row in self.cells):
            raise ValueError("All rows of a table need equally many cells.")
        if len(self.row_totals) not in {0, self.height} or len(self.column_totals) not in {0, self.width}:
            raise ValueError("A table needs one total for each row and column, or none.")
        if any(isinstance(cell, int) and cell < 0 for cell in self.spots().values()):
            raise ValueError("A count is never negative.")

    @property
    def height(self) -> int:
        return len(self.cells)

    @property
    def width(self) -> int:
        return len(self.cells[0]) if self.cells else 0

    def spots(self) -> dict[Spot, Cell]:
        """Every place with what stands there, row by row, totals too."""
        return dict(self._spots())

    def _spots(self) -> Iterator[tuple[Spot, Cell]]:
        row_totals = self.row_totals or (None,) * self.height
        for row, (cells, total) in enumerate(zip(self.cells, row_totals, strict=True)):
            yield from (((row, column), cell) for column, cell in enumerate((*cells, total)))
        column_totals = self.column_totals or (None,) * self.width
        yield from (((self.height, column), cell) for column, cell in enumerate((*column_totals, self.total)))

    def level(self, spot: Spot) -> int:
        """0 for a count, 1 for the total of a row or a column, 2 for the total of all."""
        return (spot[0] == self.height) + (spot[1] == self.width)

    def lines(self, spot: Spot) -> tuple[list[Spot], list[Spot]]:
        """The row and the column of a place, each with its total last."""
        row = [(spot[0], column) for column in range(self.width + 1)]
        return row, [(row, spot[1]) for row in range(self.height + 1)]

    def with_spots(self, spots: dict[Spot, Cell]) -> "Table":
        """The same table with other things in its places; totals that were not shown are not shown."""
        rows = [
            tuple(spots[row, column] for column in range(self.width + 1)) for row in range(self.height + 1)
        ]
        return Table(
            tuple(row[:-1] for row in rows[:-1]),
            tuple(row[-1] for row in rows[:-1]) if self.row_totals else (),
            rows[-1][:-1] if self.column_totals else (),
            rows[-1][-1],
        )
