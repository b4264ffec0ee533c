"""Whether a template's pages have room for the report."""

from collections.abc import Iterator
from typing import Final

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.section import CT_SectPr
from docx.shared import Cm

from reports.word_flaws import Flaw
from reports.word_page import A4

_LEAST: Final = Cm(5)
"""Of the text, each way."""

_MOST: Final = Cm(55.87)
"""The longest side of a page that Word can show."""

_REMEDY: Final = "Välj Layout i Word, ställ in Storlek och Marginaler, och spara."


def page_flaws(word: WordDocument) -> Iterator[Flaw]:
    """The report turns pages for wide tables, so there must be room on a turned page too."""
    sections = list(word.element.body.iter(qn("w:sectPr")))
    for number, section in enumerate(sections, start=1):
        place = "Sidan" if len(sections) == 1 else f"Sidorna i avsnitt {number}"
        if wrong := _wrong(section):
            yield Flaw(place, wrong, _REMEDY)


def _wrong(section: CT_SectPr) -> str:
    try:
        said = (section.page_width, section.page_height)
        sides = [usual if one is None else one for one, usual in zip(said, A4, strict=True)]
        across = [section.left_margin or 0, section.right_margin or 0, section.gutter or 0]
        along = [abs(section.top_margin or 0), abs(section.bottom_margin or 0)]
    except ValueError:
        return "har mått som inte går att läsa."
    if max(sides) > _MOST:
        return "är större än Word kan visa."
    room = min(sides) - max(sum(across), sum(along))
    if min(across) < 0 or room < _LEAST:
        return (
            "lämnar inte rum för rapporten: mellan marginalerna ska det vara minst 5 cm, "
            "på höjden och på bredden och även när sidan ligger."
        )
    return ""
