"""What two people made of the same text, joined line by line: a paragraph is a line, so is an item."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.matching import Work, matched_lines

MOST_WORK = 1_000_000
"""Steps of joining; of texts that they do not suffice for one's own stands whole."""


@dataclass(frozen=True)
class Merged:
    """``both``: how many places both have changed differently; there ``words`` has one's own."""

    words: str
    both: int


@dataclass(frozen=True)
class _Stretch:
    """A stretch of ``start`` as it stands in each of the three."""

    start: Sequence[str]
    theirs: Sequence[str]
    mine: Sequence[str]

    @property
    def lines(self) -> "list[_Stretch]":
        """Line by line where all three have as many: two who changed two lines beside each other agree."""
        if not len(self.start) == len(self.theirs) == len(self.mine):
            return [self]
        return [
            _Stretch([start], [theirs], [mine])
            for start, theirs, mine in zip(self.start, self.theirs, self.mine, strict=True)
        ]

    @property
    def disputed(self) -> bool:
        return self.theirs not in (self.start, self.mine) and self.mine != self.start

    @property
    def joined(self) -> Sequence[str]:
        return self.theirs if self.mine == self.start else self.mine


def merged(start: str, theirs: str, mine: str, most: Work | None = None) -> Merged:
    """Nothing that only one of the two changed is lost. ``most``: the work that may be done, counted down."""
    work = most or Work(MOST_WORK)
    stretches = [
        each
        for one in _stretches(work, *(text.split("\n") for text in (start, theirs, mine)))
        for each in one.lines
    ]
    if work.over:
        return Merged(mine, 1)
    words = "\n".join(line for stretch in stretches for line in stretch.joined)
    return Merged(words, sum(stretch.disputed for stretch in stretches))


def _stretches(work: Work, start: list[str], theirs: list[str], mine: list[str]) -> Iterator[_Stretch]:
    """In order: what stands between the lines that all three have, and those lines themselves.

    By its place in ``start`` where a line stands in the others; the places only grow.
    """
    in_theirs, in_mine = (dict(matched_lines(start, text, work)) for text in (theirs, mine))
    at = (0, 0, 0)
    for place in sorted(in_theirs.keys() & in_mine.keys()):
        to = (place, in_theirs[place], in_mine[place])
        yield _Stretch(start[at[0] : to[0]], theirs[at[1] : to[1]], mine[at[2] : to[2]])
        shared = [start[place]]
        yield _Stretch(shared, shared, shared)
        at = (to[0] + 1, to[1] + 1, to[2] + 1)
    yield _Stretch(start[at[0] :], theirs[at[1] :], mine[at[2] :])
