"""JSON: everything of the export with its states spelled out, and what the words mean."""

import json
from pathlib import Path

from reports.export.rows import MEANINGS, Copy, Export, Field, fields
from reports.export.texts import clean


def write_json(export: Export, path: Path) -> None:
    """An object with ``rounds``, ``meanings`` and ``answers``; null where there is nothing."""
    columns = export.columns()
    told = {
        "title": clean(export.title),
        "status": export.status,
        "copy": export.copy.value,
        "internal": export.copy is Copy.INTERNAL,
        "rounds": [{name: clean(value) for name, value in vars(one).items()} for one in export.rounds],
        "meanings": {word.value: meaning for word, meaning in MEANINGS.items()},
        "answers": [
            dict(zip(columns, map(_field, fields(row, columns)), strict=True)) for row in export.rows
        ],
    }
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) + "\n", encoding="utf-8")


def _field(field: Field) -> Field:
    return clean(field) if isinstance(field, str) else field
