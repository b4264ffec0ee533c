"""Lives of the small worker: each a fork of a process that has everything loaded."""

import gc
import os
import select
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from store.database import Database, Place
from tests.faults.county import ANSWERING, after
from tests.faults.outside import Outside
from tests.faults.points import Point, drawn
from tests.faults.sending import OPENS
from tests.faults.worker import Card, Orders, live, on_a_pipe
from tests.faults.wrongs import WRONGS

PATIENCE = 60.0
MINUTES = (0.5, 2.5, 4.0, 9.0)
"""Between two lives: less than a lease, or more."""


class Hung(Exception):
    """A life came to no end."""


@dataclass
class Running:
    """``heard``: what came last and is not a whole line yet."""

    pid: int
    pipe: int
    heard: bytes = b""


@dataclass
class Lives:
    """``workers`` at a time over one database, one of them doomed.

    ``points``: where they die. ``meanwhile``: what else goes wrong beside the doomed, told how much of it all
    is over, 0 to 1.
    """

    place: Place
    chance: Random
    outside: Outside
    workers: int = 1
    wrong: str = ""
    points: Sequence[Point] = tuple(Point)
    meanwhile: Callable[[float], None] | None = None
    lived: int = 0
    survived: int = 0

    def __post_init__(self) -> None:
        self.now = OPENS
        self._serial = 0
        self._warm: Database | None = None

    def begin(self) -> None:
        """The first life is ours: it lays the round, and what it loads and compiles the others need not."""
        nobody = Orders(self.now, (), "", None, 0, 0)
        self._warm = live(self.place, nobody, self.outside.hears)

    def one_dies(self, gone: float = 0.0) -> None:
        """One life for each worker, at once; the first may get to where it dies."""
        point, nth = drawn(self.chance, self.points)
        doomed = Orders(
            self.now, self._cards(), self.chance.choice(ANSWERING), point, nth, self.chance.randrange(2**32)
        )
        self._run([doomed, *(self._free() for _ in range(self.workers - 1))], gone)

    def nobody_dies(self) -> None:
        self._run([self._free()], None)

    def passes(self, minutes: float) -> None:
        self.now = after(self.now, minutes)

    @property
    def killed(self) -> int:
        return self.outside.deaths.total()

    def _free(self) -> Orders:
        return Orders(self.now, self._cards(), "", None, 0, self.chance.randrange(2**32))

    def _run(self, orders: list[Orders], gone: float | None) -> None:
        running = [self._born(one) for one in orders]
        if self.meanwhile and gone is not None:
            self.meanwhile(gone)
        self._listen(running)
        for one in running:
            _, status = os.waitpid(one.pid, 0)
            self.lived += 1
            if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
                continue
            self.survived += 1
            if status:
                raise RuntimeError(f"a life ended with {os.waitstatus_to_exitcode(status)}")

    def _born(self, orders: Orders) -> Running:
        ours, theirs = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(ours)
            self._lived_through(orders, theirs)
        os.close(theirs)
        return Running(pid, ours)

    def _listen(self, running: list[Running]) -> None:
        """Until every one of them has ended."""
        open_ = {one.pipe: one for one in running}
        while open_:
            ready, _, _ = select.select(list(open_), [], [], PATIENCE)
            if not ready:
                for one in running:
                    os.kill(one.pid, signal.SIGKILL)
                raise Hung("a life came to no end")
            for pipe in ready:
                one = open_[pipe]
                *lines, one.heard = (one.heard + (read := os.read(pipe, 65536))).split(b"\n")
                for line in lines:
                    self.outside.hears(line.decode())
                if not read:
                    os.close(pipe)
                    del open_[pipe]

    def _cards(self) -> list[Card]:
        """What nobody acknowledged comes again as it was; beside it new ones of other units."""
        again = list(self.outside.pending.values())
        free = [unit for unit in ANSWERING if unit not in {card.unit for card in again}]
        new = [self._card(unit) for unit in self.chance.sample(free, min(len(free), 2))]
        for card in new:
            self.outside.makes(card)
        return [*again, *new]

    def _card(self, unit: str) -> Card:
        self._serial += 1
        answers = {
            "serial": f"{self._serial:06}",
            "overall_status": str(self.chance.randint(1, 5)),
            "headline": f"Läget nr {self._serial} är {self.chance.choice(['gott', 'svårt'])}. åäö",
        }
        if self.chance.random() < 0.3:
            answers |= {"has_handover": "JA", "handover.0.title": f"Medskick {self._serial}"}
        return Card(f"r-{self._serial:06}", unit, answers, sends=self.chance.random() < 0.7)

    def _lived_through(self, orders: Orders, pipe: int) -> None:
        """In the child; never returns."""
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        gc.disable()  # it would write in all the memory that is shared with the others
        status = 0
        try:
            wrong = WRONGS[self.wrong] if self.wrong else None
            live(self.place, replace(orders, wrong=wrong), on_a_pipe(pipe), self._warm)
        except BaseException:  # noqa: BLE001 - the end of a process of its own
            traceback.print_exc()
            status = 70
        sys.stderr.flush()
        os._exit(status)
