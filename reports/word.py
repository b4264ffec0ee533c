"""The document model as a Word file on a template: its styles, header, footer and own text are kept."""

from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Final

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.section import CT_SectPr
from docx.oxml.xmlchemy import BaseOxmlElement

from reports.document import Document
from reports.notes import Noted
from reports.steady import steady
from reports.word_about import describe, mark_pages, speak
from reports.word_blocks import Body
from reports.word_custom import add_properties
from reports.word_page import Page
from reports.word_pen import Notes, Pen
from reports.word_picture import Pictures
from reports.word_slots import TITLE, fill, report_slot
from reports.word_stories import BODY, stories
from reports.word_styles import TEMPLATE, TEXT, ids
from reports.word_template import opened
from reports.word_xml import Xml, lay

_SECTION: Final = qn("w:sectPr")


def write(document: Document, template: Path | None = None) -> bytes:
    """The Word file on ``template`` (our own when None). Same input, same bytes.

    The report stands where the template has [Rapporten]; without it, it is all that the body holds.
    Raises BadTemplate, which names the file, and where in it what is wrong.
    """
    word = opened(template or TEMPLATE)
    slot = report_slot(word)
    if slot is None:
        word.element.body.clear_content()
    filled = _filled(word, document)
    pen = Pen(ids(word), Notes(Noted(document), _bookmarks(word)))
    mark_pages(document, word, pen)
    body = Body(document, pen, Page(_section_of(word, slot)), Pictures(word.part).run)
    _lay(body.markup(titled=TITLE in filled), word, slot)
    describe(document, word)
    add_properties(document, word)
    speak(document.properties.language, word, pen.styles[TEXT])
    written = BytesIO()
    word.save(written)
    return steady(written.getvalue(), document.properties.made)


def _filled(word: WordDocument, document: Document) -> set[str]:
    """Fill in body, headers and footers; returns the names of what the body had left open."""
    filled = {story.place: fill(story, document) for story in stories(word)}
    return filled[BODY]


def _bookmarks(word: WordDocument) -> int:
    """The highest id of a bookmark in the template's own text."""
    found = (one.get(qn("w:id"), "") for one in word.element.body.iter(qn("w:bookmarkStart")))
    return max((int(one) for one in found if one.isdecimal()), default=0)


def _section_of(word: WordDocument, slot: BaseOxmlElement | None) -> CT_SectPr:
    """What the pages are like where the report stands: told at the end of a section."""
    if slot is None:
        last: CT_SectPr = word.element.body.get_or_add_sectPr()
        return last
    after = chain(slot.iter(_SECTION), *(one.iter(_SECTION) for one in slot.itersiblings()))
    section: CT_SectPr = next(after)
    return section


def _lay(report: Xml, word: WordDocument, slot: BaseOxmlElement | None) -> None:
    """In the slot's place, or as all that the body holds."""
    if slot is None:
        lay(report, word.element.body.get_or_add_sectPr())
        return
    lay(report, slot)
    if next(slot.iter(_SECTION), None) is None:
        slot.getparent().remove(slot)
    for content in [one for one in slot if one.tag != qn("w:pPr")]:
        slot.remove(content)
