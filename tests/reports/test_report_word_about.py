"""What the Word file says about itself: properties, status, watermark, language; nothing asked on opening."""

from dataclasses import replace
from datetime import UTC
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn

from reports.document import DRAFT
from reports.word import write
from reports.word_custom import add_properties
from reports.word_styles import TEMPLATE
from tests.reports.word_documents import MADE, REPORT, TITLE, part_of, reopened, written

DECIDED = replace(
    REPORT,
    status="Fastställd",
    watermark="",
    properties=replace(REPORT.properties, record="851-3527-2026", version="1"),
)


def custom(content: bytes) -> dict[str, str]:
    found = part_of(content, "docProps/custom.xml")
    return {str(one.get("name")): str(one[0].text or "") for one in found}


def headers(content: bytes) -> list[str]:
    with ZipFile(BytesIO(content)) as package:
        names = [name for name in package.namelist() if name.startswith("word/header")]
        return [package.read(name).decode() for name in names]


def template_with_pages_apart(folder: Path) -> Path:
    """A template whose first and even pages have headers and footers of their own."""
    own = docx.Document(str(TEMPLATE))
    own.sections[0].different_first_page_header_footer = True
    own.settings.odd_and_even_pages_header_footer = True
    section = own.sections[0]
    for end in (
        section.first_page_header,
        section.even_page_header,
        section.first_page_footer,
        section.even_page_footer,
    ):
        end.is_linked_to_previous = False
    section.first_page_header.paragraphs[0].text = "Länsstyrelsen"
    path = folder / "mall.docx"
    own.save(str(path))
    return path


def test_the_file_says_what_it_is_and_nothing_of_the_template() -> None:
    said = reopened(DECIDED).core_properties
    assert said.title == TITLE
    assert said.subject == f"{DRAFT}. Lägesrapport"
    assert said.author == said.last_modified_by == "Länsstyrelsen"
    assert (said.content_status, said.version, said.identifier) == ("Fastställd", "1", "851-3527-2026")
    assert said.created == said.modified == MADE.astimezone(UTC)
    assert (said.comments, said.keywords, said.category, said.revision) == ("", "", "", 1)
    assert said.language == "sv-SE"


def test_dnr_version_status_and_cut_off_are_properties_that_word_shows() -> None:
    assert custom(written(DECIDED)) == {
        "Diarienummer": "851-3527-2026",
        "Version": "1",
        "Status": "Fastställd",
        "Svar hämtade t.o.m.": "2026-11-26T07:30:00Z",
    }


def test_the_dnr_has_its_place_before_there_is_one() -> None:
    assert custom(written(REPORT))["Diarienummer"] == ""


def test_the_templates_own_properties_stay_beside_the_reports(tmp_path: Path) -> None:
    own = docx.Document(str(TEMPLATE))
    labelled = replace(REPORT, status="mallens")
    add_properties(labelled, own)
    [relation] = [one for one in own.part.package.rels.values() if one.reltype.endswith("custom-properties")]
    relation.target_part.element[0].set("name", "MSIP_Label")
    path = tmp_path / "mall.docx"
    own.save(str(path))
    found = custom(write(DECIDED, path))
    assert found["Status"] == "Fastställd"
    assert "MSIP_Label" in found
    numbers = [one.get("pid") for one in part_of(write(DECIDED, path), "docProps/custom.xml")]
    assert numbers == ["2", "3", "4", "5", "6"]


def test_every_page_says_its_status_and_has_its_number() -> None:
    section = reopened().sections[0]
    assert [paragraph.text for paragraph in section.header.paragraphs] == [f"{DRAFT}\tkvartal 3 2026"]
    assert section.footer.paragraphs[0].text.startswith("utkast 4\tSida ")
    decided = reopened(replace(REPORT, properties=replace(REPORT.properties, version="1"))).sections[0]
    assert decided.footer.paragraphs[0].text.startswith("Utgåva 1\tSida ")
    assert 'w:instr="PAGE"' in section.footer.paragraphs[0]._p.xml  # noqa: SLF001 - python-docx has no fields


def test_first_and_even_pages_say_it_too_beside_what_the_template_has_there(tmp_path: Path) -> None:
    section = reopened(REPORT, template_with_pages_apart(tmp_path)).sections[0]
    assert [one.text for one in section.header.paragraphs] == [f"{DRAFT}\tkvartal 3 2026"]
    assert [one.text for one in section.first_page_header.paragraphs] == ["Länsstyrelsen", DRAFT]
    assert [one.text for one in section.even_page_header.paragraphs] == [DRAFT]


def test_a_logo_alone_in_a_paragraph_is_left_alone(tmp_path: Path) -> None:
    own = docx.Document(str(TEMPLATE))
    header = own.sections[0].header
    header.paragraphs[0].text = ""
    picture = tmp_path / "logga.png"
    with ZipFile(BytesIO(written(REPORT))) as package:
        picture.write_bytes(package.read(next(name for name in package.namelist() if name.endswith(".png"))))
    header.paragraphs[0].add_run().add_picture(str(picture), width=1_000_000)
    path = tmp_path / "mall.docx"
    own.save(str(path))
    word = reopened(REPORT, path)
    assert [one.text for one in word.sections[0].header.paragraphs] == ["", DRAFT]
    assert len(list(word.sections[0].header.part.element.iter(qn("wp:inline")))) == 1


def test_a_status_that_the_template_has_already_is_not_written_twice(tmp_path: Path) -> None:
    own = docx.Document(str(TEMPLATE))
    own.sections[0].header.paragraphs[0].text = f"Dnr 1. {DRAFT}"
    path = tmp_path / "mall.docx"
    own.save(str(path))
    assert [one.text for one in reopened(REPORT, path).sections[0].header.paragraphs] == [f"Dnr 1. {DRAFT}"]


def test_the_watermark_lies_across_all_pages_and_says_nothing_to_those_who_listen(tmp_path: Path) -> None:
    marked = headers(write(REPORT, template_with_pages_apart(tmp_path)))
    assert len(marked) == 3
    for header in marked:
        assert header.count('string="Arbetsmaterial"') == 1
        assert 'alt=""' in header
    names = {name for header in marked for name in header.split('"') if name.startswith("PowerPlusWaterMark")}
    assert len(names) == 3


def test_a_decided_report_has_no_watermark() -> None:
    assert not [header for header in headers(written(DECIDED)) if "WaterMark" in header]


def test_the_language_is_swedish_in_styles_settings_and_properties() -> None:
    word = reopened()
    languages = {found.get(qn("w:val")) for found in word.styles.element.iter(qn("w:lang"))}
    assert languages == {"sv-SE"}
    assert '<w:themeFontLang w:val="sv-SE"' in word.settings.element.xml


def test_nobody_is_asked_to_update_fields(tmp_path: Path) -> None:
    own = docx.Document(str(TEMPLATE))
    asking = own.settings.element.makeelement(qn("w:updateFields"))
    own.settings.element.append(asking)
    path = tmp_path / "mall.docx"
    own.save(str(path))
    assert reopened(REPORT, path).settings.element.find(qn("w:updateFields")) is None
