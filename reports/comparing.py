"""What differs between two versions of the report: by section, by paragraph and word, tables by row."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from reports.anchors import paragraph_text
from reports.document import (
    Block,
    BulletList,
    Callout,
    Chart,
    Document,
    Facts,
    Heading,
    Paragraph,
    Section,
    Table,
)
from reports.marking import VERSION
from reports.writable import writable


class Change(StrEnum):
    KEPT = "oförändrat"
    ADDED = "tillagt"
    REMOVED = "borttaget"


@dataclass(frozen=True)
class Piece:
    """A run of text. Pieces laid after each other are the whole text."""

    change: Change
    text: str


class Shape(StrEnum):
    """What a line is a line of."""

    HEADING = "rubrik"
    PARAGRAPH = "stycke"
    ITEM = "punkt"
    CAPTION = "tabell eller figur"
    ROW = "rad"


@dataclass(frozen=True)
class LineDiff:
    """A heading, a paragraph, an item of a list, a caption or a row, with what became of its words."""

    shape: Shape
    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        return any(piece.change is not Change.KEPT for piece in self.pieces)


@dataclass(frozen=True)
class SectionDiff:
    """A section that differs. ``lines`` are all of it, also the kept, in the order of the later version.

    ``change``: ADDED or REMOVED for a section that stands in one version alone, else KEPT.
    """

    key: str
    title: str
    change: Change
    lines: tuple[LineDiff, ...]


@dataclass(frozen=True)
class _Line:
    shape: Shape
    text: str


_CELLS = " | "
_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_SAID = re.compile(r"\w+")
_NUMBERED = re.compile(r"^((?:Tabell|Figur)) \d+\. |^Siffrorna i figur \d+\. ")
_ALIKE = 0.5
"""The least share of words in common for one line to be told as another that was changed."""

_LONGEST = 2_000
"""Words and signs of a line that is compared word by word: it takes the square of their number."""


def differences(before: Document, after: Document) -> tuple[SectionDiff, ...]:
    """The sections that differ, in the order of the later version, those that went away last.

    Sources and note numbers do not count, nor a caption's number or the version's own.
    """
    old = {section.key: section for section in before.sections}
    keys = {section.key for section in after.sections}
    found = [_section(section, _lines(old.get(section.key)), _lines(section)) for section in after.sections]
    gone = [_section(section, _lines(section), []) for key, section in old.items() if key not in keys]
    return tuple(diff for diff in (*found, *gone) if any(line.changed for line in diff.lines))


def _section(shown: Section, before: Sequence[_Line], after: Sequence[_Line]) -> SectionDiff:
    change = Change.KEPT if before and after else Change.ADDED if after else Change.REMOVED
    return SectionDiff(shown.key, shown.title, change, tuple(_compared(before, after)))


def _lines(section: Section | None) -> list[_Line]:
    return [line for block in section.blocks for line in _of(block) if line.text] if section else []


def _of(block: Block) -> Iterator[_Line]:
    match block:
        case Heading():
            yield _Line(Shape.HEADING, writable(block.text))
        case Paragraph():
            yield _Line(Shape.PARAGRAPH, paragraph_text(block))
        case Facts() | BulletList() | Callout():
            there = (item for item in block.items if item.lead != VERSION)
            yield from (_Line(Shape.ITEM, paragraph_text(item)) for item in there)
        case Table():
            yield from _table(block)
        case Chart():
            yield _Line(Shape.CAPTION, _caption(block.caption))
            yield from _table(block.table)


def _table(table: Table) -> Iterator[_Line]:
    yield _Line(Shape.CAPTION, _caption(table.caption))
    yield _Line(Shape.ROW, _CELLS.join(map(writable, table.header)))
    for row in table.rows:
        yield _Line(Shape.ROW, _CELLS.join(writable(cell.text) for cell in row))


def _caption(words: str) -> str:
    """Without its number, which moves when another table comes before it."""
    return _NUMBERED.sub("", writable(words))


def _compared(before: Sequence[_Line], after: Sequence[_Line]) -> Iterator[LineDiff]:
    for tag, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (_whole(line, Change.KEPT) for line in after[first:last])
        else:
            yield from _replaced(before[start:end], after[first:last])


def _replaced(before: Sequence[_Line], after: Sequence[_Line]) -> Iterator[LineDiff]:
    """Lines alike are told word by word, in order; the others are taken away or come new."""
    left = list(before)
    for line in after:
        place = next((at for at, one in enumerate(left) if _alike(one, line)), None)
        if place is None:
            yield _whole(line, Change.ADDED)
            continue
        yield from (_whole(one, Change.REMOVED) for one in left[:place])
        yield LineDiff(line.shape, tuple(_words(left[place].text, line.text)))
        left = left[place + 1 :]
    yield from (_whole(one, Change.REMOVED) for one in left)


def _alike(before: _Line, after: _Line) -> bool:
    """Rows are alike when they are named alike, other lines when they share enough of their words."""
    if before.shape is not after.shape:
        return False
    if before.shape is Shape.ROW:
        return before.text.partition(_CELLS)[0] == after.text.partition(_CELLS)[0]
    old, new = (Counter(_SAID.findall(line.text.casefold())) for line in (before, after))
    return 2 * (old & new).total() >= _ALIKE * (old.total() + new.total())


def _words(before: str, after: str) -> Iterator[Piece]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    if max(len(old), len(new)) > _LONGEST:
        yield from (Piece(Change.REMOVED, before), Piece(Change.ADDED, after))
        return
    for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(Change.KEPT, "".join(new[first:last]))
            continue
        if start < end:
            yield Piece(Change.REMOVED, "".join(old[start:end]))
        if first < last:
            yield Piece(Change.ADDED, "".join(new[first:last]))


def _whole(line: _Line, change: Change) -> LineDiff:
    return LineDiff(line.shape, (Piece(change, line.text),))
