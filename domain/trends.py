"""Development: how a number has moved since earlier quarters, and when nothing may be said of it.

A number that is counted from New Year is first parted into each quarter's own. A percentage is said only
where both numbers are at least twenty. The words are neutral: more people received is neither good nor bad.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.quarter import Quarter

LARGE = 20
"""The least number that a percentage is made of."""

DRAWN = 8
"""How many quarters a figure shows."""

_SAME, _CLEAR = 5, 15
_FIRST, _LAST = 1, 4


class Direction(StrEnum):
    """Which way of a number is good, where one is."""

    UP = "upp"
    DOWN = "ner"


class Since(StrEnum):
    """What the quarter is compared with."""

    PREVIOUS = "förra kvartalet"
    LAST_YEAR = "samma kvartal förra året"
    NEW_YEAR = "årets början"

    def before(self, now: Quarter) -> Quarter:
        """The quarter to compare ``now`` with; the start of the year is the end of the year before."""
        year = now.year - 1
        return {
            Since.PREVIOUS: now.previous,
            Since.LAST_YEAR: Quarter(year, now.number),
            Since.NEW_YEAR: Quarter(year, _LAST),
        }[self]


class Size(StrEnum):
    """How much a number has moved, where both are large."""

    SAME = "i stort sett"
    SOME = "något"
    CLEAR = "tydligt"


def size_of(percent: float) -> Size:
    """How much a percentage is, whichever way."""
    moved = abs(percent)
    return Size.SAME if moved < _SAME else Size.SOME if moved <= _CLEAR else Size.CLEAR


@dataclass(frozen=True)
class Point:
    """A number of a quarter; None when there is none. ``why``: what makes it another thing than it is now."""

    value: float | None
    why: str = ""


@dataclass(frozen=True)
class Broken:
    """That two quarters must not be compared, and why."""

    why: str


@dataclass(frozen=True)
class Change:
    before: float
    now: float

    @property
    def percent(self) -> float | None:
        """Of the number before, signed; None unless both numbers are large."""
        if min(self.before, self.now) < LARGE:
            return None
        return (self.now - self.before) * 100 / self.before

    @property
    def size(self) -> Size | None:
        """None where no percentage may be made: then the two numbers say it themselves."""
        percent = self.percent
        # In whole parts, so that five percent of a decimal number is five percent.
        return None if percent is None else size_of(round(percent, 9))

    @property
    def told_percent(self) -> float | None:
        """The percentage to one decimal; to more where fewer would be of another size than it is."""
        percent = self.percent
        if percent is None:
            return None
        told = (round(percent, decimals) for decimals in range(1, 9))
        return next((one for one in told if size_of(one) is self.size), percent)

    def is_good(self, good_when: Direction | None) -> bool | None:
        """Whether the number has moved the good way; None where no way is good or it has hardly moved."""
        if good_when is None or self.now == self.before or self.size is Size.SAME:
            return None
        return (self.now > self.before) == (good_when is Direction.UP)


Points = Mapping[Quarter, Point]
"""What is known of one number, by quarter. A quarter of which nothing is known is not there."""


def compare(points: Points, now: Quarter, since: Since, *, since_new_year: bool) -> Change | Broken | None:
    """How the number has moved; None when either quarter has no number.

    ``since_new_year``: the number is a running total, and each quarter's own number is compared.
    """
    before = since.before(now)
    used = quarters_used(now, since, since_new_year=since_new_year)
    if any(quarter not in points for quarter in used):
        return None
    if reasons := dict.fromkeys(points[quarter].why for quarter in used if points[quarter].why):
        return Broken("; ".join(reasons))
    values = [_own(points, quarter, since_new_year=since_new_year) for quarter in (before, now)]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    if min(known) < 0:
        return Broken("det som räknas från nyår har minskat, vilket kan bero på en rättelse")
    return Change(*known)


def quarters_used(now: Quarter, since: Since, *, since_new_year: bool) -> tuple[Quarter, ...]:
    """The quarters whose numbers a comparison is made of, the latest first."""
    both = (now, since.before(now))
    used = {one for quarter in both for one in _used(quarter, since_new_year=since_new_year)}
    return tuple(sorted(used, reverse=True))


def comparisons(now: Quarter, *, since_new_year: bool) -> Sequence[Since]:
    """The comparisons that say something of their own: in the first quarter New Year is the quarter before.

    Nor is a quarter's own part of a running total compared with New Year, when it was nothing.
    """
    if now.number == _FIRST or since_new_year:
        return (Since.PREVIOUS, Since.LAST_YEAR)
    return tuple(Since)


def drawn(now: Quarter) -> tuple[Quarter, ...]:
    """The eight quarters that a figure shows, the oldest first and ``now`` last."""
    found = [now]
    while len(found) < DRAWN:
        found.append(found[-1].previous)
    return tuple(reversed(found))


def needed(now: Quarter) -> tuple[Quarter, ...]:
    """The earlier quarters that the report speaks of, the latest first: those that are drawn or compared.

    Back to a New Year: what may be shown of a quarter depends on those before it in its year.
    """
    first = Quarter(drawn(now)[0].year, _FIRST)
    found = [now.previous]
    while found[-1] > first:
        found.append(found[-1].previous)
    return tuple(found)


def _used(quarter: Quarter, *, since_new_year: bool) -> Iterator[Quarter]:
    yield quarter
    if since_new_year and quarter.number != _FIRST:
        yield quarter.previous


def _own(points: Points, quarter: Quarter, *, since_new_year: bool) -> float | None:
    value = points[quarter].value
    if value is None or not since_new_year or quarter.number == _FIRST:
        return value
    before = points[quarter.previous].value
    return None if before is None else value - before


@dataclass(frozen=True)
class Together:
    """Units with a number in both quarters, added up, and those that had one in only one of them."""

    change: Change
    both: tuple[str, ...]
    left_out: tuple[str, ...]


def together(changes: Mapping[str, Change | Broken | None]) -> Together | None:
    """Several units as one: only those that can be compared; None when no two can."""
    both = {unit: change for unit, change in changes.items() if isinstance(change, Change)}
    if len(both) <= 1:
        return None
    before, now = (sum(part) for part in zip(*((one.before, one.now) for one in both.values()), strict=True))
    return Together(Change(before, now), tuple(both), tuple(unit for unit in changes if unit not in both))


@dataclass(frozen=True)
class Shift:
    """Units whose step on a scale has gone from one to another. Steps are never averaged."""

    before: str
    now: str
    units: tuple[str, ...]


def shifts(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[Shift, ...]:
    """By unit its step then and now: who has moved, those down first. Who has not both is not spoken of."""
    moved: dict[tuple[str, str], list[str]] = {}
    for unit in before:
        if unit in now and before[unit] != now[unit]:
            moved.setdefault((before[unit], now[unit]), []).append(unit)
    ordered = sorted(moved, key=lambda steps: (steps[0] < steps[1], steps))
    return tuple(Shift(*steps, tuple(moved[steps])) for steps in ordered)
