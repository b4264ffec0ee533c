"""A notice to ten thousand in simulated time, through faults: ``python -m bench.campaign [N] [SEED]``.

5 % of the requests get 429, 2 % 503, 1 % of the recipients cannot be reached, and a few answers are lost. It
ends with code 1 unless all others got it once (at most twice where the answer was lost), no limit was passed,
and it went at 0.95 of what the limits allow.
"""

import asyncio
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from store.store import Store
from tests.faults.campaign import Ended, campaign

ENOUGH = 0.95
AT_MOST = 2


def main() -> int:
    recipients, seed = (int(word) for word in [*sys.argv[1:], *["10000", "1"][len(sys.argv) - 1 :]][:2])
    wall, cpu = perf_counter(), process_time()
    with TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "samrad.db")
        try:
            ended = asyncio.run(campaign(store, recipients, seed))
        finally:
            store.close()
    _tell(ended)
    print(f"took {perf_counter() - wall:.0f} s, {process_time() - cpu:.0f} s CPU")
    return 0 if _holds(ended) else 1


def _tell(ended: Ended) -> None:
    twice = [who for who, times in ended.received.items() if times > 1]
    print(f"recipients {ended.recipients}, of whom {len(ended.unreachable)} cannot be reached")
    print(f"reached {len(ended.received)}, missed {ended.missed}; rows {dict(ended.rows)}")
    print(f"without an answer {len(ended.doubtful)}, of whom got it twice {len(twice)}")
    print(f"twice though answered {len(ended.twice_without_doubt)}; at most {ended.most} times")
    print(f"requests {len(ended.asked)}, by status {dict(Counter(one.status for one in ended.asked))}")
    print(f"most in a second {ended.most_in(1)} of {ended.per_second:.0f}; passed: {ended.over_the_limits()}")
    print(f"simulated {ended.seconds:.0f} s, {ended.share_of_the_limit:.3f} of what the limit allows")


def _holds(ended: Ended) -> bool:
    return (
        ended.missed == 0
        and not ended.twice_without_doubt
        and ended.most <= AT_MOST
        and not ended.over_the_limits()
        and ended.share_of_the_limit >= ENOUGH
    )


if __name__ == "__main__":
    sys.exit(main())
