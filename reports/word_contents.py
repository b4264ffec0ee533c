"""The table of contents in Word: a field that shows its entries at once, each leading to its heading."""

from typing import Final

from reports.document import Document, Heading
from reports.word_pen import Pen
from reports.word_styles import CONTENTS, CONTENTS_TITLE
from reports.word_xml import Xml, bookmarked, element, field_end, field_start, joined, link

_WORDS: Final = "Innehåll"
_FEWEST: Final = 2


class Contents:
    """The headings of the two highest levels. A document of fewer than two sections has no contents."""

    def __init__(self, document: Document) -> None:
        headings = {at: block for at, block in enumerate(document.blocks) if isinstance(block, Heading)}
        enough = sum(heading.level == 1 for heading in headings.values()) >= _FEWEST
        listed = {at: one for at, one in headings.items() if enough and one.level <= len(CONTENTS)}
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
            link(_anchor(place), pen.text(one.text)) for place, one in enumerate(self._listed, start=1)
        ]
        entries[0] = joined((field_start(f'TOC \\o "1-{len(CONTENTS)}" \\h \\z \\u'), entries[0]))
        entries[-1] = joined((entries[-1], field_end()))
        lines = [
            pen.line(entry, CONTENTS[one.level - 1]) for entry, one in zip(entries, self._listed, strict=True)
        ]
        gallery = element(
            "w:docPartObj", element("w:docPartGallery", val="Table of Contents"), element("w:docPartUnique")
        )
        title = pen.line(pen.text(_WORDS), CONTENTS_TITLE)
        return element("w:sdt", element("w:sdtPr", gallery), element("w:sdtContent", title, *lines))


def _anchor(place: int) -> str:
    return f"_Toc{place:08d}"
