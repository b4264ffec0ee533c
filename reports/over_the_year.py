"""The reports of a year seen together: what is counted from New Year never goes down from one to the next.

So an earlier total, and how many came since, are parts of the later one; and what was hidden in an earlier
report must not be told by a later, nor by another edition of the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product
from typing import TypeVar

from domain.quarter import Quarter
from domain.suppression import MOST_HIDDEN
from domain.table import Cell, Hidden
from forms.calculated import CALCULATIONS
from reports.bounds import Marks, Moves, Place, Seen, Sum

_SHOWN_APART = {one.of[0] for one in CALCULATIONS if one.takes_the_quarter_before}
"""Totals whose quarter's own number is worked out and shown beside them, for councils."""

_AT, _SINCE = "@", "+"

_T = TypeVar("_T")


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


def settled(seen: Seen, quarter: Quarter, before: Sequence[Report]) -> dict[Place, Hidden | None]:
    """How the numbers stand that an edition of the quarter had too, None where it showed them.

    Whoever has read it knows them so, whatever is done now.
    """
    found: dict[Place, Hidden | None] = {}
    for report in before:
        if report.quarter == quarter:
            for place, cell in seen.counts.items():
                if cell is not None and report.seen.counts.get(place) == cell:
                    found.setdefault(place, report.hidden.get(place))
    return found


def together(now: Report, before: Sequence[Report]) -> Together:
    """The report with the other ones of its year that were read before it.

    Secret is what is hidden, and how many came since an earlier total when they were one to five.
    """
    year = _Year(now)
    for report in before:
        year.put_in(report)
    year.link()
    seen = Seen(year.counts, year.sums, frozenset(year.unshown), frozenset(year.fixed))
    secret = tuple(dict.fromkeys((*year.hidden, *year.few)))
    proofs = tuple(proof for report in before for proof in year.proofs(report))
    return Together(seen, year.hidden, secret, proofs)


@dataclass
class _Year:
    """``totals``: what each running total is called in the reports of each quarter."""

    now: Report
    counts: dict[Place, Cell] = field(init=False)
    sums: list[Sum] = field(init=False)
    unshown: set[Place] = field(init=False)
    hidden: dict[Place, Hidden] = field(init=False)
    fixed: set[Place] = field(default_factory=set)
    few: list[Place] = field(default_factory=list)
    totals: dict[Quarter, dict[Place, dict[Place, None]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.counts, self.sums = dict(self.now.seen.counts), list(self.now.seen.sums)
        self.unshown, self.hidden = set(self.now.seen.unshown), dict(self.now.hidden)
        self._name_totals(self.now)

    def put_in(self, report: Report) -> None:
        """All that another edition of the quarter showed; of other quarters the totals from New Year."""
        for place, cell in self._of(report.seen.counts, report):
            name = self._then(place, report)
            self.counts[name] = cell
            (self.unshown if place in report.seen.unshown else self.fixed).add(name)
        for place, mark in self._of(report.hidden, report):
            self.hidden.setdefault(self._then(place, report), mark)
        for parts, total in report.seen.sums:
            if self._speaks_of(report, *parts, total):
                there = tuple(self._then(part, report) for part in parts)
                self.sums.append((there, self._then(total, report)))
        self._name_totals(report)

    def _speaks_of(self, report: Report, *places: Place) -> bool:
        return report.quarter == self.now.quarter or report.running.issuperset(key for _, key in places)

    def _of(self, there: Mapping[Place, _T], report: Report) -> Iterator[tuple[Place, _T]]:
        return ((place, one) for place, one in there.items() if self._speaks_of(report, place))

    def _name_totals(self, report: Report) -> None:
        of = self.totals.setdefault(report.quarter, {})
        for place in report.seen.counts:
            if place[1] in report.running and isinstance(report.seen.counts[place], int):
                of.setdefault(place, {})[self._then(place, report)] = None

    def link(self) -> None:
        """Each total is the one before it and those who came since, in every edition of both."""
        known: dict[Place, list[dict[Place, None]]] = {}
        for quarter in sorted(self.totals):
            for place, names in self.totals[quarter].items():
                known.setdefault(place, []).append(names)
        for place, each in known.items():
            for earlier, later in pairwise(each):
                for first, then in product(earlier, later):
                    self._came(place, first, then)

    def _came(self, place: Place, earlier: Place, later: Place) -> None:
        first, then = self.counts[earlier], self.counts[later]
        if not (isinstance(first, int) and isinstance(then, int) and then >= first):
            return
        came = place[0], f"{earlier[1]}{_SINCE}{later[1]}"
        self.counts[came] = then - first
        self.unshown.add(came)
        self.sums.append(((earlier, came), later))
        few = 1 <= then - first <= MOST_HIDDEN
        self.few += [came] if few else []
        if place[0] in self.now.councils and place[1] in _SHOWN_APART:
            hides = earlier in self.hidden or later in self.hidden
            self.hidden |= {came: Hidden.SMALL} if few else {came: Hidden.BESIDE} if hides else {}

    def proofs(self, report: Report) -> Iterator[Moves]:
        """In the names that the numbers have now; what is no running total is of its own quarter."""
        same = report.quarter == self.now.quarter
        for proof in report.proofs:
            if same or all(_AT in key or key in report.running for (_, key), _ in proof):
                yield tuple((self._then(place, report), step) for place, step in proof)

    def _then(self, place: Place, report: Report) -> Place:
        """What a number of another report is called among several; once named, it stays.

        One that is the same in two editions of a quarter is one number, with one name.
        """
        unit, key = place
        if _SINCE in key:
            return unit, _SINCE.join(self._then((unit, one), report)[1] for one in key.split(_SINCE))
        cell = report.seen.counts.get(place)
        if _AT in key or (report.quarter == self.now.quarter and cell == self.now.seen.counts.get(place)):
            return place
        return unit, f"{key}{_AT}{report.quarter.key}={cell}"
