"""Whether somebody else has the database open, which a bot that runs always has."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, text

from store.database import Database, Place

_LOOKS = 5
_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity, pg_sleep(:seconds) WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND usename = current_user"
    " AND application_name = current_setting('application_name')"
)
_TAKING_LEAVE = 0.1
"""Seconds between two looks: who has just closed a connection is seen a little longer."""


def is_open(place: Place) -> bool:
    """To be asked before this process opens it.

    On PostgreSQL those of the same user and program name count.
    """
    return _file_is_open(place) if isinstance(place, Path) else _others(place)


def _file_is_open(path: Path) -> bool:
    if not path.is_file():
        return False
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        try:
            # Leaving the log takes the file for oneself: it is refused as long as anybody has it open.
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                return True
            raise
        except sqlite3.DatabaseError:
            return False  # No database: whoever opens it says what is wrong.
    return False


def _others(place: Place) -> bool:
    with closing(Database(place)) as database:
        return all(database.read(_counted) for _ in range(_LOOKS))


def _counted(connection: Connection) -> int:
    return int(connection.execute(_OTHERS, {"seconds": _TAKING_LEAVE}).scalar_one())
