"""From one database to another, whichever engines: all rows in one transaction, compared table by table."""

from collections.abc import Iterable
from threading import Event
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, Table, delete, func, insert, inspect, literal, select

from domain.errors import SamradError
from store.audit import AuditLine, note
from store.contents import Contents, Tally, contents, known_tables, portions
from store.database import Database
from store.migrate import HEAD, migrate, revision, steps_ahead

_ANY = select(literal(1)).limit(1)


class NotMoved(SamradError):
    """The words say why, and what to do. Nothing was written to the database that was to be filled."""


class Stopped(Exception):
    """Whoever waited for the move has gone."""


def move(
    source: Database, target: Database, *, replace: bool = False, line: AuditLine | None = None
) -> Contents:
    """Fill ``target`` with all that ``source`` holds at one moment; what was moved, by table.

    ``replace``: in place of what is there, else only an empty one is filled. ``line``: is noted there last.
    All or nothing, also when it is interrupted. Raise NotMoved.
    """
    ready(source, target)
    stopped = Event()

    def fill(here: Connection, there: Connection) -> Contents:
        unhurried(here)
        unhurried(there)
        if replace:
            _clear(there)
        elif held := first_held(there):
            raise NotMoved(f"Databasen är inte tom: {held} har rader. Inget är ändrat.")
        poured = pour(here, there, known_tables(), stopped)
        compare(poured, contents(there, known_tables()))
        number_on(there)
        if line:
            note(there, line)
        return poured

    def wait(here: Connection) -> Contents:
        try:
            return target.write(lambda there: fill(here, there))
        except KeyboardInterrupt:
            stopped.set()
            target.write(lambda _there: None)  # Until what was begun has been undone.
            raise

    return source.read(wait)


def unhurried(connection: Connection) -> None:
    """For this transaction PostgreSQL lets it take its time: one side waits while the other works."""
    if connection.dialect.name == "postgresql":
        for name in ("statement_timeout", "idle_in_transaction_session_timeout"):
            connection.exec_driver_sql(f"SET LOCAL {name} = 0")


def ready(source: Database, target: Database) -> None:
    """Lay the tables of ``target`` where there are none.

    Raise NotMoved unless both are of this version, Newer for one of a later.
    """
    if (stored := source.read(revision)) is None:
        raise NotMoved("Databasen är tom: det finns inget att flytta.")
    if steps_ahead(stored):
        raise NotMoved(
            f"Databasen är på {stored} och den här versionen av Samråd på {HEAD}. Kör samrad db upgrade"
            " först."
        )
    if target.read(revision) is None and (others := target.read(foreign)):
        raise NotMoved(f"{others} Välj en tom databas.")
    migrate(target)


def foreign(connection: Connection) -> str:
    """What is said of the tables in a database that has none of ours; empty: there are no tables."""
    names = sorted(inspect(connection).get_table_names())
    return f"I databasen finns annat än Samråd: {', '.join(names[:3])}." if names else ""


def first_held(connection: Connection) -> str:
    """The name of a table of ours that has rows; empty when none has."""
    tables = known_tables()
    return next((one.name for one in tables if connection.execute(_ANY.select_from(one)).first()), "")


def pour(
    source: Connection, target: Connection, tables: Iterable[Table], stopped: Event | None = None
) -> Contents:
    """Lay every row of ``source`` in ``target``, whose tables are there and empty; what was laid."""
    poured: Contents = {}
    for table in tables:
        tally = Tally()
        for rows in portions(source, table):
            if stopped and stopped.is_set():
                raise Stopped
            tally.add(rows)
            _must_fit(table, rows, target)
            target.execute(insert(table), [dict(row) for row in rows])
        poured[table.name] = tally.content()
    return poured


def compare(there: Contents, here: Contents) -> None:
    """Raise NotMoved unless every table is the same."""
    for name in there:
        if there[name] != here.get(name):
            raise NotMoved(f"Tabellen {name} blev inte densamma. Inget är ändrat: allt är kvar som förut.")


def number_on(connection: Connection) -> None:
    """Let the numbers that the database gives go on after the largest there is. SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table, sequence in sequences(connection):
        key = table.autoincrement_column
        largest = connection.scalar(select(func.max(key)))
        connection.execute(select(func.setval(sequence, largest or 1, largest is not None)))


def sequences(connection: Connection) -> Iterable[tuple[Table, str]]:
    """On PostgreSQL: the tables whose key it numbers, and with what."""
    for table in known_tables():
        key = table.autoincrement_column
        if key is not None and (found := connection.execute(_numbering(table, key.name)).scalar_one()):
            yield table, found


def _numbering(table: Table, key: str) -> Select[Any]:
    return select(func.pg_get_serial_sequence(f'"{table.name}"', key))


def _clear(connection: Connection) -> None:
    for table in reversed(known_tables()):
        connection.execute(delete(table))


def _must_fit(table: Table, rows: Iterable[RowMapping], target: Connection) -> None:
    """Raise NotMoved for a text with a NUL: SQLite keeps one, PostgreSQL none."""
    if target.dialect.name != "postgresql":
        return
    for row in rows:
        for name, value in row.items():
            if isinstance(value, str) and "\0" in value:
                key = ", ".join(str(row[column.name]) for column in table.primary_key)
                raise NotMoved(
                    f"{table.name} {key}: {name} har ett tecken (NUL) som PostgreSQL inte kan spara. Ta bort"
                    " det, och försök igen. Inget är flyttat."
                )
