"""What the database itself says of its files when it has been through all that."""

import sqlite3
from contextlib import closing
from pathlib import Path

from store.database import Place


def flaws(place: Place) -> list[str]:
    """SQLite's own checks; PostgreSQL's are made by what keeps its server."""
    if not isinstance(place, Path):
        return []
    with closing(sqlite3.connect(place)) as connection:
        whole = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
        foreign = [str(row) for row in connection.execute("PRAGMA foreign_key_check")]
    return [one for one in [*whole, *foreign] if one != "ok"]
