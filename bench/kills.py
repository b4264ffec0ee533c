"""A small worker, killed again and again at seeded points: ``python -m bench.kills``.

    --on sqlite|postgresql   the database (two workers at once on PostgreSQL, whose disk is waited for)
    --kills N  --seed N      how many, and which
    --wrong NAME             puts a fault in the code, which must be found (see tests.faults.wrongs)

Ends with code 1 when something does not hold.
"""

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from domain.delivery import Outcome
from domain.notices import PUSHES
from store.database import Place
from store.store import Store
from tests.faults.killing import killed
from tests.faults.lives import Lives
from tests.faults.outside import Outside
from tests.faults.postgres import Troubled, troubled
from tests.faults.sending import OPENS
from tests.faults.wrongs import WRONGS


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
    workers, chance = (2 if trouble else 1), Random(asked.seed)  # noqa: S311 - deaths that can be had again
    lives = Lives(place, chance, Outside(), workers, asked.wrong)
    if trouble:
        lives.meanwhile = partial(trouble.between, chance)
    wrong = killed(lives, asked.kills, lambda so_many: print(f"{so_many} killed", flush=True))
    with closing(Store.open(place)) as store:
        _tell(lives, store, trouble)
    print(f"took {perf_counter() - began:.0f} s")
    for line in wrong[:20]:
        print(f"DOES NOT HOLD: {line}")
    print(f"{len(wrong)} things do not hold" if wrong else "everything holds")
    return int(bool(wrong))


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
    # Who is asked to end takes its database server and its replicas along.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main())
