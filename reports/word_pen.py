"""How the report's words become Word paragraphs: style ids, note numbers, the language of a section."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from reports.document import Paragraph, Source
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

    def markup(self, style: str) -> Xml:
        """The paragraph's properties, in the order that Word wants them."""
        return element(
            "w:pPr",
            element("w:pStyle", val=style),
            element("w:keepNext") if self.with_next else NOTHING,
            element("w:pageBreakBefore") if self.new_page else NOTHING,
            element("w:spacing", before=_AIR) if self.after_table else NOTHING,
        )


PLAIN: Final = Stand()


@dataclass(frozen=True)
class Notes:
    """The note numbers, and the bookmarks that they lead to. ``taken``: the file's highest bookmark id."""

    references: tuple[Source, ...]
    taken: int = 0

    @property
    def last(self) -> int:
        """The highest bookmark id when the notes have theirs."""
        return self.taken + len(self.references)

    @cached_property
    def _places(self) -> dict[object, int]:
        return {one.origin: place for place, one in reversed([*enumerate(self.references, start=1)])}

    def numbers(self, sources: tuple[Source, ...]) -> tuple[int, ...]:
        """In order, each once; KeyError for a source that is not among the references."""
        return tuple(sorted({self._places[source.origin] for source in sources}))

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
        return self.line(joined((self._lead(paragraph, style), *self._said(paragraph))), style, stand)

    def _lead(self, paragraph: Paragraph, style: str) -> Xml:
        lead = writable(paragraph.lead)
        if not lead:
            return NOTHING
        if style != FACT:
            return lines(f"{lead} ", self.bold)
        return joined((lines(f"{lead}:", self.bold), tab(self.bold)))

    def _said(self, paragraph: Paragraph) -> list[Xml]:
        said = []
        for place, sentence in enumerate(paragraph.sentences):
            said.append(lines((" " if place else "") + writable(sentence.text), self.look))
            said.append(self.marks(sentence.sources))
        return said

    def marks(self, sources: tuple[Source, ...]) -> Xml:
        """The note numbers, each a link to its row in the annex: [1, 2]. Nothing for what has no source."""
        numbers = self.notes.numbers(sources)
        if not numbers:
            return NOTHING
        links = [link(_anchor(number), lines(str(number), self._note)) for number in numbers]
        between = lines(f",{_NBSP}", self._note)
        opening, closing = lines(f"{_NBSP}[", self._note), lines("]", self._note)
        return joined((opening, joined(links, between), closing))


def _anchor(number: int) -> str:
    return f"kalla_{number}"
