"""One loop delivers what is decided: claim, note that it is being sent, send, note the outcome."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from domain.county import County
from domain.delivery import (
    Address,
    Ambiguous,
    Claimed,
    NotDelivered,
    Outcome,
    Refused,
    Throttled,
    Unreachable,
)
from domain.messages import Message
from domain.notices import MOST_PUSHES, OF_NO_ROUND, PUSHES, Kind, waits_its_turn
from domain.nudges import TOO_MANY
from domain.report_links import NoReportDoors, ReportDoors
from domain.workdays import STOCKHOLM, SendHours, at
from scheduler.faults import place_of
from scheduler.gathering import (
    Entries,
    Link,
    Sources,
    no_entries,
    no_link,
)
from scheduler.ready import Ready, ready
from store.store import Store

Deliver = Callable[[Address, Message], Awaitable[str]]
"""Sends a message and returns the channel's id for it; raises NotDelivered by name."""

Reach = Callable[[Claimed], Sequence[Address]]
"""Where the row's person is reached, the best way first. Raises Unreachable, which says why nowhere."""

LEASE = timedelta(minutes=2)
"""How long a claimed row belongs to the process that claimed it."""

_BATCH = 20
_TRIES = 5
_FIRST_WAIT = timedelta(seconds=15)


@dataclass(frozen=True)
class Delivery:
    """``reach``: how people are reached; without it in Teams alone. ``by_mail``: by e-mail, too.

    ``link``: where a person finds a unit's form in a browser, ``report_links`` the report. ``entries``: what
    is known of the handbook.
    """

    store: Store
    county: County
    deliver: Deliver
    clock: Callable[[], datetime]
    hours: SendHours = field(default_factory=SendHours)
    reach: Reach | None = None
    by_mail: bool = False
    link: Link = no_link
    entries: Entries = no_entries
    report_links: ReportDoors = field(default_factory=NoReportDoors)

    @property
    def sources(self) -> Sources:
        return Sources(
            self.store, self.county, self.hours, self.link, self.by_mail, self.entries, self.report_links
        )

    async def run(self) -> int:
        """Send what is due now; returns how many rows were taken. Outside the send hours: none.

        Who comes back at night after a standstill waits with the rows it left until the morning.
        """
        now = self.clock()
        if self.hours.earliest(now) > now:
            return 0
        claimed = await asyncio.to_thread(self.store.outbox.claim, now, _BATCH, LEASE)
        for row in claimed:
            await self._one(row)
        return len(claimed)

    async def _one(self, row: Claimed) -> None:
        try:
            message, addresses = await asyncio.to_thread(self._prepared, row)
        except Exception as error:  # noqa: BLE001 - one row that cannot be written must not hold up the rest
            # Never the error's own words: they may quote what a person wrote.
            why = f"meddelandet gick inte att skriva: {place_of(error)}"
            await asyncio.to_thread(self._note, row, Outcome.FAILED, why)
            return
        if message is None:
            return
        # Noted before the send: a crash from here on is ambiguous and is tried at most once more.
        # A row whose lease ran out while others were sent is another's by now.
        if await asyncio.to_thread(self.store.outbox.sending, row.key, self.clock()):
            await self._send(row, message, addresses)

    async def _send(self, row: Claimed, message: Message, addresses: Sequence[Address]) -> None:
        try:
            activity = await self._delivered(message, addresses)
        except Exception as error:  # noqa: BLE001 - what the channel has no name for may have been delivered
            known = error if isinstance(error, NotDelivered) else Ambiguous(place_of(error))
            await asyncio.to_thread(self._failed, row, known)
        else:
            await asyncio.to_thread(self._note, row, Outcome.SENT, "", activity)

    async def _delivered(self, message: Message, addresses: Sequence[Address]) -> str:
        """Only an address where the person is never reached leads on to the next."""
        whys: list[str] = []
        for address in addresses:
            try:
                return await self.deliver(address, message)
            except Unreachable as shut:
                whys.append(str(shut))
        raise Unreachable("; ".join(whys))

    def _prepared(self, row: Claimed) -> tuple[Message | None, Sequence[Address]]:
        """What to send and where; None when it is not to be sent now, which is noted."""
        now = self.clock()
        about = ready(row, self.sources, now)
        if why := about.needless if about else "personen finns inte längre":
            self._note(row, Outcome.NEEDLESS, why)
            return None, ()
        try:
            addresses = (self.reach or self._in_teams)(row)
        except Unreachable as nowhere:
            self._note(row, Outcome.UNREACHABLE, str(nowhere))
            return None, ()
        if about is None or self._held_back(about, now):
            return None, ()
        return about.message(), addresses

    def _in_teams(self, row: Claimed) -> Sequence[Address]:
        if address := self.store.addresses.of_person(row.person):
            return (address,)
        raise Unreachable("personen har aldrig skrivit till mig i Teams")

    def _held_back(self, about: Ready, now: datetime) -> bool:
        """Whether the person has had enough, today or in the round; then it waits or is never sent."""
        row, sent = about.row, self.store.correspondence
        if about.kind in PUSHES:
            pushes = [one for one in sent.in_round(row.person, about.round) if one.kind in PUSHES]
            if len([one for one in pushes if one.key != row.key]) >= MOST_PUSHES:
                self._note(row, Outcome.NEEDLESS, f"personen {TOO_MANY}")
                return True
        midnight = at(now.astimezone(STOCKHOLM).date(), time())
        today = [Kind(one.kind) for one in sent.to(row.person, midnight) if one.key != row.key]
        if waits_its_turn(about.kind, today):
            # Before the round's own at ten: a list that comes every day would else hold it up for weeks.
            lone = about.kind in OF_NO_ROUND
            later = self.hours.next_opening(now) if lone else self.hours.next_morning(now)
            self.store.outbox.later(row.key, later, now, "personen har redan fått ett meddelande i dag")
            return True
        return False

    def _failed(self, row: Claimed, error: NotDelivered) -> None:
        if isinstance(error, Ambiguous):
            # The row stays "being sent": when its lease runs out it is tried once more, marked, no more.
            return
        now = self.clock()
        if isinstance(error, Unreachable):
            self._note(row, Outcome.UNREACHABLE, str(error))
        elif isinstance(error, Refused) or row.tries >= _TRIES:
            self._note(row, Outcome.FAILED, str(error))
        else:
            told = timedelta(seconds=error.seconds) if isinstance(error, Throttled) else timedelta()
            self.store.outbox.later(row.key, now + max(told, _FIRST_WAIT * 2**row.tries), now, str(error))

    def _note(self, row: Claimed, outcome: Outcome, why: str = "", activity: str = "") -> None:
        self.store.outbox.note(row.key, outcome, self.clock(), why=why, activity=activity)
