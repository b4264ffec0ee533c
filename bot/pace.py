"""One send at a time to a conversation, and not more than the service takes: there, and in all."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.clock import Ticks, system_ticks
from bot.gate import Gate, Wait
from domain.delivery import Throttled

PER_SECOND = 1.0
BURST = 3.0
TENANT_PER_SECOND = 10
MOST_PER_SECOND = 50
"""What Teams takes from an app in an organisation."""

PAUSE = 2.0
"""Seconds that a conversation rests when the service did not say how long; so short a rest is waited out."""
LONGEST_PAUSE = 60.0

_ANSWERS = 20
_TOO_MANY = 10
"""So many of an organisation's latest answers were "too many": then all of it rests."""

_MANY = 1_000

# What a sum of parts of seconds may be wrong by. So short a wait moves no clock, and would never end.
_NEXT_TO_NOTHING = 1e-6


@dataclass
class _Lane:
    """``left`` sends may go at once, as it was at ``since``. ``until``: ticks before which none goes."""

    since: float
    left: float = BURST
    order: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0
    until: float = 0.0


@dataclass
class _Tenant:
    """``decided``: for what was decided in advance; ``everything``: for that and the replies."""

    decided: Gate
    everything: Gate
    answers: deque[bool] = field(default_factory=lambda: deque(maxlen=_ANSWERS))


class Pace:
    """A bucket for each conversation: three at once, then one a second; an even stream for each organisation.

    ``per_second``: of what was decided in advance; replies may fill up to ``most`` in all. Time and waiting
    are handed in.

    A rest that the service asked for holds for replies, too. Who writes in a conversation that rests for more
    than a minute gets no reply by message: what they did is kept, buttons are answered over HTTP as always,
    and the reply is logged and counted as lost. The connector believes in no rest of more than an hour.
    """

    def __init__(
        self,
        ticks: Ticks = system_ticks,
        wait: Wait = asyncio.sleep,
        per_second: float = TENANT_PER_SECOND,
        most: float = MOST_PER_SECOND,
    ) -> None:
        self._ticks = ticks
        self._wait = wait
        self._rates = (min(per_second, most), most)
        self._lanes: dict[str, _Lane] = {}
        self._tenants: dict[str, _Tenant] = {}

    @property
    def lanes(self) -> int:
        """How many conversations are kept in mind."""
        return len(self._lanes)

    @asynccontextmanager
    async def turn(self, conversation: str, tenant: str = "", *, hurry: bool = True) -> AsyncIterator[None]:
        """In order of asking, alone in the conversation until the block ends.

        Who is in no hurry lets the replies of the same organisation go first. Raise Throttled, with how long,
        for a conversation that the service wants left alone.
        """
        lane = self._lane(conversation)
        lane.users += 1
        try:
            async with lane.order:
                await self._rested(lane)
                await self._take(lane)
                if tenant and not hurry:
                    await self._tenant(tenant).decided.passed()
                if tenant:
                    await self._tenant(tenant).everything.passed(hurry=hurry)
                yield
        finally:
            lane.users -= 1

    def answered(self, conversation: str, tenant: str, failure: Exception | None = None) -> None:
        """How a send was answered: "too many" rests the conversation, and many of them the organisation."""
        throttled = isinstance(failure, Throttled)
        answers = self._tenant(tenant).answers
        answers.append(throttled)
        if not isinstance(failure, Throttled):
            return
        until = self._ticks() + (failure.seconds or PAUSE)
        self._lane(conversation).until = until
        if sum(answers) >= _TOO_MANY:
            answers.clear()
            gate = self._tenant(tenant).everything
            gate.until = max(gate.until, min(until, self._ticks() + LONGEST_PAUSE))

    async def _rested(self, lane: _Lane) -> None:
        while (left := lane.until - self._ticks()) > 0:
            if left > PAUSE:
                raise Throttled("Teams vill att samtalet får vila", left)
            await self._wait(left)

    async def _take(self, lane: _Lane) -> None:
        while True:
            now = self._ticks()
            lane.left = min(BURST, lane.left + (now - lane.since) * PER_SECOND)
            lane.since = now
            if lane.left > 1 - _NEXT_TO_NOTHING:
                lane.left -= 1
                return
            await self._wait((1 - lane.left) / PER_SECOND)

    def _tenant(self, tenant: str) -> _Tenant:
        found = self._tenants.get(tenant)
        if found is None:
            decided, everything = (Gate(rate, self._ticks, self._wait) for rate in self._rates)
            found = self._tenants[tenant] = _Tenant(decided, everything)
        return found

    def _lane(self, conversation: str) -> _Lane:
        if len(self._lanes) > _MANY and conversation not in self._lanes:
            self._lanes = {name: lane for name, lane in self._lanes.items() if self._needed(lane)}
        return self._lanes.setdefault(conversation, _Lane(self._ticks()))

    def _needed(self, lane: _Lane) -> bool:
        """A lane that is full again, at rest no more and empty of senders is as good as a new one."""
        now = self._ticks()
        return lane.users > 0 or lane.until > now or lane.left + (now - lane.since) * PER_SECOND < BURST
