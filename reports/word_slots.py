"""What a template leaves open: [Titel], [Diarienummer] and so on, and [Rapporten] where the report goes."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from domain.swedish import day
from reports.cover import NO_RECORD
from reports.document import Document
from reports.edition import edition
from reports.titles import parts_of
from reports.word_stories import Story
from reports.word_xml import SPACE
from reports.writable import writable

REPORT: Final = "rapporten"
TITLE: Final = "titel"
SLOT: Final = re.compile(r"\[\s*([^\W\d_]+)\s*\]")


def _no_record(document: Document) -> str:
    """In a draft who is to give it a number; a decided report holds no instructions."""
    return NO_RECORD if document.watermark else ""


VALUES: Final[Mapping[str, Callable[[Document], str]]] = {
    TITLE: lambda document: document.title,
    "diarienummer": lambda document: document.properties.record or _no_record(document),
    "status": lambda document: document.status,
    "version": lambda document: edition(document.properties) or "Arbetsutkast",
    "korttitel": lambda document: parts_of(document.title)[-1],
    "datum": lambda document: day(document.properties.made),
}

_TEXT: Final = qn("w:t")
_PARAGRAPH: Final = qn("w:p")
_BETWEEN: Final = frozenset({qn("w:tab"), qn("w:br"), qn("w:cr")})


@dataclass(frozen=True)
class _Piece:
    """A text of a run, and from where to where it stands in the paragraph's whole text."""

    element: BaseOxmlElement
    start: int
    end: int

    def replace(self, start: int, end: int, value: str) -> None:
        """``start`` and ``end`` are in the paragraph's text; what lies to the right may have changed."""
        text = self.element.text or ""
        cut_from, cut_to = max(start, self.start) - self.start, min(end, self.end) - self.start
        self.element.text = text[:cut_from] + (value if start >= self.start else "") + text[cut_to:]
        self.element.set(SPACE, "preserve")


def text_of(paragraph: BaseOxmlElement) -> str:
    """What somebody reads in it, without what stands in text boxes that hang on it."""
    return _read(paragraph)[0]


def _read(paragraph: BaseOxmlElement) -> tuple[str, list[_Piece]]:
    text = ""
    pieces = []
    for one in paragraph.iter(_TEXT, *_BETWEEN):
        if next(one.iterancestors(_PARAGRAPH)) is not paragraph:
            continue
        said = "\t" if one.tag in _BETWEEN else one.text or ""
        if one.tag == _TEXT:
            pieces.append(_Piece(one, len(text), len(text) + len(said)))
        text += said
    return text, pieces


def named(text: str) -> list[str]:
    """The names within brackets, in small letters."""
    return [found[1].casefold() for found in SLOT.finditer(text)]


def paragraphs(element: BaseOxmlElement) -> Iterator[tuple[int, BaseOxmlElement]]:
    """All there are, in tables and text boxes too, with their numbers from 1."""
    return enumerate(element.iter(_PARAGRAPH), start=1)


def report_slot(word: WordDocument) -> BaseOxmlElement | None:
    """The paragraph that the report takes the place of; None for a template without [Rapporten]."""
    body = paragraphs(word.element.body)
    return next((one for _, one in body if REPORT in named(text_of(one))), None)


def fill(story: Story, document: Document) -> set[str]:
    """Fill in everything but the report itself; returns the names of what was there to fill in."""
    filled: set[str] = set()
    for _, paragraph in paragraphs(story.element):
        text, pieces = _read(paragraph)
        slots = [found for found in SLOT.finditer(text) if found[1].casefold() in VALUES]
        for found in reversed(slots):
            value = _line(VALUES[found[1].casefold()](document))
            for piece in pieces:
                if piece.start < found.end() and found.start() < piece.end:
                    piece.replace(*found.span(), value)
        if slots:
            _release(paragraph)
        filled.update(found[1].casefold() for found in slots)
    return filled


def _line(text: str) -> str:
    return " ".join(writable(text).split("\n"))


def _release(paragraph: BaseOxmlElement) -> None:
    """The content controls around or in the paragraph keep what they were given.

    One that is bound to a property of the file would show that again as soon as Word opens it, and one that
    shows its prompt would be emptied by a click.
    """
    around = [*paragraph.iterancestors(qn("w:sdt")), *paragraph.iter(qn("w:sdt"))]
    for control in around:
        about = control.find(qn("w:sdtPr"))
        for name in ("w:dataBinding", "w:showingPlcHdr") if about is not None else ():
            for found in about.findall(qn(name)):
                about.remove(found)
