"""One loop delivers what is decided: claim, note that it is being sent, send, note the outcome."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from domain.county import County
from domain.delivery import MAIL, TEAMS, Address, Claimed, GivenUp, Halted, Outcome, Reason, Unreachable
from domain.messages import Message
from domain.report_links import NoReportDoors, ReportDoors
from domain.workdays import SendHours
from scheduler.breaker import Breaker
from scheduler.faults import place_of
from scheduler.gathering import Entries, Gathered, KnownKeys, Link, Sources, no_entries, no_keys, no_link
from scheduler.preparing import Prepared, Reach, nowhere, prepared
from scheduler.sending import Alarm, Attempt, quietly
from store.store import Store

Deliver = Callable[[Address, Message], Awaitable[str]]
"""Sends a message and returns the channel's id for it; raises NotDelivered by name."""

Turns = Callable[[Address], AbstractAsyncContextManager[None]]
"""The turn to send to an address: entered when its pace lets it, and held until the send is answered."""

LEASE = timedelta(minutes=2)
"""How long a claimed row belongs to the process that claimed it: longer than a batch takes at its pace.

A process that goes away during a send leaves it in doubt as long, before the one more try that it gets. A
reminder gets none: it stands among what did not come, and a coordinator may send it again.
"""

BATCH = 100


def at_once(_address: Address) -> AbstractAsyncContextManager[None]:
    return nullcontext()


def _breakers() -> dict[str, Breaker]:
    # A server of e-mail that is asked to log in too often may lock the account.
    return {TEAMS: Breaker(), MAIL: Breaker(every=timedelta(minutes=15))}


@dataclass(frozen=True)
class Delivery:
    """``reach``: how people are reached; without it in Teams alone. ``by_mail``: by e-mail, too.

    ``link``: where a person finds a unit's form in a browser, ``report_links`` the report. ``entries``: what
    is known of the handbook. ``turn``: the channel's pace. ``share``: chance, from 0 to 1. ``breakers``: by
    channel. ``alarm``: is told of what whoever runs Samråd must mend. ``batch``: rows claimed together, fewer
    than the pace lets through in a lease; ``side_by_side``: how many people are sent to at a time.
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
    turn: Turns = at_once
    share: Callable[[], float] = random.random
    alarm: Alarm = quietly
    breakers: dict[str, Breaker] = field(default_factory=_breakers)
    batch: int = BATCH
    side_by_side: int = 32
    keys: KnownKeys = no_keys

    @property
    def sources(self) -> Sources:
        return Sources(
            self.store,
            self.county,
            self.hours,
            self.link,
            self.by_mail,
            self.entries,
            self.report_links,
            keys=self.keys,
        )

    async def run(self) -> int:
        """Send what is due now; returns how many rows were taken. Outside the send hours: none.

        Who comes back at night after a standstill waits with the rows it left until the morning. While Teams
        does not take our token nothing is claimed, but one row for each probe.
        """
        now, teams = self.clock(), self.breakers[TEAMS]
        if self.hours.earliest(now) > now or teams.rests(now):
            return 0
        most = 1 if teams.open else self.batch
        claimed = await asyncio.to_thread(self.store.outbox.claim, now, most, LEASE)
        sources = replace(self.sources, gathered=Gathered())
        seats = asyncio.Semaphore(self.side_by_side)
        ended = await asyncio.gather(
            *(self._person(rows, sources, seats) for rows in _by_person(claimed)), return_exceptions=True
        )
        # Raised when all is done: one that breaks must not cut off a send of another's.
        for error in ended:
            if error is not None:
                raise error
        return len(claimed)

    async def _person(self, rows: Sequence[Claimed], sources: Sources, seats: asyncio.Semaphore) -> None:
        """The person's rows in the order that they were claimed."""
        async with seats:
            for row in rows:
                await self._one(row, sources)

    async def _one(self, row: Claimed, sources: Sources) -> None:
        try:
            ready = await asyncio.to_thread(
                prepared, row, sources, self.reach or self._in_teams, self.clock()
            )
        except Exception as error:  # noqa: BLE001 - one row that cannot be written must not hold up the rest
            # Never the error's own words: they may quote what a person wrote.
            why = f"meddelandet gick inte att skriva: {place_of(error)}"
            given_up = GivenUp(Outcome.FAILED, why, Reason.UNWRITTEN)
            await asyncio.to_thread(self.store.outbox.give_up, row.key, given_up, self.clock())
            return
        if ready:
            await self._send(ready)

    async def _send(self, ready: Prepared) -> None:
        attempt = Attempt(ready.row, self.store, self.breakers, self.alarm)
        try:
            activity = await self._delivered(ready, attempt)
        except Exception as error:  # noqa: BLE001 - what the channel has no name for may have been delivered
            await asyncio.to_thread(attempt.failed, error, self.clock(), self.share())
        else:
            if activity is not None:
                await asyncio.to_thread(attempt.sent, activity, self.clock())

    async def _delivered(self, ready: Prepared, attempt: Attempt) -> str | None:
        """Only an address where the person is never reached leads on to the next. None: it is another's."""
        shut: list[Unreachable] = []
        for address in ready.addresses:
            attempt.goes_by(address, self.clock())
            async with self.turn(address):
                attempt.must_be_let(self.clock())
                # Noted before the send: a crash from here on is ambiguous and is tried at most once more, a
                # reminder not at all.
                # A row whose lease ran out while others were sent is another's by now.
                if not await asyncio.to_thread(attempt.begins, self.clock()):
                    return None
                try:
                    return await self.deliver(address, ready.message)
                except Unreachable as why:
                    shut.append(why)
                except Halted as error:
                    # Before the turn goes to the next: nobody else is to be sent to.
                    attempt.trips(error, self.clock())
                    raise
            await asyncio.to_thread(attempt.marks, address, shut[-1], self.clock())
        raise Unreachable("; ".join(map(str, shut)), shut[0].reason)

    def _in_teams(self, row: Claimed) -> Sequence[Address]:
        if address := self.store.addresses.of_person(row.person):
            return (address,)
        raise nowhere(self.store, row.person, "personen har aldrig skrivit till mig i Teams")


def _by_person(claimed: Sequence[Claimed]) -> list[list[Claimed]]:
    found: dict[str, list[Claimed]] = {}
    for row in claimed:
        found.setdefault(row.person, []).append(row)
    return list(found.values())
