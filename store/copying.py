"""A copy of the whole database as it stands at one moment, while others go on writing."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from store.database import Database
from store.migrate import migrate
from store.schema import metadata

_AT_ONCE = 500


def copy_to(database: Database, path: Path) -> None:
    """Write the copy to ``path``, a file that is not there yet."""

    def work(connection: Connection) -> None:
        if connection.dialect.name == "sqlite":
            _backed_up(connection, path)
        else:
            _row_by_row(connection, path)

    database.read(work)


def _backed_up(connection: Connection, path: Path) -> None:
    driver: Any = connection.connection.driver_connection
    with closing(sqlite3.connect(path)) as copy:
        driver.backup(copy)


def _row_by_row(source: Connection, path: Path) -> None:
    """Into SQLite, by the schema: tables before those that point at them."""
    with closing(Database(path)) as target:
        migrate(target)
        target.write(lambda connection: pour(source, connection))


def pour(source: Connection, target: Connection) -> None:
    """Lay every row of ``source`` in ``target``, whose tables are there and empty."""
    for table in metadata.sorted_tables:
        for rows in source.execute(select(table)).mappings().partitions(_AT_ONCE):
            target.execute(insert(table), [dict(row) for row in rows])
