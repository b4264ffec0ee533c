"""A small worker, killed again and again at seeded points: ``python -m bench.kills``.

    --on sqlite|postgresql   the database (two workers at once on PostgreSQL, whose disk is waited for)
    --kills N  --seed N      how many, and which
    --wrong NAME             puts a fault in the code, which must be found (see tests.faults.wrongs)

Ends with code 1 when something does not hold.
"""

import argparse
import gc
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from domain.delivery import Outcome
from domain.notices import PUSHES
from store.database import Place
from store.store import Store
from tests.faults.county import lay_in
from tests.faults.disk import flaws
from tests.faults.lives import MINUTES, Lives
from tests.faults.outside import Outside
from tests.faults.postgres import Troubled, troubled
from tests.faults.reckoning import UNENDED, reckoned
from tests.faults.sending import OPENS, round_
from tests.faults.wrongs import WRONGS

MOST = 6
"""Lives to each death at the most: some end before they get to where they would die."""
LONGEST = 400
"""Lives afterwards, until everything has ended."""


@dataclass(frozen=True)
class Asked:
    on: str
    kills: int
    seed: int
    wrong: str


def main() -> int:
    asked = _asked()
    with _database(asked) as (place, trouble):
        return _run(asked, place, trouble)


def _run(asked: Asked, place: Place, trouble: Troubled | None) -> int:
    began = perf_counter()
    with closing(Store.open(place)) as store:
        lay_in(store, reminded=max(20, min(400, asked.kills // 2)))
    workers, chance = (2 if trouble else 1), Random(asked.seed)  # noqa: S311 - deaths that can be had again
    lives = Lives(place, chance, Outside(), workers, asked.wrong)
    lives.begin()
    gc.freeze()  # what is loaded by now is shared by all lives
    if trouble:
        lives.meanwhile = lambda: trouble.between(lives.killed / asked.kills, chance)
    while lives.killed < asked.kills and lives.lived < MOST * workers * asked.kills:
        lives.one_dies()
        lives.passes(chance.choice(MINUTES))
    lives.meanwhile = None
    _settle(lives, place)
    with closing(Store.open(place)) as store:
        wrong = [*reckoned(store, lives.outside, round_()), *flaws(place)]
        _tell(lives, store, trouble)
    if lives.killed < asked.kills:
        wrong.append(f"only {lives.killed} were killed")
    print(f"took {perf_counter() - began:.0f} s")
    for line in wrong[:20]:
        print(f"DOES NOT HOLD: {line}")
    print(f"{len(wrong)} things do not hold" if wrong else "everything holds")
    return int(bool(wrong))


def _settle(lives: Lives, place: Place) -> None:
    """Lives that nobody ends, until nothing is left to send and nobody waits for an acknowledgement."""
    for _ in range(LONGEST):
        lives.passes(3)
        lives.nobody_dies()
        if not lives.outside.pending and not _left(place, lives):
            return


def _left(place: Place, lives: Lives) -> bool:
    with closing(Store.open(place)) as store:
        rows = store.outbox.rows()
    return any(
        row.outcome in UNENDED or (row.outcome is Outcome.WAITING and row.not_before <= lives.now)
        for row in rows
    )


def _tell(lives: Lives, store: Store, trouble: Troubled | None) -> None:
    outside, rows = lives.outside, store.outbox.rows()
    for point, times in sorted(outside.deaths.items()):
        print(f"  {times:5} killed {point}")
    print(f"killed {lives.killed} in {lives.lived} lives, from {OPENS:%d %b} to {lives.now:%d %b %H:%M}")
    if trouble:
        print(f"connections of the server ended {trouble.ended}, the server killed {trouble.crashes}")
    print(
        f"answers acknowledged {len(outside.kept)}, came too late {len(outside.stale)},"
        f" told that it broke {outside.told['broke']}"
    )
    pushes = [row for row in rows if row.kind in PUSHES]
    sent = [row for row in rows if row.outcome is Outcome.SENT]
    print(
        f"rows {len(rows)}, sent {len(sent)}; arrived {sum(map(len, outside.arrived.values()))},"
        f" of which reminders {sum(len(outside.arrived.get(row.key, [])) for row in pushes)}"
    )
    print(
        f"in doubt: reminders {sum(row.doubts > 0 for row in pushes)}, others"
        f" {sum(row.doubts > 0 for row in rows) - sum(row.doubts > 0 for row in pushes)}; no answer"
        f" {len(outside.silent)}; came twice {sum(len(copies) > 1 for copies in outside.arrived.values())}"
    )


@contextmanager
def _database(asked: Asked) -> Iterator[tuple[Place, Troubled | None]]:
    if asked.on == "postgresql":
        with troubled() as trouble:
            yield trouble.place, trouble
    else:
        with TemporaryDirectory() as folder:
            yield Path(folder) / "samrad.sqlite", None


def _asked() -> Asked:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    words.add_argument("--on", choices=["sqlite", "postgresql"], default="sqlite")
    words.add_argument("--kills", type=int, default=1000)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--wrong", choices=["", *WRONGS], default="")
    return Asked(**vars(words.parse_args()))


if __name__ == "__main__":
    sys.exit(main())
