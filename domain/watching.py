"""Watching over Samråd itself: keys that run out or are refused, stand-stills, jobs that do not run."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.delivery import Outcome
from domain.notices import Errand, Kind
from domain.people import Person
from domain.workdays import STOCKHOLM, SendHours

STEPS = (30, 14, 7, 1, 0)
"""So many days before a key runs out it is told of; 0 when it has."""

STOOD = timedelta(minutes=15)
"""Hours of sending that pass without a tick: then it is a stand-still, and told of."""

LASTS = timedelta(minutes=15)
"""How long a job must have failed, or a key been refused, before it is told of."""

TOLD_OF = timedelta(days=7)
"""How long after its end a stand-still is still told of."""

_MOST_DAYS = 400


@dataclass(frozen=True)
class Expiring:
    """Something the bot shows who it is with. ``id`` is another for the one that comes after it.

    ``what``: "certifikatet", as in "certifikatet går ut"; ``setting``: where the new one is written.
    """

    id: str
    what: str
    setting: str
    until: datetime

    def days_left(self, now: datetime) -> int:
        """0 on its last day and after it; ``now`` is aware."""
        last = self.until.astimezone(STOCKHOLM).date()
        return max((last - now.astimezone(STOCKHOLM).date()).days, 0)

    def has_run_out(self, now: datetime) -> bool:
        return now >= self.until

    def steps(self, now: datetime) -> list[int]:
        """The steps that have been reached by ``now``, the latest last."""
        left = self.days_left(now)
        return [step for step in STEPS if (left <= step if step else self.has_run_out(now))]


@dataclass(frozen=True)
class Refused:
    """Entra has refused what the bot shows since then; ``why``: the service's own code."""

    since: datetime
    why: str


@dataclass(frozen=True)
class Keys:
    """What is known where the bot runs. ``ask``: who runs it; empty when nobody is named."""

    expiring: tuple[Expiring, ...] = ()
    refused: Refused | None = None
    ask: str = ""


@dataclass(frozen=True)
class Standstill:
    """No tick came after ``since`` until ``until``."""

    since: datetime
    until: datetime

    @property
    def key(self) -> str:
        return f"{self.since:%Y-%m-%dT%H:%M:%S%z}"


@dataclass(frozen=True)
class FailingJob:
    """``why``: the kind of error and where it was raised, without its words."""

    name: str
    since: datetime
    why: str


@dataclass(frozen=True)
class Late:
    """A message that should have gone during a stand-still, and how it stands."""

    kind: str
    outcome: Outcome


@dataclass(frozen=True)
class Queue:
    """The outbox now. ``overdue``: should have gone already, the oldest ``since``."""

    waiting: int = 0
    overdue: int = 0
    since: datetime | None = None


@dataclass(frozen=True)
class Watched:
    """How it stands at ``now`` (aware). ``people``: with the assignments that hold today.

    ``heard``: the day when what is decided now may be sent.
    """

    keys: Keys
    standstills: tuple[Standstill, ...]
    failing: tuple[FailingJob, ...]
    people: tuple[Person, ...]
    now: datetime
    heard: date

    @property
    def coordinators(self) -> list[Person]:
        return [person for person in self.people if person.coordinates]

    @property
    def lasting(self) -> list[FailingJob]:
        """What has failed for so long that it is told of."""
        return [one for one in self.failing if self.now - one.since >= LASTS]

    @property
    def is_refused(self) -> bool:
        refused = self.keys.refused
        return refused is not None and self.now - refused.since >= LASTS


def missed(hours: SendHours, since: datetime, until: datetime) -> timedelta:
    """How much of the time when messages may be sent lies between the two (aware)."""
    first, last = since.astimezone(STOCKHOLM).date(), until.astimezone(STOCKHOLM).date()
    days = (first + timedelta(days=n) for n in range(min((last - first).days, _MOST_DAYS) + 1))
    windows = (hours.window(day) for day in days)
    parts = (min(window[1], until) - max(window[0], since) for window in windows if window)
    return sum((part for part in parts if part > timedelta()), timedelta())


def expiring(now: Watched) -> Iterator[Errand]:
    for key in now.keys.expiring:
        for step in key.steps(now.now):
            for person in now.coordinators:
                yield Errand(f"nyckel/{key.id}/{step}/{person.id}", Kind.EXPIRES, person.id, key.id, step)


def refused(now: Watched) -> Iterator[Errand]:
    if now.is_refused:
        yield from _daily("nyckel avvisad", Kind.REFUSED_KEY, now)


def stood_still(now: Watched) -> Iterator[Errand]:
    for one in now.standstills:
        for person in now.coordinators:
            yield Errand(f"stillestånd/{one.key}/{person.id}", Kind.STOOD_STILL, person.id, one.key)


def failing(now: Watched) -> Iterator[Errand]:
    if now.lasting:
        yield from _daily("körs inte", Kind.NOT_RUN, now)


def _daily(label: str, kind: Kind, now: Watched) -> Iterator[Errand]:
    for person in now.coordinators:
        yield Errand(f"{label}/{now.heard}/{person.id}", kind, person.id, f"{now.heard}")


ALARMS = {
    expiring: "larm om nycklar som går ut",
    refused: "larm om avvisad nyckel",
    stood_still: "larm om stillestånd",
    failing: "larm om det som inte körs",
}
"""A new kind of alarm is one line here, with the name of the job."""
