"""SQLite: a plain file that Datasette opens, with full-text search over questions and answers."""

from contextlib import closing
from pathlib import Path

from reports.export.rows import MEANINGS, Export, Field, fields
from reports.export.texts import clean


def write_sqlite(export: Export, path: Path) -> None:
    """Tables: ``answers`` (searchable), ``rounds``, ``meanings``, and ``about`` with the file's status."""
    from sqlite_utils import Database  # noqa: PLC0415 - only this command needs it

    columns = export.columns()
    with closing(Database(path)) as database:
        about = {"title": clean(export.title), "status": export.status, "copy": export.copy.value}
        database["about"].insert(about)
        database["rounds"].insert_all([vars(one) for one in export.rounds], pk="key")
        meanings = [{"word": word.value, "meaning": meaning} for word, meaning in MEANINGS.items()]
        database["meanings"].insert_all(meanings, pk="word")
        answers = database["answers"]
        answers.create(
            {name: _TYPES.get(name, str) for name in columns},
            pk=("round", "unit", "key"),
            foreign_keys=[("round", "rounds", "key")],
        )
        answers.insert_all(
            dict(zip(columns, map(_field, fields(row, columns)), strict=True)) for row in export.rows
        )
        answers.enable_fts(["label", "value"], tokenize="unicode61 remove_diacritics 2")


_TYPES = {"form_version": int, "version": int, "amount": float}


def _field(field: Field) -> Field:
    return clean(field) if isinstance(field, str) else field
