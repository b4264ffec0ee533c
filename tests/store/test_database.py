import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from os import sched_yield
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import Connection, Row, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from store.database import Database, Place
from tests.laying import only_sqlite

CALLERS = 32
LINE = text("INSERT INTO audit (who, what, subject, why) VALUES ('anna', :what, '', '')")


def line(what: object) -> Callable[[Connection], object]:
    return lambda connection: connection.execute(LINE, {"what": str(what)}).rowcount


def lines(database: Database) -> list[str]:
    return database.read(lambda connection: list(connection.scalars(text("SELECT what FROM audit"))))


def orphan(connection: Connection) -> None:
    """An account of nobody, noticed first at COMMIT."""
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    connection.execute(text("INSERT INTO accounts (tenant, id, name, person) VALUES ('t', 'a', '', 'ingen')"))


def in_one_commit(database: Database, works: list[Callable[[Connection], object]]) -> list[Future[object]]:
    """Hold the writer until all ``works`` are queued, in their order, so that they share a commit."""
    begun, go = Event(), Event()

    def hold(_connection: Connection) -> None:
        begun.set()
        go.wait()

    with ThreadPoolExecutor(len(works) + 1) as pool:
        holding = pool.submit(database.write, hold)
        begun.wait()
        answers = []
        for place, work in enumerate(works, start=1):
            answers.append(pool.submit(database.write, work))
            while database._queue.qsize() < place:  # noqa: SLF001 - nothing public tells that a caller waits
                sched_yield()
        go.set()
        holding.result()
    return answers


def test_a_write_is_there_for_everyone_when_the_caller_gets_its_answer(database: Database) -> None:
    def write_and_look(number: int) -> bool:
        database.write(line(number))
        return str(number) in lines(database)

    with ThreadPoolExecutor(CALLERS) as pool:
        assert all(pool.map(write_and_look, range(200)))
    assert len(lines(database)) == 200


def test_an_error_undoes_only_its_own_work_among_those_that_share_a_commit(database: Database) -> None:
    def wrong(connection: Connection) -> None:
        line("hälften")(connection)
        raise LookupError("mitt i")

    first, failed, last = in_one_commit(database, [line("före"), wrong, line("efter")])
    assert (first.result(), last.result()) == (1, 1)
    with pytest.raises(LookupError, match="mitt i"):
        failed.result()
    assert lines(database) == ["före", "efter"]


@only_sqlite
def test_a_failed_commit_fails_all_that_shared_it_and_the_next_write_goes_well(database: Database) -> None:
    for answer in in_one_commit(database, [line("före"), orphan, line("efter")]):
        with pytest.raises(IntegrityError, match="FOREIGN KEY"):
            answer.result()
    assert lines(database) == []
    database.write(line("sedan"))
    assert lines(database) == ["sedan"]


@only_sqlite
def test_a_full_disk_fails_all_that_shared_the_commit_and_keeps_what_was_there(database: Database) -> None:
    def fill(connection: Connection) -> None:
        pages = connection.scalar(text("PRAGMA page_count"))
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        line("x" * 1_000_000)(connection)

    database.write(line("sparad"))
    for answer in in_one_commit(database, [line("före"), fill, line("efter")]):
        with pytest.raises(OperationalError, match="disk is full"):
            answer.result()
    database.write(lambda connection: connection.execute(text("PRAGMA max_page_count = 10000")).one())
    database.write(line("sedan"))
    assert lines(database) == ["sparad", "sedan"]


def test_reads_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError, match=r"readonly|ReadOnly"):
        database.read(line("smyg"))


def test_all_reads_of_one_piece_see_the_same_moment(database: Database) -> None:
    def look_twice(connection: Connection) -> tuple[Any, Any]:
        count = text("SELECT count(*) FROM audit")
        before = connection.scalar(count)
        database.write(line("emellan"))
        return before, connection.scalar(count)

    assert database.read(look_twice) == (0, 0)
    assert lines(database) == ["emellan"]


def test_a_write_inside_a_write_is_refused_at_once(database: Database) -> None:
    with pytest.raises(RuntimeError, match="inside a write"):
        database.write(lambda _connection: database.write(line("inre")))


def test_closing_commits_what_is_queued_and_then_refuses(database: Database, place: Place) -> None:
    with ThreadPoolExecutor(CALLERS) as pool:
        answers = [pool.submit(database.write, line(number)) for number in range(100)]
        assert all(answer.result() == 1 for answer in answers)
        database.close()
        database.close()
    with pytest.raises(RuntimeError, match="closed"):
        database.write(line("för sent"))
    again = Database(place)
    assert len(lines(again)) == 100
    again.close()


def test_writers_in_other_processes_wait_their_turn(database: Database, place: Place) -> None:
    other = Database(place)
    with ThreadPoolExecutor(CALLERS) as pool:
        list(pool.map(lambda number: (database, other)[number % 2].write(line(number)), range(200)))
    other.close()
    assert sorted(map(int, lines(database))) == list(range(200))


def test_a_file_that_cannot_be_opened_fails_the_call_and_does_not_hang(tmp_path: Path) -> None:
    nowhere = Database(tmp_path / "saknas" / "samrad.sqlite")
    with pytest.raises(OperationalError, match="unable to open"):
        nowhere.write(line("x"))
    nowhere.close()


@only_sqlite
def test_the_file_is_in_wal_mode_and_every_commit_reaches_the_disk(database: Database) -> None:
    def settings(connection: Connection) -> list[Row[*tuple[Any, ...]]]:
        names = ("journal_mode", "synchronous", "foreign_keys")
        return [connection.execute(text(f"PRAGMA {name}")).one() for name in names]

    full = 2
    assert database.write(settings) == [("wal",), (full,), (1,)]


def test_a_process_that_dies_in_the_middle_leaves_nothing_half_done(database: Database, place: Place) -> None:
    dies = """
import os, sys
from pathlib import Path
from sqlalchemy import make_url, text
from store.database import Database, Place
from tests.laying import only_sqlite
def work(connection):
    connection.execute(text("INSERT INTO audit (who, what, subject, why) VALUES ('a', 'halv', '', '')"))
    os._exit(3)
named = sys.argv[1]
Database(make_url(named) if "://" in named else Path(named)).write(work)
"""
    ended = subprocess.run([sys.executable, "-c", dies, str(place)], check=False)  # noqa: S603 - our own words
    assert ended.returncode == 3
    database.write(line("hel"))
    assert lines(database) == ["hel"]


def test_a_new_database_is_read_by_nobody_else_on_the_machine(tmp_path: Path) -> None:
    path = tmp_path / "samrad.db"
    made = Database(path)
    try:
        made.write(lambda connection: connection.execute(text("CREATE TABLE a (b INTEGER)")))
        assert {one.stat().st_mode & 0o777 for one in tmp_path.iterdir()} == {0o600}
    finally:
        made.close()
