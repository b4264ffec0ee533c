"""The report as plain data, for the Typst files to set: people's texts are never a part of their source."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from domain.swedish import moment
from reports.captions import caption_parts
from reports.columns import Room, column_widths, number_columns
from reports.document import (
    Block,
    BulletList,
    Callout,
    Cell,
    Chart,
    Document,
    Facts,
    Heading,
    Paragraph,
    Section,
    Sentence,
    Table,
)
from reports.edition import edition
from reports.keeping import kept_with_next
from reports.languages import in_languages
from reports.notes import Noted, Shown
from reports.outlined import first_annex, has_contents
from reports.pdf_text import breakable, clean, may_be_wider
from reports.titles import parts_of

Data = dict[str, Any]
"""What JSON can hold, by name."""

_LISTS: Final = {Facts: "facts", BulletList: "list", Callout: "callout"}
_WHOLE_ROWS: Final = 8
_LAST: Final = 2
"""Rows at the end of a longer table that stand on one page: none of them alone on the next."""

_WHOLE_TEXT: Final = 1500
_WHOLE_ROW_TEXT: Final = 700
_ACROSS: Final = 9071
"""How wide the text is, in twentieths of a point: the page's 21 cm without its margins (typst/report.typ)."""

_ROOM: Final = Room(letter=96, margins=200, longest=13)
_LONG: Final = re.compile(r"[^\W\d_]{13}")
"""Only so long a word of a table is hyphenated where it has room without."""

_HEADER_TEXT: Final = 1000
"""In signs. A header row of more is a page of its own, and Typst takes minutes to set one again and again."""


def content(document: Document) -> Data:
    """All that the report says, in order, with its properties."""
    return _Content(document).whole()


class _Content:
    """``met``: the notes that have been written so far, so that a note's row can lead back to the first."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.noted = Noted(document)
        self.met: set[int] = set()
        self.pictures = 0
        self.language = ""

    def whole(self) -> Data:
        properties = self.document.properties
        return {
            "title": clean(self.document.title),
            "title_parts": [breakable(part) for part in parts_of(self.document.title)],
            "status": breakable(self.document.status),
            "contents": has_contents(self.document),
            "watermark": clean(self.document.watermark),
            "author": clean(properties.author),
            "subject": clean(properties.subject),
            "language": properties.language,
            "foot": [breakable(words) for words in _foot(self.document)],
            "keywords": [clean(words) for words in _keywords(self.document)],
            "sections": [self.section(section) for section in self.document.sections],
        }

    def section(self, section: Section) -> Data:
        self.language = section.language
        kept = kept_with_next(section.blocks)
        return {
            "key": section.key,
            "new_page": section.key == first_annex(self.document),
            "language": section.language or self.document.properties.language,
            "blocks": [
                {**self.block(block), "opens": place in kept} for place, block in enumerate(section.blocks)
            ],
        }

    def block(self, block: Block) -> Data:
        match block:
            case Heading():
                return {"is": "heading", "level": block.level, "words": breakable(block.text)}
            case Paragraph():
                return {"is": "paragraph", **self.paragraph(block)}
            case Facts() | BulletList() | Callout():
                return {"is": _LISTS[type(block)], **self.items(block.items)}
            case Table():
                return {"is": "table", **self.table(block)}
            case Chart():
                return {"is": "chart", **self.chart(block)}

    def paragraph(self, paragraph: Paragraph) -> Data:
        noted = self.noted.said(paragraph.sentences)
        return {"lead": breakable(paragraph.lead), "said": self.said(paragraph.sentences, noted)}

    def items(self, items: tuple[Paragraph, ...]) -> Data:
        told = zip(items, self.noted.items(items), strict=True)
        return {
            "items": [
                {"lead": breakable(item.lead), "said": self.said(item.sentences, noted)}
                for item, noted in told
            ],
            "whole": sum(len(one.text) for item in items for one in item.sentences) <= _WHOLE_TEXT,
        }

    def said(self, sentences: Iterable[Sentence], noted: Iterable[Shown]) -> list[Data]:
        return [
            {"parts": self.parts(sentence.text), "notes": [self.note(number) for number in numbers]}
            for sentence, numbers in zip(sentences, noted, strict=True)
        ]

    def parts(self, text: str) -> list[Data]:
        """The text in parts of one language each; "" for the language of its section."""
        spoken = self.document.properties.language
        return [
            {"words": breakable(words), "language": spoken if foreign else ""}
            for words, foreign in in_languages(text, self.language)
        ]

    def note(self, number: int) -> Data:
        """``leads``: it has a row to lead to. ``first``: the place that the row leads back to."""
        leads = number in self.noted.explained
        first = leads and number not in self.met
        self.met.add(number)
        return {"number": str(number), "leads": leads, "first": first}

    def table(self, table: Table) -> Data:
        widths = column_widths(table, _ACROSS, _ROOM)
        rooms = [each - _ROOM.margins for each in widths]
        rows = [self.row(row, rooms) for row in table.rows]
        signs = [sum(len(cell["words"]) for cell in row) for row in rows]
        return {
            **_caption(table.caption),
            "header": [_words(words, room) for words, room in zip(table.header, rooms, strict=True)],
            "again": sum(map(len, (table.caption, *table.header))) <= _HEADER_TEXT,
            "widths": widths,
            "numbers": number_columns(table),
            "rows": rows,
            "whole": len(rows) <= _WHOLE_ROWS and sum(signs) <= _WHOLE_TEXT,
            "whole_rows": [one <= _WHOLE_ROW_TEXT for one in signs],
            "foot": _LAST if len(rows) > _WHOLE_ROWS and max(signs[-_LAST:]) <= _WHOLE_ROW_TEXT else 0,
        }

    def row(self, row: tuple[Cell, ...], rooms: list[int]) -> list[Data]:
        noted = self.noted.row(row)
        return [self.cell(*each) for each in zip(row, noted, rooms, strict=True)]

    def cell(self, cell: Cell, numbers: tuple[int, ...], room: int) -> Data:
        """``note``: the note that leads here, "" for none; ``back``: there is a place to lead back to."""
        return {
            **_words(cell.text, room),
            "notes": [self.note(number) for number in numbers],
            "note": str(cell.note) if cell.is_led_to else "",
            "back": cell.note in self.met,
        }

    def chart(self, chart: Chart) -> Data:
        self.pictures += 1
        return {
            **_caption(chart.caption),
            "alt": clean(chart.alt),
            "picture": picture_name(self.pictures),
            "notes": self.said(chart.notes, self.noted.said(chart.notes)),
            "tables": [self.table(chart.table)] if chart.table_shown else [],
            "whole": sum(len(one.text) for one in chart.notes) <= _WHOLE_TEXT,
        }


def picture_name(number: int) -> str:
    """What the picture of the document's n-th chart is called."""
    return f"figur-{number}"


def _words(text: str, room: int) -> Data:
    """What stands in a cell. ``tight``: a word may be wider than ``room``; ``long``: one is hyphenated."""
    words = breakable(text)
    return {"words": words, "tight": may_be_wider(words, room), "long": bool(_LONG.search(words))}


def _caption(caption: str) -> Data:
    """What the table or figure is called, such as "Tabell 3.", and what it shows."""
    name, words = caption_parts(caption)
    return {"name": breakable(name), "caption": breakable(words)}


def _foot(document: Document) -> Iterator[str]:
    """What stands at the foot of every page: which document this is."""
    said = document.properties
    yield from (words for words in (f"Dnr {said.record}" if said.record else "", edition(said)) if words)


def _keywords(document: Document) -> Iterator[str]:
    """What a register looks for: all of it stands on the cover too."""
    said = document.properties
    if said.record:
        yield f"Diarienummer: {said.record}"
    if said.version:
        yield f"Version: {said.version}"
    yield f"Status: {document.status}"
    yield f"Svar hämtade t.o.m. {moment(said.made)}"
