"""Who is at the door at the same time: how many, how many from one address, and how long they may be silent.

The server has no limit of its own for a request that never gets to its end, nor for how many may be open.
"""

import asyncio
import resource
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self, cast

from web.pace import household

Served = Callable[[], asyncio.Protocol]
"""What makes the server's own part of each connection."""

_END_OF_HEAD = b"\r\n\r\n"


@dataclass(frozen=True)
class Limits:
    """``head``: seconds for the first request's head to come in. ``all`` and ``each``: how many may be open
    at once, and of those from one address. ``idle``: seconds that a connection is kept for another request,
    and all that its head may take.
    """

    head: float = 15.0
    all: int = 500
    each: int = 100
    idle: float = 75.0

    @classmethod
    def behind(cls, *, proxied: bool, files: int = 0) -> Self:
        """By what the machine lets us hold open. Behind a proxy every connection has the same address."""
        most = min(cls.all, (files or resource.getrlimit(resource.RLIMIT_NOFILE)[0]) // 2)
        return cls(all=most, each=most if proxied else min(cls.each, most))


@dataclass
class Crowd:
    """Everyone who is connected. Makes a visit for each who comes."""

    served: Served
    limits: Limits
    _here: Counter[str] = field(default_factory=Counter)

    def __call__(self) -> "Visit":
        return Visit(self)

    def enters(self, address: str) -> bool:
        """Count one in; False when there is no room."""
        if self._here.total() >= self.limits.all or self._here[address] >= self.limits.each:
            return False
        self._here[address] += 1
        return True

    def leaves(self, address: str) -> None:
        self._here[address] -= 1
        self._here += Counter()  # forgets those who have none left


class Visit(asyncio.Protocol):
    """One connection: passed on to the server once there is room, and cut when its first head is late."""

    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd
        self._address = ""
        self._inner: asyncio.Protocol | None = None
        self._late: asyncio.TimerHandle | None = None
        self._tail = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        stream = cast("asyncio.Transport", transport)  # what a listening socket makes
        peer = stream.get_extra_info("peername")
        self._address = household(str(peer[0]) if peer else "")
        if not self._crowd.enters(self._address):
            stream.abort()  # a polite answer would keep the place taken until it has been read
            return
        self._inner = self._crowd.served()
        self._late = asyncio.get_running_loop().call_later(self._crowd.limits.head, stream.abort)
        self._inner.connection_made(stream)

    def data_received(self, data: bytes) -> None:
        if self._inner is None:
            return
        if self._late:
            seen = self._tail + data
            self._tail = seen[1 - len(_END_OF_HEAD) :]
            if _END_OF_HEAD in seen:
                self._in_time()
        self._inner.data_received(data)

    def eof_received(self) -> bool | None:
        return self._inner.eof_received() if self._inner else None

    def pause_writing(self) -> None:
        if self._inner:
            self._inner.pause_writing()

    def resume_writing(self) -> None:
        if self._inner:
            self._inner.resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._in_time()
        if self._inner:
            self._crowd.leaves(self._address)
            self._inner.connection_lost(exc)

    def _in_time(self) -> None:
        if self._late:
            self._late.cancel()
            self._late = None
