"""A notice to very many, through a service with seeded faults: who got it how often, and how fast it went.

The real delivery, store, cards, pace and connector, over HTTP; only time is simulated.
"""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from bot.local.received import Asked
from bot.local.script import Drop, Rule, Scripted, refused, throttled
from domain.delivery import Outcome
from domain.people import Person, Role
from scheduler.pulse import BETWEEN
from store.store import Store
from tests.faults.sending import Sending, book, decide, sending

TEAMS_LIMITS = ((1, 7), (2, 8), (30, 60), (3600, 1800))
"""Seconds, and the most that Teams takes to one conversation in them."""

BEAT = timedelta(seconds=BETWEEN)


@dataclass(frozen=True)
class Faults:
    """Shares of all requests; ``permanent``: of the recipients."""

    throttled: float = 0.05
    busy: float = 0.02
    permanent: float = 0.01
    ambiguous: float = 0.005


@dataclass(frozen=True)
class Ended:
    """``received``: how often each conversation got it. ``seconds``: simulated, to the last request."""

    recipients: int
    unreachable: frozenset[str]
    rows: Counter[str]
    received: Counter[str]
    asked: Sequence[Asked]
    doubtful: frozenset[str]
    seconds: float
    per_second: float

    @property
    def reachable(self) -> int:
        return self.recipients - len(self.unreachable)

    @property
    def missed(self) -> int:
        """Of those that can be reached."""
        return self.reachable - len(self.received)

    @property
    def most(self) -> int:
        """How often anybody got it."""
        return max(self.received.values())

    @property
    def twice_without_doubt(self) -> list[str]:
        """Who got it more than once though every send was answered."""
        return [who for who, times in self.received.items() if times > 1 and who not in self.doubtful]

    @property
    def share_of_the_limit(self) -> float:
        """Of the time that so many requests take at the least."""
        return len(self.asked) / self.per_second / self.seconds

    def most_in(self, seconds: float, conversation: str = "") -> int:
        """The most requests in any window of so many seconds."""
        return most_in([one.at for one in self.asked if conversation in {"", one.conversation}], seconds)

    def over_the_limits(self) -> list[str]:
        """Every limit that was passed, in all and in any conversation."""
        found = []
        if self.most_in(1) > self.per_second:
            found.append(f"{self.most_in(1)} in a second")
        times: dict[str, list[float]] = {}
        for one in self.asked:
            times.setdefault(one.conversation, []).append(one.at)
        for seconds, most in TEAMS_LIMITS:
            crowded = [who for who, at in times.items() if most_in(at, seconds) > most]
            found += [f"{who}: over {most} in {seconds} s" for who in crowded]
        return found


def most_in(moments: Sequence[float], seconds: float) -> int:
    """The most of the moments, in order, in any half-open window."""
    most = first = 0
    for place, moment in enumerate(moments):
        while moments[first] <= moment - seconds + 1e-9:
            first += 1
        most = max(most, place - first + 1)
    return most


async def campaign(store: Store, recipients: int, seed: int, faults: Faults | None = None) -> Ended:
    """The opening of a round told to so many, from the first beat until every row has ended."""
    async with _ready(store, recipients) as there:
        shares = faults or Faults()
        shut = _script(there, recipients, Random(seed), shares)  # noqa: S311 - faults that can be had again
        began = there.time.seconds
        while _left(store):
            await there.run()
            there.time.skip_to(there.time.clock() + BEAT)
        asked = [one for one in there.teams.asked if one.how != "create"]
        rows = [row for row in store.outbox.rows() if row.outcome is not Outcome.REPLACED]
        return Ended(
            recipients=recipients,
            unreachable=frozenset(shut),
            rows=Counter(row.outcome.value for row in rows),
            received=Counter(one.conversation for one in there.teams.received),
            asked=asked,
            doubtful=frozenset(f"a:{row.person}" for row in rows if row.doubts),
            seconds=asked[-1].at - began,
            per_second=10,
        )


@asynccontextmanager
async def _ready(store: Store, recipients: int) -> AsyncIterator[Sending]:
    """Everyone enrolled, with a chat; the notice decided."""
    async with sending(store, per_second=10) as there:
        units = [one.id for one in book().county.reporting()]
        for number in range(recipients):
            there.knows(Person(f"p{number:05}", f"Person {number}", Role.DEPUTY, units[number % len(units)]))
        assert decide(store, there.time.clock()) == recipients
        yield there


def _script(there: Sending, recipients: int, chance: Random, shares: Faults) -> list[str]:
    """Put the faults in the service's script; gives the conversations where nobody is ever reached."""
    everyone = [f"a:p{number:05}" for number in range(recipients)]
    shut = chance.sample(everyone, round(recipients * shares.permanent))
    there.teams.script.add(
        *(Rule(refused(403, "MessageWritesBlocked"), conversation=one) for one in shut),
        Rule(throttled(2), share=shares.throttled / 2, chance=chance),
        Rule(throttled(), share=shares.throttled / 2, chance=chance),
        Rule(refused(503), share=shares.busy, chance=chance),
        Rule(refused(502), share=shares.ambiguous / 3, chance=chance),
        Rule(Scripted(504, delivered=True), share=shares.ambiguous / 3, chance=chance),
        Rule(Scripted(drop=Drop.AFTER), share=shares.ambiguous / 3, chance=chance),
    )
    return shut


def _left(store: Store) -> bool:
    ended = {Outcome.SENT, Outcome.FAILED, Outcome.UNREACHABLE, Outcome.NEEDLESS, Outcome.REPLACED}
    return any(row.outcome not in ended for row in store.outbox.rows())
