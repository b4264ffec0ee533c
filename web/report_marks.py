"""Two versions of a text beside each other: what was added and removed, by line and then by word."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from domain import swedish
from reports.matching import Work, gaps, matched, matched_lines

_WORD = re.compile(r"\s+|[^\s]+")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
MOST_WORK = 1_000_000
"""Steps of comparing two texts; what they do not suffice for is marked whole."""

_NEAR = 2
"""Lines of what stays the same that are shown beside what differs: the rest of its own, and one more."""

_WORTH = 3
"""So many lines are worth leaving out."""

_ALIKE = 0.3
"""With less in common two runs of words are two texts, and marks word by word would only confuse."""


class Mark(StrEnum):
    """What a screen reader says before a piece; nothing before what both versions have.

    LEFT_OUT: the piece only says how much is not shown.
    """

    KEPT = ""
    ADDED = "tillagt"
    REMOVED = "borttaget"
    LEFT_OUT = "utelämnat"


@dataclass(frozen=True)
class Piece:
    mark: Mark
    text: str


Pieces = Sequence[Piece]


@dataclass(frozen=True)
class Sides:
    """``old`` has what was removed marked, ``new`` what was added; the texts themselves are whole."""

    old: Pieces
    new: Pieces

    @property
    def same(self) -> bool:
        return not any(piece.mark for piece in (*self.old, *self.new))


def sides(old: str, new: str, most: Work | None = None) -> Sides:
    """``most``: the work that may be done, counted down."""
    work = most or Work(MOST_WORK)
    before, after = _LINE.findall(old), _LINE.findall(new)
    pairs = matched_lines(before, after, work)
    left: list[Piece] = []
    right: list[Piece] = []
    for place, (gone, come) in enumerate(gaps(pairs, len(before), len(after))):
        gone_pieces, come_pieces = _by_word("".join(before[gone]), "".join(after[come]), work)
        kept = [Piece(Mark.KEPT, before[at]) for at, _ in pairs[place : place + 1]]
        left += [*gone_pieces, *kept]
        right += [*come_pieces, *kept]
    return Sides(run_together(left), run_together(right))


def brief(pieces: Pieces) -> Pieces:
    """Without most of what both versions have: a line is left before and after what differs."""
    last = len(pieces) - 1
    shown = (
        _shortened(piece.text, first=place == 0, last=place == last) if not piece.mark else [piece]
        for place, piece in enumerate(pieces)
    )
    return [piece for some in shown for piece in some]


def _shortened(text: str, *, first: bool, last: bool) -> list[Piece]:
    """``first``, ``last``: there is nothing before, or after, that it should be read with."""
    lines = _LINE.findall(text)
    head = 0 if first else _NEAR
    tail = max(head, len(lines) if last else len(lines) - _NEAR)
    hidden = sum(bool(line.strip()) for line in lines[head:tail])
    if hidden < _WORTH:
        return [Piece(Mark.KEPT, text)]
    told = f"{swedish.upper_first(swedish.count(hidden, 'rad', 'rader'))} utan ändring"
    pieces = [
        Piece(Mark.KEPT, "".join(lines[:head])),
        Piece(Mark.LEFT_OUT, told),
        Piece(Mark.KEPT, "".join(lines[tail:])),
    ]
    return [piece for piece in pieces if piece.text]


def _by_word(gone: str, come: str, work: Work) -> tuple[list[Piece], list[Piece]]:
    if _in_common(gone, come) < _ALIKE:
        return [Piece(Mark.REMOVED, gone)], [Piece(Mark.ADDED, come)]
    before, after = _WORD.findall(gone), _WORD.findall(come)
    pairs = matched(before, after, work)
    kept_before, kept_after = {at for at, _ in pairs}, {to for _, to in pairs}
    return list(_marked(before, kept_before, Mark.REMOVED)), list(_marked(after, kept_after, Mark.ADDED))


def _in_common(gone: str, come: str) -> float:
    """The share of the words that both have, spaces not counted."""
    before, after = Counter(gone.split()), Counter(come.split())
    return 2 * (before & after).total() / max(1, before.total() + after.total())


def _marked(words: Sequence[str], kept: set[int], mark: Mark) -> Iterator[Piece]:
    for place, word in enumerate(words):
        yield Piece(Mark.KEPT if place in kept else mark, word)


def run_together(pieces: Sequence[Piece]) -> Pieces:
    """Pieces that follow each other with the same mark as one; empty ones left out."""
    return [
        Piece(mark, "".join(piece.text for piece in group))
        for mark, group in groupby((piece for piece in pieces if piece.text), key=lambda piece: piece.mark)
    ]
