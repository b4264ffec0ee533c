"""A table of the report in Word: a header row that comes again, whole rows, a name for those who listen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reports.columns import Room, column_widths, is_too_wide, number_columns
from reports.document import Cell, Table
from reports.notes import Shown
from reports.word_pen import Pen, Stand
from reports.word_styles import TABLE, TABLE_TEXT
from reports.word_xml import NOTHING, Xml, element, joined
from reports.writable import writable

_KEPT_TOGETHER: Final = 11
"""Rows under the header: a table of no more is not parted by a page."""

ROOM: Final = Room(letter=105, margins=160, longest=24)
"""In twentieths of a point: letters of 9 points, half as wide as high. A longer word is an address or so."""


def table_of(table: Table, pen: Pen, width: int) -> Xml:
    """The table as wide as ``width``, in twentieths of a point."""
    widths = column_widths(table, width, ROOM)
    together = len(table.rows) <= _KEPT_TOGETHER
    header = [pen.text(name) for name in table.header]
    stands = _Stands(number_columns(table), unhyphenated=not is_too_wide(table, width, ROOM))
    rows = [_row(header, widths, pen, stands.of(with_next=True), header=True)]
    for place, cells in enumerate(table.rows, start=1):
        left = len(table.rows) - place
        with_next = left == 1 or (together and left > 1)
        rows.append(_row(_cells(cells, pen), widths, pen, stands.of(with_next=with_next), header=False))
    grid = element("w:tblGrid", *(element("w:gridCol", w=str(one)) for one in widths))
    return element("w:tbl", _properties(table, pen, width), grid, *rows)


def _properties(table: Table, pen: Pen, width: int) -> Xml:
    shown = {"firstRow": "1", "lastRow": "0", "firstColumn": "1", "lastColumn": "0"}
    return element(
        "w:tblPr",
        element("w:tblStyle", val=pen.styles[TABLE]),
        element("w:tblW", w=str(width), type="dxa"),
        element("w:tblLayout", type="fixed"),
        element("w:tblLook", val="04A0", **shown, noHBand="0", noVBand="1"),
        element("w:tblCaption", val=writable(table.caption)),
    )


@dataclass(frozen=True)
class _Stands:
    """``numbers``: for each column. ``unhyphenated``: every word has room."""

    numbers: tuple[bool, ...]
    unhyphenated: bool

    def of(self, *, with_next: bool) -> list[Stand]:
        """How each cell of a row stands. The last two rows of a table are on one page."""
        return [
            Stand(with_next=with_next, unhyphenated=self.unhyphenated, to_the_right=number)
            for number in self.numbers
        ]


def _row(
    content: Sequence[Xml], widths: Sequence[int], pen: Pen, stands: Sequence[Stand], *, header: bool
) -> Xml:
    marks = element("w:trPr", element("w:cantSplit"), element("w:tblHeader") if header else NOTHING)
    cells = [
        element(
            "w:tc",
            element("w:tcPr", element("w:tcW", w=str(width), type="dxa")),
            pen.line(one, TABLE_TEXT, stand),
        )
        for one, width, stand in zip(content, widths, stands, strict=True)
    ]
    return element("w:tr", marks, *cells)


def _cells(cells: tuple[Cell, ...], pen: Pen) -> list[Xml]:
    return [
        _cell(cell, pen, numbers) for cell, numbers in zip(cells, pen.notes.noted.row(cells), strict=True)
    ]


def _cell(cell: Cell, pen: Pen, numbers: Shown) -> Xml:
    text = pen.text(cell.text)
    return pen.notes.anchored(cell.note, text) if cell.is_led_to else joined((text, pen.marks(numbers)))
