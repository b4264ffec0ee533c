"""The one place that reads the clock. Everything else is told what time it is."""

import time
from collections.abc import Callable
from datetime import datetime

from domain.workdays import STOCKHOLM

Clock = Callable[[], datetime]
"""Gives the moment: aware, in Europe/Stockholm."""

Ticks = Callable[[], float]
"""Seconds that only grow, from any starting point: for waits and paces, never for dates."""


def system_clock() -> datetime:
    return datetime.now(STOCKHOLM)  # noqa: TID251 - this is the clock module


def system_ticks() -> float:
    return time.monotonic()


class HandedClock:
    """A clock that shows what it was last set to, for tests and for playing through a quarter."""

    def __init__(self, moment: datetime) -> None:
        self.set(moment)

    def set(self, moment: datetime) -> None:
        """Raise ValueError for a moment without a time zone."""
        if moment.tzinfo is None:
            raise ValueError(f"{moment} has no time zone; hand in an aware moment")
        self._moment = moment.astimezone(STOCKHOLM)

    def __call__(self) -> datetime:
        return self._moment
