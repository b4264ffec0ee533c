"""Small numbers in tables: what is hidden, and that nobody can work it out.

The attacker below is no part of the program and knows nothing of how it chooses. It sees what is shown, knows
what the marks mean, and looks for other tables that would look the same.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.suppression import suppressed
from domain.table import Cell, Hidden, Spot, Table

SMALL, BESIDE = Hidden.SMALL, Hidden.BESIDE
FAR = 10**6


def suppressed_list(counts: tuple[Cell, ...], total: Cell) -> tuple[tuple[Cell, ...], Cell]:
    """One row of counts and its total."""
    shown = suppressed(Table((counts,), (total,)))
    return shown.cells[0], shown.row_totals[0]


def added_up(cells: tuple[tuple[Cell, ...], ...]) -> Table:
    """The table with all its totals; what is missing counts for nothing."""
    counts = [[cell if isinstance(cell, int) else 0 for cell in row] for row in cells]
    rows = tuple(sum(row) for row in counts)
    return Table(cells, rows, tuple(sum(column) for column in zip(*counts, strict=True)), sum(rows))


Bounds = dict[Spot, tuple[int, int]]


class Attacker:
    """Looks for tables that look like the shown one. The true one is known only to begin looking near it."""

    def __init__(self, truth: Table, shown: Table, *, missing_is_nothing: bool) -> None:
        self._shown = shown
        self._nothing = missing_is_nothing
        self._truth = {spot: cell if isinstance(cell, int) else 0 for spot, cell in truth.spots().items()}
        self._bounds = {spot: self._seen(spot, cell) for spot, cell in shown.spots().items()}
        rows = [shown.lines((row, 0))[0] for row in range(shown.height + 1)]
        self._lines = rows + [shown.lines((0, column))[1] for column in range(shown.width + 1)]

    def _seen(self, spot: Spot, cell: Cell) -> tuple[int, int]:
        if cell is SMALL:
            return 1, 5
        if cell is BESIDE:
            return (1 if self._shown.level(spot) else 6), FAR
        if cell is None:
            return 0, (0 if self._nothing and not self._shown.level(spot) else FAR)
        return int(cell), int(cell)

    def worked_out(self) -> set[Spot]:
        """The hidden numbers that can be nothing but what they are."""
        unsettled = {spot for spot, cell in self._shown.spots().items() if isinstance(cell, Hidden)}
        found = set()
        while unsettled:
            spot = min(unsettled)
            other = self._other_than(spot)
            if other is None:
                found.add(spot)
            unsettled -= {spot} | {one for one, number in (other or {}).items() if number != self._truth[one]}
        return found

    def _other_than(self, spot: Spot) -> dict[Spot, int] | None:
        (least, most), truth = self._bounds[spot], self._truth[spot]
        for bounds in ((truth + 1, most), (least, truth - 1)):
            for numbers in self._tables({**self._bounds, spot: bounds}):
                return numbers
        return None

    def _tables(self, bounds: Bounds) -> Iterator[dict[Spot, int]]:
        """Whole tables within the bounds whose totals add up: narrow every row and column, then try."""
        narrowed = self._narrowed(dict(bounds))
        wide = [spot for spot, (least, most) in narrowed.items() if least < most]
        if any(least > most for least, most in narrowed.values()):
            return
        if not wide:
            yield {spot: least for spot, (least, _) in narrowed.items()}
            return
        spot = min(wide, key=lambda one: (self._shown.level(one), narrowed[one][1] - narrowed[one][0], one))
        (least, most), truth = narrowed[spot], self._truth[spot]
        near = {least, most} | set(range(max(least, truth - 6), min(most, truth + 6) + 1))
        for number in sorted(near, key=lambda number: abs(number - truth)):
            yield from self._tables({**narrowed, spot: (number, number)})

    def _narrowed(self, bounds: Bounds) -> Bounds:
        before: Bounds = {}
        while before != bounds and all(least <= most for least, most in bounds.values()):
            before = dict(bounds)
            for *parts, total in self._lines:
                low, high = (sum(bounds[part][end] for part in parts) for end in (0, 1))
                least, most = max(low, bounds[total][0]), min(high, bounds[total][1])
                bounds[total] = least, most
                for part in parts:
                    down, up = bounds[part]
                    bounds[part] = max(down, least - (high - up)), min(up, most - (low - down))
        return bounds


def worked_out(truth: Table, shown: Table, *, missing_is_nothing: bool) -> set[Spot]:
    return Attacker(truth, shown, missing_is_nothing=missing_is_nothing).worked_out()


def test_the_attacker_finds_what_too_little_hiding_gives_away() -> None:
    """Otherwise the tests below would prove nothing."""
    pairs = added_up(((3, 40), (20, 30)))
    assert worked_out(pairs, replace(pairs, cells=((SMALL, 40), (20, 30))), missing_is_nothing=True) == {
        (0, 0)
    }
    ten = added_up(((5, 5),))
    assert len(worked_out(ten, replace(ten, cells=((SMALL, SMALL),)), missing_is_nothing=True)) == 2
    ones = Table(((1, 1, 1, 1, 1),), (5,))
    seen = Table(((SMALL,) * 5,), (SMALL,))
    assert len(worked_out(ones, seen, missing_is_nothing=True)) == 6


def test_the_attacker_is_not_fooled_by_more_than_one_equation() -> None:
    """Two rows less two columns give the one that is hidden (no row and no column has it alone)."""
    stored = added_up(((3, 20, 9), (30, 7, 8), (11, 40, 50)))
    corner = replace(stored, cells=((SMALL, BESIDE, 9), (30, BESIDE, 8), (11, 40, 50)))
    assert worked_out(stored, corner, missing_is_nothing=True) == {(0, 0), (0, 1), (1, 1)}


def in_words(cells: tuple[Cell, ...]) -> str:
    return " ".join("–" if cell is None else str(cell) for cell in cells)


@pytest.mark.parametrize(
    ("counts", "total", "shown"),
    [
        ((7, 8), 15, "7 8 | 15"),
        ((3, 10), 13, "<6 .. | 13"),
        ((3, 20, 10), 33, "<6 20 .. | 33"),
        ((3, 10, 10), 23, "<6 .. 10 | 23"),
        ((3, 4, 20), 27, "<6 <6 20 | 27"),
        ((3, 0, 9), 12, "<6 0 .. | 12"),
        ((3, None, 10), 13, "<6 – .. | 13"),
        ((3, 40), None, "<6 40 | –"),
        ((0, 0), 0, "0 0 | 0"),
        ((None, None), 12, "– – | 12"),
        ((None, None), 4, "– – | <6"),
        ((), None, " | –"),
    ],
)
def test_small_numbers_are_hidden_and_the_smallest_other_beside_them(
    counts: tuple[Cell, ...], total: Cell, shown: str
) -> None:
    cells, all_of_them = suppressed_list(counts, total)
    assert f"{in_words(cells)} | {in_words((all_of_them,))}" == shown


@pytest.mark.parametrize(
    ("counts", "total", "shown"),
    [
        ((1, 6), 7, "<6 6 | .."),  # 7 less six or more is one
        ((5, 5), 10, "<6 <6 | .."),  # ten is only five and five
        ((1, 1, 6), 8, "<6 <6 6 | .."),
        ((1, 1, 1, 1, 1), 5, "<6 <6 <6 <6 <6 | .."),  # five of one or more are five: the total says too much
        ((3,), 3, "<6 | <6"),
        ((1, 1), 2, "<6 <6 | <6"),
    ],
)
def test_where_hiding_a_count_is_not_enough_the_total_is_hidden(
    counts: tuple[Cell, ...], total: Cell, shown: str
) -> None:
    cells, all_of_them = suppressed_list(counts, total)
    assert f"{in_words(cells)} | {in_words((all_of_them,))}" == shown


def test_in_a_table_a_rectangle_is_hidden() -> None:
    assert suppressed(added_up(((3, 10, 90), (20, 40, 80), (0, 50, 9)))) == Table(
        ((SMALL, BESIDE, 90), (BESIDE, BESIDE, 80), (0, 50, 9)), (103, 140, 59), (23, 100, 179), 302
    )


def test_a_zero_that_leaves_no_other_way_costs_totals() -> None:
    assert suppressed(added_up(((3, 0), (0, 20)))) == Table(
        ((SMALL, 0), (0, 20)), (SMALL, 20), (SMALL, 20), BESIDE
    )


def test_women_men_and_all_of_each_unit() -> None:
    units = Table(((3, 9), (12, 14), (0, 4), (2, None)), row_totals=(12, 26, 4, 2))
    assert suppressed(units) == Table(
        ((SMALL, BESIDE), (12, 14), (0, SMALL), (SMALL, None)), row_totals=(12, 26, SMALL, SMALL)
    )


def test_a_number_that_came_hidden_is_protected_like_one_that_we_know() -> None:
    assert suppressed_list((SMALL, 10), 13) == ((SMALL, BESIDE), 13)
    assert suppressed_list((SMALL, SMALL, 40), 45) == ((SMALL, SMALL, 40), BESIDE)
    assert suppressed_list((20, 40), None) == ((20, 40), None)
    assert suppressed_list((None, None), SMALL) == ((None, None), SMALL)


def test_a_hidden_total_that_the_other_totals_tell_is_protected() -> None:
    shown = suppressed(Table(((None, None), (9, 11)), row_totals=(SMALL, 20), total=23))
    assert shown.row_totals != (SMALL, 20) or shown.total != 23


def test_a_hidden_number_that_nothing_tells_is_not_told_by_totals_of_totals() -> None:
    """Found by trying: the two columns that came hidden are together two, by the row."""
    stored = Table(((6, None, None),), (8,), (6, SMALL, SMALL), 8)
    assert not worked_out(added_up(((6, 1, 1),)), suppressed(stored), missing_is_nothing=False)
    stored = Table(((None, None), (6, None)), (6, 6), (7, 5), 12)
    assert not worked_out(added_up(((1, 5), (6, 0))), suppressed(stored), missing_is_nothing=False)
    assert suppressed(Table(((SMALL, 10), (20, 30)), total=63)).total == 63
    assert suppressed(Table(((SMALL, 10), (20, 30)), total=63)).cells == ((SMALL, BESIDE), (20, 30))


def test_totals_that_do_not_add_up_are_no_error() -> None:
    assert suppressed_list((5, 40), 1)[0][0] is SMALL
    assert suppressed_list((SMALL, 10), 40) == ((SMALL, 10), BESIDE)


def test_a_table_must_be_whole() -> None:
    for wrong in (
        {"cells": ((1, 2), (3,))},
        {"cells": ((1, 2),), "row_totals": (3, 4)},
        {"cells": ((1, 2),), "column_totals": (3,)},
        {"cells": ((-1, 2),)},
    ):
        with pytest.raises(ValueError, match=r"table|count"):
            Table(**wrong)


def test_nothing_is_ever_worked_out_of_a_short_list() -> None:
    for counts in product((None, 0, 1, 2, 5, 6, 7), repeat=3):
        stored = added_up((counts,))
        for table in (stored, replace(stored, column_totals=())):
            shown = suppressed(table)
            assert not worked_out(stored, shown, missing_is_nothing=True), shown


def test_nothing_is_ever_worked_out_of_a_small_table() -> None:
    for first, second, third, fourth in product((0, 1, 5, 6, 7), repeat=4):
        stored = added_up(((first, second), (third, fourth)))
        shown = suppressed(stored)
        assert not worked_out(stored, shown, missing_is_nothing=True), shown


NUMBERS = st.one_of(st.just(0), st.integers(1, 5), st.integers(6, 8), st.integers(6, 60))


def tables(numbers: st.SearchStrategy[Cell]) -> st.SearchStrategy[Table]:
    """Tables of up to four rows and four columns with all totals."""

    def of_width(width: int) -> st.SearchStrategy[Table]:
        rows = st.lists(st.tuples(*[numbers] * width), min_size=1, max_size=4)
        return rows.map(lambda cells: added_up(tuple(cells)))

    return st.integers(1, 4).flatmap(of_width)


LEFT_OUT = st.sets(st.sampled_from(["row_totals", "column_totals"]))


def without(left_out: set[str], table: Table) -> Table:
    rows = () if "row_totals" in left_out else table.row_totals
    columns = () if "column_totals" in left_out else table.column_totals
    return replace(table, row_totals=rows, column_totals=columns)


@settings(max_examples=120, deadline=None)
@given(tables(st.one_of(NUMBERS, st.none())), LEFT_OUT)
def test_nothing_is_ever_worked_out_of_any_table(stored: Table, left_out: set[str]) -> None:
    shown = suppressed(without(left_out, stored))
    assert not worked_out(stored, shown, missing_is_nothing=True)
    assert not worked_out(stored, shown, missing_is_nothing=False)


@settings(max_examples=80, deadline=None)
@given(tables(NUMBERS), st.data())
def test_nor_when_totals_speak_of_missing_numbers_or_some_came_hidden(
    truth: Table, data: st.DataObject
) -> None:
    spots = truth.spots()
    small = [spot for spot, cell in spots.items() if isinstance(cell, int) and 1 <= cell <= 5]
    counts = [spot for spot in spots if not truth.level(spot)]
    came_hidden = data.draw(st.sets(st.sampled_from(small), max_size=4)) if small else set()
    missing = data.draw(st.sets(st.sampled_from(counts), max_size=3))
    stored = truth.with_spots({**spots, **dict.fromkeys(came_hidden, SMALL), **dict.fromkeys(missing)})
    shown = suppressed(without(data.draw(LEFT_OUT), stored))
    assert not worked_out(truth, shown, missing_is_nothing=False)


@settings(max_examples=60, deadline=None)
@given(tables(st.one_of(NUMBERS, st.none())))
def test_what_is_shown_is_true_and_every_small_number_is_hidden(stored: Table) -> None:
    shown = suppressed(stored).spots()
    for spot, cell in stored.spots().items():
        if cell is None or cell == 0:
            assert shown[spot] == cell
        elif isinstance(cell, int) and cell <= 5:
            assert shown[spot] is SMALL or (shown[spot] is BESIDE and stored.level(spot))
        else:
            assert shown[spot] in {cell, BESIDE}
    assert suppressed(stored) == suppressed(stored)


@given(tables(st.one_of(st.just(0), st.integers(6, 900))))
def test_a_table_without_small_numbers_is_shown_whole(stored: Table) -> None:
    assert suppressed(stored) == stored
