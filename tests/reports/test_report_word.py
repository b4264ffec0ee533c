"""The Word file, reopened: styles, headings, tables, language, properties, and texts that would break it."""

import re
from dataclasses import replace
from datetime import UTC
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table as WordTable

from reports.document import DRAFT, METHOD, Cell, Document, Heading, Paragraph, Section, Sentence, Table
from reports.draft import draft
from reports.make_template import template
from reports.word import write
from reports.word_flaws import BadTemplate
from reports.word_styles import TEMPLATE
from reports.writable import writable
from tests.reports.quarter_three import CALM, CUT_OFF, STRAINED, late, material, part

_TWIP = 635
"""Word's unit of width, in EMU: what rounding may cost a column."""

MIXED = material(part("fyrbodal", STRAINED), part("gr", None), late("sjuharad", CALM))
HOSTILE = {
    "markup": "<w:p>&amp; <script>alert(1)</script> ]]> <!-- -->",
    "markdown": "# Rubrik **fet** [länk](javascript:alert(1)) | a | b |",
    "control characters": "noll\x00 klocka\x07 sidbryt\x0c esc\x1b[31m C1\x9b",
    "lone surrogates": "halv \ud83d emoji \udc4d",
    "emoji": "hel 👍🏽 familj 👨‍👩‍👧",
    "direction": "abc\u202egnirts\u2066 dold\ufeff",
    "noncharacters": "slut\ufffe\uffff",
    "line breaks": "rad\r\nrad\rrad\u2028rad\n\n\n\nrad",
    "very long": "ord " * 10_000,
    "one long word": "å" * 20_000,
    "template language": "{{ 7*7 }} ${HOME} %s {0}",
    "empty": "   \n ",
}


def reopened(document: Document, on: Path | None = None) -> WordDocument:
    return docx.Document(BytesIO(write(document, on)))


def styles_of(word: WordDocument) -> list[str]:
    return [str(paragraph.style.name) for paragraph in word.paragraphs if paragraph.style]


def xml_of(document: Document, name: str = "word/document.xml") -> str:
    with ZipFile(BytesIO(write(document))) as package:
        return package.read(name).decode()


def cells(table: WordTable, row: int) -> list[str]:
    return [cell.text for cell in table.rows[row].cells]


def test_headings_are_real_and_no_level_is_skipped() -> None:
    word = reopened(draft(MIXED))
    found = styles_of(word)
    assert found[0] == "Title"
    levels = [0, *(int(name[-1]) for name in found if name.startswith("Heading"))]
    assert levels.count(1) == 5
    assert max(levels) == 3
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_everything_stands_on_named_styles() -> None:
    word = reopened(draft(MIXED))
    assert set(styles_of(word)) == {
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


def test_a_heading_stays_with_what_follows_it() -> None:
    word = docx.Document(str(TEMPLATE))
    for name in ("Heading 1", "Heading 2", "Heading 3", "Caption"):
        assert "w:keepNext/>" in word.styles[name].element.xml


def test_what_belongs_together_stays_on_one_page() -> None:
    """Words that open a table or a section go with what they open; a box is not cut."""
    paragraphs = reopened(draft(MIXED)).paragraphs
    kept = [paragraph.text[:12] for paragraph in paragraphs if paragraph.paragraph_format.keep_with_next]
    assert kept == ["Lägesrapport", *["Text inom ci", *["Samlat läge."] * 3] * 2, "Siffror inom"]


def test_header_rows_are_marked_and_repeated_and_rows_are_whole() -> None:
    word = reopened(draft(MIXED))
    assert len(word.tables) == 3
    for table in word.tables:
        rows = [row._tr for row in table.rows]  # noqa: SLF001 - python-docx does not say what a row is
        assert [row.xml.count("<w:tblHeader/>") for row in rows] == [1] + [0] * (len(rows) - 1)
        assert all("<w:cantSplit/>" in row.xml for row in rows)
        assert 'w:firstRow="1"' in table._tbl.xml  # noqa: SLF001 - the same
        assert "<w:tblCaption" in table._tbl.xml  # noqa: SLF001 - the same
    assert cells(word.tables[0], 0)[:3] == ["Delregion", "Samlat läge", "Arbetsmarknad och utbildning"]


def test_tables_fit_the_page() -> None:
    word = reopened(draft(MIXED))
    section = word.sections[0]
    assert section.page_width
    assert section.left_margin
    text_width = section.page_width - 2 * section.left_margin
    for table in word.tables:
        widths = [column.width or 0 for column in table.columns]
        assert abs(sum(widths) - text_width) <= _TWIP * len(widths)


def test_the_language_is_swedish_in_styles_settings_and_properties() -> None:
    word = reopened(draft(MIXED))
    languages = {found.get(qn("w:val")) for found in word.styles.element.iter(qn("w:lang"))}
    assert languages == {"sv-SE"}
    assert '<w:themeFontLang w:val="sv-SE"' in word.settings.element.xml
    assert word.core_properties.language == "sv-SE"


def test_the_file_says_what_it_is_and_nothing_of_the_template() -> None:
    said = reopened(draft(MIXED)).core_properties
    assert said.title == "Lägesrapport inom migration och integration i Västra Götaland – kvartal 3 2026"
    assert said.subject == "Utkast – arbetsmaterial. Lägesrapport kvartal 3 2026"
    assert said.author == said.last_modified_by == "Länsstyrelsen i Västra Götalands län"
    assert said.content_status == "Utkast – arbetsmaterial"
    assert said.created == said.modified == CUT_OFF.astimezone(UTC)
    assert (said.comments, said.keywords, said.revision) == ("", "", 1)


def test_every_page_says_that_it_is_a_draft_and_has_its_number() -> None:
    word = reopened(draft(MIXED))
    section = word.sections[0]
    assert [paragraph.text for paragraph in section.header.paragraphs] == [DRAFT]
    assert 'w:instr="PAGE"' in section.footer.paragraphs[0]._p.xml  # noqa: SLF001 - python-docx has no fields


def test_each_sentence_is_followed_by_its_notes_and_each_note_leads_to_the_annex() -> None:
    document = draft(MIXED)
    xml = xml_of(document)
    links = re.findall(r'<w:hyperlink w:anchor="(\w+)"', xml)
    bookmarks = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"', xml)
    assert bookmarks == [f"kalla_{number}" for number in range(1, 9)]
    assert set(links) == set(bookmarks)
    text = "\n".join(paragraph.text for paragraph in reopened(document).paragraphs)
    assert "Svaren är förankrade i samrådet.\u00a0[2]" in text
    assert "bedöms läget vara i stort sett oförändrat" in text
    assert "(Fyrbodal).\u00a0[1,\u00a02,\u00a03]" in text


def test_a_row_of_one_source_is_marked_once_and_a_cell_of_another_for_itself() -> None:
    responses = reopened(draft(MIXED)).tables[1]
    assert cells(responses, 3)[:4] == [
        "Sjuhärad\u00a0[3]",
        "Efter sista svarsdag\u00a0[7]",
        "Inlämnad\u00a0[7]",
        "20 november 2026 kl.\u00a023.59",
    ]


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_no_text_breaks_the_file(hostile: str) -> None:
    everywhere = {
        key: hostile if isinstance(value, str) and (" " in value or key == "theme_request") else value
        for key, value in STRAINED.items()
    }
    word = reopened(draft(material(part("fyrbodal", everywhere))))
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert styles_of(word).count("Heading 1") == 5
    if hostile.strip():
        assert text.count(writable(hostile)) >= 5
    else:
        assert "””" not in text


def test_hostile_names_and_titles_break_nothing_either() -> None:
    bad = HOSTILE["control characters"] + HOSTILE["lone surrogates"] + "lång " * 100
    document = draft(MIXED)
    statement = Sentence(bad, (METHOD,))
    table = Table(bad, (bad, bad), ((Cell(bad, (METHOD,)), Cell(bad, (METHOD,))),), (1, 1))
    last = Section("hostile", (Heading(bad, 2), Paragraph((statement,), bad), table))
    properties = replace(document.properties, author=bad, subject=bad)
    sections = (*document.sections, last)
    word = reopened(replace(document, title=bad, status=bad, properties=properties, sections=sections))
    assert word.core_properties.title == writable(bad)[:255]
    assert cells(word.tables[-1], 0) == [writable(bad)] * 2


def test_what_is_made_writable_is_still_what_was_said() -> None:
    assert writable("Åre & <b>–</b> 👍🏽 # *") == "Åre & <b>–</b> 👍🏽 # *"
    assert writable("a\x00b\u202ec\ud800d") == "abc\ufffdd"
    assert writable(" ett\r\n\r\n  två\ttre ") == "ett\ntvå tre"
    assert writable("a\u030a") == "å"
    assert writable("3 – gott – 4") == "3\u00a0– gott – 4"
    assert writable("2026 kl. 08.30, kl. åtta") == "2026 kl.\u00a008.30, kl. åtta"


def test_the_same_input_makes_the_same_bytes() -> None:
    first, second = write(draft(MIXED)), write(draft(MIXED))
    assert first == second
    with ZipFile(BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2026, 11, 26, 7, 30, 0)}
        assert package.testzip() is None
        assert not [name for name in package.namelist() if "thumbnail" in name]


def test_the_committed_template_is_the_one_that_its_script_makes() -> None:
    with ZipFile(BytesIO(template())) as made, ZipFile(TEMPLATE) as committed:
        assert made.namelist() == committed.namelist()
        assert [name for name in made.namelist() if made.read(name) != committed.read(name)] == []


def test_a_county_may_bring_its_own_template(tmp_path: Path) -> None:
    own = docx.Document(str(TEMPLATE))
    own.add_paragraph("Exempeltext i mallen")
    own.core_properties.keywords = "mallens egna ord"
    own.sections[0].header.paragraphs[0].text = "Länsstyrelsen"
    own.sections[0].different_first_page_header_footer = True
    own.settings.odd_and_even_pages_header_footer = True
    path = tmp_path / "egen mall.docx"
    own.save(str(path))
    word = reopened(draft(MIXED), path)
    section = word.sections[0]
    assert [paragraph.text for paragraph in section.header.paragraphs] == ["Länsstyrelsen", DRAFT]
    assert section.first_page_header.paragraphs[0].text == DRAFT
    assert section.even_page_header.paragraphs[0].text == DRAFT
    assert "Exempeltext i mallen" not in [paragraph.text for paragraph in word.paragraphs]
    assert word.core_properties.keywords == ""


def test_a_status_that_the_template_has_already_is_not_written_twice(tmp_path: Path) -> None:
    own = docx.Document(str(TEMPLATE))
    own.sections[0].header.paragraphs[0].text = DRAFT
    path = tmp_path / "mall.docx"
    own.save(str(path))
    assert [p.text for p in reopened(draft(MIXED), path).sections[0].header.paragraphs] == [DRAFT]


def test_a_template_without_a_style_is_refused_by_name(tmp_path: Path) -> None:
    own = docx.Document(str(TEMPLATE))
    own.styles["Källhänvisning"].delete()
    own.styles["Caption"].delete()
    path = tmp_path / "utan.docx"
    own.save(str(path))
    with pytest.raises(BadTemplate) as refused:
        write(draft(MIXED), path)
    assert str(refused.value) == (
        f"Word-mallen {path} saknar formatmallen ”Caption” (styckeformat), ”Källhänvisning” (teckenformat). "
        "Lägg till det som saknas i mallen, eller använd mallen som följer med Samråd."
    )


@pytest.mark.parametrize("name", ["saknas.docx", "text.docx", "zip.docx", ""])
def test_a_file_that_is_no_template_is_refused_by_path(tmp_path: Path, name: str) -> None:
    (tmp_path / "text.docx").write_text("Hej", encoding="utf-8")
    with ZipFile(tmp_path / "zip.docx", "w") as package:
        package.writestr("hej.txt", "hej")
    with pytest.raises(BadTemplate, match=r"kan inte öppnas\. Den ska vara en Word-fil"):
        write(draft(MIXED), tmp_path / name)
