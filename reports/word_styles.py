"""The named styles that a Word template must have. An organisation may bring its own template with them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.styles import BabelFish

from reports.word_xml import NOTHING, element, parsed

TEMPLATE: Final = Path(__file__).parent / "template.docx"

TITLE: Final = "Title"
HEADINGS: Final = ("Heading 1", "Heading 2", "Heading 3")
TEXT: Final = "Normal"
BULLET: Final = "List Bullet"
CAPTION: Final = "Caption"
HEADER: Final = "Header"
CONTENTS_TITLE: Final = "TOC Heading"
CONTENTS: Final = ("toc 1",)
FACT: Final = "Dokumentuppgift"
BOX: Final = "Ruta"
TABLE_TEXT: Final = "Tabelltext"
NOTE: Final = "Källhänvisning"
TABLE: Final = "Rapporttabell"

KINDS: Final = {"paragraph": "styckeformat", "character": "teckenformat", "table": "tabellformat"}
"""A style's kind in the file, and in Swedish Word."""


@dataclass(frozen=True)
class Wanted:
    """``swedish``: what Word calls a style of its own in Swedish; empty for one that is ours."""

    name: str
    swedish: str = ""
    kind: str = "paragraph"

    def __str__(self) -> str:
        return f"”{self.swedish}” ({self.name})" if self.swedish else f"”{self.name}”"


WANTED: Final = (
    Wanted(TITLE, "Rubrik"),
    *(Wanted(name, f"Rubrik {level}") for level, name in enumerate(HEADINGS, start=1)),
    Wanted(TEXT, "Normal"),
    Wanted(BULLET, "Punktlista"),
    Wanted(CAPTION, "Beskrivning"),
    Wanted(HEADER, "Sidhuvud"),
    *(Wanted(name) for name in (FACT, BOX, TABLE_TEXT)),
    Wanted(NOTE, kind="character"),
    Wanted(TABLE, kind="table"),
)


@dataclass(frozen=True)
class Style:
    """A style as the file has it."""

    id: str
    name: str
    kind: str
    element: BaseOxmlElement


def styles_in(word: WordDocument) -> Iterator[Style]:
    for found in word.styles.element.findall(qn("w:style")):
        name = found.find(qn("w:name"))
        kind = found.get(qn("w:type"), "paragraph")
        yield Style(
            found.get(qn("w:styleId"), ""), "" if name is None else name.get(qn("w:val")), kind, found
        )


def named(name: str, styles: Sequence[Style]) -> list[Style]:
    """The styles of that name, one when all is well.

    Word itself writes "heading 1" and "caption" in a file; other programs "Heading 1". LibreOffice writes a
    "Caption" of its own beside the one that was there: that is then passed by.
    """
    stored = BabelFish.ui2internal(name)
    exactly = [style for style in styles if style.name == stored]
    return exactly or [style for style in styles if style.name.casefold() == name.casefold()]


def ids(word: WordDocument) -> Mapping[str, str]:
    """Each named style's id in the file; a template made in Swedish Word or LibreOffice has ids of its own.

    The styles of the contents are added when the template has none: Word makes them when they are first used.
    """
    styles = list(styles_in(word))
    found = {one.name: named(one.name, styles)[0].id for one in WANTED}
    for name in (CONTENTS_TITLE, *CONTENTS):
        there = named(name, styles)
        found[name] = there[0].id if there else _added(name, found, word)
    return found


def _added(name: str, found: Mapping[str, str], word: WordDocument) -> str:
    """Contents look as the text does, each level further in; their title as a heading, not listed."""
    made = name.replace(" ", "")
    titled = name == CONTENTS_TITLE
    level = 0 if titled else CONTENTS.index(name)
    stands = [
        element("w:keepNext") if titled else NOTHING,
        NOTHING if titled else element("w:spacing", after="40"),
        NOTHING if titled else element("w:ind", left=str(360 * level)),
        element("w:outlineLvl", val="9") if titled else NOTHING,
    ]
    style = element(
        "w:style",
        element("w:name", val=name),
        element("w:basedOn", val=found[HEADINGS[0] if titled else TEXT]),
        element("w:uiPriority", val="39"),
        element("w:pPr", *stands),
        type="paragraph",
        styleId=made,
    )
    word.styles.element.extend(parsed(style))
    return made
