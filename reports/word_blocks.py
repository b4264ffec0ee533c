"""The blocks of the report as Word's paragraphs and tables, section by section."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, islice
from typing import Final

from reports.columns import is_too_wide
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
from reports.keeping import kept_with_next
from reports.outlined import first_annex
from reports.word_contents import Contents
from reports.word_page import Page, hardly_there
from reports.word_pen import Pen, Stand
from reports.word_styles import BOX, BULLET, CAPTION, FACT, HEADINGS, TEXT, TITLE
from reports.word_table import ROOM, table_of
from reports.word_xml import Xml, field, joined, lines
from reports.writable import writable

Pictured = Callable[[Chart, int], Xml]
"""A chart's picture as a run, at most so many twentieths of a point wide."""

_MAY_BE_WIDE: Final = frozenset({"tables", "municipalities", "method"})
"""Sections that turn the page when a table of theirs needs it."""

_STYLE_OF: Final = {Facts: FACT, BulletList: BULLET, Callout: BOX}
_NUMBERED: Final = re.compile(r"(Tabell|Figur|Table|Figure) (\d+)(?=\.)")


@dataclass(frozen=True)
class _Placed:
    """A block with its number in the document and its neighbours."""

    at: int
    before: Block | None
    block: Block
    after: Block | None


class Body:
    """Writes one document's blocks."""

    def __init__(self, document: Document, pen: Pen, page: Page, pictured: Pictured) -> None:
        self._document = document
        self._pen = pen
        self._page = page
        self._pictured = pictured
        self._width = page.width
        self._contents = Contents(document)
        self._first_annex = first_annex(document)
        self._kept = kept_with_next(document.blocks)
        self._numbered: dict[str, int] = {}

    def markup(self, *, titled: bool) -> Xml:
        """The whole report. ``titled``: its title stands in the template's own text already."""
        title = [] if titled else [self._pen.line(self._pen.text(self._document.title), TITLE)]
        # A table at the end would grow together with one that the template has after it.
        last = next(reversed(self._document.blocks), None)
        end = [hardly_there()] if _ends_in_table(last) else []
        return joined((*title, *self._sections(), *end))

    def _sections(self) -> Iterator[Xml]:
        blocks = self._document.blocks
        placed = map(_Placed, count(), (None, *blocks), blocks, (*blocks[1:], None))
        for section in self._document.sections:
            own = islice(placed, len(section.blocks))
            yield from self._turned(section, own) if self._is_wide(section) else self._section(section, own)

    def _is_wide(self, section: Section) -> bool:
        tables = (block for block in section.blocks if isinstance(block, Table))
        wide = any(is_too_wide(table, self._page.width, ROOM) for table in tables)
        return wide and section.key in _MAY_BE_WIDE

    def _turned(self, section: Section, placed: Iterator[_Placed]) -> Iterator[Xml]:
        yield self._page.turn()
        self._width = self._page.height
        yield from self._section(section, placed)
        self._width = self._page.width
        yield self._page.turn_back()

    def _section(self, section: Section, placed: Iterator[_Placed]) -> Iterator[Xml]:
        pen = self._pen.speaking(section.language)
        own_page = section.key == self._first_annex
        for one in placed:
            yield from self._block(one, pen, own_page=own_page)
            own_page = False

    def _block(self, placed: _Placed, pen: Pen, *, own_page: bool) -> Iterator[Xml]:
        match placed.block:
            case Heading() as heading:
                yield from self._heading(heading, pen, self._contents.place(placed.at), own_page=own_page)
            case Paragraph() as paragraph:
                yield pen.paragraph(paragraph, TEXT, self._stand(placed))
            case Facts() | BulletList() | Callout() as listed:
                yield from _items(listed, pen, after_table=_ends_in_table(placed.before))
            case Table() as table:
                yield from self._table(table, pen)
            case Chart() as chart:
                yield from self._chart(chart, pen)

    def _heading(self, heading: Heading, pen: Pen, place: int, *, own_page: bool) -> Iterator[Xml]:
        """The contents stand before the first heading of all, and what follows them begins a page."""
        content = pen.text(heading.text)
        if place:
            content = self._contents.marked(place, pen.notes.last, content)
            if place == 1:
                yield self._contents.markup(self._pen)
        stand = Stand(new_page=own_page or place == 1)
        yield pen.line(content, HEADINGS[heading.level - 1], stand)

    def _table(self, table: Table, pen: Pen) -> Iterator[Xml]:
        yield self._caption(table.caption, pen)
        yield table_of(table, pen, self._width)

    def _chart(self, chart: Chart, pen: Pen) -> Iterator[Xml]:
        yield self._caption(chart.caption, pen)
        yield pen.line(self._pictured(chart, self._width), TEXT, Stand(with_next=bool(chart.notes)))
        if chart.notes:
            yield pen.paragraph(Paragraph(chart.notes), TEXT)
        if chart.table_shown:
            yield from self._table(chart.table, pen)

    def _stand(self, placed: _Placed) -> Stand:
        """Air below a table."""
        return Stand(with_next=placed.at in self._kept, after_table=_ends_in_table(placed.before))

    def _caption(self, text: str, pen: Pen) -> Xml:
        """On the page of what it names. Its number is a field, so that Word can number anew and list them."""
        found = _NUMBERED.match(text)
        if not found:
            return pen.line(pen.text(text), CAPTION, Stand(with_next=True))
        label, number = found[1], int(found[2])
        follows = number == self._numbered.get(label, 0) + 1
        self._numbered[label] = number
        code = f"SEQ {label} \\* ARABIC" + ("" if follows else f" \\r {number}")
        shown = field(code, lines(str(number), pen.look))
        rest = lines(writable(text[found.end() :]), pen.look)
        return pen.line(joined((lines(f"{label} ", pen.look), shown, rest)), CAPTION, Stand(with_next=True))


def _items(block: Facts | BulletList | Callout, pen: Pen, *, after_table: bool) -> Iterator[Xml]:
    """A box is not parted by a page."""
    style = _STYLE_OF[type(block)]
    last = len(block.items) - 1
    noted = pen.notes.noted.items(block.items)
    for place, (item, numbers) in enumerate(zip(block.items, noted, strict=True)):
        with_next = isinstance(block, Callout) and place < last
        stand = Stand(with_next=with_next, after_table=after_table and not place)
        yield pen.item(item, numbers, style, stand)


def _ends_in_table(block: Block | None) -> bool:
    return isinstance(block, Table | Chart)
