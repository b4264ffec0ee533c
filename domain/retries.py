"""When a send that was not taken is tried again, and when it is given up. Every number stands here."""

from datetime import datetime, timedelta

from domain.delivery import NotDelivered, Postponed, Refused, Throttled, Unreachable

TRIES = 5
FIRST = 2.0
LONGEST = 60.0
"""Seconds: the most that is waited before the second try, and before any."""

BUDGET = timedelta(minutes=15)
"""From the first try to the last. What is asked to wait longer is given up."""


DOUBT = timedelta(seconds=30)
"""How long what was never answered is left alone, before the one more try that it gets."""


def back_off(tried: int, share: float) -> float:
    """Seconds after ``tried`` tries: ``share`` (0 to 1, handed in by chance) of a wait that doubles."""
    return share * min(LONGEST, FIRST * 2.0 ** (tried - 1))


def wait(error: NotDelivered, tried: int, share: float) -> float:
    """Seconds to wait: what the channel said, else the back-off."""
    told = error.seconds if isinstance(error, Throttled) else 0.0
    return told or back_off(tried, share)


def again_at(
    error: NotDelivered, tried: int, share: float, spent: tuple[datetime, datetime]
) -> datetime | None:
    """When to try again; None: never. ``spent``: when the first try began, and now."""
    if isinstance(error, Unreachable | Refused) or tried >= TRIES:
        return None
    began, now = spent
    later = now + timedelta(seconds=wait(error, tried, share))
    return later if isinstance(error, Postponed) or later - began <= BUDGET else None
