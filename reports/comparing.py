"""What differs between two versions of the report: by section, by paragraph and word, tables by row."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import groupby

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
from reports.matching import Work, gaps, matched
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

    ``change``: ADDED or REMOVED for a section that stands in one version alone, else KEPT. ``rewritten``: so
    much is changed that it is not told line by line: all the old lines stand first, then all the new.
    """

    key: str
    title: str
    change: Change
    lines: tuple[LineDiff, ...]
    rewritten: bool = False


@dataclass(frozen=True)
class _Line:
    shape: Shape
    text: str

    @cached_property
    def name(self) -> str:
        """What a row is about."""
        return self.text.partition(_CELLS)[0]

    @cached_property
    def said(self) -> Counter[str]:
        return Counter(_SAID.findall(self.text.casefold()))


_CELLS = " | "
_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_SAID = re.compile(r"\w+")
_NUMBERED = re.compile(r"^((?:Tabell|Figur)) \d+\. |^Siffrorna i figur \d+\. ")
_ALIKE = 0.5
"""The least share of words in common for one line to be told as another that was changed."""

_LONGEST = 2_000
"""Words and signs of a line that is compared word by word."""

MOST_WORK = 2_000_000
"""Steps of comparing two versions: one line or word tried with another, one word looked for."""

MOST_OF_SECTION = 500_000
"""So that one section leaves work for the others."""


def differences(before: Document, after: Document, most: Work | None = None) -> tuple[SectionDiff, ...]:
    """The sections that differ, in the order of the later version, those that went away last.

    Sources and note numbers do not count, nor a caption's number or the version's own. ``most``: the work
    that may be done, counted down; a section that it does not suffice for is told as rewritten.
    """
    work = most or Work(MOST_WORK)
    old = {section.key: section for section in before.sections}
    keys = {section.key for section in after.sections}
    pairs = [(section, _lines(old.get(section.key)), _lines(section)) for section in after.sections]
    pairs += [(section, _lines(section), []) for key, section in old.items() if key not in keys]
    return tuple(_section(*pair, work) for pair in pairs if pair[1] != pair[2])


def _section(shown: Section, before: Sequence[_Line], after: Sequence[_Line], work: Work) -> SectionDiff:
    change = Change.KEPT if before and after else Change.ADDED if after else Change.REMOVED
    share = min(MOST_OF_SECTION, work.left)
    own = Work(share)
    lines = tuple(_compared(before, after, own))
    work.left -= share - own.left
    if own.over:
        gone = (_whole(line, Change.REMOVED) for line in before)
        lines = (*gone, *(_whole(line, Change.ADDED) for line in after))
    return SectionDiff(shown.key, shown.title, change, lines, own.over)


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


def _compared(before: Sequence[_Line], after: Sequence[_Line], work: Work) -> Iterator[LineDiff]:
    pairs = matched(before, after, work)
    kept = [_whole(after[place], Change.KEPT) for _, place in pairs]
    for place, (gone, come) in enumerate(gaps(pairs, len(before), len(after))):
        yield from _replaced(before[gone], after[come], work)
        yield from kept[place : place + 1]


def _replaced(before: Sequence[_Line], after: Sequence[_Line], work: Work) -> Iterator[LineDiff]:
    """Lines alike are told word by word, in order; the others are taken away or come new."""
    told = 0
    for line in after:
        left = range(told, told if work.over else len(before))
        place = next((at for at in left if _alike(before[at], line, work)), None)
        if place is None:
            yield _whole(line, Change.ADDED)
            continue
        yield from (_whole(one, Change.REMOVED) for one in before[told:place])
        yield LineDiff(line.shape, tuple(_words(before[place].text, line.text, work)))
        told = place + 1
    yield from (_whole(one, Change.REMOVED) for one in before[told:])


def _alike(before: _Line, after: _Line, work: Work) -> bool:
    """Rows are alike when they are named alike, other lines when they share enough of their words."""
    if not work.takes(1) or before.shape is not after.shape:
        return False
    if before.shape is Shape.ROW:
        return before.name == after.name
    few, many = sorted((before.said, after.said), key=len)
    if not work.takes(len(few)):
        return False
    shared = sum(min(times, many[word]) for word, times in few.items())
    return 2 * shared >= _ALIKE * (few.total() + many.total())


def _words(before: str, after: str, work: Work) -> Iterator[Piece]:
    for change, group in groupby(_word_by_word(before, after, work), key=lambda piece: piece.change):
        yield Piece(change, "".join(piece.text for piece in group))


def _word_by_word(before: str, after: str, work: Work) -> Iterator[Piece]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    if max(len(old), len(new)) > _LONGEST:
        yield from (Piece(Change.REMOVED, before), Piece(Change.ADDED, after))
        return
    pairs = matched(old, new, work)
    for place, (gone, come) in enumerate(gaps(pairs, len(old), len(new))):
        if gone.start < gone.stop:
            yield Piece(Change.REMOVED, "".join(old[gone]))
        if come.start < come.stop:
            yield Piece(Change.ADDED, "".join(new[come]))
        yield from (Piece(Change.KEPT, old[at]) for at, _ in pairs[place : place + 1])


def _whole(line: _Line, change: Change) -> LineDiff:
    return LineDiff(line.shape, (Piece(change, line.text),))
