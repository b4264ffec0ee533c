"""Whether the bot can do its work: the parts that it cannot do without, each in a word."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.clock import Clock, Ticks
from scheduler.pulse import Pulse
from store.store import Store

TICK_LASTS = timedelta(minutes=5)
PATIENCE = 3.0
"""Seconds that the database is waited for."""
HELD = 1.0
"""Seconds that an answer is used again: whoever may ask may ask often."""


class Part(StrEnum):
    OK = "ok"
    FAILING = "failing"
    BEHIND = "behind"
    LATE = "late"
    NEVER = "never"
    OPEN = "open"


Ready = Mapping[str, Part]


@dataclass
class Readiness:
    """``halted``: whether nothing goes to anyone in Teams."""

    store: Store
    pulse: Pulse
    clock: Clock
    ticks: Ticks
    halted: Callable[[], bool]
    _held: tuple[Ready, float] = ({}, 0.0)
    _asking: asyncio.Task[Ready] | None = field(default=None, repr=False)

    async def now(self) -> Ready:
        found, until = self._held
        if not found or self.ticks() >= until:
            found = {**await self._database(), "tick": self._tick(), "breaker": self._breaker()}
            self._held = (found, self.ticks() + HELD)
        return found

    async def _database(self) -> Ready:
        """One asks at a time: a database that hangs must not take every thread."""
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(asyncio.to_thread(self._asked))
        done, _ = await asyncio.wait({self._asking}, timeout=PATIENCE)
        return self._asking.result() if done else {"database": Part.FAILING, "migrations": Part.FAILING}

    def _asked(self) -> Ready:
        try:
            self.store.watching.probe()
            newest = self.store.watching.is_newest()
        except Exception:  # noqa: BLE001 - whatever it is, the answer is that it does not answer
            return {"database": Part.FAILING, "migrations": Part.FAILING}
        return {"database": Part.OK, "migrations": Part.OK if newest else Part.BEHIND}

    def _tick(self) -> Part:
        last = self.pulse.last
        if last is None:
            return Part.NEVER
        return Part.OK if self.age(last) <= TICK_LASTS else Part.LATE

    def age(self, last: datetime) -> timedelta:
        return self.clock() - last

    def _breaker(self) -> Part:
        return Part.OPEN if self.halted() else Part.OK


def is_ready(found: Ready) -> bool:
    return all(part is Part.OK for part in found.values())
