"""The whole bot killed by SIGKILL while people report and reminders go out: ``python -m bench.server_kills``.

    --on sqlite|postgresql   PostgreSQL: two replicas behind clients that take either, one killed at a time
    --kills N  --seed N      how many, and when
    --reporters N --reminded N

Ends with code 1 when something does not hold.
"""

import argparse
import asyncio
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from domain.delivery import Outcome
from store.database import Place
from store.store import Store
from tests.faults.postgres import troubled
from tests.faults.server_killing import Asked, Killing, killed


def _tell(killing: Killing, store: Store) -> None:
    rows, reporters = store.outbox.rows(), killing.reporters
    print(f"killed {killing.servers.kills}, of which in the middle of a send {killing.held}")
    print(
        f"reporters {len(reporters)}, receipts {sum(len(one.sent) for one in reporters)}, requests made again"
        f" {sum(one.again for one in reporters)}, begun anew {sum(one.anew for one in reporters)}"
    )
    sent = sum(one.how == "send" for one in killing.teams.received)
    print(f"rows {dict(Counter(row.outcome.value for row in rows))}; messages that arrived {sent}")
    doubts = [row for row in rows if row.doubts]
    given_up = sum(row.outcome is Outcome.FAILED for row in doubts)
    print(f"in doubt {len(doubts)}, of which not sent again {given_up}")


@contextmanager
def _database(on: str, folder: Path) -> Iterator[Place]:
    if on == "postgresql":
        with troubled() as trouble:
            yield trouble.place
    else:
        (folder / "var").mkdir()
        yield folder / "var" / "samrad.db"


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    words.add_argument("--on", choices=["sqlite", "postgresql"], default="sqlite")
    words.add_argument("--kills", type=int, default=50)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--reporters", type=int, default=12)
    words.add_argument("--reminded", type=int, default=600)
    given = vars(words.parse_args())
    with TemporaryDirectory() as folder, _database(given.pop("on"), Path(folder)) as place:
        began = perf_counter()
        killing = asyncio.run(killed(Asked(**given), place, Path(folder)))
        with closing(Store.open(place)) as store:
            _tell(killing, store)
    print(f"took {perf_counter() - began:.0f} s")
    for line in killing.wrong[:20]:
        print(f"DOES NOT HOLD: {line}")
    print(f"{len(killing.wrong)} things do not hold" if killing.wrong else "everything holds")
    return int(bool(killing.wrong))


if __name__ == "__main__":
    # Who is asked to end takes its database server and its replicas along.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main())
