"""All that the pages are made of."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from dialogs.desk import Desk
from web.links import LinkMaker
from web.pace import Rates, Ticks

T = TypeVar("T")


def _nobody(_event: str, _error: BaseException) -> None:
    """For an application whose errors are told of nowhere."""


@dataclass(frozen=True)
class Parts:
    """From the composition root.

    ``threads`` run what blocks; None: the event loop's own. ``on_error`` is told of what broke. ``proxied``:
    a reverse proxy of ours stands in front, and the last address in X-Forwarded-For is the client's.
    """

    desk: Desk
    links: LinkMaker
    clock: Callable[[], datetime]
    ticks: Ticks
    rates: Rates = field(default_factory=Rates)
    body_limit: int = 262_144
    threads: Executor | None = None
    on_error: Callable[[str, BaseException], None] = _nobody
    proxied: bool = False

    @property
    def secure(self) -> bool:
        return self.links.base_url.startswith("https://")

    @property
    def cookie(self) -> str:
        """The name of the cookie that the pages hand out."""
        return "__Secure-samrad" if self.secure else "samrad"

    async def off(self, work: Callable[[], T]) -> T:
        """Off the event loop: the store blocks."""
        return await asyncio.get_running_loop().run_in_executor(self.threads, work)
