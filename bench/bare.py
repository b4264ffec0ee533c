"""The report written by the bare libraries: what Word and Typst themselves cost, for the same words."""

import json
from datetime import UTC
from io import BytesIO
from pathlib import Path

import docx
import typst
from docx.document import Document as WordDocument

from reports import fonts
from reports.document import (
    Block,
    BulletList,
    Callout,
    Chart,
    Document,
    Facts,
    Heading,
    Paragraph,
    Table,
)
from reports.pdf_content import content, picture_name
from reports.picture import png, svg
from reports.writable import writable

_TYPST = Path(fonts.__file__).parent / "typst"


def word(document: Document) -> bytes:
    """Headings, paragraphs, tables and pictures on python-docx's own template, without notes and links."""
    made = docx.Document()
    for block in document.blocks:
        _write(made, block)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _write(made: WordDocument, block: Block) -> None:
    match block:
        case Heading():
            made.add_heading(writable(block.text), block.level)
        case Paragraph():
            _paragraph(made, block, "Normal")
        case Facts() | Callout() | BulletList():
            for item in block.items:
                _paragraph(made, item, "List Bullet")
        case Table():
            _table(made, block)
        case Chart():
            _chart(made, block)


def _paragraph(made: WordDocument, paragraph: Paragraph, style: str) -> None:
    written = made.add_paragraph(style=style)
    if paragraph.lead:
        written.add_run(f"{writable(paragraph.lead)} ").bold = True
    for sentence in paragraph.sentences:
        written.add_run(f"{writable(sentence.text)} ")


def _chart(made: WordDocument, chart: Chart) -> None:
    made.add_picture(BytesIO(png(chart.drawing)))
    made.add_paragraph(writable(chart.caption), "Caption")
    for note in chart.notes:
        made.add_paragraph(writable(note.text))
    _table(made, chart.table)


def _table(made: WordDocument, table: Table) -> None:
    """Row by row: asking the table for each cell by its place takes far longer."""
    made.add_paragraph(writable(table.caption), "Caption")
    written = made.add_table(1 + len(table.rows), len(table.header))
    rows = (table.header, *(tuple(cell.text for cell in row) for row in table.rows))
    for row, texts in zip(written.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = writable(text)


class Source:
    """What Typst is given for a PDF, made ready: compiling it is all that is left."""

    def __init__(self, document: Document) -> None:
        charts = [block for block in document.blocks if isinstance(block, Chart)]
        report = json.dumps({**content(document), "fonts": fonts.FAMILIES}, ensure_ascii=False)
        pictures = {picture_name(at): svg(one.drawing).decode() for at, one in enumerate(charts, start=1)}
        self._inputs = {"report": report, **pictures}
        self._made = document.properties.made.astimezone(UTC).replace(microsecond=0)
        self._fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.folder())]
        )

    def compile(self) -> bytes:
        """By the standards that the report keeps to."""
        return typst.compile(
            _TYPST / "report.typ",
            root=_TYPST,
            font_paths=self._fonts,
            format="pdf",
            sys_inputs=self._inputs,
            pdf_standards=["ua-1", "a-2a"],
            timestamp=self._made,
        )
