"""What stands in the report and what in its annexes: leads, tables, and words where there is no number."""

import re
from dataclasses import replace
from functools import cache

import pytest

from reports.composing import composed
from reports.document import BulletList, Chart, Document, Paragraph, Section, Table, statements
from reports.draft import draft
from reports.how_to_read import LEAD
from reports.number_cells import UNANSWERED
from tests.reports.quarter_three import AGENCY, CALM, COUNTY, MEMBERS, Given, material, part
from tests.reports.reading_drafts import leads, row, said, table
from tests.reports.recomputing_material import Rich

SECOND_PERSON = re.compile(r"\b(ni|er|era|ert)\b", re.IGNORECASE)


@cache
def rich() -> Document:
    return composed(Rich(1).material()).document


def section(document: Document, key: str) -> Section:
    return next(one for one in document.sections if one.key == key)


def captions(one: Section) -> list[str]:
    return [block.caption for block in one.blocks if isinstance(block, Table)]


def test_leads_speak_of_the_unit_and_never_to_it() -> None:
    told = leads(rich())
    assert "Arbetsförmedlingen. Förändrad närvaro i länet." in told
    assert [one for one in told if SECOND_PERSON.search(one) or "?" in one] == []


def test_every_question_that_is_told_with_its_words_has_a_lead_of_its_own() -> None:
    """A question to the unit that the report would otherwise repeat as it stands."""
    asked = {
        question.key: question.label
        for one in Rich(1).material().contributions
        for card in one.form.cards
        for question in card.questions()
        if question.label.endswith("?") and question.key.startswith(("presence", "site", "impact"))
    }
    assert set(asked) <= set(COUNTY.report.leads)


def test_the_numbers_of_a_figure_stand_in_the_annex_of_tables() -> None:
    document = rich()
    told = captions(section(document, "tables"))
    figures = [one for one in document.blocks if isinstance(one, Chart)]
    moved = [one for one in figures if any("i bilagan ”Tabeller”" in note.text for note in one.notes)]
    assert len(moved) == 3
    for chart in moved:
        assert not chart.table_shown
        name = chart.caption.partition(". ")[2]
        [there] = [one for one in told if one.endswith(f"{name}: figurens tal")]
        assert table(document, there).rows == chart.table.rows


def test_without_an_annex_of_tables_everything_stands_where_it_belongs() -> None:
    given = Rich(1).material()
    plan = replace(
        given.county.report,
        sections=tuple(one for one in given.county.report.sections if one.key != "tables"),
    )
    bare = composed(replace(given, county=replace(given.county, report=plan))).document
    texts = {one.text for one in statements(bare.blocks)}
    left_out = {one.text for one in statements(section(rich(), "tables").blocks)} - texts
    assert [one for one in left_out if not one.startswith("Här står tal")] == []


def test_an_agencys_numbers_are_one_table_with_women_and_men() -> None:
    given: Given = {**AGENCY, "est_stock": 1200, "est_stock_women": 700, "est_stock_men": 500}
    document = draft(material(part("af", given)))
    [only] = [one for one in captions(section(document, "areas")) if "Arbetsförmedlingen" in one]
    found = table(document, only)
    assert row(found, "Deltagare, kvartalets sista månad (personer)")[1:4] == ["700", "500", "1\u00a0200"]


def test_numbers_that_are_not_given_by_sex_have_no_columns_for_it_and_say_so() -> None:
    document = draft(material(part("af", {**AGENCY, "est_stock": 1200})))
    assert table(document, "Arbetsförmedlingen: siffror för länet").header == ("Mått", "Uppgift")
    assert "Talen är inte uppdelade på kvinnor och män." in said(document)


def test_a_dash_means_that_a_question_was_not_answered_and_nothing_else() -> None:
    document = rich()
    for key in ("in_depth", "responses", "summary"):
        assert UNANSWERED not in {one.text for one in statements(section(document, key).blocks)}
    moved = [one for one in document.blocks if isinstance(one, Table) and "Utveckling sedan" in one.caption]
    assert moved
    assert UNANSWERED not in {cell.text for one in moved for cells in one.rows for cell in cells}
    drawn = [one.table for one in document.blocks if isinstance(one, Chart) and "Läge" not in one.caption]
    assert {UNANSWERED, "beräknas inte"}.isdisjoint(
        cell.text for one in drawn for cells in one.rows for cell in cells
    )


def test_a_unit_that_has_not_answered_has_words_and_no_dashes() -> None:
    found = table(draft(material(part("gr", None))), "Inrapportering")
    assert row(found, "Göteborgsregionen")[3:] == ["Inget svar"] * 3


def test_own_numbers_of_several_sub_regions_are_one_note_that_names_them() -> None:
    found = [one for one in said(rich()) if one.startswith("Egna uppgifter som skiljer sig")]
    assert any("(Fyrbodal och Sjuhärad)" in one for one in found)
    assert all("Summor, figurer och utveckling bygger på de publicerade talen." in one for one in found)


def test_no_two_notes_say_the_same_of_different_sub_regions() -> None:
    names = "|".join(name for name, _ in MEMBERS.values())
    bare = [
        (place, re.sub(rf"\b({names})\b", "…", item.sentences[0].text))
        for place, block in enumerate(rich().blocks)
        if isinstance(block, BulletList)
        for item in block.items
        if not item.lead
    ]
    assert len(bare) == len(set(bare))


@pytest.mark.parametrize("key", ["events", "gender_note"])
def test_what_a_sub_region_says_of_an_area_stands_after_its_name(key: str) -> None:
    given: Given = {**CALM, f"area.boende.{key}": "Kön till bostäder är lång i flera kommuner."}
    document = draft(material(part("skaraborg", given)))
    lead = {"events": "Skaraborg.", "gender_note": "Skaraborg, kvinnor och män."}[key]
    items = [
        item
        for block in section(document, "areas").blocks
        if isinstance(block, BulletList)
        for item in block.items
    ]
    assert [one.lead for one in items] == [lead]


def test_what_has_no_version_has_words_in_the_list_of_sources() -> None:
    found = table(rich(), "Svar och andra källor")
    assert UNANSWERED not in {cell.text for cells in found.rows for cell in cells}
    assert found.rows[-1][3].text == "gäller inte"


def test_no_cell_is_empty_and_no_two_tables_are_called_the_same() -> None:
    document = rich()
    shown = [one for one in document.blocks if isinstance(one, Table)]
    blank = [
        (one.caption, cells[0].text) for one in shown for cells in one.rows for cell in cells if not cell.text
    ]
    assert blank == []
    names = [one.caption.partition(". ")[2] for one in shown]
    assert [name for name in names if names.count(name) > 1] == []


WORDS = ("jämförs inte", "summeras inte", "ej publicerat", "delas inte upp", "visas inte", "–", "<6", "..")


def test_each_word_in_place_of_a_number_is_explained_where_it_occurs_and_nowhere_else() -> None:
    for document in (rich(), draft(material(part("gr", {**CALM, "enrolled_total": 40})))):
        cells = {cell.text for one in tables(document) for row_ in one.rows for cell in row_}
        [legend] = [one for one in document.blocks if isinstance(one, Paragraph) and one.lead == LEAD]
        told = legend.sentences[0].text.lower()
        assert [word for word in WORDS if (word in cells) != (word in told)] == []


def tables(document: Document) -> list[Table]:
    drawn = [one.table for one in document.blocks if isinstance(one, Chart)]
    return [*drawn, *(one for one in document.blocks if isinstance(one, Table))]
