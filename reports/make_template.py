"""Makes template.docx: ``python -m reports.make_template``. Run it after a change here and commit both."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from reports.steady import steady
from reports.word_styles import BOX, CONTENTS, FACT, NOTE, TABLE, TABLE_TEXT, TEMPLATE

_MADE = datetime(2026, 1, 1, tzinfo=UTC)
_FONT = "Arial"
_ACROSS = 16.6
"""How wide the text is, in centimetres."""

_STOPS = (Emu(2971800), Emu(5943600))
"""Where the header and footer of python-docx's own template have theirs, for another paper."""

_INK = RGBColor(0x1A, 0x1A, 0x1A)
_BLUE = RGBColor(0x1F, 0x3D, 0x5C)
_PALE = "EAF0F5"
_TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="Rapporttabell">
  <w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="8" w:space="0" w:color="1F3D5C"/>
      <w:bottom w:val="single" w:sz="8" w:space="0" w:color="1F3D5C"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="8A97A3"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="40" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>
      <w:bottom w:w="40" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/></w:rPr>
    <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{_PALE}"/><w:vAlign w:val="bottom"/></w:tcPr>
  </w:tblStylePr>
  <w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr></w:tblStylePr>
</w:style>"""
_UNUSED = ("/thumbnail", "/stylesWithEffects", "/customXml")
_BOX_LOOK = (
    f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="24" w:space="8" w:color="1F3D5C"/></w:pBdr>',
    f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{_PALE}"/>',
)


def template() -> bytes:
    """The template that the report is written on. Same bytes each time."""
    document = docx.Document()
    _drop_unused(document)
    _page(document)
    _text_styles(document)
    _own_styles(document)
    _own_text(document)
    _settings(document)
    document.core_properties.created = document.core_properties.modified = _MADE
    document.core_properties.comments = ""
    document.core_properties.author = ""
    written = BytesIO()
    document.save(written)
    return steady(written.getvalue(), _MADE)


def _drop_unused(document: WordDocument) -> None:
    """The default template carries a picture of itself, its styles twice and a hundred table styles."""
    for relations in (document.part.package.rels, document.part.rels):
        for rid, relation in list(relations.items()):
            if relation.reltype.endswith(_UNUSED):
                relations.pop(rid)
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name != "Normal Table":
            style.delete()


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm((21 - _ACROSS) / 2)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.1)


def _text_styles(document: WordDocument) -> None:
    _dress(document, "Normal", 10.5, after=6)
    for name, size, before, after in (
        ("Title", 20, 0, 10),
        ("Heading 1", 16, 20, 6),
        ("Heading 2", 13, 16, 4),
        ("Heading 3", 11, 10, 3),
        ("Caption", 10, 10, 4),
    ):
        style = _dress(document, name, size, before=before, after=after)
        style.font.bold = True
        style.font.color.rgb = _BLUE
        style.paragraph_format.keep_with_next = True
    borders = document.styles["Title"].element.pPr.find(qn("w:pBdr"))
    borders.getparent().remove(borders)
    _dress(document, "List Bullet", 10.5, after=4)
    for name in ("Header", "Footer"):
        _dress(document, name, 9)
    document.styles["List Bullet"].element.pPr.remove(
        document.styles["List Bullet"].element.pPr.find(qn("w:contextualSpacing"))
    )


def _dress(
    document: WordDocument, name: str, size: float, *, before: float = 0, after: float = 0
) -> ParagraphStyle:
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    _font(style, size)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = 1.15
    return style


def _font(style: CharacterStyle, size: float) -> None:
    """Arial by name: the theme's fonts are not on every machine, and would win over a plain font name."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)
    style.font.size = Pt(size)
    style.font.color.rgb = _INK


def _own_styles(document: WordDocument) -> None:
    for name in (*CONTENTS, FACT, BOX, TABLE_TEXT):
        added = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name in CONTENTS)
        added.base_style = document.styles["Normal"]
    for level, name in enumerate(CONTENTS):
        entry = _dress(document, name, 10.5 - level, after=2)
        entry.paragraph_format.line_spacing = 1
        entry.paragraph_format.left_indent = Cm(0.6 * level)
    fact = _dress(document, FACT, 10.5, after=2).paragraph_format
    fact.left_indent, fact.first_line_indent = Cm(4.4), Cm(-4.4)
    fact.tab_stops.add_tab_stop(Cm(4.4))
    box = _dress(document, BOX, 10.5, after=6)
    box.paragraph_format.left_indent = Cm(0.4)
    box.paragraph_format.keep_together = True
    for look in _BOX_LOOK:
        box.element.get_or_add_pPr().insert_element_before(parse_xml(look), "w:spacing", "w:ind", "w:jc")
    _dress(document, TABLE_TEXT, 9)
    note = document.styles.add_style(NOTE, WD_STYLE_TYPE.CHARACTER)
    note.element.get_or_add_rPr()
    if isinstance(note, CharacterStyle):
        note.font.size = Pt(8)
        note.font.color.rgb = _BLUE
    document.styles.element.append(parse_xml(_TABLE_STYLE))


def _own_text(document: WordDocument) -> None:
    """What the writer fills in, at the top and foot of every page too. Page numbers are Word's."""
    page = document.sections[0]
    header, footer = page.header.paragraphs[0], page.footer.paragraphs[0]
    for paragraph, left in ((header, "[Status]"), (footer, "[Version]")):
        stops = paragraph.paragraph_format.tab_stops
        for other in _STOPS:
            stops.add_tab_stop(other, WD_TAB_ALIGNMENT.CLEAR)
        stops.add_tab_stop(Cm(_ACROSS), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run(f"{left}\t")
    header.add_run("[Korttitel]")
    document.add_paragraph("[Rapporten]")
    for words, field in (("Sida ", "PAGE"), (" av ", "NUMPAGES")):
        footer.add_run(words)
        element = OxmlElement("w:fldSimple")
        element.set(qn("w:instr"), field)
        footer._p.append(element)  # noqa: SLF001 - python-docx has no fields


def _settings(document: WordDocument) -> None:
    """Long Swedish words are hyphenated: in the narrow columns of a table they would be cut anywhere.

    Word's present way of laying out a page: without saying so the file opens in compatibility mode.
    """
    settings = document.settings.element
    settings.find(qn("w:defaultTabStop")).addnext(OxmlElement("w:autoHyphenation"))
    for one in settings.iter(qn("w:compatSetting")):
        if one.get(qn("w:name")) == "compatibilityMode":
            one.set(qn("w:val"), "15")


if __name__ == "__main__":
    Path(TEMPLATE).write_bytes(template())
