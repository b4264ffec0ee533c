"""Where each statement of the draft comes from, and the annex that lists it."""

from datetime import timedelta

import pytest

from domain.material import Material
from domain.raised import RaisedStatus
from domain.report_plan import KEYS
from reports.annex import numbers
from reports.development import Development
from reports.document import METHOD, Cell, Document, Paragraph, Section, Sentence, Table, statements
from reports.draft import draft
from reports.sections import SECTIONS
from tests.reports.quarter_three import (
    CALM,
    ROUND,
    STRAINED,
    Given,
    late,
    material,
    nothing_in,
    part,
    relabelled,
)
from tests.reports.reading_drafts import said, table, without_source
from tests.reports.test_report_raised import issue

MIXED = material(part("fyrbodal", STRAINED), part("gr", None), late("sjuharad", CALM))
EVERY_MATERIAL = {
    "all received": material(),
    "one missing, one late": MIXED,
    "none received": nothing_in(),
    "withheld": material(part("fyrbodal", {**STRAINED, "publishable": "ENDAST_LST"})),
    "hardly answered": material(
        part("gr", {"headline": "Bara en rubrik", "publishable": "PUBLIK"}), part("fyrbodal", {})
    ),
    "like issues, old and closed ones": material(
        part("fyrbodal", STRAINED),
        part("gr", {**CALM, "handover.0.title": "Bostäder för stora familjer"}),
        raised=(issue(1, "gr", "2026Q2", RaisedStatus.SOLVED), issue(2, "miv", "2026Q2")),
    ),
    "a form that is gone": material(relabelled(part("fyrbodal", STRAINED))),
}


@pytest.mark.parametrize("given", EVERY_MATERIAL.values(), ids=EVERY_MATERIAL)
def test_every_statement_says_where_it_comes_from(given: Material) -> None:
    document = draft(given)
    assert without_source(document) == []
    assert all(document.notes(one.sources) for one in statements(document.blocks))


def test_a_statement_without_source_is_found_out() -> None:
    document = draft(material())
    bare = Table("Tabell", ("A",), ((Cell("bar cell", ()), Cell("", ())),), (1, 1))
    loose = Paragraph((Sentence("Löst påstående.", ()), Sentence("Metod.", (METHOD,))))
    added = Document(
        document.title,
        document.status,
        document.properties,
        (*document.sections, Section("loose", (loose, bare))),
        document.references,
    )
    assert without_source(added) == ["Löst påstående.", "bar cell"]


def test_a_source_names_the_question_the_version_and_the_time() -> None:
    document = draft(material(late("fyrbodal", STRAINED)))
    [headline] = [one for one in statements(document.blocks) if one.text == f"”{STRAINED['outlook']}”"]
    [source] = headline.sources
    assert (source.unit, source.number, source.label) == (
        "Fyrbodal",
        "2.4",
        "Vad väntar ni er nästa kvartal?",
    )
    assert (source.version, source.at) == (2, ROUND.due + timedelta(days=1))


def test_the_annex_lists_each_submission_with_version_time_and_questions_used() -> None:
    document = draft(MIXED)
    found = table(document, "Svar och andra källor")
    assert [cells[0].note for cells in found.rows] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [cell.text for cell in found.rows[1]] == [
        "2",
        "Fyrbodal",
        "Svar på fråga 1.1–1.5, 2.1–2.5, 3.1–3.4, 5.2–5.3, 5.5",
        "1",
        "17 november 2026 kl. 23.59",
        "Version 2",
    ]
    assert [source.unit for source in document.references] == [
        "Skaraborg",
        "Fyrbodal",
        "Sjuhärad",
        "Arbetsförmedlingen",
        "Migrationsverket",
        "Västra Götalandsregionen",
        "Omgången",
        "Metod",
    ]
    assert [cell.text for cell in found.rows[2]][3] == "2"
    assert (
        "Siffror inom hakparentes i texten leder till källan med samma nummer i tabellen. Svaren är lämnade "
        "av den som svarar för delregionen eller aktören, om inget annat sägs. Har någon lämnat in flera "
        "gånger gäller den senaste versionen." in said(document)
    )


def test_question_numbers_are_drawn_together() -> None:
    assert numbers(["2.1", "1.2", "1.1", "3.2.1", "3.3.4", "", "10.1"]) == "1.1–1.2, 2.1, 3.2–3.3, 10.1"


def test_a_hostile_item_number_makes_no_million_questions() -> None:
    answers: Given = {**CALM, "handover.99999999.title": "Långt bort"}
    assert "”Långt bort”." in said(draft(material(part("gr", answers))))


def test_the_same_material_makes_the_same_document() -> None:
    assert draft(MIXED) == draft(MIXED)


def test_a_section_is_a_plain_function_of_the_material() -> None:
    made = {key: section(Development(nothing_in())) for key, section in SECTIONS.items()}
    assert made["raised"] == made["reception"] == []
    assert made["summary"]


def test_every_section_that_a_county_may_name_has_its_function() -> None:
    assert {*SECTIONS, "corrections", "references"} == set(KEYS)
