"""The Word file, reopened: styles, headings, tables, captions, contents, notes, pictures, language."""

import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.table import Table as WordTable

from reports.columns import column_widths, is_too_wide
from reports.document import Cell, Heading, Table
from reports.make_template import template
from reports.word import write
from reports.word_styles import TEMPLATE
from reports.word_table import ROOM
from tests.reports.word_documents import (
    FYRBODAL,
    JUDGED,
    PER_MUNICIPALITY,
    RECEIVED,
    REPORT,
    TITLE,
    cell,
    paragraph,
    part_of,
    reopened,
    report_of,
    runs_of,
    style_names,
    written,
)

_TWIP = 635
"""Word's unit of width, in EMU."""


def cells(table: WordTable, row: int) -> list[str]:
    return [cell.text for cell in table.rows[row].cells]


def xml_of(name: str = "word/document.xml") -> str:
    with ZipFile(BytesIO(written(REPORT))) as package:
        return package.read(name).decode()


def test_headings_are_real_and_no_level_is_skipped() -> None:
    found = style_names(reopened())
    assert found[0] == "Title"
    levels = [0, *(int(name[-1]) for name in found if name.startswith("Heading"))]
    assert levels == [0, 1, 1, 2, 1, 2, 3, 1, 1, 1]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_everything_stands_on_named_styles() -> None:
    word = reopened()
    turning = [one for one in word.paragraphs if one._p.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None]  # noqa: SLF001 - python-docx does not say
    assert len(turning) == 2
    assert set(style_names(word)) == {
        "Title",
        "Heading 1",
        "Heading 2",
        "Heading 3",
        "Normal",
        "List Bullet",
        "Caption",
        "Dokumentuppgift",
        "Ruta",
    }
    assert {str(table.style.name) for table in word.tables if table.style} == {"Rapporttabell"}
    in_cells = {
        str(paragraph.style.name)
        for table in word.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
        if paragraph.style
    }
    assert in_cells == {"Tabelltext"}


def test_a_list_is_a_list_by_the_numbering_of_its_style() -> None:
    word = docx.Document(str(TEMPLATE))
    numbered = word.styles["List Bullet"].element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
    lists = {one.get(qn("w:numId")) for one in word.part.numbering_part.element.iter(qn("w:num"))}
    assert numbered.get(qn("w:val")) in lists


def test_a_heading_stays_with_what_follows_it() -> None:
    word = docx.Document(str(TEMPLATE))
    for name in ("Heading 1", "Heading 2", "Heading 3", "Caption"):
        assert "w:keepNext/>" in word.styles[name].element.xml


def test_what_belongs_together_stays_on_one_page() -> None:
    """Words that open a table go with it, a picture with its notes; a box is not cut."""
    kept = [one for one in reopened().paragraphs if one.paragraph_format.keep_with_next]
    texts = [one.text for one in kept if one.style and one.style.name != "Caption"]
    assert texts == [
        "Så bedöms läget.",
        "",
        "Det viktigaste. ”Väntan växer.”\u00a0[1]",
        "Noterna leder hit.",
    ]


def test_the_summary_begins_a_page_after_the_contents_and_so_does_the_first_annex() -> None:
    new = [one.text for one in reopened().paragraphs if one.paragraph_format.page_break_before]
    assert new == [
        "Kvartalet i korthet",
        "Bilaga 1: Tabeller per kommun",
    ]


def test_header_rows_are_marked_and_repeated_and_rows_are_whole() -> None:
    word = reopened()
    assert len(word.tables) == 4
    for table in word.tables:
        rows = [row._tr for row in table.rows]  # noqa: SLF001 - python-docx does not say what a row is
        assert [row.xml.count("<w:tblHeader/>") for row in rows] == [1] + [0] * (len(rows) - 1)
        assert all("<w:cantSplit/>" in row.xml for row in rows)
        assert 'w:firstRow="1"' in table._tbl.xml  # noqa: SLF001 - the same
    named = [table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for table in word.tables]  # noqa: SLF001 - the same
    assert named[0] == "Tabell 1. Läge i delregionerna"
    assert cells(word.tables[0], 0) == ["Delregion", "Samlat läge"]


def test_a_row_of_one_source_is_marked_once_and_a_cell_of_another_for_itself() -> None:
    judged = reopened().tables[0]
    assert cells(judged, 1) == ["Fyrbodal\u00a0[1]", "2\u00a0– ansträngt"]
    assert cells(judged, 2) == ["Skaraborg\u00a0[2]", "Saknas\u00a0[1]"]


def test_a_long_table_may_go_over_a_page_and_a_short_one_may_not() -> None:
    def kept(rows: int) -> int:
        table = Table("Tabell 1. Rader", ("A",), ((cell("a"),),) * rows, (1,))
        [written] = reopened(report_of(table)).tables
        return sum(bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in written.rows)

    assert (kept(11), kept(12)) == (11, 2), "the last two rows are on one page"


def test_tables_are_as_wide_as_the_text_of_their_page() -> None:
    word = reopened()
    widths = [sum(column.width or 0 for column in table.columns) // _TWIP for table in word.tables]
    upright, turned = 11906 - 2 * 1247, 16838 - 2 * 1247
    assert [round(width / 10) for width in widths] == [
        round(one / 10) for one in (upright, upright, turned, upright)
    ]


def test_no_column_is_too_narrow_for_its_longest_word_when_there_is_room() -> None:
    table = Table("T", ("Nr", "Samordningsnummer"), ((cell("1"), cell("ja")),), (9, 1))
    assert column_widths(table, 9000, ROOM) == [7055, 1945]
    assert not is_too_wide(table, 9000, ROOM)
    assert column_widths(PER_MUNICIPALITY, 9000, ROOM) == [900] * 10
    assert is_too_wide(PER_MUNICIPALITY, 9000, ROOM)


def test_an_annex_with_a_wide_table_lies_down_and_what_follows_stands_up() -> None:
    sections = reopened().sections
    assert [one.orientation.name for one in sections] == ["PORTRAIT", "LANDSCAPE", "PORTRAIT"]
    assert [one.start_type.name for one in sections[1:]] == ["NEW_PAGE", "NEW_PAGE"]
    upright = replace(REPORT, sections=tuple(one for one in REPORT.sections if one.key != "municipalities"))
    assert len(reopened(upright).sections) == 1


def test_captions_are_numbered_by_fields_that_show_their_number() -> None:
    captions = [one for one in reopened().paragraphs if one.style and one.style.name == "Caption"]
    assert [one.text for one in captions] == [
        "Tabell 1. Läge i delregionerna",
        "Figur 1. Mottagna per kvartal",
        "Siffrorna i figur 1. Mottagna per kvartal",
        "Tabell 2. Kommuner",
        "Tabell 3. Svar och andra källor",
    ]
    codes = [code.strip() for code in re.findall(r"<w:instrText[^>]*>([^<]*SEQ[^<]*)<", xml_of())]
    assert codes == [
        "SEQ Tabell \\* ARABIC",
        "SEQ Figur \\* ARABIC",
        "SEQ Tabell \\* ARABIC",
        "SEQ Tabell \\* ARABIC",
    ]


def test_a_number_out_of_turn_is_kept_when_word_numbers_anew() -> None:
    seventh = replace(JUDGED, caption="Tabell 7. Läge")
    root = part_of(write(report_of(seventh)))
    assert [one.text for one in root.iter(qn("w:instrText"))] == [" SEQ Tabell \\* ARABIC \\r 7 "]


def test_the_contents_show_their_entries_at_once_and_each_leads_to_its_heading() -> None:
    root = part_of(written(REPORT))
    contents = root.find(f".//{qn('w:sdtContent')}")
    lines = ["".join(one.text or "" for one in line.iter(qn("w:t"))) for line in contents]
    assert lines == [
        "Innehåll",
        "Kvartalet i korthet",
        "Mottagande i länet",
        "Läget i delregionerna",
        "Summary in English",
        "Bilaga 1: Tabeller per kommun",
        "Bilaga 3: Underlag",
    ]
    links = [one.get(qn("w:anchor")) for one in contents.iter(qn("w:hyperlink"))]
    headings = {
        one.get(qn("w:name")): "".join(text.text or "" for text in one.getparent().iter(qn("w:t")))
        for one in root.iter(qn("w:bookmarkStart"))
    }
    assert [headings[link] for link in links] == lines[1:]
    kinds = [one.get(qn("w:fldCharType")) for one in contents.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]


def test_a_document_of_one_section_has_no_contents() -> None:
    root = part_of(write(report_of(Heading("Ett", 1), paragraph("Text."))))
    assert root.find(f".//{qn('w:sdt')}") is None


def test_each_sentence_is_followed_by_its_notes_and_each_note_leads_to_the_annex() -> None:
    root = part_of(written(REPORT))
    marks = [str(one.get(qn("w:anchor"))) for one in root.iter(qn("w:hyperlink"))]
    bookmarks = [str(one.get(qn("w:name"))) for one in root.iter(qn("w:bookmarkStart"))]
    sources = [name for name in bookmarks if name.startswith("kalla")]
    assert sources == [f"kalla_{number}" for number in range(1, 5)]
    assert {mark for mark in marks if mark.startswith("kalla")} == set(sources[:3]), "none to the method"
    numbers = [str(one.get(qn("w:id"))) for one in root.iter(qn("w:bookmarkStart"))]
    assert len(set(numbers)) == len(numbers) == len(set(bookmarks))
    text = "\n".join(one.text for one in reopened().paragraphs)
    assert "oförändrat.\u00a0[1,\u00a02]" in text
    assert "Ett.\u00a0[1] Två.\u00a0[1,\u00a03]" in text


def test_a_chart_is_a_picture_told_in_words_with_the_table_of_its_numbers() -> None:
    word = reopened()
    [picture] = word.inline_shapes
    told = picture._inline.docPr  # noqa: SLF001 - python-docx does not give the words of a picture
    assert told.get("descr") == RECEIVED.alt
    assert told.get("title") == RECEIVED.caption
    assert picture.width <= (11906 - 2 * 1247) * _TWIP
    assert cells(word.tables[1], 1) == ["K2\u00a0[2]", "120", "40"]
    texts = [one.text for one in word.paragraphs]
    at = texts.index("Figur 1. Mottagna per kvartal")
    assert texts[at + 1 : at + 4] == [
        "",
        "Samma kommuner jämförs.",
        "Siffrorna i figur 1. Mottagna per kvartal",
    ]


def test_the_numbers_of_a_figure_are_not_told_twice() -> None:
    word = reopened(report_of(replace(RECEIVED, table_shown=False)))
    assert (len(word.inline_shapes), len(word.tables)) == (1, 0)


def test_numbers_stand_under_each_other_and_no_word_that_has_room_is_hyphenated() -> None:
    row = reopened().tables[1].rows[1]
    looks = [cell.paragraphs[0]._p.pPr.xml for cell in row.cells]  # noqa: SLF001 - python-docx does not say
    assert ['<w:jc w:val="right"/>' in look for look in looks] == [False, True, True]
    assert all("<w:suppressAutoHyphens/>" in look for look in looks)


def test_two_charts_are_two_pictures_with_numbers_of_their_own() -> None:
    other = replace(RECEIVED, caption="Figur 2. Igen", drawing=replace(RECEIVED.drawing, unit="familjer"))
    told = [one._inline.docPr for one in reopened(report_of(RECEIVED, other)).inline_shapes]  # noqa: SLF001 - as above
    assert len({one.get("id") for one in told}) == 2
    assert [one.get("title") for one in told] == [RECEIVED.caption, "Figur 2. Igen"]


def test_the_english_section_is_marked_as_english_and_nothing_else_is() -> None:
    marked = [(text, language) for text, language in runs_of(part_of(written(REPORT))) if language]
    heading = ("Summary in English", "en-GB")
    assert marked == [heading, heading, ("Little has changed.", "en-GB")], "in the contents too"


def test_a_source_that_has_no_note_is_a_fault_and_no_silent_gap() -> None:
    with pytest.raises(KeyError):
        write(report_of(paragraph("Utan källa i listan.", replace(FYRBODAL, unit="Okänd"))))


def test_the_same_input_makes_the_same_bytes() -> None:
    first, second = write(REPORT), write(REPORT)
    assert first == second
    with ZipFile(BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2026, 11, 26, 7, 30, 0)}
        assert package.testzip() is None
        assert not [name for name in package.namelist() if "thumbnail" in name]


def test_the_committed_template_is_the_one_that_its_script_makes() -> None:
    with ZipFile(BytesIO(template())) as made, ZipFile(TEMPLATE) as committed:
        assert made.namelist() == committed.namelist()
        assert [name for name in made.namelist() if made.read(name) != committed.read(name)] == []


def test_a_report_that_ends_in_a_table_does_not_grow_together_with_what_follows() -> None:
    word = reopened(report_of(paragraph("Ett."), JUDGED))
    assert [one.tag for one in word.element.body][-3:] == [qn("w:tbl"), qn("w:p"), qn("w:sectPr")]


def test_a_cell_of_many_lines_keeps_them() -> None:
    table = replace(JUDGED, rows=((Cell("ett\ntvå", (FYRBODAL,)), cell("tre")),))
    [written] = reopened(report_of(table)).tables
    assert cells(written, 1)[0] == "ett\ntvå\u00a0[1]"


def test_the_title_of_the_file_and_of_the_report_are_one() -> None:
    word = reopened()
    assert word.paragraphs[0].text == word.core_properties.title == TITLE
