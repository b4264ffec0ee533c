"""SQLite: one file, one writer at a time; write-ahead log, and every commit on the disk."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import URL, Connection

from store.connecting import Driver, Engines, Greeting, Side, joined

_BUSY_MS = 10_000
_WRITER = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={_BUSY_MS}")
_READER = ("query_only=ON", f"busy_timeout={_BUSY_MS}")


def engines(path: Path) -> Engines:
    """The file is made when it is missing; its folder is not."""
    if path.parent.is_dir() and not path.exists():
        path.touch(0o600)  # Nobody else on the machine reads it; SQLite's files beside it follow.
    url = URL.create("sqlite", database=str(path))
    # The driver begins nothing by itself: then DDL too is inside our BEGIN.
    plain = {"isolation_level": None}
    return Engines(
        joined(url, Side(_set_to(_WRITER), _with("BEGIN IMMEDIATE"), 1), str(path), connect_args=plain),
        joined(url, Side(_set_to(_READER), _with("BEGIN"), 16), str(path), connect_args=plain),
        # A full disk makes SQLite give up the whole transaction.
        lambda driver: bool(driver.in_transaction),
        _nothing,
    )


def _set_to(pragmas: tuple[str, ...]) -> Greeting:
    def greet(driver: Driver) -> None:
        for pragma in pragmas:
            driver.execute(f"PRAGMA {pragma}")

    return greet


def _with(words: str) -> Callable[[Connection], None]:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(words)

    return begin


def _nothing(_connection: Connection) -> None:
    """Text is ordered by its bytes as it is."""
