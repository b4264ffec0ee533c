"""A copy of the whole database as it stands at one moment, while others go on writing."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from store.contents import contents, tables_in
from store.database import Database
from store.migrate import HEAD, migrate, revision, steps_ahead
from store.moving import compare, pour, unhurried


def copy_to(database: Database, path: Path) -> None:
    """Write the copy to ``path``, a file that is not there yet or is empty.

    Its tables are at the same version; what PostgreSQL held is compared when it has been written. Raise Newer
    for one on PostgreSQL whose tables this version does not know.
    """

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
    """Into SQLite, by the tables of the version that ``source`` is at: it need not be this one."""
    unhurried(source)
    stored = revision(source)
    steps_ahead(stored)
    with closing(Database(path)) as target:
        migrate(target, head=stored or HEAD)
        tables = target.read(tables_in)
        poured = target.write(lambda there: pour(source, there, tables))
        compare(poured, target.read(lambda there: contents(there, tables)))
