"""One row on its way: noted before the send, and after it by what the channel answered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.delivery import (
    TEAMS,
    Address,
    Ambiguous,
    Claimed,
    Closed,
    GivenUp,
    Halted,
    NotDelivered,
    Outcome,
    Reason,
    Throttled,
    Unreachable,
)
from domain.retries import DOUBT, again_at
from scheduler.breaker import Breaker
from scheduler.faults import place_of
from store.outbox import UNCLEAR
from store.store import Store

Alarm = Callable[[str, str], None]
"""Is told what has happened, as an event's name, and why, without a word about persons."""


def quietly(_event: str, _why: str) -> None:
    """For a delivery that nobody watches."""


class Resting(Halted):
    """The way is closed, and this is no time for a probe: nothing was sent."""


@dataclass
class Attempt:
    """``begun``: whether the send has been noted; ``channel``: of the address that is tried."""

    row: Claimed
    store: Store
    breakers: Mapping[str, Breaker]
    alarm: Alarm
    begun: bool = False
    channel: str = TEAMS

    @property
    def breaker(self) -> Breaker:
        return self.breakers[self.channel]

    def goes_by(self, address: Address, now: datetime) -> None:
        """The way that is tried next. Raise Resting while nothing goes that way: no turn is waited for."""
        self.channel = address.channel if address.channel in self.breakers else TEAMS
        if self.breaker.rests(now):
            raise Resting(self.breaker.why)

    def must_be_let(self, now: datetime) -> None:
        """Raise Resting when the way was closed while the turn was waited for; else this may be the probe."""
        if not self.breaker.lets(now):
            raise Resting(self.breaker.why)

    def trips(self, error: Halted, now: datetime) -> None:
        if self.breaker.trip(str(error), now):
            self.alarm("delivery.halted", str(error))

    def begins(self, now: datetime) -> bool:
        """Note that the send begins; False when the row is another's by now. Noted once for all addresses."""
        self.begun = self.begun or self.store.outbox.sending(self.row.key, now)
        return self.begun

    def marks(self, address: Address, shut: Unreachable, now: datetime) -> None:
        """Note that nobody is reached at the address, nor at any of an organisation that switched us off."""
        self._mended()
        if not shut.code:
            return
        closed = Closed(shut.code, shut.reason, str(shut), now)
        self.store.closures.close(address, closed)
        if shut.reason is Reason.DISABLED:
            count = self.store.closures.close_tenant(address.account.tenant, closed)
            self.alarm("delivery.disabled", f"{shut}: {count} adresser")
        if shut.reason is Reason.WRONG_HOST:
            self.alarm("delivery.wrong_host", str(shut))

    def sent(self, activity: str, now: datetime) -> None:
        self._mended()
        self.store.outbox.note(self.row.key, Outcome.SENT, now, activity=activity)

    def failed(self, error: Exception, now: datetime, share: float) -> None:
        known = error if isinstance(error, NotDelivered) else Ambiguous(place_of(error))
        if isinstance(known, Halted):
            self.store.outbox.spare(self.row, self.breaker.probe_at or now, now, str(known))
        elif isinstance(known, Ambiguous):
            self._unanswered(known, now)
        elif isinstance(known, Throttled) and not self.begun:
            self.store.outbox.spare(self.row, now + timedelta(seconds=known.seconds), now, str(known))
        else:
            self._not_taken(known, now, share)

    def _unanswered(self, error: Ambiguous, now: datetime) -> None:
        """Tried once more, marked, after a while; and no more."""
        if self.row.ambiguous:
            given_up = GivenUp(Outcome.FAILED, f"{UNCLEAR}: {error}", Reason.UNCLEAR)
            self.store.outbox.give_up(self.row.key, given_up, now)
        else:
            self.store.outbox.doubt(self.row.key, now + DOUBT, now, str(error))

    def _not_taken(self, error: NotDelivered, now: datetime, share: float) -> None:
        later = again_at(error, self.row.tries + 1, share, (self.row.began or now, now))
        if later:
            self.store.outbox.later(self.row.key, later, now, str(error))
            return
        outcome = Outcome.UNREACHABLE if isinstance(error, Unreachable) else Outcome.FAILED
        self.store.outbox.give_up(self.row.key, GivenUp(outcome, str(error), error.reason), now)

    def _mended(self) -> None:
        """What was answered with more than a refusal of our token has gone through."""
        if self.breaker.mend():
            self.alarm("delivery.mended", self.channel)
