"""An organisation's own template: its cover, its header and footer, and what it leaves open to fill in."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Cm

from reports.document import DRAFT
from reports.word import write
from reports.word_styles import TEMPLATE
from tests.reports.word_documents import REPORT, TITLE, part_of, reopened, style_names

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

Changed = Callable[[WordDocument], None]


def made(folder: Path, change: Changed) -> Path:
    """Our own template, changed."""
    own = docx.Document(str(TEMPLATE))
    change(own)
    path = folder / "egen mall.docx"
    own.save(str(path))
    return path


def without_slot(own: WordDocument) -> None:
    own.element.body.clear_content()


def texts(word: WordDocument) -> list[str]:
    return [one.text for one in word.paragraphs]


def test_the_report_stands_where_the_template_says_and_the_text_around_it_stays(tmp_path: Path) -> None:
    def cover(own: WordDocument) -> None:
        own.paragraphs[0].insert_paragraph_before("Framsida")
        own.add_paragraph("Kontakt: växeln")

    found = texts(reopened(REPORT, made(tmp_path, cover)))
    assert found[:2] == ["Framsida", TITLE]
    assert found[-1] == "Kontakt: växeln"
    assert "[Rapporten]" not in found


def test_without_a_place_for_the_report_the_body_is_the_report(tmp_path: Path) -> None:
    def example(own: WordDocument) -> None:
        without_slot(own)
        own.add_paragraph("Exempeltext i mallen med [Påhittad] platshållare kvar")
        own.paragraphs[0].text = "Exempeltext i mallen"

    found = texts(reopened(REPORT, made(tmp_path, example)))
    assert found[0] == TITLE
    assert "Exempeltext i mallen" not in found


def test_header_footer_and_margins_are_the_templates(tmp_path: Path) -> None:
    def own_look(own: WordDocument) -> None:
        own.sections[0].left_margin = Cm(4)
        own.sections[0].header.paragraphs[0].text = "Länsstyrelsen"
        own.sections[0].footer.paragraphs[0].text = "Postadress: 403 40 Göteborg"

    section = reopened(REPORT, made(tmp_path, own_look)).sections[0]
    assert [one.text for one in section.header.paragraphs] == ["Länsstyrelsen", DRAFT]
    assert section.footer.paragraphs[0].text == "Postadress: 403 40 Göteborg"
    assert section.left_margin
    assert abs(section.left_margin - Cm(4)) < 1000


def test_what_is_left_open_is_filled_in_in_body_header_and_footer(tmp_path: Path) -> None:
    def cover(own: WordDocument) -> None:
        own.paragraphs[0].insert_paragraph_before("[Titel]")
        own.paragraphs[1].insert_paragraph_before("[Version], [Datum]")
        own.sections[0].header.paragraphs[0].text = "Dnr [Diarienummer]"
        own.sections[0].footer.paragraphs[0].text = "[ status ]"

    known = replace(REPORT, properties=replace(REPORT.properties, record="851-1-2026"))
    word = reopened(known, made(tmp_path, cover))
    assert texts(word)[:2] == [TITLE, "utkast 4, 26 november 2026"]
    assert word.sections[0].header.paragraphs[0].text == "Dnr 851-1-2026"
    assert word.sections[0].footer.paragraphs[0].text == DRAFT


def test_a_title_on_the_cover_is_not_written_again(tmp_path: Path) -> None:
    def cover(own: WordDocument) -> None:
        own.paragraphs[0].insert_paragraph_before("[Titel]")

    word = reopened(REPORT, made(tmp_path, cover))
    assert texts(word).count(TITLE) == 1
    assert "Title" not in style_names(word)


def test_what_is_not_known_yet_is_told_so(tmp_path: Path) -> None:
    def cover(own: WordDocument) -> None:
        own.paragraphs[0].insert_paragraph_before("[Diarienummer] [Version]")

    unknown = replace(REPORT, properties=replace(REPORT.properties, record="", version=""))
    found = texts(reopened(unknown, made(tmp_path, cover)))
    assert found[0] == "Tilldelas av registrator Arbetsutkast"
    assert texts(reopened(replace(unknown, watermark=""), made(tmp_path, cover)))[0].strip() == "Arbetsutkast"


def test_a_name_that_word_has_parted_over_runs_is_filled_in_in_the_look_of_its_first(tmp_path: Path) -> None:
    def parted(own: WordDocument) -> None:
        line = own.paragraphs[0].insert_paragraph_before("Om ")
        for text, bold in (
            ("[Ti", True),
            ("te", False),
            ("l] och [Sta", False),
            ("tus], ", True),
            ("slut", False),
        ):
            line.add_run(text).bold = bold

    [line, *_] = reopened(REPORT, made(tmp_path, parted)).paragraphs
    assert line.text == f"Om {TITLE} och {DRAFT}, slut"
    assert [(run.text, run.bold) for run in line.runs if run.text] == [
        ("Om ", None),
        (TITLE, True),
        (f" och {DRAFT}", False),
        (", ", True),
        ("slut", False),
    ]


def test_what_is_filled_in_is_never_read_as_something_to_fill_in(tmp_path: Path) -> None:
    def cover(own: WordDocument) -> None:
        own.paragraphs[0].insert_paragraph_before("[Titel] [Datum]")

    sly = replace(REPORT, title="[Status] <w:p/> [Rapporten]")
    found = texts(reopened(sly, made(tmp_path, cover)))
    assert found[0] == "[Status] <w:p/> [Rapporten] 26 november 2026"


def test_a_content_control_keeps_what_it_was_given(tmp_path: Path) -> None:
    """One bound to a property of the file would be written over by Word as the file is opened."""
    control = (
        f'<w:p {_W}><w:sdt><w:sdtPr><w:showingPlcHdr/><w:dataBinding w:xpath="/a" w:storeItemID="{{1}}"/>'
        "</w:sdtPr><w:sdtContent><w:r><w:t>[Titel]</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    path = made(tmp_path, lambda own: own.paragraphs[0]._p.addprevious(parse_xml(control)))  # noqa: SLF001 - python-docx has none
    root = part_of(write(REPORT, path))
    control_now = next(root.iter(qn("w:sdt")))
    assert "".join(one.text or "" for one in control_now.iter(qn("w:t"))) == TITLE
    assert [one.tag for one in control_now.find(qn("w:sdtPr"))] == []


def test_what_stands_in_a_table_or_a_text_box_is_filled_in_too(tmp_path: Path) -> None:
    box = (
        f'<w:p {_W} xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:shape><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>Dnr: [Diarienummer]</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
        "</w:r><w:r><w:t>Datum: [Datum]</w:t></w:r></w:p>"
    )

    def cover(own: WordDocument) -> None:
        first = own.paragraphs[0]._p  # noqa: SLF001 - python-docx lays nothing before a paragraph but paragraphs
        first.addprevious(parse_xml(box))
        table = own.add_table(1, 1)
        table.cell(0, 0).text = "[Version]"
        first.addprevious(table._tbl)  # noqa: SLF001 - the same

    path = made(tmp_path, cover)
    root = part_of(write(REPORT, path))
    found = [one.text for one in root.iter(qn("w:t"))][:3]
    assert found == ["Dnr: Tilldelas av registrator", "Datum: 26 november 2026", "utkast 4"]


def test_a_cover_in_a_section_of_its_own_keeps_its_page(tmp_path: Path) -> None:
    def cover(own: WordDocument) -> None:
        slot = own.paragraphs[0]
        slot.insert_paragraph_before("Framsida")
        own.add_section(WD_SECTION.NEW_PAGE).left_margin = Cm(5)
        last = own.paragraphs[-1]._p  # noqa: SLF001 - the paragraph that carries the first section
        slot._p.addprevious(last)  # noqa: SLF001 - the same

    word = reopened(REPORT, made(tmp_path, cover))
    margins = [round((one.left_margin or 0) / Cm(1), 1) for one in word.sections]
    assert margins == [2.2, 5.0, 5.0, 5.0]
    assert texts(word)[0] == "Framsida"
    [first, *_] = word.tables
    assert sum(column.width or 0 for column in first.columns) < Cm(14)


def test_a_report_in_the_last_line_of_a_section_leaves_the_section_its_end(tmp_path: Path) -> None:
    def ends_with_slot(own: WordDocument) -> None:
        own.add_section(WD_SECTION.NEW_PAGE)
        own.add_paragraph("Baksida")
        carrying = own.paragraphs[1]._p  # noqa: SLF001 - the paragraph that carries the first section
        own.paragraphs[0]._p.append(carrying.pPr)  # noqa: SLF001 - the same
        own.paragraphs[0]._p.insert(0, own.paragraphs[0]._p.pPr)  # noqa: SLF001 - the same
        carrying.getparent().remove(carrying)

    path = made(tmp_path, ends_with_slot)
    word = reopened(REPORT, path)
    assert len(word.sections) == len(docx.Document(str(path)).sections) + 2
    assert texts(word)[-1] == "Baksida"
    assert "[Rapporten]" not in texts(word)


def test_a_bookmark_of_the_template_and_one_of_the_report_never_share_a_number(tmp_path: Path) -> None:
    marked = f'<w:p {_W}><w:bookmarkStart w:id="7" w:name="mallens"/><w:bookmarkEnd w:id="7"/></w:p>'
    path = made(tmp_path, lambda own: own.paragraphs[0]._p.addprevious(parse_xml(marked)))  # noqa: SLF001 - as above
    numbers = [one.get(qn("w:id")) for one in part_of(write(REPORT, path)).iter(qn("w:bookmarkStart"))]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("style", ["TOC Heading", "toc 1"])
def test_a_template_that_has_never_had_contents_gets_their_styles(tmp_path: Path, style: str) -> None:
    path = made(tmp_path, lambda own: own.styles[style].delete())
    assert style in [one.name for one in reopened(REPORT, path).styles]


def test_a_style_that_libreoffice_adds_beside_words_own_is_passed_by(tmp_path: Path) -> None:
    def saved_in_libreoffice(own: WordDocument) -> None:
        other = own.styles.add_style("Egen", WD_STYLE_TYPE.PARAGRAPH).element
        other.find(qn("w:name")).set(qn("w:val"), "Caption")

    word = reopened(REPORT, made(tmp_path, saved_in_libreoffice))
    used = {one.get(qn("w:val")) for one in word.element.body.iter(qn("w:pStyle"))}
    assert "Caption" in used
    assert "Egen" not in used


def test_styles_are_found_by_name_whatever_their_ids_are(tmp_path: Path) -> None:
    """As in a template made in Swedish Word: the name is "heading 1", the id "Rubrik1"."""

    def swedish(own: WordDocument) -> None:
        heading = own.styles["Heading 1"].element
        heading.set(qn("w:styleId"), "Rubrik1")
        heading.find(qn("w:name")).set(qn("w:val"), "HEADING 1")

    root = part_of(write(REPORT, made(tmp_path, swedish)))
    used = {one.get(qn("w:val")) for one in root.iter(qn("w:pStyle"))}
    assert "Rubrik1" in used
    assert "Heading1" not in used
