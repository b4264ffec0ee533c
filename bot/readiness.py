"""Whether the bot can do its work: the parts that it cannot do without, each in a word."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.clock import Clock, Ticks
from bot.one_look import OneLook
from scheduler.pulse import Pulse
from store.migrate import HEAD, Newer, steps_ahead
from store.store import Store

TICK_LASTS = timedelta(minutes=5)
HELD = 1.0
"""Seconds that an answer is used again: whoever may ask may ask often."""


class Part(StrEnum):
    """``BEHIND``: the tables lack what this version has. ``AHEAD``: they are of a later version than this."""

    OK = "ok"
    FAILING = "failing"
    BEHIND = "behind"
    AHEAD = "ahead"
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
    _look: OneLook[Part] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._look = OneLook(self._migrations)

    async def now(self) -> Ready:
        found, until = self._held
        if not found or self.ticks() >= until:
            found = {**await self._database(), "tick": self._tick(), "breaker": self._breaker()}
            self._held = (found, self.ticks() + HELD)
        return found

    async def _database(self) -> Ready:
        migrations = await self._look.now()
        if migrations is None:
            return {"database": Part.FAILING, "migrations": Part.FAILING}
        return {"database": Part.OK, "migrations": migrations}

    def _migrations(self) -> Part:
        self.store.watching.probe()
        stored = self.store.watching.revision()
        if stored == HEAD:
            return Part.OK
        try:
            steps_ahead(stored)
        except Newer:
            return Part.AHEAD
        return Part.BEHIND

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
