"""How the statute book is kept: its file, its tables, and a row of each."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.statute_head import StatuteError
from knowledge.statute_text import Statute, Wording, in_order

_SCHEMA = 1
_TABLES = {
    "versions": {
        "id": str, "law": str, "title": str, "issued": str, "amended_to": str, "newest_note": str,
        "read_on": str, "confirmed_on": str, "source": str, "complete": int, "repealed_on": str,
        "transitional": str, "appendix": str,
    },
    "paragraphs": {
        "id": int, "version": str, "law": str, "chapter": str, "label": str, "text": str, "valid_from": str,
        "valid_to": str, "digest": str,
    },
}  # fmt: skip


@dataclass(frozen=True)
class Version:
    """A text of a statute. ``read_on`` and ``confirmed_on``: when this text was first and last read.

    ``amended_to``: as the text says; ``newest_note``: the latest act that is known to be in it.
    """

    id: str
    law: str
    title: str
    amended_to: str | None
    newest_note: str
    read_on: date | None
    confirmed_on: date | None
    source: str
    complete: bool
    repealed_on: date | None

    @property
    def since(self) -> date:
        """A day from which the text is known: when it was read, else the year of its latest amendment."""
        return self.read_on or date(max(in_order(self.newest_note)[0], 1), 1, 1)


@contextmanager
def opened(path: Path, *, make: bool = False) -> Iterator[Any]:
    """The database; None when there is no file yet and none is to be made."""
    from sqlite_utils import Database  # noqa: PLC0415 - loaded with the first look into the book

    if not make and not path.is_file():
        yield None
        return
    if make:
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(Database(path)) as db:
            _ready(db, path)
            yield db
    except Exception as error:
        error.add_note(str(path))
        raise


def _ready(db: Any, path: Path) -> None:  # noqa: ANN401 - sqlite-utils has no types
    made = db.conn.execute("pragma user_version").fetchone()[0]
    if made == _SCHEMA:
        return
    if made or db.table_names():
        raise StatuteError(
            f"Lagboken {path} är gjord av en annan version av Samråd. Flytta undan filen och läs in"
            " texterna på nytt med samrad law add eller samrad law fetch."
        )
    with db.conn:
        for name, columns in _TABLES.items():
            db[name].create(columns, pk="id")
        db["versions"].create_index(["law"])
        db["paragraphs"].create_index(["version", "label"])
        db["paragraphs"].enable_fts(["text"], create_triggers=True, tokenize="unicode61 remove_diacritics 0")
        db.conn.execute(f"pragma user_version = {_SCHEMA}")


def row_of(statute: Statute, source: str, read_on: date | None) -> dict[str, Any]:
    head = statute.head
    day = read_on.isoformat() if read_on else None
    return {
        "id": statute.digest, "law": head.number, "title": head.title,
        "issued": head.issued.isoformat() if head.issued else None, "amended_to": head.amended_to,
        "newest_note": statute.newest_note, "read_on": day, "confirmed_on": day, "source": source,
        "complete": int(head.complete), "transitional": statute.transitional, "appendix": statute.appendix,
        "repealed_on": head.repealed_on.isoformat() if head.repealed_on else None,
    }  # fmt: skip


def paragraph_rows(statute: Statute) -> Iterator[dict[str, Any]]:
    for each in statute.wordings:
        yield {
            "version": statute.digest, "law": statute.head.number, "chapter": each.chapter,
            "label": each.label, "text": each.text,
            "valid_from": each.valid_from.isoformat() if each.valid_from else None,
            "valid_to": each.valid_to.isoformat() if each.valid_to else None, "digest": each.digest,
        }  # fmt: skip


def version_of(row: dict[str, Any]) -> Version:
    return Version(
        row["id"],
        row["law"],
        row["title"],
        row["amended_to"],
        row["newest_note"],
        _day(row["read_on"]),
        _day(row["confirmed_on"]),
        row["source"],
        bool(row["complete"]),
        _day(row["repealed_on"]),
    )


def wording_of(row: dict[str, Any]) -> Wording:
    days = _day(row["valid_from"]), _day(row["valid_to"])
    return Wording(row["chapter"], row["label"], row["text"], *days)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
