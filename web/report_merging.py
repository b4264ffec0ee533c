"""What two people made of the same text, joined paragraph by paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_BETWEEN = re.compile(r"\n\s*\n")


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
    def disputed(self) -> bool:
        return self.theirs not in (self.start, self.mine) and self.mine != self.start

    @property
    def joined(self) -> Sequence[str]:
        return self.theirs if self.mine == self.start else self.mine


def merged(start: str, theirs: str, mine: str) -> Merged:
    """Nothing that only one of the two changed is lost."""
    stretches = list(_stretches(*(_paragraphs(text) for text in (start, theirs, mine))))
    words = "\n\n".join(paragraph for stretch in stretches for paragraph in stretch.joined)
    return Merged(words, sum(stretch.disputed for stretch in stretches))


def _paragraphs(text: str) -> list[str]:
    return [chunk.strip("\n") for chunk in _BETWEEN.split(text.strip()) if chunk.strip()]


def _stretches(start: list[str], theirs: list[str], mine: list[str]) -> Iterator[_Stretch]:
    """In order: what stands between the paragraphs that all three have, and those paragraphs themselves."""
    in_theirs, in_mine = _kept(start, theirs), _kept(start, mine)
    at = (0, 0, 0)
    for place in sorted(in_theirs.keys() & in_mine.keys()):
        to = (place, in_theirs[place], in_mine[place])
        yield _Stretch(start[at[0] : to[0]], theirs[at[1] : to[1]], mine[at[2] : to[2]])
        shared = [start[place]]
        yield _Stretch(shared, shared, shared)
        at = (to[0] + 1, to[1] + 1, to[2] + 1)
    yield _Stretch(start[at[0] :], theirs[at[1] :], mine[at[2] :])


def _kept(start: list[str], now: list[str]) -> dict[int, int]:
    """By its place in ``start`` where a paragraph stands now; both only grow."""
    matches = SequenceMatcher(None, start, now, autojunk=False).get_matching_blocks()
    return {match.a + step: match.b + step for match in matches for step in range(match.size)}
