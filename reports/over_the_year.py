"""The reports of a year seen together: what is counted from New Year never goes down from one to the next.

So an earlier total, and how many came since, are parts of the later one; and what was hidden in an earlier
report must not be told by a later.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from domain.quarter import Quarter
from domain.suppression import MOST_HIDDEN
from domain.table import Cell, Hidden
from forms.calculated import CALCULATIONS
from reports.bounds import Marks, Moves, Place, Seen, Sum

_SHOWN_APART = {one.of[0] for one in CALCULATIONS if one.takes_the_quarter_before}
"""Totals whose quarter's own number is worked out and shown beside them, for councils."""


@dataclass(frozen=True)
class Report:
    """One quarter's numbers and what is hidden of them. ``running``: the keys that are counted from New Year;
    ``councils``: whose quarter's own numbers are worked out.
    """

    quarter: Quarter
    seen: Seen
    hidden: Marks
    running: frozenset[str]
    councils: frozenset[str]
    proofs: tuple[Moves, ...] = ()


@dataclass(frozen=True)
class Together:
    """``hidden``: what is hidden in any of the reports; ``secret``: what nobody is to work out of them.

    ``proofs``: that nobody could before this report.
    """

    seen: Seen
    hidden: dict[Place, Hidden]
    secret: tuple[Place, ...]
    proofs: tuple[Moves, ...]


@dataclass
class _Year:
    counts: dict[Place, Cell]
    sums: list[Sum]
    unshown: set[Place]
    hidden: dict[Place, Hidden]
    fixed: set[Place] = field(default_factory=set)
    few: list[Place] = field(default_factory=list)


def together(now: Report, before: Sequence[Report]) -> Together:
    """The report with the earlier ones of its year.

    Secret is what is hidden, and how many came since an earlier total when they were one to five.
    """
    year = _Year(dict(now.seen.counts), list(now.seen.sums), set(now.seen.unshown), dict(now.hidden))
    latest = {place: place for place in now.seen.counts if place[1] in now.running}
    for report in sorted(before, key=lambda one: one.quarter, reverse=True):
        _put_in(year, report)
        _link(year, report, latest)
    seen = Seen(year.counts, year.sums, frozenset(year.unshown), frozenset(year.fixed))
    secret = tuple(dict.fromkeys((*year.hidden, *year.few)))
    return Together(seen, year.hidden, secret, tuple(_proofs(before)))


def _proofs(before: Sequence[Report]) -> Iterator[Moves]:
    """In the names that the numbers have now; what is no running total is of its own quarter."""
    for report in before:
        for proof in report.proofs:
            if all("@" in key or key in report.running for (_, key), _ in proof):
                yield tuple((_then(place, report), step) for place, step in proof)


def _then(place: Place, report: Report) -> Place:
    """What the number of an earlier quarter is called among several; once named, it stays."""
    return place if "@" in place[1] else (place[0], f"{place[1]}@{report.quarter.key}")


def _put_in(year: _Year, report: Report) -> None:
    """Its totals from New Year; what else it showed is of its own quarter."""
    for place, cell in report.seen.counts.items():
        if place[1] in report.running:
            year.counts[_then(place, report)] = cell
            year.fixed.add(_then(place, report))
    year.hidden |= {_then(place, report): mark for place, mark in _of(report.hidden, report.running)}
    for parts, total in report.seen.sums:
        if report.running.issuperset(key for _, key in (*parts, total)):
            year.sums.append((tuple(_then(part, report) for part in parts), _then(total, report)))


def _of(hidden: Marks, keys: Iterable[str]) -> Iterator[tuple[Place, Hidden]]:
    known = frozenset(keys)
    return ((place, mark) for place, mark in hidden.items() if place[1] in known)


def _link(year: _Year, report: Report, latest: dict[Place, Place]) -> None:
    """Each total is the one before it and those who came since; ``latest``: the next one that is known."""
    for place, later in list(latest.items()):
        earlier = _then(place, report)
        first, then = year.counts.get(earlier), year.counts.get(later)
        if not isinstance(first, int) or not isinstance(then, int):
            continue
        latest[place] = earlier
        if then >= first:
            came = place[0], f"{earlier[1]}+"
            year.counts[came] = then - first
            year.unshown.add(came)
            year.sums.append(((earlier, came), later))
            few = 1 <= then - first <= MOST_HIDDEN
            year.few += [came] if few else []
            if place[0] in report.councils and place[1] in _SHOWN_APART:
                hides = earlier in year.hidden or later in year.hidden
                year.hidden |= {came: Hidden.SMALL} if few else {came: Hidden.BESIDE} if hides else {}
