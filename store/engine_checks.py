"""What each engine can tell of whether its database is whole. A line for each fault, in Swedish."""

from collections.abc import Iterator

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DBAPIError

from store.database import Database
from store.faults import unusable
from store.moving import sequences

_MOST = 20
_INVALID = text(
    "SELECT c.conname, c.conrelid::regclass::text FROM pg_constraint c"
    " WHERE NOT c.convalidated AND c.connamespace = current_schema()::regnamespace"
    " UNION ALL SELECT i.indexrelid::regclass::text, i.indrelid::regclass::text FROM pg_index i"
    " JOIN pg_class t ON t.oid = i.indrelid"
    " WHERE NOT (i.indisvalid AND i.indisready) AND t.relnamespace = current_schema()::regnamespace"
)
_CHECKS_INDEXES = text(
    "SELECT EXISTS (SELECT FROM pg_proc WHERE proname = 'bt_index_check'"
    " AND has_function_privilege(oid, 'EXECUTE'))"
)
_INDEXES = text(
    "SELECT c.relname, bt_index_check(c.oid, true) FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid"
    " JOIN pg_am a ON a.oid = c.relam WHERE a.amname = 'btree' AND c.relkind = 'i'"
    " AND c.relnamespace = current_schema()::regnamespace"
)
_SUMS = text(
    "SELECT current_setting('data_checksums'), coalesce(checksum_failures, 0) FROM pg_stat_database"
    " WHERE datname = current_database()"
)


def integrity(connection: Connection) -> list[str]:
    """What is wrong with the file, or on PostgreSQL with constraints and indexes."""
    is_sqlite = connection.dialect.name == "sqlite"
    return list(_of_sqlite(connection) if is_sqlite else _of_postgresql(connection))


def faults(database: Database) -> list[str]:
    """The same; what is so damaged that nothing can be asked is a line too."""
    try:
        return database.read(integrity)
    except DBAPIError as error:
        return [str(unusable(error) or f"Databasen går inte att läsa ({type(error).__name__}).")]


def left_out(connection: Connection) -> list[str]:
    """What could not be looked at, and why."""
    if connection.dialect.name == "sqlite":
        return []
    said = []
    if not connection.scalar(_CHECKS_INDEXES):
        said.append(
            "Indexens innehåll är inte kontrollerat: tillägget amcheck finns inte i databasen, eller får inte"
            " användas."
        )
    if connection.execute(_SUMS).one()[0] != "on":
        said.append("Sidorna på disken har inga kontrollsummor (data_checksums är av på databasservern).")
    return said


def behind(connection: Connection) -> list[str]:
    """Where the next number that the database gives is taken. SQLite counts from what is there."""
    if connection.dialect.name == "sqlite":
        return []
    said = []
    for table, sequence in sequences(connection):
        largest = connection.scalar(select(func.max(table.autoincrement_column))) or 0
        last, called = connection.execute(text(f"SELECT last_value, is_called FROM {sequence}")).one()  # noqa: S608 - PostgreSQL's own name, quoted by it
        if (last + 1 if called else last) <= largest:
            said.append(f"{table.name}: nästa nummer är {last + called}, men {largest} finns redan.")
    return said


def _of_sqlite(connection: Connection) -> Iterator[str]:
    for (said,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})"):
        if said != "ok":
            yield f"Filen är inte hel: {said}."
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_MOST):
        yield f"{row[0]}: rad {row[1]} pekar på en rad i {row[2]} som inte finns."


def _of_postgresql(connection: Connection) -> Iterator[str]:
    for name, table in connection.execute(_INVALID):
        yield f"{table}: {name} är inte giltig. Kör VALIDATE CONSTRAINT eller REINDEX på databasservern."
    failures = connection.execute(_SUMS).one()[1]
    if failures:
        yield f"Databasservern har läst {failures} skadade sidor. Lägg tillbaka en säkerhetskopia."
    if connection.scalar(_CHECKS_INDEXES):
        connection.execute(_INDEXES).all()
