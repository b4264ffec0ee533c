"""A copy of the whole database as it stands at one moment, while others go on writing."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from store.database import Database


def copy_to(database: Database, path: Path) -> None:
    """Write the copy to ``path``, a file that is not there yet."""

    def work(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        with closing(sqlite3.connect(path)) as copy:
            driver.backup(copy)

    database.read(work)
