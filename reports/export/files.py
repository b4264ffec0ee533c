"""Writing an export in one of the four formats."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from reports.export.csv_file import write_csv
from reports.export.excel_file import write_excel
from reports.export.json_file import write_json
from reports.export.rows import Export, Format
from reports.export.sqlite_file import write_sqlite
from reports.replacing import replacing


@dataclass(frozen=True)
class _Writer:
    ending: str
    write: Callable[[Export, Path], None]


WRITERS: Mapping[Format, _Writer] = {
    Format.CSV: _Writer("csv", write_csv),
    Format.EXCEL: _Writer("xlsx", write_excel),
    Format.JSON: _Writer("json", write_json),
    Format.SQLITE: _Writer("db", write_sqlite),
}


def write(export: Export, wanted: Format, folder: Path) -> Path:
    """Write the file anew in ``folder``, made when missing; the old one stays until the new one is whole."""
    writer = WRITERS[wanted]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{export.name}.{writer.ending}"
    with replacing(path) as beside:
        writer.write(export, beside)
    return path
