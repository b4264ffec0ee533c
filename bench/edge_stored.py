"""p99 of a stored submission with 32 queued callers, beside bare commits of the engine with the same callers.

The bare side inserts one JSON row for each commit, the next when the last is on disk, in one writer thread
with one connection: as ours has it on both engines. PostgreSQL is that of SAMRAD_DATABASE_URL, an empty
database; else Debian's own, in a cluster that is gone afterwards; else it says that there is none.
"""

import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import SimpleQueue
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from threading import Thread

import psycopg
import pytest
from sqlalchemy import URL

from bench.commits import ANSWERS, NOW, ROUND, TURNS, Run, bare, ours, timed
from store.database import Place
from store.postgresql_place import place_of
from store.store import Store
from tests.postgresql import find_postgresql, serving

MOST = 6.0
"""A submission is some ten statements to the bare commit's one; 6 is our own limit, of p99 beside p99."""

LASTING = ("fsync=on", "synchronous_commit=on", "full_page_writes=on")
"""What the tests' cluster goes without."""

Turn = Callable[[], Run]


def report_stored() -> bool:
    """Whether both engines keep to the limit."""
    kept = [_beside("SQLite", *sides) for sides in _opened(sqlite)]
    try:
        find_postgresql({})
    except pytest.skip.Exception as missing:
        print(f"PostgreSQL is not measured: {missing.msg}")
    else:
        kept += [_beside("PostgreSQL", *sides) for sides in _opened(postgresql)]
    return all(kept)


def _opened(engine: Callable[[ExitStack], tuple[Turn, Place]]) -> Iterator[tuple[Turn, Store]]:
    with ExitStack() as stack:
        plain, place = engine(stack)
        store = Store.open(place)
        stack.callback(store.close)
        store.rounds.create(ROUND, "anna", NOW)
        yield plain, store


def _beside(engine: str, plain: Turn, store: Store) -> bool:
    pairs = [(plain(), ours(store, turn)) for turn in range(TURNS + 1)][1:]  # the first only warms up
    limit = _show(f"{engine}, bare commits", [pair[0] for pair in pairs])
    p99 = _show(f"{engine}, stored submissions", [pair[1] for pair in pairs])
    print(f"{engine}: p99 {p99 / limit:.2f} times the bare commits' (at most {MOST:.0f})")
    return p99 <= MOST * limit


def _show(name: str, runs: list[Run]) -> float:
    """p99 in milliseconds: the median over the runs, so that one stall is not all."""
    cuts = [quantiles([wait * 1000 for wait in run.waits], n=100) for run in runs]
    p50, p99 = (median(cut[at] for cut in cuts) for at in (49, 98))
    rate = median(run.rate for run in runs)
    print(f"{name:30} {rate:6.0f}/s   p50 {p50:6.1f} ms   p99 {p99:6.1f} ms")
    return p99


def sqlite(stack: ExitStack) -> tuple[Turn, Place]:
    folder = Path(stack.enter_context(TemporaryDirectory()))
    return lambda: bare(folder / "bare.sqlite"), folder / "samrad.sqlite"


def postgresql(stack: ExitStack) -> tuple[Turn, Place]:
    """That of SAMRAD_DATABASE_URL, with an empty database; else a cluster of its own."""
    if written := os.environ.get("SAMRAD_DATABASE_URL"):
        place = place_of(written)
    else:
        server = stack.enter_context(serving(find_postgresql({}), *LASTING))
        place = server.place(server.new())
    return lambda: _bare_rows(place), place


def _bare_rows(place: URL) -> Run:
    row = json.dumps(ANSWERS, ensure_ascii=False)
    with _writer(place) as put:
        return timed(lambda _caller, _place: put(row))


@contextmanager
def _writer(place: URL) -> Iterator[Callable[[str], None]]:
    """One thread, one connection, one commit for each row."""
    queue: SimpleQueue[tuple[str, Future[None]] | None] = SimpleQueue()
    url = place.set(drivername="postgresql").render_as_string(hide_password=False)

    def serve() -> None:
        with psycopg.connect(url) as connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS bench_bare (id bigserial PRIMARY KEY, answers text)"
            )
            connection.commit()
            while taken := queue.get():
                row, done = taken
                connection.execute("INSERT INTO bench_bare (answers) VALUES (%s)", (row,))
                connection.commit()
                done.set_result(None)

    def put(row: str) -> None:
        done: Future[None] = Future()
        queue.put((row, done))
        done.result()

    thread = Thread(target=serve)
    thread.start()
    yield put
    queue.put(None)
    thread.join()
