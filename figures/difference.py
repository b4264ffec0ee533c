"""What a reading would change, beside what is kept: shown before anything is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from domain.county import Figure, FigureState
from figures.sums import worked_out

Place = tuple[str, str, date]
"""Unit, question key and the day that the number speaks of."""


@dataclass(frozen=True)
class Reading:
    """What was read. ``absent``: places where the source has no number; ``problems``: what must be mended.

    An absent number takes away one that was kept, and is otherwise nothing at all: never zero.
    """

    figures: tuple[Figure, ...]
    absent: tuple[Figure, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[Figure, ...]:
        return self.figures + self.absent


class Change(StrEnum):
    NEW = "ny"
    CHANGED = "ändrad"
    WITHDRAWN = "indragen"
    UNCHANGED = "oförändrad"
    OLDER = "äldre än det som finns"
    STANDS = "annan källa, den gamla siffran står kvar"
    ABSENT = "uppgift saknas"


WRITTEN = frozenset({Change.NEW, Change.CHANGED, Change.WITHDRAWN})


@dataclass(frozen=True)
class Line:
    figure: Figure
    change: Change
    before: Figure | None = None


@dataclass(frozen=True)
class Doubt:
    """A sub-region's own number beside another sum over its municipalities in the county (V28)."""

    own: Figure
    summed: Figure


@dataclass(frozen=True)
class Difference:
    """``doubts``: what somebody should look into; nothing of it is in the way."""

    lines: tuple[Line, ...]
    doubts: tuple[Doubt, ...] = ()

    def of(self, change: Change) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.change is change)

    def and_then(self, other: "Difference") -> "Difference":
        return Difference(self.lines + other.lines, self.doubts + other.doubts)

    def doubting(self, doubts: Iterable[Doubt]) -> "Difference":
        return Difference(self.lines, (*self.doubts, *doubts))

    @property
    def to_keep(self) -> tuple[Figure, ...]:
        """What would be written."""
        return tuple(line.figure for line in self.lines if line.change in WRITTEN)


def compare(reading: Reading, kept: Mapping[Place, Figure]) -> Difference:
    """Each number beside what was last read for its place."""
    lines = [_line(figure, kept.get(place(figure))) for figure in reading.figures]
    lines += [_lacking(figure, kept.get(place(figure))) for figure in reading.absent]
    return Difference(tuple(lines))


def place(figure: Figure) -> Place:
    return figure.unit, figure.key, figure.as_of


def withdrawn(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The same places without a number."""
    return tuple(replace(figure, value=None, state=FigureState.WITHDRAWN) for figure in figures)


def _line(figure: Figure, before: Figure | None) -> Line:
    gone = figure.state in {FigureState.WITHDRAWN, FigureState.MISSING}
    if before is None:
        return Line(figure, Change.WITHDRAWN if gone and not worked_out(figure) else Change.NEW)
    if (figure.value, figure.state, figure.source) == (before.value, before.state, before.source):
        return Line(figure, Change.UNCHANGED, before)
    if _stands(figure, before):
        return Line(figure, Change.STANDS, before)
    if before.fetched and figure.fetched and figure.fetched <= before.fetched:
        return Line(figure, Change.OLDER, before)
    return Line(figure, Change.WITHDRAWN if gone else Change.CHANGED, before)


def _stands(figure: Figure, before: Figure) -> bool:
    """Only its own source takes a number back, and no sum of ours goes before a sub-region's own number."""
    if before.value is None:
        return False
    if worked_out(figure):
        return not worked_out(before)
    return figure.value is None and figure.source != before.source


def _lacking(figure: Figure, before: Figure | None) -> Line:
    if before is None or before.value is None:
        return Line(figure, Change.ABSENT, before)
    return _line(replace(figure, value=None, state=FigureState.WITHDRAWN), before)
