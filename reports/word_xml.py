"""The corners of WordprocessingML that python-docx has no words for: links, bookmarks, marks on tables."""

from collections.abc import Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_KEPT_TOGETHER = 12


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """A new element, such as ``element("w:bookmarkEnd", id="1")``; attributes are in the w namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def styled(paragraph: Paragraph, style_id: str) -> Paragraph:
    """The paragraph with a style. By id: python-docx goes through all styles for each name (1 s a report)."""
    _xml(paragraph).get_or_add_pPr().insert(0, element("w:pStyle", val=style_id))
    return paragraph


def styled_run(run: Run, style_id: str) -> Run:
    _xml(run).get_or_add_rPr().insert(0, element("w:rStyle", val=style_id))
    return run


def link(paragraph: Paragraph, number: int, style_id: str) -> None:
    """A note number at the end of the paragraph that leads to the bookmark of the same number."""
    made = element("w:hyperlink", anchor=_bookmark(number), history="1")
    made.append(_xml(styled_run(paragraph.add_run(str(number)), style_id)))
    _xml(paragraph).append(made)


def anchor(paragraph: Paragraph, number: int) -> None:
    """Put a bookmark around the paragraph's text, so that notes can lead here."""
    start = element("w:bookmarkStart", id=str(number), name=_bookmark(number))
    _xml(paragraph.runs[0]).addprevious(start)
    _xml(paragraph).append(element("w:bookmarkEnd", id=str(number)))


def _bookmark(number: int) -> str:
    return f"kalla_{number}"


def name_table(table: Table, name: str) -> None:
    """The table's name for those who hear the document read."""
    _xml(table).tblPr.append(element("w:tblCaption", val=name))


def mark_rows(rows: Sequence[_Row]) -> None:
    """The header row is one and comes again on a new page; no row is cut; a short table is kept together."""
    _xml(rows[0]).get_or_add_trPr().append(element("w:tblHeader"))
    together = rows[:-1] if len(rows) <= _KEPT_TOGETHER else rows[:1]
    for row in rows:
        _xml(row).get_or_add_trPr().insert(0, element("w:cantSplit"))
    for row in together:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _xml(part: Paragraph | Run | Table | _Row) -> BaseOxmlElement:
    return part._element  # noqa: SLF001 - python-docx gives no other way to the element beneath
