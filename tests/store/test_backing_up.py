"""A backup of either engine, made while others write, and read back."""

import sqlite3
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import URL, text

from domain.workdays import STOCKHOLM
from store.audit import SAMRAD, Audit, AuditLine, note
from store.backing_up import NotBackedUp, NotRestored, back_up, opened
from store.contents import contents, known_tables
from store.database import Database
from store.in_use import is_open
from store.migrate import HEAD, migrate
from store.moving import move
from store.store import Store
from tests.laying import only_sqlite
from tests.postgresql import Server
from tests.store.saving import AUTUMN, FORM, card

NOW = datetime(2026, 10, 1, 12, tzinfo=STOCKHOLM)


def write(database: Database, words: str) -> None:
    database.write(lambda connection: note(connection, AuditLine(NOW, SAMRAD, words, "prov", "")))


@pytest.fixture
def filled(database: Database) -> Database:
    store = Store(database)
    store.rounds.create(AUTUMN, "samuel", NOW)
    store.submissions.submit(card("a", 0, mötesdag="2026-10-01", deltagare=50), FORM, NOW)
    return database


@pytest.fixture
def empty(migrated: Path, tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "tom.db"
    path.write_bytes(migrated.read_bytes())
    with closing(Database(path)) as database:
        yield database


def test_what_was_backed_up_is_restored_table_by_table(
    filled: Database, empty: Database, tmp_path: Path
) -> None:
    made = back_up(filled, tmp_path / "kopia.db")
    assert (made.rows["submissions"], made.rows["tickets"], made.revision) == (1, 0, HEAD)
    with opened(made.file, tmp_path) as backup:
        move(backup, empty)
    assert empty.read(lambda one: contents(one, known_tables())) == filled.read(
        lambda one: contents(one, known_tables())
    )


@only_sqlite
def test_it_is_one_file_that_only_its_owner_reads_with_the_checksum_that_is_told(
    filled: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "kopior"
    folder.mkdir()
    made = back_up(filled, folder / "kopia.db")
    assert [found.name for found in folder.iterdir()] == ["kopia.db"]
    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    assert sha256(made.file.read_bytes()).hexdigest() == made.sha256


def test_nothing_is_ever_written_over(filled: Database, tmp_path: Path) -> None:
    file = tmp_path / "kopia.db"
    file.write_text("mitt")
    with pytest.raises(NotBackedUp, match="finns redan"):
        back_up(filled, file)
    assert file.read_text() == "mitt"


def test_what_is_written_meanwhile_is_whole_or_not_there(filled: Database, tmp_path: Path) -> None:
    """Every writer leaves two lines in one transaction."""

    def both(number: int) -> None:
        def work(connection: object) -> None:
            for half in ("första", "andra"):
                note(connection, AuditLine(NOW, str(number), half, "prov", ""))  # type: ignore[arg-type]  # the connection of the write

        filled.write(work)

    with ThreadPoolExecutor(4) as pool:
        writing = [pool.submit(both, number) for number in range(40)]
        made = [back_up(filled, tmp_path / f"{number}.db") for number in range(1)]
        for one in writing:
            one.result()
    for copy in made:
        with opened(copy.file, tmp_path) as backup:
            lines = Audit(backup).lines("prov")
            halves = [{line.who for line in lines if line.what == half} for half in ("första", "andra")]
            assert halves[0] == halves[1]


def test_an_older_backup_is_brought_to_this_version_and_itself_left_alone(
    empty: Database, tmp_path: Path
) -> None:
    with closing(Database(tmp_path / "förr.db")) as older:
        migrate(older, head="0003")
        write(older, "förr")
        made = back_up(older, tmp_path / "kopia.db")
    before = made.file.read_bytes()
    with opened(made.file, tmp_path) as backup:
        move(backup, empty)
    assert [line.what for line in Audit(empty).lines()] == ["förr"]
    assert (made.revision, made.file.read_bytes()) == ("0003", before)


def test_a_postgresql_database_of_an_older_version_is_backed_up_as_it_is(
    postgresql: Server, empty: Database, tmp_path: Path
) -> None:
    name = postgresql.new()
    with closing(Database(postgresql.place(name))) as older:
        migrate(older, head="0003")
        write(older, "förr")
        assert back_up(older, tmp_path / "kopia.db").revision == "0003"
    postgresql.drop(name)
    with opened(tmp_path / "kopia.db", tmp_path) as backup:
        move(backup, empty)
    assert [(line.at, line.what) for line in Audit(empty).lines()] == [(NOW, "förr")]


def _damaged(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096 * 3 : 4096 * 9] = b"\xff" * 4096 * 6
    file.write_bytes(content)


def _of_the_future(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '2031'")
        connection.commit()


def _of_something_else(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE kunder (id)")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_damaged, "skadad"),
        (_of_the_future, "nyare version av Samråd"),
        (_of_something_else, "ingen säkerhetskopia"),
        (lambda file: file.write_bytes(b""), "ingen säkerhetskopia"),
        (lambda file: file.write_text("hej\n" * 2000), "ingen säkerhetskopia"),
    ],
)
def test_what_is_no_backup_of_ours_is_refused(
    empty: Database, tmp_path: Path, spoil: "object", words: str
) -> None:
    file = back_up(empty, tmp_path / "kopia.db").file
    assert callable(spoil)
    spoil(file)
    with pytest.raises(NotRestored, match=words), opened(file, tmp_path):
        pass
    assert [found.name for found in tmp_path.glob(".samrad-*")] == []


def test_a_database_that_somebody_has_open_is_seen(database: Database, place: Path | URL) -> None:
    assert not is_open(place)
    database.read(lambda connection: connection.execute(text("SELECT 1")).all())
    write(database, "öppen")
    assert is_open(place)
    database.close()
    assert not is_open(place)
