"""Whether a database is whole: what the engine says, every row readable, and what must agree."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Connection, LargeBinary, Row, Table, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import JSON, Boolean, Date, DateTime, Float, Integer, TypeDecorator, TypeEngine

from store import agreeing, engine_checks
from store.contents import known_tables
from store.database import Database
from store.faults import unusable
from store.migrate import HEAD, Newer, revision, steps_ahead
from store.moving import foreign

_AT_ONCE = 500
_KINDS: tuple[tuple[type[TypeEngine[Any]], tuple[type, ...]], ...] = (
    (Boolean, (bool,)),
    (Integer, (int,)),
    (Float, (int, float)),
    (DateTime, (datetime,)),
    (Date, (date,)),
    (LargeBinary, (bytes, memoryview)),
    (JSON, (dict, list, str, int, float, bool)),
)


@dataclass
class Checked:
    """``rows``: by table. ``faults``, ``left_out``: lines on what is wrong and what was not looked at."""

    revision: str | None = None
    rows: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def check(database: Database) -> Checked:
    """Look through all of it; nothing is written. A part that cannot be looked at is a fault of its own."""
    found = Checked()
    _part(database, found, engine_checks.integrity)
    _part(database, found, lambda connection: _revision(connection, found))
    if found.revision == HEAD:
        for part in (lambda connection: _rows(connection, found), engine_checks.behind, agreeing.disagreeing):
            _part(database, found, part)
    if not found.faults:
        found.left_out += database.read(engine_checks.left_out)
    return found


def _part(database: Database, found: Checked, look: Callable[[Connection], Iterable[str]]) -> None:
    try:
        # All of it inside the read: what is lazy is looked at there.
        found.faults += database.read(lambda connection: list(look(connection)))
    except DBAPIError as error:
        said = str(unusable(error) or type(error).__name__)
        if said not in found.faults:
            found.faults.append(said)


def _revision(connection: Connection, found: Checked) -> Iterator[str]:
    found.revision = revision(connection)
    if said := another(connection):
        yield f"{said} Raderna är inte kontrollerade." if found.revision else said


def another(connection: Connection) -> str:
    """What to say of a database that is not of this version, and what to do; empty for one that is."""
    stored = revision(connection)
    if stored is None:
        return foreign(connection) or _EMPTY
    return "" if stored == HEAD else _other_version(stored)


_EMPTY = (
    "Databasen är tom. Tabellerna läggs upp när boten startas; en säkerhetskopia läggs tillbaka med samrad db"
    " restore."
)


def _other_version(stored: str) -> str:
    try:
        steps_ahead(stored)
    except Newer as newer:
        return str(newer)
    return f"Databasen är på {stored}, den här versionen av Samråd på {HEAD}: kör samrad db upgrade."


def _rows(connection: Connection, found: Checked) -> Iterator[str]:
    for table in known_tables():
        found.rows[table.name] = 0
        for row, said in _read(connection, table):
            found.rows[table.name] += 1
            wrong = said if row is None else _misfit(table, row)
            if wrong:
                yield f"{table.name}: rad {found.rows[table.name]} i nyckelordning {wrong}."


def _read(connection: Connection, table: Table) -> "Iterator[tuple[Row[Any] | None, str]]":
    """Each row in the order of keys; one that cannot be read is None, with what to say of it."""
    asked = select(table).order_by(*table.primary_key).execution_options(yield_per=_AT_ONCE)
    rows = connection.execute(asked)
    while True:
        try:
            row = rows.fetchone()
        except (ValueError, LookupError, TypeError) as error:
            yield None, f"går inte att läsa ({type(error).__name__})"
            continue
        if row is None:
            return
        yield row, ""


def _misfit(table: Table, row: "Row[Any]") -> str:
    """The first column whose value is of another kind than it should be: SQLite keeps what it is given."""
    for column, value in zip(table.c, row, strict=True):
        if value is not None and not isinstance(value, _kinds(column)):
            return f"har något annat än {column.name} ska hålla"
    return ""


def _kinds(column: Column[Any]) -> tuple[type, ...]:
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    return next((kinds for base, kinds in _KINDS if isinstance(kind, base)), (str,))
