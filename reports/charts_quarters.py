"""A number over the quarters that a figure shows: what may be shown of each, and where it became another."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from domain.answers import Answers
from domain.county import FigureState
from domain.form import Question
from domain.material import Contribution, Earlier
from domain.quarter import Quarter
from domain.suppression import MOST_HIDDEN
from domain.swedish import listed
from domain.table import Hidden
from reports.development import Development
from reports.development_basis import Basis, past, sources_at
from reports.development_breaks import why_another
from reports.document import METHOD, Sentence, Source
from reports.quotas import quota_sources

_SMALL = range(1, MOST_HIDDEN + 1)


def short(quarter: Quarter) -> str:
    """K3 2026."""
    return f"K{quarter.number} {quarter.year}"


@dataclass(frozen=True)
class Break:
    """``at``: the first quarter that is no longer another thing; ``sources``: what tells that it was."""

    at: Quarter
    why: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Track:
    """One number of one unit. A running total is parted into each quarter's own number."""

    development: Development
    part: Contribution
    question: Question

    @property
    def name(self) -> str:
        return self.part.respondent.name

    @cached_property
    def _points(self) -> Mapping[Quarter, float]:
        return {
            quarter: value
            for quarter, one in self._basis.items()
            if (value := one.point.value) is not None and not self._withdrawn(quarter)
        }

    @cached_property
    def _basis(self) -> Basis:
        """All quarters on one: published numbers, or what the unit says itself."""
        return self.development.basis(self.part, self.question)

    def value(self, quarter: Quarter) -> float | None:
        """The quarter's own number; None when there is none, or none to be shown."""
        value = self._parted(quarter)
        return None if self._few(value) else value

    def is_given(self, quarter: Quarter) -> bool:
        """Whether there is a number that may be shown, as it was given: a running total not yet parted."""
        return quarter in self._points

    def mark(self, quarter: Quarter) -> Hidden | None:
        """What stands instead of a number that may not be shown; None where nothing is hidden."""
        place = (self.part.respondent.id, self.question.key)
        used = self.used(quarter)
        marks = [mark for one in used if (mark := self.development.hidden.get(one, {}).get(place))]
        if marks:
            return marks[0] if len(used) == 1 else Hidden.BESIDE
        return Hidden.SMALL if self._few(self._parted(quarter)) else None

    def used(self, quarter: Quarter) -> tuple[Quarter, ...]:
        """The quarters whose answers its number is made of."""
        parted = self.question.since_new_year and quarter.previous.year == quarter.year
        return (quarter, quarter.previous) if parted else (quarter,)

    def is_own(self, quarter: Quarter) -> bool:
        """Whether an answer that it is made of is the unit's, and not a published number."""
        own = self.development.bases(self.part, self.question).own
        return self._basis is own and any(
            self.question.key in self._answers(one) for one in self.used(quarter)
        )

    def sources(self, quarter: Quarter) -> tuple[Source, ...]:
        """The answers, or the statistics, that the number rests on."""
        return tuple(source for one in self.used(quarter) for source in self._sources(one))

    def _sources(self, quarter: Quarter) -> Iterator[Source]:
        known = self._basis.get(quarter)
        if known and known.figure:
            yield from sources_at(self.development, self.part, self.question, (quarter, known))
        elif self._answers(quarter):
            yield self._source(quarter)

    @property
    def is_corrected(self) -> bool:
        """Whether an earlier number is another now than when its report was made."""
        return any(self.development.corrections(self.part, self.question))

    def breaks(self) -> Iterator[Break]:
        """Each reason why it was another thing before."""
        latest: dict[str, Earlier] = {}
        there = sorted(self.part.earlier, key=lambda one: one.quarter)
        for earlier in there:
            why = why_another(self.development, self.part, self.question, earlier)
            if why and not self._pulled(earlier):
                latest[re.sub(f"( från| för)? {earlier.quarter.label}", "", why)] = earlier
        for why, last in latest.items():
            following = (one.quarter for one in there if one.quarter > last.quarter)
            at = next(following, self.development.quarter)
            yield Break(at, why, tuple(self._parting(last.quarter, at)))

    def _parting(self, last: Quarter, at: Quarter) -> Iterator[Source]:
        """The last answer that was another thing, the first that is not, and the quotas that part them."""
        yield from (self._source(one) for one in (at, last) if self._answers(one))
        yield from quota_sources(self.development, self.part, self.question.key, last)

    def _parted(self, quarter: Quarter) -> float | None:
        numbers = [self._points.get(one) for one in self.used(quarter)]
        known = [one for one in numbers if one is not None]
        if len(known) < len(numbers):
            return None
        # A total that has gone down since the quarter before is a correction, and tells of no quarter.
        return known[0] - sum(known[1:]) if known[0] >= sum(known[1:]) else None

    def _few(self, value: float | None) -> bool:
        return self.question.counts_people and value in _SMALL

    def _answers(self, quarter: Quarter) -> Answers:
        return self._sent.get(quarter, {})

    @cached_property
    def _sent(self) -> Mapping[Quarter, Answers]:
        now = {self.development.quarter: self.part.submission.answers} if self.part.submission else {}
        return {one.quarter: one.submission.answers for one in self.part.earlier} | now

    def _source(self, quarter: Quarter) -> Source:
        sent = self.part.submission
        if quarter != self.development.quarter or sent is None:
            return past(quarter, self.question)
        return Source(self.name, self.question.number, self.question.label, sent.version, sent.at)

    def _withdrawn(self, quarter: Quarter) -> bool:
        """Whether its source no longer stands by what was confirmed."""
        earlier = self.part.before(quarter)
        figure = earlier.figures.get(self.question.key) if earlier else self.question.figure
        withdrawn = figure is not None and figure.state is FigureState.WITHDRAWN
        return withdrawn and self.question.key not in self._answers(quarter)

    def _pulled(self, earlier: Earlier) -> bool:
        """Whether it is another thing because of its source, in that quarter alone."""
        figure = earlier.figures.get(self.question.key)
        return figure is not None and figure.state in {FigureState.WITHDRAWN, FigureState.REVISED}


def since_known(quarters: Sequence[Quarter], known: Iterable[Quarter]) -> tuple[Quarter, ...]:
    """The quarters from the first of which anything is known."""
    first = min(known, default=None)
    return tuple(one for one in quarters if first is not None and one >= first)


Breaks = Mapping[int, Mapping[str, Sequence[tuple[str, Break]]]]
"""By the place of the quarter that a break stands before, and why: in whose numbers."""


def break_places(tracks: Iterable[Track], quarters: Sequence[Quarter]) -> Breaks:
    found: dict[int, dict[str, list[tuple[str, Break]]]] = {}
    for track in tracks:
        for one in track.breaks():
            if one.at in quarters[1:]:
                found.setdefault(quarters.index(one.at), {}).setdefault(one.why, []).append((track.name, one))
    return dict(sorted(found.items()))


def told_breaks(breaks: Breaks, quarters: Sequence[Quarter]) -> tuple[Sentence, ...]:
    """What each dashed line stands for."""
    return tuple(
        Sentence(
            f"Den streckade linjen före {quarters[place].label} är ett brott i serien: {why} "
            f"({listed(dict.fromkeys(name for name, _ in those))}). Tal på var sin sida om linjen ska inte "
            "jämföras.",
            (*dict.fromkeys(source for _, one in those for source in one.sources), METHOD),
        )
        for place, reasons in breaks.items()
        for why, those in reasons.items()
    )


def since_break(breaks: Breaks, quarters: Sequence[Quarter]) -> Sequence[Quarter]:
    """The quarters from the last break, all of them without any: only those may be compared."""
    return quarters[max(breaks, default=0) :]
