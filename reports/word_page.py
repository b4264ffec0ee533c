"""The template's page where the report stands, and how a section of wide tables turns it."""

from copy import deepcopy
from typing import Final

from docx.enum.section import WD_ORIENTATION, WD_SECTION
from docx.oxml.ns import qn
from docx.oxml.section import CT_SectPr
from docx.shared import Length

from reports.word_xml import Xml, element, markup_of

_EMU: Final = 635
"""In a twentieth of a point."""

A4: Final = (Length(11906 * _EMU), Length(16838 * _EMU))


class Page:
    """``section``: the template's own, which the report's last page belongs to; changed when a page turns."""

    def __init__(self, section: CT_SectPr) -> None:
        self._section = section
        self._upright = deepcopy(section)
        self._turned = False

    @property
    def width(self) -> int:
        """Of the text, in twentieths of a point."""
        return self._within(self._section.page_width or A4[0])

    @property
    def height(self) -> int:
        """How wide the text is on a turned page."""
        return self._within(self._section.page_height or A4[1])

    def _within(self, side: Length) -> int:
        section = self._section
        margins = (section.left_margin or 0) + (section.right_margin or 0) + (section.gutter or 0)
        return (side - margins) // _EMU

    def turn(self) -> Xml:
        """What stands before the first upright or wide page after one of the other kind: here it ends."""
        ended = deepcopy(self._upright)
        if self._turned:
            _continue(ended)
        self._turned = True
        _continue(self._section)
        return _break(ended)

    def turn_back(self) -> Xml:
        ended = deepcopy(self._upright)
        _continue(ended)
        ended.page_width, ended.page_height = ended.page_height or A4[1], ended.page_width or A4[0]
        ended.orientation = WD_ORIENTATION.LANDSCAPE
        return _break(ended)


def _continue(section: CT_SectPr) -> None:
    """Its first page is none of its own: no header of a first page, and the numbers go on."""
    section.start_type = WD_SECTION.NEW_PAGE
    section.titlePg_val = None
    for restart in section.findall(qn("w:pgNumType")):
        restart.attrib.pop(qn("w:start"), None)


def _break(ended: CT_SectPr) -> Xml:
    return hardly_there(markup_of(ended))


def hardly_there(*about: Xml) -> Xml:
    """An empty paragraph a point high. ``about``: what ends a paragraph's properties."""
    flat = element("w:spacing", before="0", after="0", line="20", lineRule="exact")
    return element("w:p", element("w:pPr", flat, element("w:rPr", element("w:sz", val="2")), *about))
