"""How often someone may ask. Kept in memory; time is handed in."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address

_LONGEST = 100

Ticks = Callable[[], float]
"""Seconds that only grow, from any starting point."""

_MANY = 10_000
_HOUSEHOLD = 64
"""Bits of an IPv6 address that a whole household or office shares."""


@dataclass(frozen=True)
class Rate:
    """So many at once, then so many a second."""

    burst: float
    per_second: float


@dataclass(frozen=True)
class Rates:
    """``client``: all that comes from one address without a link that holds. ``guess``: wrong links from it.
    ``link``: one link's use.

    Many may sit behind one address, a stranger among them: who has a link is held by ``link`` alone.
    """

    client: Rate = Rate(240, 8)
    guess: Rate = Rate(20, 1 / 30)
    link: Rate = Rate(60, 1)


@dataclass
class Bucket:
    """``left`` may be taken at once, as it was at ``since``."""

    left: float
    since: float


@dataclass
class Pace:
    """A bucket for each name. When there are many, the one used longest ago is forgotten."""

    rate: Rate
    ticks: Ticks
    _buckets: OrderedDict[str, Bucket] = field(default_factory=OrderedDict)

    def __len__(self) -> int:
        return len(self._buckets)

    def wait(self, name: str) -> float:
        """Seconds until the next may be taken; 0 when it may be now. Takes nothing."""
        return max(0.0, (1 - self._filled(name).left) / self.rate.per_second)

    def take(self, name: str) -> float:
        """Take one, and say 0; or take none, and say how many seconds to wait."""
        if seconds := self.wait(name):
            return seconds
        bucket = self._filled(name)
        bucket.left -= 1
        self._buckets[name] = bucket
        self._buckets.move_to_end(name)
        if len(self._buckets) > _MANY:
            self._buckets.popitem(last=False)
        return 0.0

    def _filled(self, name: str) -> Bucket:
        now = self.ticks()
        known = self._buckets.get(name)
        if known is None:
            return Bucket(self.rate.burst, now)
        left = min(self.rate.burst, known.left + (now - known.since) * self.rate.per_second)
        return Bucket(left, now)


def household(address: str) -> str:
    """The address that a client is counted by: an IPv6 client has many to choose from.

    A proxy may write the port too, as in 10.0.0.1:5678 or [2001:db8::1]:5678. What cannot be read is counted
    as it is written.
    """
    try:
        found = ip_address(_without_port(address))
    except ValueError:
        return f"?{address[:_LONGEST]}"
    if isinstance(found, IPv6Address) and not found.ipv4_mapped:
        return format(int(found) >> (128 - _HOUSEHOLD), "x")
    return str(found)


def _without_port(address: str) -> str:
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address
