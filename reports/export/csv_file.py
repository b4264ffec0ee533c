"""CSV as Swedish Excel opens it: UTF-8 with a mark, semicolons, decimal commas, lines that end in CRLF."""

import csv
from pathlib import Path

from forms.numbers import whole
from reports.export.rows import Copy, Export, Field, fields
from reports.export.texts import clean, disarmed, short

_COPY = "Exemplar"


def write_csv(export: Export, path: Path) -> None:
    """One line for each row under Swedish headings. An internal copy says so on every line."""
    columns = export.columns()
    internal = export.copy is Copy.INTERNAL
    marked = [export.copy.value] if internal else []
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow([*columns.values(), *([_COPY] if internal else [])])
        writer.writerows([*map(_cell, fields(row, columns)), *marked] for row in export.rows)


def _cell(field: Field) -> str:
    if field is None:
        return ""
    if isinstance(field, str):
        return disarmed(short(clean(field)))
    return str(whole(field)).replace(".", ",")
