"""Rows of a file by the names of its columns, wherever in the file the headings stand."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.errors import SamradError
from figures.cells import Cell
from figures.known import plain

MOST_BYTES = 5_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 60
HEADINGS_WITHIN = 20

_NAMES = {
    "enhet": "enhet",
    "kommun": "enhet",
    "kommunkod": "enhet",
    "delregion": "enhet",
    "uppgift": "uppgift",
    "fråga": "uppgift",
    "värde": "värde",
    "antal": "värde",
    "avser": "avser",
    "gäller från": "avser",
    "källa": "källa",
    "status": "status",
}
_NEEDED = ("enhet", "uppgift", "värde", "avser", "källa")


class BadFile(SamradError):
    """The file cannot be taken in; the words say what to do."""


@dataclass(frozen=True)
class Row:
    """``number`` counts from 1, as a spreadsheet shows it."""

    number: int
    cells: Mapping[str, Cell]


def rows_of(table: Iterable[Sequence[Cell]]) -> list[Row]:
    """The rows under the headings; empty ones are passed over. Raise BadFile without the headings."""
    rows = list(_limited(table))
    head, columns = max(
        ((number, columns_in(cells)) for number, cells in rows[:HEADINGS_WITHIN]),
        key=lambda found: len(found[1]),
        default=(0, {}),
    )
    if lacking := [name for name in _NEEDED if name not in columns]:
        raise BadFile(
            f"Filen saknar {'kolumnen' if len(lacking) == 1 else 'kolumnerna'} {', '.join(lacking)}. "
            f"Skriv rubrikerna {', '.join(_NEEDED)} på första raden; status är valfri."
        )
    return [
        Row(number, {name: cells[at] if at < len(cells) else None for name, at in columns.items()})
        for number, cells in rows[head:]
        if any(_filled(cell) for cell in cells)
    ]


def known_columns(table: Sequence[Sequence[Cell]]) -> int:
    """How many of our columns the best row of headings has."""
    return max((len(columns_in(cells)) for cells in table[:HEADINGS_WITHIN]), default=0)


def columns_in(cells: Sequence[Cell]) -> dict[str, int]:
    """Which column each heading that we know stands over; of two alike the first."""
    columns: dict[str, int] = {}
    for at, cell in enumerate(cells):
        name = _NAMES.get(plain(str(cell or "")))
        if name:
            columns.setdefault(name, at)
    return columns


def _limited(table: Iterable[Sequence[Cell]]) -> Iterator[tuple[int, Sequence[Cell]]]:
    for number, cells in enumerate(table, start=1):
        if number > MOST_ROWS:
            raise BadFile(f"Filen har fler än {MOST_ROWS} rader. Dela den i flera filer.")
        yield number, cells


def _filled(cell: Cell) -> bool:
    return cell is not None and bool(str(cell).strip())
