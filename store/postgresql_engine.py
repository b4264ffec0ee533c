"""PostgreSQL: what several replicas share. One writes at a time here too, by a lock."""

from collections.abc import Callable
from typing import Any, NoReturn

from psycopg import Error, OperationalError
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, TransactionStatus
from sqlalchemy import URL, Connection, Engine, ExceptionContext, event, text
from sqlalchemy.exc import DBAPIError

from store.connecting import Driver, Engines, Greeting, Side, joined
from store.faults import WRITTEN
from store.postgresql_place import with_defaults

_LOCK = 0x53616D72C3A564  # "Samråd": whoever else takes such locks in the database takes others
_STATEMENT_MS, _LOCK_MS, _IDLE_MS = 30_000, 10_000, 60_000
_READERS = 8
_ALIVE = frozenset({TransactionStatus.INTRANS, TransactionStatus.INERROR})
_DONE = frozenset({ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK})
_ENDING = "57P"
"""The codes with which a server ends a connection."""
_DATA = "22"
"""The class of errors whose words quote the value that was wrong."""

_WRITER = f"BEGIN; SELECT pg_advisory_xact_lock({_LOCK})"
"""READ COMMITTED: what others wrote before the lock was ours is seen by every statement after it."""
_READER = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_BY_LOCALE = text(
    "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod) AS kind FROM pg_attribute a"
    " JOIN pg_class c ON c.oid = a.attrelid JOIN pg_collation l ON l.oid = a.attcollation"
    " WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace"
    " AND a.attnum > 0 AND NOT a.attisdropped AND l.collname <> 'C' ORDER BY c.relname, a.attnum"
)


class NotUtf8(Error):
    """The database cannot keep every character."""


def engines(url: URL) -> Engines:
    """Of a ``url`` as ``store.postgresql_place`` reads it."""
    return Engines(
        _engine(url, Side(_greeting(), _with(_WRITER), 1)),
        _engine(url, Side(_greeting(), _with(_READER), _READERS)),
        lambda driver: driver.info.transaction_status in _ALIVE,
        _ordered_by_bytes,
    )


def _engine(url: URL, side: Side) -> Engine:
    # Nothing is begun by itself, so that our BEGIN is the first word; hstore is not asked for.
    plain: dict[str, Any] = {"connect_args": {"autocommit": True}, "use_native_hstore": False}
    engine = joined(with_defaults(url), side, WRITTEN, **plain)

    @event.listens_for(engine, "handle_error")
    def failed(context: ExceptionContext) -> None:
        _without_values(context)

    return engine


def _greeting() -> Greeting:
    settings = {
        "timezone": "'UTC'",
        "statement_timeout": _STATEMENT_MS,
        "lock_timeout": _LOCK_MS,
        "idle_in_transaction_session_timeout": _IDLE_MS,
    }
    words = "; ".join(f"SET {name} = {value}" for name, value in settings.items())

    def greet(driver: Driver) -> None:
        if driver.info.parameter_status("server_encoding") != "UTF8":
            raise NotUtf8("the database is not in UTF-8")
        driver.execute(words, prepare=False)

    return greet


def _with(words: str) -> Callable[[Connection], None]:
    """Opens a transaction in one round trip, past the driver's cursor: that costs a third of a short read."""
    sent = words.encode()

    def begin(connection: Connection) -> None:
        driver: Driver = connection.connection.driver_connection
        try:
            result = driver.pgconn.exec_(sent)
        except OperationalError as error:
            _refused(connection, words, error)
        if result.status not in _DONE:
            _refused(connection, words, error_from_result(result))

    return begin


def _refused(connection: Connection, words: str, error: Error) -> NoReturn:
    """Raise what SQLAlchemy would have raised, and give up a connection that is no more."""
    # The driver may not have noticed yet: what has no code of the server's is that nobody answers.
    is_gone = (
        connection.connection.driver_connection.broken  # type: ignore[union-attr]  # psycopg's own
        or not error.sqlstate
        or error.sqlstate.startswith(_ENDING)
    )
    if is_gone:
        connection.invalidate()
    _mask(error)
    wrapped = DBAPIError.instance(
        words,
        None,
        error,
        Error,
        hide_parameters=True,
        connection_invalidated=is_gone,
        dialect=connection.dialect,
    )
    wrapped.add_note(WRITTEN)
    raise wrapped from error


def _without_values(context: ExceptionContext) -> None:
    error = context.original_exception
    if isinstance(error, Error) and _mask(error) and isinstance(context.sqlalchemy_exception, DBAPIError):
        context.sqlalchemy_exception.args = error.args


def _mask(error: Error) -> bool:
    """PostgreSQL quotes the values of the row in the details of an error: they are what people wrote."""
    if error.sqlstate is None:
        return False
    primary = "" if error.sqlstate.startswith(_DATA) else f": {error.diag.message_primary}"
    error.args = (f"{type(error).__name__} ({error.sqlstate}){primary}",)
    return True


def _ordered_by_bytes(connection: Connection) -> None:
    """Give every text column COLLATE "C": a range of keys is one of bytes, whatever the database's locale."""
    tables: dict[str, list[str]] = {}
    for table, column, kind in connection.execute(_BY_LOCALE):
        tables.setdefault(table, []).append(f'ALTER COLUMN "{column}" TYPE {kind} COLLATE "C"')
    for table, changes in tables.items():
        connection.exec_driver_sql(f'ALTER TABLE "{table}" {", ".join(changes)}')
