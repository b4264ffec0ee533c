"""The document model as a Word file: real headings, lists and table headers on a template's named styles."""

from datetime import UTC
from io import BytesIO
from pathlib import Path
from typing import Final

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

from reports import word_styles as styles
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
from reports.word_text import writable

_LONGEST_PROPERTY: Final = 255
_KEPT_TOGETHER: Final = 12
_AFTER_TABLE: Final = Pt(8)
_NBSP: Final = "\u00a0"
_STYLE_OF: Final = {Facts: styles.FACT, BulletList: styles.BULLET, Callout: styles.BOX}


def write(document: Document, template: Path | None = None) -> bytes:
    """The Word file on ``template`` (our own when None). Same input, same bytes.

    Raises BadTemplate, which names the file, for a template that is no .docx or lacks a named style.
    """
    word = styles.opened(template or styles.TEMPLATE)
    word.element.body.clear_content()
    _Writer(document, word).write()
    _describe(document, word)
    _speak(word, document.properties.language)
    written = BytesIO()
    word.save(written)
    return steady(written.getvalue(), document.properties.made)


class _Writer:
    """Writes one document's blocks in order."""

    def __init__(self, document: Document, word: WordDocument) -> None:
        self.document = document
        self.word = word
        self.note_style = word.styles[styles.NOTE].style_id

    def write(self) -> None:
        self.word.add_paragraph(writable(self.document.title), styles.TITLE)
        before: Block | None = None
        for block in self.document.blocks:
            self.block(block, after_table=isinstance(before, Table))
            before = block

    def block(self, block: Block, *, after_table: bool) -> None:
        match block:
            case Heading():
                self.word.add_paragraph(writable(block.text), styles.HEADINGS[block.level - 1])
            case Paragraph():
                written = self.paragraph(block, styles.TEXT)
                if after_table:
                    written.paragraph_format.space_before = _AFTER_TABLE
            case Facts() | BulletList() | Callout():
                for item in block.items:
                    self.paragraph(item, _STYLE_OF[type(block)])
            case Table():
                self.table(block)

    def paragraph(self, paragraph: Paragraph, style: str) -> WordParagraph:
        written = self.word.add_paragraph(style=style)
        if paragraph.lead:
            lead_end = ":\t" if style == styles.FACT else " "
            written.add_run(writable(paragraph.lead) + lead_end).bold = True
        for place, sentence in enumerate(paragraph.sentences):
            written.add_run((" " if place else "") + writable(sentence.text))
            self.notes(written, sentence.sources)
        return written

    def notes(self, written: WordParagraph, sources: tuple[Source, ...]) -> None:
        """The note numbers, each a link to its row in the annex: [1, 2]."""
        numbers = self.document.notes(sources)
        for place, number in enumerate(numbers):
            written.add_run(", " if place else f"{_NBSP}[", styles.NOTE)
            written._p.append(self.link(number))  # noqa: SLF001 - python-docx makes no links within a file
        if numbers:
            written.add_run("]", styles.NOTE)

    def link(self, number: int) -> BaseOxmlElement:
        link = _element("w:hyperlink", anchor=_bookmark(number), history="1")
        run, look, words = OxmlElement("w:r"), OxmlElement("w:rPr"), OxmlElement("w:t")
        look.append(_element("w:rStyle", val=self.note_style))
        words.text = str(number)
        run.extend((look, words))
        link.append(run)
        return link

    def table(self, table: Table) -> None:
        self.word.add_paragraph(writable(table.caption), styles.CAPTION)
        written = self.word.add_table(len(table.rows) + 1, len(table.header), styles.TABLE)
        written.autofit = False
        written._tbl.tblPr.append(_element("w:tblCaption", val=writable(table.caption)))  # noqa: SLF001 - read by screen readers; python-docx has no property for it
        rows = list(written.rows)
        for cell, words in zip(rows[0].cells, table.header, strict=True):
            cell.paragraphs[0].text = writable(words)
        for row, cells in zip(rows[1:], table.rows, strict=True):
            self.row(row, cells)
        _mark(rows)
        self.widths(written, table.widths)

    def row(self, row: _Row, cells: tuple[Cell, ...]) -> None:
        """A row whose cells share the first one's source is marked once, in its first cell."""
        first = self.document.notes(cells[0].sources)
        for place, (written, cell) in enumerate(zip(row.cells, cells, strict=True)):
            paragraph = written.paragraphs[0]
            paragraph.add_run(writable(cell.text))
            if cell.note:
                _anchor(paragraph, cell.note)
            elif not place or self.document.notes(cell.sources) != first:
                self.notes(paragraph, cell.sources)

    def widths(self, written: WordTable, shares: tuple[int, ...]) -> None:
        section = self.word.sections[-1]
        page = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
        for column, share in zip(written.columns, shares, strict=True):
            column.width = page * share // sum(shares)
        for row in written.rows:
            for cell, share in zip(row.cells, shares, strict=True):
                cell.width = page * share // sum(shares)


def _mark(rows: list[_Row]) -> None:
    """The header row is one and comes again on a new page; no row is cut; a short table is kept together."""
    rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader"))  # noqa: SLF001 - python-docx has no property for it
    together = rows[:-1] if len(rows) <= _KEPT_TOGETHER else rows[:1]
    for row in rows:
        row._tr.get_or_add_trPr().insert(0, _element("w:cantSplit"))  # noqa: SLF001 - the same
        for cell in row.cells:
            _dress(cell, keep=row in together)


def _dress(cell: _Cell, *, keep: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = styles.TABLE_TEXT
    paragraph.paragraph_format.keep_with_next = keep or None


def _anchor(paragraph: WordParagraph, number: int) -> None:
    start = _element("w:bookmarkStart", id=str(number), name=_bookmark(number))
    paragraph.runs[0]._r.addprevious(start)  # noqa: SLF001 - python-docx has no bookmarks
    paragraph._p.append(_element("w:bookmarkEnd", id=str(number)))  # noqa: SLF001 - the same


def _bookmark(number: int) -> str:
    return f"kalla_{number}"


def _describe(document: Document, word: WordDocument) -> None:
    """What the file says about itself, with nothing left of the template's own."""
    said = word.core_properties
    said.title = writable(document.title)[:_LONGEST_PROPERTY]
    said.author = said.last_modified_by = writable(document.properties.author)[:_LONGEST_PROPERTY]
    said.subject = writable(document.properties.subject)[:_LONGEST_PROPERTY]
    said.content_status = writable(document.status)[:_LONGEST_PROPERTY]
    said.language = document.properties.language
    said.created = said.modified = document.properties.made.astimezone(UTC)
    said.keywords = said.comments = said.category = ""
    said.revision = 1
    for section in word.sections:
        headers = [section.header]
        if section.different_first_page_header_footer:
            headers.append(section.first_page_header)
        for header in headers:
            if document.status not in (paragraph.text.strip() for paragraph in header.paragraphs):
                header.add_paragraph(writable(document.status), styles.HEADER)


def _speak(word: WordDocument, language: str) -> None:
    """The language that a screen reader and the spelling check go by, whatever the template had."""
    settings = word.settings.element
    for found in (
        *word.styles.element.iter(qn("w:lang")),
        *settings.iter(qn("w:themeFontLang")),
    ):
        found.set(qn("w:val"), language)
    look = word.styles[styles.TEXT].element.get_or_add_rPr()
    if look.find(qn("w:lang")) is None:
        look.append(_element("w:lang", val=language))


def _element(tag: str, **attributes: str) -> BaseOxmlElement:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made
