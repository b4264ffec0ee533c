"""Replicas of the whole bot, each a process: started, killed with SIGKILL, and started again."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socket import create_server
from time import monotonic

import aiohttp

SECONDS = 90.0
ROOT = Path(__file__).parents[2]


@dataclass
class Replica:
    """``pid`` 0: it is not running."""

    port: int
    pid: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@dataclass
class Servers:
    """``settings``: of all of them. ``ahead``: seconds that their clock is ahead of the machine's."""

    nursery: Process
    folder: Path
    settings: dict[str, str]
    ahead: float
    replicas: list[Replica] = field(default_factory=list)
    kills: int = 0

    async def start(self, replica: Replica, **more: str) -> None:
        """Until it answers."""
        own = {"SAMRAD_PORT": str(replica.port), "SAMRAD_VAR": str(self.folder / "var")}
        asked = {
            "ahead": self.ahead,
            "log": str(self.folder / "log"),
            "settings": {**self.settings, **own, **more},
        }
        assert self.nursery.stdin
        assert self.nursery.stdout
        self.nursery.stdin.write(json.dumps(asked).encode() + b"\n")
        replica.pid = int(await self.nursery.stdout.readline())
        await self._until(replica, "/health")

    async def ready(self, replica: Replica) -> None:
        await self._until(replica, "/ready")

    async def kill(self, replica: Replica) -> None:
        os.kill(replica.pid, signal.SIGKILL)
        self.kills += 1
        until = monotonic() + SECONDS
        while _lives(replica.pid):
            assert monotonic() < until, "a killed process does not end"
            await asyncio.sleep(0.005)
        replica.pid = 0

    async def _until(self, replica: Replica, path: str) -> None:
        until = monotonic() + SECONDS
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session:
            while True:
                try:
                    async with session.get(replica.url + path) as answer:
                        if answer.status == 200:
                            return
                        said = f"{answer.status} {await answer.text()}"
                except (aiohttp.ClientError, TimeoutError) as nobody:
                    said = repr(nobody)
                assert _lives(replica.pid), f"it ended by itself: see {self.folder / 'log'}"
                assert monotonic() < until, f"{path}: {said}"
                await asyncio.sleep(0.02)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _free_port() -> int:
    with create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


@asynccontextmanager
async def servers(folder: Path, settings: dict[str, str], ahead: float, count: int) -> AsyncIterator[Servers]:
    """None of them started; all are gone when the block ends."""
    plain = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    nursery = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.faults.nursery"),
        cwd=folder,
        env={**plain, "PYTHONPATH": str(ROOT)},
        stdin=PIPE,
        stdout=PIPE,
    )
    made = Servers(nursery, folder, settings, ahead, [Replica(_free_port()) for _ in range(count)])
    try:
        yield made
    finally:
        for replica in made.replicas:
            if replica.pid and _lives(replica.pid):
                os.kill(replica.pid, signal.SIGKILL)
        nursery.kill()
        await nursery.wait()
