"""What is said when the database cannot be used."""

import sqlite3
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from domain.errors import SamradError

_SAID = {
    sqlite3.SQLITE_NOTADB: "är ingen databas. Flytta undan filen, eller lägg tillbaka en säkerhetskopia",
    sqlite3.SQLITE_CORRUPT: "är skadad. Flytta undan filen, eller lägg tillbaka en säkerhetskopia",
    sqlite3.SQLITE_BUSY: "är låst av ett annat program. Stäng det och försök igen",
    sqlite3.SQLITE_LOCKED: "är låst av ett annat program. Stäng det och försök igen",
    sqlite3.SQLITE_CANTOPEN: "går inte att öppna. Se till att det är en fil, och att du får skriva i mappen",
    sqlite3.SQLITE_READONLY: "går inte att skriva i. Se till att du får skriva i filen och i mappen",
    sqlite3.SQLITE_FULL: "får inte plats: disken är full. Gör plats och försök igen",
}
_OTHER = "går inte att använda ({name}). Se till att disken är hel, eller lägg tillbaka en säkerhetskopia"
WRITTEN = "i SAMRAD_DATABASE_URL"
"""The note of PostgreSQL's errors, which quote no address: a part of one may be a piece of a password."""

_OWN = "samrad.db"
_ITS_FOLDER = ". Mappen står i SAMRAD_VAR"
_PRIMARY = 0xFF
"""The bits of SQLite's code that are the kind of error; the others say more closely which."""


class Unusable(SamradError):
    """The words name the database, say what is wrong with it and what to do."""


def unusable(error: BaseException, written: str = "") -> Unusable | None:
    """What to say of a fault of the database; None for any other error.

    ``written``: where its address was, if not in the settings.
    """
    cause = error.orig if isinstance(error, DBAPIError) else error
    said = _of_sqlite(cause) if isinstance(cause, sqlite3.Error) else _of_postgresql(cause)
    if not said:
        return None
    # Which database is noted on the error by whoever opened it: the driver does not say.
    name = written or next(iter(getattr(error, "__notes__", ())), "")
    more = _ITS_FOLDER if Path(name).name == _OWN else ""
    return Unusable(f"Databasen {name} {said}{more}.".replace("  ", " "))


def _of_sqlite(cause: sqlite3.Error) -> str:
    code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    name = getattr(cause, "sqlite_errorname", type(cause).__name__)
    return _SAID.get(code & _PRIMARY, _OTHER).format(name=name)


def _of_postgresql(cause: BaseException | None) -> str:
    if not any(kind.__module__.startswith("psycopg") for kind in type(cause).__mro__):
        return ""
    from store import postgresql_faults  # noqa: PLC0415 - loaded only where it is the database

    return postgresql_faults.said(cause)
