"""Excel: the rows, the wide sheet, and a sheet that says what the words mean. No cell is ever a formula."""

from collections.abc import Iterable, Sequence
from datetime import UTC
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.export import wide
from reports.export.rows import MEANINGS, Export, Field, fields
from reports.export.texts import clean, is_formula, short

_BOLD, _TOP = Font(bold=True), Alignment(vertical="top", wrap_text=True)
_WIDE, _NARROW = 48, 16
_LONG = {"label", "value", "comment", "source", "reason"}


def write_excel(export: Export, path: Path) -> None:
    """Three sheets: Svar, Per enhet and Om filen."""
    book = Workbook(write_only=True)
    book.properties.title = clean(export.title)
    book.properties.description = f"{export.status}. {export.copy}"
    book.properties.creator = "Samråd"
    book.properties.created = export.made.astimezone(UTC).replace(tzinfo=None)
    columns = export.columns()
    widths = [_WIDE if name in _LONG else _NARROW for name in columns]
    rows = (fields(row, columns) for row in export.rows)
    _sheet(book, "Svar", widths, [list(columns.values()), *rows])
    heading = wide.header(export)
    _sheet(book, "Per enhet", [_NARROW] * len(heading), [heading, *wide.lines(export)])
    _sheet(book, "Om filen", [_NARROW * 2, _WIDE * 2], _about(export))
    book.save(path)


def _sheet(book: Workbook, title: str, widths: Sequence[int], rows: Iterable[Sequence[Field]]) -> None:
    """A sheet whose first row is a heading that stays when the rest is scrolled."""
    sheet: Worksheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, row in enumerate(rows):
        sheet.append([_cell(sheet, field, heading=not number) for field in row])


def _cell(sheet: Worksheet, field: Field, *, heading: bool) -> Cell | None:
    if field is None or field == "":
        return None
    cell = WriteOnlyCell(sheet, value=field if not isinstance(field, str) else None)
    if isinstance(field, str):
        text = short(clean(field))
        cell.value = text
        # A text that looks like a formula is said to be a text, and stays one when somebody edits the cell.
        cell.data_type = "s"
        cell.quotePrefix = is_formula(text)
        cell.alignment = _TOP
    if heading:
        cell.font = _BOLD
    return cell


def _about(export: Export) -> list[list[Field]]:
    told: list[tuple[str, str]] = [
        ("Om filen", export.title),
        ("Status", export.status),
        ("Exemplar", export.copy.value),
    ]
    told += [
        (one.key, f"{one.counted}. Svar hämtade t.o.m. {one.cut_off}. {one.note}".strip())
        for one in export.rounds
    ]
    told += [(word.value, meaning) for word, meaning in MEANINGS.items()]
    told += [(f"Per enhet: {mark}", meaning) for mark, meaning in wide.LEGEND.items()]
    return [list(line) for line in told]
