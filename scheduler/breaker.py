"""A breaker for each way out: when nothing goes to anyone that way, all waits until a probe goes through."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass
class Breaker:
    """Open, nothing is sent that way but one probe for each ``every``; one that goes through closes it.

    ``since``: when it opened, and ``why``, in words for whoever runs Samråd. ``probe_at``: when the next
    probe may go. ``trips``: how many times it has opened.
    """

    every: timedelta = timedelta(minutes=3)
    open: bool = False
    since: datetime | None = None
    why: str = ""
    probe_at: datetime | None = None
    trips: int = 0

    def rests(self, now: datetime) -> bool:
        """Whether nothing may be sent now."""
        return self.open and self.probe_at is not None and now < self.probe_at

    def lets(self, now: datetime) -> bool:
        """Whether one may go. When it is open that one is the probe, and the others wait for the next."""
        if self.rests(now):
            return False
        if self.open:
            self.probe_at = now + self.every
        return True

    def trip(self, why: str, now: datetime) -> bool:
        """Open, or stay open until the next probe; say whether it was closed."""
        was_closed = not self.open
        if was_closed:
            self.open, self.since, self.trips = True, now, self.trips + 1
        self.why, self.probe_at = why, now + self.every
        return was_closed

    def mend(self) -> bool:
        """Close; say whether it was open."""
        was_open = self.open
        self.open, self.since, self.why, self.probe_at = False, None, "", None
        return was_open
