"""Lives until so many have died, lives until everything has ended, and the reckoning."""

import gc
from collections.abc import Callable
from contextlib import closing

from domain.delivery import Outcome
from store.store import Store
from tests.faults.county import lay_in
from tests.faults.disk import flaws
from tests.faults.lives import MINUTES, Lives
from tests.faults.reckoning import UNENDED, reckoned
from tests.faults.sending import round_

MOST = 6
"""Lives to each death at the most: some end before they get to where they would die."""
OFTEN = 100
LONGEST = 400
"""Lives afterwards, until everything has ended."""


def _quietly(_killed: int) -> None:
    """For who waits for the end."""


def killed(lives: Lives, kills: int, tell: Callable[[int], None] = _quietly) -> list[str]:
    """Everything that does not hold when so many have died, over a database with nothing in it.

    ``tell`` is told now and then how many have.
    """
    with closing(Store.open(lives.place)) as store:
        lay_in(store, reminded=max(20, min(200, kills // 2)))
    lives.begin()
    gc.freeze()  # what is loaded by now is shared by all lives
    try:
        _die(lives, kills, tell)
        _settle(lives)
    finally:
        gc.unfreeze()
    with closing(Store.open(lives.place)) as store:
        wrong = [*reckoned(store, lives.outside, round_()), *flaws(lives.place)]
    return wrong if lives.killed >= kills else [*wrong, f"only {lives.killed} were killed"]


def _die(lives: Lives, kills: int, tell: Callable[[int], None]) -> None:
    while lives.killed < kills and lives.lived < MOST * lives.workers * kills:
        before = lives.killed
        lives.one_dies(before / kills)
        if lives.killed % OFTEN < before % OFTEN:
            tell(lives.killed)
        # Beside others fewer get to where they would die; the round has room for all deaths all the same.
        lives.passes(lives.chance.choice(MINUTES) / lives.workers)


def _settle(lives: Lives) -> None:
    """Lives that nobody ends, until nothing is left to send and nobody waits for an acknowledgement."""
    for _ in range(LONGEST):
        lives.passes(3)
        lives.nobody_dies()
        if not lives.outside.pending and not _left(lives):
            return


def _left(lives: Lives) -> bool:
    with closing(Store.open(lives.place)) as store:
        rows = store.outbox.rows()
    return any(
        row.outcome in UNENDED or (row.outcome is Outcome.WAITING and row.not_before <= lives.now)
        for row in rows
    )
