"""A backup: one SQLite file, of either engine, made while others go on writing; and reading it back."""

import errno
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from domain.errors import SamradError
from store.contents import tables_in
from store.copying import copy_to
from store.database import Database
from store.engine_checks import faults
from store.migrate import Newer, migrate, revision

_OURS = frozenset({"alembic_version", "audit", "people", "rounds"})
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})


class NotBackedUp(SamradError):
    """No backup was made; the words say why, and what to do."""


class NotRestored(SamradError):
    """The file cannot be restored; the words say why. Nothing was changed."""


@dataclass(frozen=True)
class Backup:
    """``rows``: by table. ``sha256``: of the whole file. ``revision``: what its tables are at."""

    file: Path
    rows: dict[str, int]
    sha256: str
    revision: str


def back_up(database: Database, file: Path) -> Backup:
    """Write what is committed to ``file``, which is not there yet: whole and on the disk, or not at all.

    Nobody but its owner reads it. Raise FileExistsError, NotBackedUp.
    """
    if file.exists():
        raise _taken(file)
    if database.read(revision) is None:
        raise NotBackedUp("Databasen är tom: det finns inget att kopiera.")
    begun = _begun(file)
    try:
        copy_to(database, begun)
        told = _told(begun)
        _on_disk(begun)
        _named(begun, file)
    finally:
        for left in (begun, *(begun.with_name(begun.name + end) for end in ("-wal", "-shm", "-journal"))):
            left.unlink(missing_ok=True)
    _on_disk(file.parent)
    return Backup(file, *told)


def _begun(file: Path) -> Path:
    """Another file beside it. What stands in the way is told of as ``file``, which is what was asked for."""
    if not file.parent.is_dir():
        what = "är ingen mapp" if file.parent.exists() else "finns inte"
        raise NotBackedUp(f"Mappen {file.parent} {what}. Skapa den, eller skriv en annan.")
    try:
        made, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".tmp", dir=file.parent)
    except OSError as error:
        error.filename = str(file)
        raise
    os.close(made)
    return Path(name)


@contextmanager
def opened(file: Path, folder: Path) -> Iterator[Database]:
    """What the backup holds, brought to this version in a copy of its own, which is gone with the block.

    ``folder``: where there is room for it. The file itself is only read. Raise NotRestored.
    """
    with tempfile.TemporaryDirectory(prefix=".samrad-", dir=folder) as own:
        copy = Path(own) / "samrad.db"
        _read(file, copy)
        with closing(Database(copy)) as database:
            if faults(database):
                raise NotRestored(f"{file.name} är skadad. Ta en annan säkerhetskopia.")
            try:
                migrate(database)
            except Newer as newer:
                raise NotRestored(
                    f"{file.name} är sparad av en nyare version av Samråd"
                    f" ({database.read(revision)}). Installera den versionen först."
                ) from newer
            yield database


def _read(file: Path, copy: Path) -> None:
    with file.open("rb"):
        """A file that is not there, or not ours to read, is told of by its own error."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as read:
            names = {name for (name,) in read.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if names >= _OURS:
                with closing(sqlite3.connect(copy)) as into:
                    read.backup(into)
                return
    except sqlite3.DatabaseError as error:
        raise NotRestored(
            f"{file.name} går inte att läsa: den är skadad, eller ingen säkerhetskopia."
        ) from error
    raise NotRestored(f"{file.name} är ingen säkerhetskopia av Samråds databas.")


def _told(file: Path) -> tuple[dict[str, int], str, str]:
    """Rows, checksum and revision of a copy that is whole. Raise NotBackedUp when it is not."""
    with closing(sqlite3.connect(file)) as copy:
        # One file by itself, that can be read where nothing may be written.
        copy.execute("PRAGMA journal_mode=DELETE")
    with closing(Database(file)) as copied:
        if wrong := faults(copied):
            raise NotBackedUp(f"Kopian är inte hel: {wrong[0]} Kör samrad db check.")
        stored = copied.read(revision) or ""
        names = [table.name for table in copied.read(tables_in)]
    with closing(sqlite3.connect(file)) as copy:
        rows = {name: int(copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names}  # noqa: S608 - names of our tables
    with file.open("rb") as content:
        return rows, file_digest(content, "sha256").hexdigest(), stored


def _on_disk(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _named(begun: Path, file: Path) -> None:
    """A link, unlike a new name, never takes the place of a file that has come there meanwhile."""
    try:
        file.hardlink_to(begun)
    except FileExistsError as error:
        raise _taken(file) from error
    except OSError as error:
        if error.errno not in _NO_LINKS or file.exists():
            raise
        begun.rename(file)


def _taken(file: Path) -> NotBackedUp:
    return NotBackedUp(f"{file} finns redan. Välj ett annat namn; inget skrivs över.")
