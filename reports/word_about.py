"""What a Word file says about itself: properties, the status at the top of each page, the language."""

from collections.abc import Iterator
from datetime import UTC
from typing import Final

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.section import _Header

from reports.document import Document
from reports.word_styles import HEADER, TEXT
from reports.word_text import writable
from reports.word_xml import element

_LONGEST: Final = 255


def describe(document: Document, word: WordDocument) -> None:
    """The document's own properties, with nothing left of the template's; times are the data cut-off."""
    said = word.core_properties
    said.title = _short(document.title)
    said.author = said.last_modified_by = _short(document.properties.author)
    said.subject = _short(document.properties.subject)
    said.content_status = _short(document.status)
    said.language = document.properties.language
    said.created = said.modified = document.properties.made.astimezone(UTC)
    said.keywords = said.comments = said.category = ""
    said.revision = 1


def _short(text: str) -> str:
    return writable(text)[:_LONGEST]


def mark_status(status: str, word: WordDocument) -> None:
    """The status at the top of every page, first and even pages too; once, if the template has it already."""
    for header in _headers(word):
        paragraphs = header.paragraphs
        if any(paragraph.text.strip() == status for paragraph in paragraphs):
            continue
        empty = next((paragraph for paragraph in paragraphs if not paragraph.text.strip()), None)
        (empty or header.add_paragraph(style=HEADER)).add_run(writable(status))


def _headers(word: WordDocument) -> Iterator[_Header]:
    for section in word.sections:
        yield section.header
        if section.different_first_page_header_footer:
            yield section.first_page_header
        if word.settings.odd_and_even_pages_header_footer:
            yield section.even_page_header


def speak(language: str, word: WordDocument) -> None:
    """The language that a screen reader and the spelling check go by, whatever the template had."""
    look = word.styles[TEXT].element.get_or_add_rPr()
    if look.find(qn("w:lang")) is None:
        look.append(element("w:lang", val=language))
    settings = word.settings.element
    for found in (*word.styles.element.iter(qn("w:lang")), *settings.iter(qn("w:themeFontLang"))):
        found.set(qn("w:val"), language)
