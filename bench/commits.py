"""Stored submissions a second from 32 callers, beside bare sqlite3 committing one row at a time.

Both have one writer thread, WAL and synchronous=FULL; they take turns, and the medians are compared.
The bare side inserts one JSON row for each commit; ours does all that a submission is.
"""

import json
import sqlite3
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from queue import SimpleQueue
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from threading import Thread
from time import perf_counter

from domain.quarter import Quarter
from domain.rounds import FormRef, plan
from domain.workdays import STOCKHOLM
from store.store import Store
from store.submissions import Kind, Save

CALLERS, TURNS, MOST = 32, 5, 3.0
EACH = 20
NOW = datetime(2026, 10, 1, 12, tzinfo=STOCKHOLM)
FORM = FormRef("bench", 1)
ROUND = plan(Quarter(2026, 3), date(2026, 11, 2), [FORM])
ANSWERS = {
    f"{card}.{place}": f"Svar {card}.{place}: läget är i stort oförändrat."
    for card in range(1, 7)
    for place in range(1, 6)
}


@dataclass(frozen=True)
class Run:
    rate: float
    waits: list[float]


class Bare:
    """One thread, one connection, one commit for each row."""

    def __init__(self, path: Path) -> None:
        self._queue: SimpleQueue[tuple[str, Future[None]] | None] = SimpleQueue()
        self._thread = Thread(target=self._serve, args=(path,))
        self._thread.start()

    def put(self, row: str) -> None:
        done: Future[None] = Future()
        self._queue.put((row, done))
        done.result()

    def close(self) -> None:
        self._queue.put(None)
        self._thread.join()

    def _serve(self, path: Path) -> None:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE IF NOT EXISTS rows (id INTEGER PRIMARY KEY, answers TEXT NOT NULL)")
        while taken := self._queue.get():
            row, done = taken
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO rows (answers) VALUES (?)", (row,))
            connection.execute("COMMIT")
            done.set_result(None)
        connection.close()


def timed(once: Callable[[int, int], None]) -> Run:
    """``once(caller, place)``, EACH times by every caller at the same time."""

    def caller(number: int) -> list[float]:
        waits = []
        for place in range(EACH):
            began = perf_counter()
            once(number, place)
            waits.append(perf_counter() - began)
        return waits

    with ThreadPoolExecutor(CALLERS) as pool:
        began = perf_counter()
        waits = [wait for waits in pool.map(caller, range(CALLERS)) for wait in waits]
        return Run(CALLERS * EACH / (perf_counter() - began), waits)


def ours(store: Store, turn: int) -> Run:
    def once(caller: int, place: int) -> None:
        unit = f"enhet-{turn}-{caller}"
        save = Save(ROUND, unit, "kort", ANSWERS, f"{unit}-{place}", "d", place, "anna", "Anna")
        if store.submissions.submit(save, FORM, NOW).kind is not Kind.NEW:
            raise AssertionError("every submission of the bench is new")

    return timed(once)


def bare(path: Path) -> Run:
    side = Bare(path)
    run = timed(lambda _caller, _place: side.put(json.dumps(ANSWERS, ensure_ascii=False)))
    side.close()
    return run


def show(name: str, runs: list[Run]) -> float:
    rate = median(run.rate for run in runs)
    cuts = quantiles([wait * 1000 for run in runs for wait in run.waits], n=100)
    print(f"{name:22} {rate:7.0f}/s   p50 {cuts[49]:6.1f} ms   p99 {cuts[98]:6.1f} ms")
    return rate


def main() -> int:
    with TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "samrad.sqlite")
        store.rounds.create(ROUND, "anna", NOW)
        pairs = [(bare(Path(folder) / "bare.sqlite"), ours(store, turn)) for turn in range(TURNS + 1)][1:]
        store.close()
    plain = show("bare sqlite3 commits", [pair[0] for pair in pairs])
    stored = show("stored submissions", [pair[1] for pair in pairs])
    ratio = plain / stored
    print(f"a stored submission costs {ratio:.2f} bare commits (at most {MOST:.0f})")
    return int(ratio > MOST)


if __name__ == "__main__":
    sys.exit(main())
