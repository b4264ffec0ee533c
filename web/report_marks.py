"""Two versions of a text beside each other: what was added and removed, by line and then by word."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from domain import swedish

_WORD = re.compile(r"\s+|[^\s]+")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_MOST = 1_500
"""Longer runs are marked whole: comparing takes the square of their length."""

_MOST_LINES = 3_000
"""Texts with more are marked whole: they were not written by hand."""

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


def sides(old: str, new: str) -> Sides:
    before, after = _LINE.findall(old), _LINE.findall(new)
    if len(before) + len(after) > _MOST_LINES:
        before, after = [old], [new]
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        if kind == "equal":
            gone_pieces, come_pieces = [Piece(Mark.KEPT, gone)], [Piece(Mark.KEPT, come)]
        else:
            gone_pieces, come_pieces = _by_word(gone, come)
        left += gone_pieces
        right += come_pieces
    return Sides(_run_together(left), _run_together(right))


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


def _by_word(gone: str, come: str) -> tuple[list[Piece], list[Piece]]:
    before, after = _WORD.findall(gone), _WORD.findall(come)
    if len(before) + len(after) > _MOST or _in_common(gone, come) < _ALIKE:
        return [Piece(Mark.REMOVED, gone)], [Piece(Mark.ADDED, come)]
    matches = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    kept_before = {match.a + step for match in matches for step in range(match.size)}
    kept_after = {match.b + step for match in matches for step in range(match.size)}
    return list(_marked(before, kept_before, Mark.REMOVED)), list(_marked(after, kept_after, Mark.ADDED))


def _in_common(gone: str, come: str) -> float:
    """The share of the words that both have, spaces not counted."""
    before, after = Counter(gone.split()), Counter(come.split())
    return 2 * (before & after).total() / max(1, before.total() + after.total())


def _marked(words: Sequence[str], kept: set[int], mark: Mark) -> Iterator[Piece]:
    for place, word in enumerate(words):
        yield Piece(Mark.KEPT if place in kept else mark, word)


def _run_together(pieces: Sequence[Piece]) -> Pieces:
    """Pieces that follow each other with the same mark as one; empty ones left out."""
    return [
        Piece(mark, "".join(piece.text for piece in group))
        for mark, group in groupby((piece for piece in pieces if piece.text), key=lambda piece: piece.mark)
    ]
