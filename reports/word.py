"""The document model as a Word file: real headings, lists and table headers on a template's named styles."""

from io import BytesIO
from pathlib import Path
from typing import Final

from docx.document import Document as WordDocument
from docx.shared import Pt
from docx.table import Table as WordTable
from docx.table import _Row
from docx.text.paragraph import Paragraph as WordParagraph

from reports import word_about, word_styles, word_xml
from reports.document import (
    Block,
    BulletList,
    Callout,
    Cell,
    Document,
    Facts,
    Heading,
    Paragraph,
    Source,
    Table,
)
from reports.steady import steady
from reports.word_styles import BOX, BULLET, CAPTION, FACT, HEADINGS, NOTE, TABLE, TABLE_TEXT, TEXT, TITLE
from reports.word_text import writable

_AFTER_TABLE: Final = Pt(8)
_NBSP: Final = "\u00a0"
_STYLE_OF: Final = {Facts: FACT, BulletList: BULLET, Callout: BOX}


def write(document: Document, template: Path | None = None) -> bytes:
    """The Word file on ``template`` (our own when None). Same input, same bytes.

    Raises BadTemplate, which names the file, for a template that is no .docx or lacks a named style.
    """
    word = word_styles.opened(template or word_styles.TEMPLATE)
    word.element.body.clear_content()
    _Writer(document, word).write()
    word_about.describe(document, word)
    word_about.mark_status(document.status, word)
    word_about.speak(document.properties.language, word)
    written = BytesIO()
    word.save(written)
    return steady(written.getvalue(), document.properties.made)


class _Writer:
    """Writes one document's blocks in order."""

    def __init__(self, document: Document, word: WordDocument) -> None:
        self.document = document
        self.word = word
        self.ids = word_styles.ids(word)

    def write(self) -> None:
        self.line(self.document.title, TITLE)
        blocks = self.document.blocks
        for before, block, after in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
            self.block(block, before, after)

    def block(self, block: Block, before: Block | None, after: Block | None) -> None:
        match block:
            case Heading():
                self.line(block.text, HEADINGS[block.level - 1])
            case Paragraph():
                _placed(self.paragraph(block, TEXT), before, after)
            case Facts() | BulletList() | Callout():
                written = [self.paragraph(item, _STYLE_OF[type(block)]) for item in block.items]
                if isinstance(before, Table) and written:
                    written[0].paragraph_format.space_before = _AFTER_TABLE
                for item in written[:-1] if isinstance(block, Callout) else ():
                    item.paragraph_format.keep_with_next = True
            case Table():
                self.table(block)

    def line(self, text: str, style: str) -> WordParagraph:
        return word_xml.styled(self.word.add_paragraph(writable(text)), self.ids[style])

    def paragraph(self, paragraph: Paragraph, style: str) -> WordParagraph:
        written = self.line("", style)
        if paragraph.lead:
            lead_end = ":\t" if style == FACT else " "
            written.add_run(writable(paragraph.lead) + lead_end).bold = True
        for place, sentence in enumerate(paragraph.sentences):
            written.add_run((" " if place else "") + writable(sentence.text))
            self.notes(written, sentence.sources)
        return written

    def notes(self, written: WordParagraph, sources: tuple[Source, ...]) -> None:
        """The note numbers, each a link to its row in the annex: [1, 2]."""
        numbers = self.document.notes(sources)
        style = self.ids[NOTE]
        for place, number in enumerate(numbers):
            word_xml.styled_run(written.add_run(f",{_NBSP}" if place else f"{_NBSP}["), style)
            word_xml.link(written, number, style)
        if numbers:
            word_xml.styled_run(written.add_run("]"), style)

    def table(self, table: Table) -> None:
        self.line(table.caption, CAPTION)
        written = self.word.add_table(len(table.rows) + 1, len(table.header), TABLE)
        written.autofit = False
        word_xml.name_table(written, writable(table.caption))
        rows = list(written.rows)
        for cell, words in zip(rows[0].cells, table.header, strict=True):
            word_xml.styled(cell.paragraphs[0], self.ids[TABLE_TEXT]).add_run(writable(words))
        for row, cells in zip(rows[1:], table.rows, strict=True):
            self.row(row, cells)
        word_xml.mark_rows(rows)
        self.widths(written, table.widths)

    def row(self, row: _Row, cells: tuple[Cell, ...]) -> None:
        """A row whose cells share the first one's source is marked once, in its first cell."""
        first = self.document.notes(cells[0].sources)
        for place, (written, cell) in enumerate(zip(row.cells, cells, strict=True)):
            paragraph = word_xml.styled(written.paragraphs[0], self.ids[TABLE_TEXT])
            paragraph.add_run(writable(cell.text))
            if cell.note:
                word_xml.anchor(paragraph, cell.note)
            elif not place or self.document.notes(cell.sources) != first:
                self.notes(paragraph, cell.sources)

    def widths(self, written: WordTable, shares: tuple[int, ...]) -> None:
        section = self.word.sections[-1]
        page = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
        whole = sum(shares)
        for column, share in zip(written.columns, shares, strict=True):
            column.width = page * share // whole
        for row in written.rows:
            for cell, share in zip(row.cells, shares, strict=True):
                cell.width = page * share // whole


def _placed(written: WordParagraph, before: Block | None, after: Block | None) -> None:
    """Air below a table. Words that open a table or a section go with it to the next page."""
    if isinstance(before, Table):
        written.paragraph_format.space_before = _AFTER_TABLE
    opens_section = isinstance(before, Heading) and isinstance(after, Heading) and after.level > before.level
    if opens_section or isinstance(after, Table):
        written.paragraph_format.keep_with_next = True
