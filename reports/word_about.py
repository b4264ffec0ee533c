"""What a Word file says about itself: properties, the status at the top of each page, the language."""

from datetime import UTC
from typing import Final

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from reports.document import Document
from reports.word_pen import Pen
from reports.word_slots import text_of
from reports.word_styles import HEADER, styles_in
from reports.word_watermark import watermark
from reports.word_xml import NOTHING, element, parsed, run
from reports.writable import writable

_LONGEST: Final = 255
_SHOWN: Final = (qn("w:drawing"), qn("w:pict"), qn("w:object"), qn("w:fldChar"), qn("w:fldSimple"))


def describe(document: Document, word: WordDocument) -> None:
    """The document's own properties, with nothing left of the template's; times are the data cut-off."""
    said = word.core_properties
    said.title = _short(document.title)
    said.author = said.last_modified_by = _short(document.properties.author)
    said.subject = _short(document.properties.subject)
    said.content_status = _short(document.status)
    said.identifier = _short(document.properties.record)
    said.version = _short(document.properties.version)
    said.language = document.properties.language
    said.created = said.modified = document.properties.made.astimezone(UTC)
    said.keywords = said.comments = said.category = ""
    said.revision = 1


def _short(text: str) -> str:
    return writable(text)[:_LONGEST]


def mark_pages(document: Document, word: WordDocument, pen: Pen) -> None:
    """The status at the top of every page and the watermark across it, on first and even pages too.

    The status is not said twice when the template's header has it already.
    """
    status = writable(document.status)
    for number, header in enumerate(_headers(word), start=1):
        said = any(status in text_of(one) for one in header.iter(qn("w:p")))
        paragraph = _last(header, pen) if said else _free(header, pen)
        if not said:
            paragraph.extend(parsed(run(status)))
        if document.watermark:
            paragraph.extend(parsed(watermark(writable(document.watermark), number)))


def _headers(word: WordDocument) -> list[BaseOxmlElement]:
    """The root of each, once: a section may show that of the one before. One that is missing is made."""
    roots: dict[str, BaseOxmlElement] = {}
    even = word.settings.odd_and_even_pages_header_footer
    for section in word.sections:
        first = section.different_first_page_header_footer
        shown = (
            section.header,
            *((section.first_page_header,) if first else ()),
            *((section.even_page_header,) if even else ()),
        )
        roots.update((str(one.part.partname), one.part.element) for one in shown)
    return list(roots.values())


def _free(header: BaseOxmlElement, pen: Pen) -> BaseOxmlElement:
    """The header's first paragraph that shows nothing, or else a new one at its end."""
    paragraphs: list[BaseOxmlElement] = header.findall(qn("w:p"))
    for paragraph in paragraphs:
        if not text_of(paragraph).strip() and next(paragraph.iter(*_SHOWN), None) is None:
            return paragraph
    return _added(header, pen)


def _last(header: BaseOxmlElement, pen: Pen) -> BaseOxmlElement:
    paragraphs: list[BaseOxmlElement] = header.findall(qn("w:p"))
    return paragraphs[-1] if paragraphs else _added(header, pen)


def _added(header: BaseOxmlElement, pen: Pen) -> BaseOxmlElement:
    (made,) = parsed(pen.line(NOTHING, HEADER))
    header.append(made)
    return made


def speak(language: str, word: WordDocument, style_id: str) -> None:
    """The language that a screen reader and the spelling check go by, whatever the template had.

    ``style_id``: of the text's style. Nobody is asked whether to update fields when the file is opened.
    """
    text = next(one for one in styles_in(word) if one.id == style_id).element
    look = text.get_or_add_rPr()
    if look.find(qn("w:lang")) is None:
        look.append(parsed(element("w:lang", val=language))[0])
    settings = word.settings.element
    for found in (*word.styles.element.iter(qn("w:lang")), *settings.iter(qn("w:themeFontLang"))):
        found.set(qn("w:val"), language)
    for asking in settings.findall(qn("w:updateFields")):
        settings.remove(asking)
