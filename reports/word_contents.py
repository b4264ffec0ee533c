"""The table of contents in Word: a field that shows its entries at once, each leading to its heading."""

from dataclasses import dataclass
from typing import Final

from reports.document import Document, Heading
from reports.outlined import has_contents
from reports.word_pen import Pen
from reports.word_styles import CONTENTS, CONTENTS_TITLE
from reports.word_xml import Xml, bookmarked, element, field_end, field_start, joined, link

_WORDS: Final = "Innehåll"
_FIELD: Final = f'TOC \\o "1-{len(CONTENTS)}" \\h \\z \\u'


@dataclass(frozen=True)
class _Entry:
    """A heading, and the language of its section."""

    heading: Heading
    language: str


class Contents:
    """The headings of the highest level, of a document that has contents: they stay on its first page."""

    def __init__(self, document: Document) -> None:
        blocks = [(block, section.language) for section in document.sections for block in section.blocks]
        headings = {
            at: _Entry(one, said) for at, (one, said) in enumerate(blocks) if isinstance(one, Heading)
        }
        enough = has_contents(document)
        listed = {at: one for at, one in headings.items() if enough and one.heading.level <= len(CONTENTS)}
        self._listed = list(listed.values())
        self._places = {at: place for place, at in enumerate(listed, start=1)}

    def place(self, at: int) -> int:
        """The entry of the heading that is block number ``at``, from 1; 0 when it is not listed."""
        return self._places.get(at, 0)

    def marked(self, place: int, last: int, content: Xml) -> Xml:
        """``content`` as what entry ``place`` leads to. ``last``: the last bookmark id that is taken."""
        return bookmarked(_anchor(place), last + place, content)

    def markup(self, pen: Pen) -> Xml:
        """It has no page numbers until somebody updates it: only Word knows on which page a heading falls."""
        entries = [
            link(_anchor(place), pen.speaking(one.language).text(one.heading.text))
            for place, one in enumerate(self._listed, start=1)
        ]
        entries[0] = joined((field_start(_FIELD), entries[0]))
        entries[-1] = joined((entries[-1], field_end()))
        lines = [
            pen.line(entry, CONTENTS[one.heading.level - 1])
            for entry, one in zip(entries, self._listed, strict=True)
        ]
        gallery = element(
            "w:docPartObj", element("w:docPartGallery", val="Table of Contents"), element("w:docPartUnique")
        )
        title = pen.line(pen.text(_WORDS), CONTENTS_TITLE)
        return element("w:sdt", element("w:sdtPr", gallery), element("w:sdtContent", title, *lines))


def _anchor(place: int) -> str:
    return f"_Toc{place:08d}"
