"""Section 0: the head of the document, with its empty slots."""

from dataclasses import replace
from datetime import date, datetime

from domain.county import Figure
from domain.material import Material
from domain.report_versions import SectionEdit
from domain.workdays import STOCKHOLM
from reports.composing import composed
from reports.cover import cover
from reports.document import Callout, Document, Facts, Paragraph
from reports.marking import Marks, marked, of_draft
from tests.reports.quarter_three import CALM, COUNTY, CUT_OFF, material, part


def facts(given: Material) -> dict[str, str]:
    [block] = [block for block in cover(given) if isinstance(block, Facts)]
    return {item.lead: " ".join(one.text for one in item.sentences) for item in block.items}


def figure(day: int) -> Figure:
    read = datetime(2026, 11, day, 6, tzinfo=STOCKHOLM)
    return Figure("gr", "enrolled_total", 900, "Migrationsverket", date(2026, 9, 30), read)


def test_the_head_has_a_line_for_all_that_a_record_needs() -> None:
    assert facts(material()) == {
        "Status": "Utkast – arbetsmaterial",
        "Version": "Arbetsutkast, inte fastställt",
        "Datum": "26 november 2026",
        "Diarienummer": "Tilldelas av registrator",
        "Avser": "kvartal 3 2026 (1 juli–30 september 2026)",
        "Inför": "Regionalt samråd 10 december 2026",
        "Svar hämtade t.o.m.": "26 november 2026 kl. 08.30",
        "Kontaktperson": "Anges av samordnaren",
        "Ansvarig chef": "Anges av samordnaren",
        "Utgivare": "Länsstyrelsen i Västra Götalands län",
    }


def test_who_answers_for_the_report_stands_in_the_countys_file() -> None:
    plan = replace(COUNTY.report, contact="Samordnare integration", manager="Enhetschef integration")
    given = replace(material(), county=replace(COUNTY, report=plan))
    assert facts(given)["Kontaktperson"] == "Samordnare integration"
    assert facts(given)["Ansvarig chef"] == "Enhetschef integration"


def test_a_decided_report_holds_no_instruction_to_fill_in_its_cover() -> None:
    """What nobody has written in is left out; in the draft it says who is to write there."""
    words = "| Diarienummer: 851-1-2026\n| Kontaktperson: Anges av samordnaren"
    edit = SectionEdit("cover", 1, "", words, "id", "Anna", CUT_OFF)
    document = composed(material(), {"cover": edit}).document
    decided = marked(document, Marks("Beslutad 3 december 2026", "1", "Utgåva 1", "", "3 december 2026"))
    draft = marked(document, of_draft(2))
    assert [[fact.lead for fact in _facts(one)] for one in (draft, decided)] == [
        [*NAMED, "Utgivare"],
        [NAMED[0], "Utgivare"],
    ]


NAMED = ["Diarienummer", "Kontaktperson", "Ansvarig chef"]


def _facts(document: Document) -> list[Paragraph]:
    """The cover's facts that a person writes, and the last one."""
    blocks = [one for section in document.sections for one in section.blocks if isinstance(one, Facts)]
    return [item for block in blocks for item in block.items if item.lead in {*NAMED, "Utgivare"}]


def test_the_days_that_published_numbers_were_read_are_told() -> None:
    one = material(part("gr", CALM, figure(24)))
    assert facts(one)["Siffror hämtade"] == "24 november 2026"
    two = material(part("gr", CALM, figure(24)), part("skaraborg", CALM, figure(20)))
    assert facts(two)["Siffror hämtade"] == "20 november 2026 till 24 november 2026"
    assert "Siffror hämtade" not in facts(material(part("gr", None, figure(24))))


def test_invented_answers_are_called_so_above_all_else() -> None:
    given = material().marked_invented({"id-gr"})
    first = cover(given)[0]
    assert isinstance(first, Callout)
    assert first.items[0].sentences[0].text == (
        "Svaren från Göteborgsregionen är påhittade. Ingen har rapporterat dem."
    )
