"""One SQLite file: every write through one thread, reads beside it. Nothing here awaits."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from json import dumps
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread, current_thread
from typing import Any, Generic, TypeAlias, TypeVar

from sqlalchemy import URL, Connection, Engine, ExceptionContext, Row, create_engine, event

T = TypeVar("T")

Found: TypeAlias = Row[*tuple[Any, ...]]
"""A row that a query found."""

_BUSY_MS = 10_000
_WRITER = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={_BUSY_MS}")
_READER = ("query_only=ON", f"busy_timeout={_BUSY_MS}")


@dataclass(frozen=True)
class _Piece(Generic[T]):
    """A write that someone waits for."""

    work: Callable[[Connection], T]
    answer: Future[T] = field(default_factory=Future)

    def run(self, connection: Connection) -> Callable[[], None]:
        """Do the work in a savepoint of its own; return what to tell the caller once all is committed."""
        # Straight to the driver: SQLAlchemy's own savepoint costs as much as the insert that it guards.
        driver: Any = connection.connection.driver_connection
        driver.execute("SAVEPOINT piece")
        try:
            done = self.work(connection)
        except BaseException as error:
            if not driver.in_transaction:
                raise  # SQLite has given up all of it (a full disk does that): nobody's work is there
            driver.execute("ROLLBACK TO SAVEPOINT piece")
            driver.execute("RELEASE SAVEPOINT piece")
            return partial(self.answer.set_exception, error)
        driver.execute("RELEASE SAVEPOINT piece")
        return partial(self.answer.set_result, done)


class Database:
    """Writes are queued, and those that wait together share one commit; an error undoes only its own.

    Measured with 32 callers, sharing the commit stores 1.4 to 2.7 times as much as one commit for each.
    """

    def __init__(self, path: Path) -> None:
        if path.parent.is_dir() and not path.exists():
            path.touch(0o600)  # Nobody else on the machine reads it; SQLite's files beside it follow.
        self._writers = _engine(path, "BEGIN IMMEDIATE", _WRITER, most=1)
        self._readers = _engine(path, "BEGIN", _READER, most=16)
        self._queue: SimpleQueue[_Piece[Any] | None] = SimpleQueue()
        self._gate = Lock()
        self._closed = False
        # A daemon: a process that forgot to close still ends, and what was not committed is not there.
        self._thread = Thread(target=self._serve, name="store-writer", daemon=True)
        self._thread.start()

    def write(self, work: Callable[[Connection], T]) -> T:
        """Run ``work`` on the writer's connection and return when it is committed; raise what it raised.

        Blocks: call it from a worker thread. ``work`` may not call ``write``.
        """
        if current_thread() is self._thread:
            raise RuntimeError("a write inside a write would wait for itself; use the connection at hand")
        piece = _Piece(work)
        # Under the gate nothing is queued behind the end mark, where nobody would answer it.
        with self._gate:
            if self._closed:
                raise RuntimeError("the database is closed; open it anew before writing")
            self._queue.put(piece)
        return piece.answer.result()

    def read(self, work: Callable[[Connection], T]) -> T:
        """Run ``work`` on a connection that cannot write; all its reads see one and the same moment."""
        with self._readers.connect() as connection:
            return work(connection)

    def close(self) -> None:
        """Commit what is queued, end the thread, close the file. A second call does nothing."""
        with self._gate:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()
        self._readers.dispose()
        self._writers.dispose()

    def _serve(self) -> None:
        goes_on = True
        while goes_on:
            taken = self._take()
            pieces = [piece for piece in taken if piece]
            goes_on = len(pieces) == len(taken)
            if pieces:
                self._commit(pieces)

    def _take(self) -> list[_Piece[Any] | None]:
        """Everything queued by now, and at least one; None is the end mark."""
        taken = [self._queue.get()]
        while True:
            try:
                taken.append(self._queue.get_nowait())
            except Empty:
                return taken

    def _commit(self, pieces: list[_Piece[Any]]) -> None:
        try:
            with self._writers.begin() as connection:
                answers = [piece.run(connection) for piece in pieces]
        except BaseException as error:  # noqa: BLE001 - nothing was committed: every caller must hear it
            answers = [partial(piece.answer.set_exception, error) for piece in pieces]
        for tell in answers:
            tell()


def _engine(path: Path, begin: str, pragmas: tuple[str, ...], most: int) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        pool_size=most,
        max_overflow=0,
        # The driver begins nothing by itself: then DDL too is inside our BEGIN.
        connect_args={"isolation_level": None},
        # What people wrote has no place in an error's words.
        hide_parameters=True,
        json_serializer=partial(dumps, ensure_ascii=False, separators=(",", ":")),
    )

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "handle_error")
    def failed(context: ExceptionContext) -> None:
        for error in filter(None, (context.sqlalchemy_exception, context.original_exception)):
            error.add_note(str(path))

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
