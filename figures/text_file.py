"""A text file with columns: semicolon, comma or tab, in UTF-8, UTF-16 or Windows' own Swedish letters."""

import csv
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Sequence
from io import StringIO

from figures.cells import Cell
from figures.table import BadFile, known_columns

_SEPARATORS = (";", "\t", ",")


def read_text(content: bytes) -> list[Sequence[Cell]]:
    """The cells, row by row. Raise BadFile when it is no text or its quotation marks do not match."""
    text = _decoded(content)
    return max((_split(text, separator) for separator in _SEPARATORS), key=known_columns)


def _decoded(content: bytes) -> str:
    utf16 = content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise BadFile("Filen är ingen text. Spara den som CSV (UTF-8) eller som Excel-arbetsbok (.xlsx).")


def _split(text: str, separator: str) -> list[Sequence[Cell]]:
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise BadFile(
            "Filen går inte att dela i kolumner: ett citattecken saknar sin andra hälft, eller en cell är för"
            " lång. Öppna filen i Excel och spara den på nytt som CSV."
        ) from error
