"""What the engines have in common: how a database is opened to write and to read, and what errors say."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from json import dumps
from typing import Any, TypeAlias

from sqlalchemy import URL, Connection, Engine, ExceptionContext, RootTransaction, create_engine, event
from sqlalchemy.exc import DBAPIError

Driver: TypeAlias = Any
"""The driver's own connection: sqlite3's or psycopg's."""

_TRIES = 16
"""More than lie in a pool."""

Greeting: TypeAlias = Callable[[Driver], None]


@dataclass(frozen=True)
class Side:
    """How one kind of connection is made: ``greet`` is called on each new one, ``begin`` opens a transaction.

    ``most``: so many at once.
    """

    greet: Greeting
    begin: Callable[[Connection], None]
    most: int


@dataclass(frozen=True)
class Engines:
    """``goes_on``: whether the transaction is still there after an error, for a savepoint to be undone in.

    ``behind``: what is done when the tables have been altered, in the same transaction.
    """

    writers: Engine
    readers: Engine
    goes_on: Callable[[Driver], bool]
    behind: Callable[[Connection], None]

    def dispose(self) -> None:
        self.readers.dispose()
        self.writers.dispose()


def joined(url: URL, side: Side, name: str, **given: Any) -> Engine:  # noqa: ANN401 - SQLAlchemy's own options
    """An engine whose errors carry ``name``, the database's, as a note."""
    engine = create_engine(
        url,
        pool_size=side.most,
        max_overflow=0,
        # What people wrote has no place in an error's words.
        hide_parameters=True,
        json_serializer=partial(dumps, ensure_ascii=False, separators=(",", ":")),
        **given,
    )

    @event.listens_for(engine, "connect")
    def connected(connection: Driver, _record: object) -> None:
        side.greet(connection)

    @event.listens_for(engine, "handle_error")
    def failed(context: ExceptionContext) -> None:
        for error in filter(None, (context.sqlalchemy_exception, context.original_exception)):
            error.add_note(name)

    event.listen(engine, "begin", side.begin)
    return engine


@contextmanager
def begun(engine: Engine) -> Iterator[Connection]:
    """A connection in a transaction, committed at the end and undone by an error.

    One that went away while it lay in the pool is noticed before anything is done on it, and replaced.
    """
    connection, transaction = _begun(engine)
    with connection, transaction:
        yield connection


def _begun(engine: Engine) -> tuple[Connection, RootTransaction]:
    # A server that is away ends this by not being connected to; one that takes us and drops us, by the count.
    for left in range(_TRIES, -1, -1):
        connection = engine.connect()
        try:
            return connection, connection.begin()
        except BaseException as error:
            connection.close()
            if not (left and isinstance(error, DBAPIError) and error.connection_invalidated):
                raise
    raise AssertionError("the last try either begins or raises")
