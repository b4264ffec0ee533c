"""A PostgreSQL that waits for its disk, and what goes wrong with it while workers are at work."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import monotonic

import psycopg
from sqlalchemy import URL

from tests.postgresql import Server, find_postgresql, serving

SURE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on")
SECONDS = 20.0
ENDS = 0.05
"""The share of lives beside which a connection is ended."""
CRASHES = (0.5,)
"""How far gone it is when the server is killed."""


@dataclass
class Troubled:
    """``ended``: connections; ``crashes``: of the whole server."""

    server: Server
    database: str
    ended: int = 0
    crashes: int = 0
    ahead: list[float] = field(default_factory=lambda: list(CRASHES))

    @property
    def place(self) -> URL:
        return self.server.place(self.database)

    def between(self, chance: Random, gone: float) -> None:
        """While workers live. ``gone``: how much of it all is over, 0 to 1."""
        if self.ahead and gone >= self.ahead[0]:
            del self.ahead[0]
            self.crash()
        elif chance.random() < ENDS:
            self.end_one()

    def end_one(self) -> None:
        """One of the connections there are, as when someone ends it at the server."""
        until = monotonic() + 1
        while monotonic() < until:
            found = self._admin(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name = 'samrad' AND query LIKE '%outbox%' LIMIT 1"
            )
            if found:
                self.ended += 1
                return

    def crash(self) -> None:
        """SIGKILL to the postmaster, which takes no leave of anyone; then it is started again."""
        process = self.server.process
        assert process
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii").split()
        self.server.stop(signal.SIGKILL)
        self.crashes += 1
        until = monotonic() + SECONDS
        while any(_lives(int(child)) for child in children):
            if monotonic() > until:
                raise TimeoutError("the server's processes do not end")
        self.server.start(*SURE)

    def _admin(self, words: str) -> list[object]:
        if not self.server.connections:
            self.server.connect()
        with suppress(psycopg.OperationalError):
            return list(self.server.connections[0].execute(words.encode(), prepare=False))
        return []


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text("ascii").split()[2] != "Z"


@contextmanager
def troubled() -> Iterator[Troubled]:
    with serving(find_postgresql(os.environ), *SURE) as server:
        yield Troubled(server, server.new())
