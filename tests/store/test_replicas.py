"""What two replicas on one PostgreSQL do to each other, and what becomes of a server that goes away."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from os import environ
from pathlib import Path
from shutil import copytree, ignore_patterns
from threading import Barrier

import pytest
from sqlalchemy import URL, Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from domain.delivery import Posting
from store import migrate as migrating
from store.database import Database
from store.migrate import HEAD, migrate
from store.outbox import Outbox
from tests.postgresql import Server, find_postgresql, serving
from tests.store.test_database import in_one_commit, line, lines
from tests.store.test_migrate import FAILING, laid

SCRIPTS = Path(migrating.__file__).parent / "migrations"
NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
BACKEND = text("SELECT pg_backend_pid()")


@pytest.fixture
def place(postgresql: Server) -> Iterator[URL]:
    """A database with nothing in it, gone after the test."""
    name = postgresql.new()
    yield postgresql.place(name)
    postgresql.drop(name)


@pytest.fixture
def database(place: URL) -> Iterator[Database]:
    with closing(Database(place)) as opened:
        migrate(opened)
        yield opened


def end(postgresql: Server, *backends: object) -> None:
    """As when the server restarts, or somebody ends the connection."""
    for backend in backends:
        postgresql.do(f"SELECT pg_terminate_backend({backend}, 5000)")


def test_connections_that_went_away_while_nothing_was_done_are_replaced_unseen(
    database: Database, postgresql: Server
) -> None:
    backends = [database.write(lambda c: c.scalar(BACKEND)), database.read(lambda c: c.scalar(BACKEND))]
    end(postgresql, *backends)
    assert database.write(line("sedan")) == 1
    assert lines(database) == ["sedan"]


@pytest.mark.parametrize("how", [signal.SIGQUIT, signal.SIGINT])
def test_a_server_that_ended_while_nothing_was_done_and_is_back_is_gone_on_with_unseen(
    how: signal.Signals,
) -> None:
    kept = "synchronous_commit=on"
    with (
        serving(find_postgresql(environ), kept) as server,
        closing(Database(server.place(server.new()))) as database,
    ):
        migrate(database)
        assert lines(database) == []
        server.stop(how)
        server.start(kept)
        assert database.write(line("sedan")) == 1
        assert lines(database) == ["sedan"]


def test_a_connection_that_breaks_fails_all_that_shared_the_commit_and_the_next_write_goes_well(
    database: Database, postgresql: Server
) -> None:
    def breaks(connection: Connection) -> None:
        end(postgresql, connection.scalar(BACKEND))
        line("aldrig")(connection)

    for answer in in_one_commit(database, [line("före"), breaks, line("efter")]):
        with pytest.raises(DBAPIError, match="AdminShutdown"):
            answer.result()
    assert lines(database) == []
    assert database.write(line("sedan")) == 1
    assert lines(database) == ["sedan"]


def test_what_was_committed_is_there_after_the_server_was_killed_and_started_again() -> None:
    with (
        serving(find_postgresql(environ), "fsync=on", "synchronous_commit=on") as server,
        ExitStack() as open_,
    ):
        place = server.place(server.new())
        database = open_.enter_context(closing(Database(place)))
        migrate(database)
        assert [database.write(line(number)) for number in range(20)] == [1] * 20
        server.stop(signal.SIGQUIT)
        with pytest.raises(DBAPIError):
            database.write(line("medan den är borta"))
        with pytest.raises(DBAPIError):
            lines(database)
        server.start("fsync=on")
        assert lines(database) == [str(number) for number in range(20)]
        assert database.write(line("sedan")) == 1


def test_a_replica_that_is_killed_in_the_middle_leaves_nothing_and_lets_the_other_write(
    database: Database, place: URL
) -> None:
    dies = """
import os, signal, sys
from sqlalchemy import make_url, text
from store.database import Database
def work(connection):
    connection.execute(text("INSERT INTO audit (who, what, subject, why) VALUES ('a', 'halv', '', '')"))
    os.kill(os.getpid(), signal.SIGKILL)
Database(make_url(sys.argv[1])).write(work)
"""
    ended = subprocess.run([sys.executable, "-c", dies, str(place)], check=False)  # noqa: S603 - our own words
    assert ended.returncode == -signal.SIGKILL
    database.write(line("hel"))
    assert lines(database) == ["hel"]


def test_two_that_write_at_once_write_after_each_other(database: Database, place: URL) -> None:
    """Both read a count and write the next: without the lock some would read the same."""
    count = text("SELECT count(*) FROM audit")

    def next_line(connection: Connection) -> None:
        line(connection.scalar(count))(connection)

    with closing(Database(place)) as other, ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: (database, other)[number % 2].write(next_line), range(100)))
    assert sorted(map(int, lines(database))) == list(range(100))


def test_replicas_that_start_together_migrate_once(place: URL) -> None:
    ready = Barrier(3)

    def start(_number: int) -> str:
        with closing(Database(place)) as database:
            ready.wait()
            migrate(database)
            return database.read(lambda c: str(c.scalar(text("SELECT version_num FROM alembic_version"))))

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(start, range(3))) == [HEAD] * 3


def test_a_failed_migration_leaves_the_old_schema_working_for_all(
    database: Database, place: URL, tmp_path: Path
) -> None:
    scripts = tmp_path / "scripts"
    copytree(SCRIPTS, scripts, ignore=ignore_patterns("__pycache__"))
    revision = FAILING.replace("the newest", HEAD)
    (scripts / "versions" / "v9999_halfway.py").write_text(revision, encoding="utf-8")
    before = database.read(laid)
    with closing(Database(place)) as newer, pytest.raises(RuntimeError, match="halvvägs"):
        migrate(newer, scripts, "9999")
    assert database.read(laid) == before
    assert database.write(line("som förut")) == 1


def test_text_is_ordered_by_its_bytes_in_a_database_that_orders_it_in_swedish(postgresql: Server) -> None:
    name = postgresql.new(more="LOCALE_PROVIDER icu ICU_LOCALE 'sv-SE'")
    try:
        with closing(Database(postgresql.place(name))) as database:
            migrate(database)
            keys = ("2026Q3/b", "2026Q30", "2026q3/å", "2026Q3/Ö", "2026Q3/a", "2026Q3/ä", "2026Q3/A")
            Outbox(database).post((Posting(key, "anna", "prov", {}, NOW) for key in keys), NOW)
            found = [row.key for row in Outbox(database).rows("2026Q3/")]
            assert found == ["2026Q3/A", "2026Q3/a", "2026Q3/b", "2026Q3/Ö", "2026Q3/ä"]
            assert database.read(_unordered) == []
    finally:
        postgresql.drop(name)


def _unordered(connection: Connection) -> list[str]:
    """Columns of text with another order."""
    columns = [(table, one) for table in laid(connection) for one in inspect(connection).get_columns(table)]
    return [
        f"{table}.{one['name']}"
        for table, one in columns
        if getattr(one["type"], "collation", "C") != "C" and table != "alembic_version"
    ]
