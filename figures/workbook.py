"""An Excel workbook (.xlsx): the values as Excel last worked them out. Nothing in it is run."""

import re
import warnings
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from figures.cells import Cell
from figures.table import MOST_COLUMNS, MOST_ROWS, BadFile, known_columns

if TYPE_CHECKING:
    from openpyxl import Workbook

_MOST_UNPACKED = 60_000_000
_MOST_PARTS = 500
_UNREADABLE = (
    "Arbetsboken går inte att läsa. Öppna den i Excel och spara den på nytt som .xlsx, eller som CSV."
)
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def read_workbook(content: bytes) -> list[Sequence[Cell]]:
    """The cells of the first sheet that has our headings. Raise BadFile when it cannot be read.

    A formula counts for its last worked out value, and for its own text when there is none.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _refuse_dangerous(archive)
        return _read(content)
    except BadFile:
        raise
    except Exception as error:
        # A damaged workbook fails in the zip, in the XML or in openpyxl, each with errors of its own.
        raise BadFile(_UNREADABLE) from error


def _refuse_dangerous(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise BadFile(
            "Arbetsboken är för stor när den packas upp. Kopiera uppgifterna till en ny, mindre fil."
        )
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise BadFile("Arbetsboken innehåller makron. Spara den som Excel-arbetsbok (.xlsx) utan makron.")
    for part in parts:
        # A workbook of Excel declares no types or entities; a file that does means to swell when it is read.
        if part.filename.endswith((".xml", ".rels")) and _declares(archive.read(part)):
            raise BadFile(_UNREADABLE)


def _declares(xml: bytes) -> bool:
    return b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"\0" in xml


def _read(content: bytes) -> list[Sequence[Cell]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of looks and filters that it does not keep
        worked_out, written = (_open(content, data_only=data_only) for data_only in (True, False))
        tables = [_table(worked_out, written, name) for name in worked_out.sheetnames]
        worked_out.close()
        written.close()
    return max(tables, key=known_columns, default=[])


def _open(content: bytes, *, data_only: bool) -> "Workbook":
    from openpyxl import load_workbook  # noqa: PLC0415 - only a workbook needs it

    return load_workbook(BytesIO(content), read_only=True, data_only=data_only, keep_links=False)


def _table(worked_out: "Workbook", written: "Workbook", name: str) -> list[Sequence[Cell]]:
    values, formulas = (_rows(book[name]) for book in (worked_out, written))
    return [
        tuple(_cell(value, formula) for value, formula in zip_longest(row, other))
        for row, other in zip_longest(values, formulas, fillvalue=())
    ]


def _rows(sheet: Any) -> Iterable[Sequence[Any]]:  # noqa: ANN401 - a sheet that is only a chart has no rows
    if not hasattr(sheet, "iter_rows"):
        return ()
    # Our own bounds: what a sheet says of its own size may be wrong, or a trap.
    rows: Iterable[Sequence[Any]] = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
    return rows


def _cell(value: Any, formula: Any) -> Cell:  # noqa: ANN401 - openpyxl's cells, of several types; None past the end
    found: Any = value.value if value is not None else None
    if found is None:
        return _as_written(formula)
    look = _QUOTED.sub("", str(value.number_format or "")).lower()
    if isinstance(found, date) and "d" not in look and "y" in look:
        return f"{found:%Y-%m}"  # Excel makes the first of September of "2026-09", and shows the month alone
    if isinstance(found, float | int) and not isinstance(found, bool) and "%" in look:
        return round(found * 100, 10)
    return found if isinstance(found, str | int | float | date) else str(found)


def _as_written(formula: Any) -> Cell:  # noqa: ANN401 - as above
    text = formula.value if formula is not None else None
    return str(text) if isinstance(text, str) and text.startswith("=") else None
