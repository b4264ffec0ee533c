"""How the report's words become Word paragraphs: style ids, note numbers, the language of a section."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from reports.document import Paragraph
from reports.languages import in_languages
from reports.notes import Noted, Shown
from reports.word_styles import FACT, NOTE
from reports.word_xml import NOTHING, Xml, bookmarked, element, joined, lines, link, look_of, run, tab
from reports.writable import writable

_SPOKEN: Final = {"en": "en-GB"}
_NBSP: Final = "\u00a0"
_AIR: Final = "160"
"""Above what follows a table, in twentieths of a point."""


@dataclass(frozen=True)
class Stand:
    """How a paragraph stands on the page, besides what its style says."""

    with_next: bool = False
    new_page: bool = False
    after_table: bool = False
    unhyphenated: bool = False
    to_the_right: bool = False

    def markup(self, style: str) -> Xml:
        """The paragraph's properties, in the order that Word wants them."""
        return element(
            "w:pPr",
            element("w:pStyle", val=style),
            element("w:keepNext") if self.with_next else NOTHING,
            element("w:pageBreakBefore") if self.new_page else NOTHING,
            element("w:suppressAutoHyphens") if self.unhyphenated else NOTHING,
            element("w:spacing", before=_AIR) if self.after_table else NOTHING,
            element("w:jc", val="right") if self.to_the_right else NOTHING,
        )


PLAIN: Final = Stand()


@dataclass(frozen=True)
class Notes:
    """The note numbers, and the bookmarks that they lead to. ``taken``: the file's highest bookmark id."""

    noted: Noted
    taken: int = 0

    @property
    def last(self) -> int:
        """The highest bookmark id when the notes have theirs."""
        return self.taken + max(self.noted.explained, default=0)

    def anchored(self, number: int, content: Xml) -> Xml:
        """``content`` as the place that note ``number`` leads to."""
        return bookmarked(_anchor(number), self.taken + number, content)


@dataclass(frozen=True)
class Pen:
    """``styles``: the template's id of each named style. ``language``: empty for the file's own."""

    styles: Mapping[str, str]
    notes: Notes
    language: str = ""

    def speaking(self, language: str) -> "Pen":
        """The same pen for a section in ``language``, such as "en"; empty is the document's."""
        return replace(self, language=_SPOKEN.get(language, language)) if language else self

    @cached_property
    def look(self) -> Xml:
        return look_of(language=self.language)

    @cached_property
    def bold(self) -> Xml:
        return look_of(language=self.language, bold=True)

    @cached_property
    def _note(self) -> Xml:
        return look_of(self.styles[NOTE])

    def line(self, content: Xml, style: str, stand: Stand = PLAIN) -> Xml:
        return element("w:p", stand.markup(self.styles[style]), content)

    def text(self, text: str) -> Xml:
        return run(text, self.look)

    def paragraph(self, paragraph: Paragraph, style: str, stand: Stand = PLAIN) -> Xml:
        return self.item(paragraph, self.notes.noted.said(paragraph.sentences), style, stand)

    def item(self, paragraph: Paragraph, numbers: Sequence[Shown], style: str, stand: Stand) -> Xml:
        """A paragraph whose note numbers are worked out already: ``numbers``, for each sentence."""
        said = self._said(paragraph, numbers)
        return self.line(joined((self._lead(paragraph, style), *said)), style, stand)

    def _lead(self, paragraph: Paragraph, style: str) -> Xml:
        lead = writable(paragraph.lead)
        if not lead:
            return NOTHING
        if style != FACT:
            return lines(f"{lead} ", self.bold)
        return joined((lines(f"{lead}:", self.bold), tab(self.bold)))

    def _said(self, paragraph: Paragraph, numbers: Sequence[Shown]) -> list[Xml]:
        said = []
        for place, (sentence, shown) in enumerate(zip(paragraph.sentences, numbers, strict=True)):
            said.append(self._spoken((" " if place else "") + writable(sentence.text)))
            said.append(self.marks(shown))
        return said

    def _spoken(self, text: str) -> Xml:
        """A run for each language; what is quoted in another section's is in the file's own."""
        parts = in_languages(text, self.language)
        return joined(lines(words, NOTHING if foreign else self.look) for words, foreign in parts)

    def marks(self, numbers: Shown) -> Xml:
        """The note numbers, each a link to its row in the annex: [1, 2]. Nothing where there are none."""
        if not numbers:
            return NOTHING
        links = [link(_anchor(number), lines(str(number), self._note)) for number in numbers]
        between = lines(f",{_NBSP}", self._note)
        opening, closing = lines(f"{_NBSP}[", self._note), lines("]", self._note)
        return joined((opening, joined(links, between), closing))


def _anchor(number: int) -> str:
    return f"kalla_{number}"
