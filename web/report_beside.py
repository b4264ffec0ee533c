"""The generated text beside the one that is written: what was taken away from it, and what is new in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.composing import Standing
from reports.section_reading import too_long
from reports.sentence_sources import plain
from web.report_marks import Mark, Piece, Pieces, run_together, sides
from web.report_writing import Writing


@dataclass(frozen=True)
class Beside:
    """``late``: answers have changed under an edit, to be looked at. ``since``: since when it is new."""

    pieces: Pieces
    since: str
    late: bool

    @property
    def gone(self) -> bool:
        return self._has(Mark.REMOVED)

    @property
    def new(self) -> bool:
        return self._has(Mark.ADDED)

    def _has(self, mark: Mark) -> bool:
        return any(piece.mark is mark for piece in self.pieces)


def beside(writing: Writing) -> Beside:
    """Nothing is marked where a text is too long to be compared."""
    edit, now = writing.part.edit, writing.part.generated
    late = writing.part.standing is Standing.CHANGED_UNDER
    since = "avsnittet redigerades" if edit else "du öppnade avsnittet"
    start = edit.base if edit else writing.base
    if too_long(writing.words) or too_long(start):
        return Beside(run_together([Piece(Mark.KEPT, now)]), since, late)
    # A browser lays ordinary spaces in: they make no difference.
    pieces = annotated(plain(start), plain(now), plain(writing.words))
    is_new = late if edit else plain(start) != plain(now)
    return Beside(pieces if is_new else _without(Mark.ADDED, pieces), since, late)


def annotated(start: str, now: str, words: str) -> Pieces:
    """``now``, with what is new in it since ``start`` as ADDED and what ``words`` left out as REMOVED."""
    news, own = sides(start, now), sides(start, words)
    stands = (piece.mark is Mark.KEPT for piece in news.old for _ in piece.text)
    marks = (piece.mark for piece in own.old for _ in piece.text)
    return run_together(list(_told(news.new, [mark for mark, one in zip(marks, stands, strict=True) if one])))


def _told(pieces: Pieces, marks: Sequence[Mark]) -> Iterator[Piece]:
    """``marks``: of each sign that is not new, in order."""
    at = iter(marks)
    for piece in pieces:
        if piece.mark:
            yield piece
        else:
            yield from (Piece(next(at), sign) for sign in piece.text)


def _without(mark: Mark, pieces: Pieces) -> Pieces:
    return run_together([Piece(Mark.KEPT, one.text) if one.mark is mark else one for one in pieces])
