"""All of one database in another, whichever engines."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from shutil import copyfile
from threading import Event
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import URL, Connection, insert, select, text

from domain.workdays import STOCKHOLM
from store.audit import SAMRAD, AuditLine, note
from store.contents import contents, known_tables
from store.database import Database
from store.migrate import migrate
from store.moving import NotMoved, Stopped, first_held, move, pour
from store.schema import audit, metadata, questions
from tests.postgresql import Server
from tests.store.any_rows import Values, rows, values


@pytest.fixture
def file(migrated: Path, tmp_path: Path) -> Path:
    path = tmp_path / "källa.db"
    copyfile(migrated, path)
    return path


@pytest.fixture
def source(file: Path) -> Iterator[Database]:
    """An empty SQLite database, to be filled and moved."""
    with closing(Database(file)) as opened:
        yield opened


NOW = datetime(2026, 10, 1, 12, tzinfo=STOCKHOLM)


def lay(database: Database, laid: dict[str, list[dict[str, Any]]]) -> None:
    def work(connection: Connection) -> None:
        for table in metadata.sorted_tables:
            connection.execute(insert(table), laid[table.name])

    database.write(work)


def line(words: str) -> AuditLine:
    return AuditLine(None, SAMRAD, words, "prov", "")


def write(database: Database, words: str) -> None:
    database.write(lambda connection: note(connection, line(words)))


def all_of(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    def work(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
        asked = {table.name: select(table).order_by(*table.primary_key) for table in known_tables()}
        return {name: [tuple(row) for row in connection.execute(one)] for name, one in asked.items()}

    return database.read(work)


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True, scope="session")
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=values)
def test_any_rows_of_every_table_go_to_postgresql_and_back_unchanged(
    database: Database, migrated: Path, tmp_path: Path, made: Values
) -> None:
    here, back = tmp_path / "hit.db", tmp_path / "åter.db"
    for path in (here, back):
        copyfile(migrated, path)
        for end in ("-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
    with closing(Database(here)) as first, closing(Database(back)) as last:
        lay(first, rows(made))
        there = move(first, database, replace=True)
        assert move(database, last) == there
        assert all_of(first) == all_of(database) == all_of(last)
        assert min(one.rows for one in there.values()) > 0


def test_what_is_not_empty_is_not_filled(source: Database, database: Database) -> None:
    write(database, "här")
    with pytest.raises(NotMoved, match=r"audit har rader. Inget är ändrat"):
        move(source, database)
    write(source, "där")
    move(source, database, replace=True)
    assert [row[3] for row in all_of(database)["audit"]] == ["där"]


def test_the_numbers_go_on_after_those_that_came(source: Database, database: Database) -> None:
    for number in range(3):
        write(source, f"rad {number}")
    move(source, database, line=line("flyttat"))
    write(database, "efter")
    assert [row[0] for row in all_of(database)["audit"]] == [1, 2, 3, 4, 5]


def test_a_row_that_cannot_be_read_stops_all_of_it(source: Database, database: Database) -> None:
    """The table comes late, when others have been laid."""
    write(source, "före")
    _with_an_unknown_word(source)
    with pytest.raises(LookupError):
        move(source, database)
    assert database.read(first_held) == ""


def _with_an_unknown_word(source: Database) -> None:
    def work(connection: Connection) -> None:
        connection.execute(
            text(
                'INSERT INTO tickets (id, question, shown, entry, reason, "group", asker, asked_at, status,'
                " owner) VALUES (1, '', '', '', 'okänt', '', '', '2026-10-01 10:00:00', 'väntar', '')"
            )
        )

    source.write(work)


def test_what_is_stopped_half_way_leaves_nothing(source: Database, database: Database) -> None:
    write(source, "rad")
    stopped = Event()
    stopped.set()
    with pytest.raises(Stopped):
        source.read(lambda here: database.write(lambda there: pour(here, there, known_tables(), stopped)))
    assert database.read(first_held) == ""


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True, scope="session")
def test_a_process_killed_before_the_commit_leaves_the_target_empty(
    source: Database, file: Path, database: Database, place: Path | URL
) -> None:
    write(source, "rad")
    dies = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import make_url
from store import moving
from store.database import Database
moving.compare = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
place = make_url(sys.argv[2]) if "://" in sys.argv[2] else Path(sys.argv[2])
moving.move(Database(Path(sys.argv[1])), Database(place))
"""
    ended = subprocess.run([sys.executable, "-c", dies, str(file), str(place)], check=False)  # noqa: S603 - our own words
    assert ended.returncode == -signal.SIGKILL
    assert database.read(first_held) == ""
    move(source, database)
    assert database.read(lambda one: contents(one, known_tables())["audit"].rows) == 1


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True, scope="session")
def test_a_text_that_postgresql_cannot_keep_is_told_of(source: Database, database: Database) -> None:
    row = {"at": None, "who": "", "what": "a\0b", "subject": "", "why": ""}
    source.write(lambda connection: connection.execute(insert(audit), row))
    with pytest.raises(NotMoved, match=r"audit 1: what har ett tecken \(NUL\)"):
        move(source, database)
    assert database.read(first_held) == ""


def test_a_database_of_something_else_is_left_alone(
    source: Database, postgresql: Server, tmp_path: Path
) -> None:
    other = tmp_path / "annat.db"
    with closing(sqlite3.connect(other)) as made:
        made.execute("CREATE TABLE kunder (id)")
    name = postgresql.new()
    postgresql.connect(name).execute("CREATE TABLE kunder (id int)")
    for place in (other, postgresql.place(name)):
        with closing(Database(place)) as there, pytest.raises(NotMoved, match="annat än Samråd: kunder"):
            move(source, there)
    postgresql.drop(name)


def test_one_of_another_version_is_not_moved(database: Database, tmp_path: Path) -> None:
    with closing(Database(tmp_path / "äldre.db")) as older:
        migrate(older, head="0003")
        with pytest.raises(NotMoved, match="Kör samrad db upgrade först"):
            move(older, database)


def test_a_table_longer_than_memory_is_asked_for_goes_by_in_portions(
    source: Database, database: Database
) -> None:
    row = dict.fromkeys(("question", "outcome", "entry", "group", "picked", "verdict", "reason"), "")
    many = [row | {"at": NOW, "question": f"fråga {number}"} for number in range(600)]
    source.write(lambda connection: connection.execute(insert(questions), many))
    assert move(source, database)["questions"].rows == 600
    assert all_of(source)["questions"] == all_of(database)["questions"]
