"""The report as it stands: what the answers give, and what coordinators have written in its place."""

from datetime import datetime
from random import Random

import pytest

from domain.report_versions import SectionEdit
from domain.workdays import STOCKHOLM
from reports.composing import Composition, Correction, Options, Standing, composed
from reports.document import Heading, Table
from reports.section_text import text_of
from tests.reports.quarter_three import CALM, STRAINED, late, material, part
from tests.reports.reading_drafts import said, without_source

AT = datetime(2026, 11, 27, 9, 0, tzinfo=STOCKHOLM)
BEFORE = material(part("fyrbodal", STRAINED), part("gr", None), part("sjuharad", CALM))
AFTER = material(part("fyrbodal", STRAINED), late("gr", CALM), part("sjuharad", CALM))


def written(section: str, words: str | None, over: Composition, number: int = 1) -> SectionEdit:
    return SectionEdit(section, number, over.part(section).generated, words, "anna", "Anna Andersson", AT)


def edits(*those: SectionEdit) -> dict[str, SectionEdit]:
    return {one.section: one for one in those}


def test_what_a_coordinator_wrote_stands_and_says_whose_it_is() -> None:
    drafted = composed(BEFORE)
    text = drafted.part("summary").generated + "\n\nLänsstyrelsen följer frågan."
    found = composed(BEFORE, edits(written("summary", text, drafted)))
    assert said(found.document)[: len(said(drafted.document))] != said(drafted.document)
    assert text_of(found.part("summary").section) == text
    assert found.part("summary").standing is Standing.EDITED
    assert "Anna Andersson" in " ".join(said(found.document))
    assert without_source(found.document) == []


def test_an_edit_stands_when_late_answers_change_what_it_was_written_over() -> None:
    text = "Mitt eget korta stycke."
    edit = written("responses", text, composed(BEFORE))
    found = composed(AFTER, edits(edit))
    assert found.part("responses").shown == text
    assert found.part("responses").standing is Standing.CHANGED_UNDER
    assert found.part("responses").generated != edit.base
    assert [one.key for one in found.changed_under] == ["responses"]
    assert "Mitt eget korta stycke." in said(found.document)


def test_sections_that_nobody_edited_are_renewed_beside_an_edited_one() -> None:
    edit = written("responses", "Mitt eget korta stycke.", composed(BEFORE))
    kept = composed(AFTER, edits(edit))
    assert [one.section for one in kept.parts if one.key != "responses"] == [
        one.section for one in composed(AFTER).parts if one.key != "responses"
    ]


def test_the_generated_text_taken_back_is_the_generated_text() -> None:
    edit = written("summary", None, composed(BEFORE), number=2)
    assert composed(BEFORE, edits(edit)) == composed(BEFORE)


def test_a_section_without_anything_to_say_can_be_written() -> None:
    silent = composed(material())
    assert silent.part("raised").generated == ""
    found = composed(material(), edits(written("raised", "Inga medskick, men en fråga väntar.", silent)))
    section = next(one for one in found.document.sections if one.key == "raised")
    assert section.blocks[0] == Heading("Medskick och strukturella problem", 1)
    assert found.part("raised").standing is Standing.EDITED


def test_a_section_that_was_emptied_is_left_out() -> None:
    found = composed(BEFORE, edits(written("councils", "", composed(BEFORE))))
    assert "councils" not in {one.key for one in found.document.sections}
    assert found.part("councils").standing is Standing.EDITED


def test_the_record_number_is_a_property_as_soon_as_it_is_written() -> None:
    drafted = composed(BEFORE)
    assert drafted.document.properties.record == ""
    words = "| Diarienummer: 851-1234-2026\n| Kontaktperson: Anna Andersson"
    found = composed(BEFORE, edits(written("cover", words, drafted))).document
    assert found.properties.record == "851-1234-2026"
    assert "851-1234-2026" in said(found)


def test_captions_are_counted_through_edited_sections_too() -> None:
    drafted = composed(BEFORE)
    found = composed(BEFORE, edits(written("summary", "Utan tabell.", drafted))).document
    captions = [one.caption for one in found.blocks if isinstance(one, Table)]
    assert [one.split(".")[0] for one in captions] == [f"Tabell {n}" for n in range(1, len(captions) + 1)]


def test_corrections_are_told_in_a_section_of_their_own() -> None:
    those = (Correction(2, AT, "Anna Andersson", "Fel siffra för Fyrbodal i tabell 4."),)
    found = composed(BEFORE, options=Options(corrections=those)).document
    assert "Fel siffra för Fyrbodal i tabell 4." in said(found)
    assert without_source(found) == []


FRESH = [(each, composed(each)) for each in (BEFORE, AFTER, material(part("fyrbodal", None)))]


@pytest.mark.parametrize("seed", range(12))
def test_no_edit_is_lost_in_any_order_of_editing_answering_and_regenerating(seed: int) -> None:
    """What stands is at each moment the latest words of each section, or what the answers give."""
    chance = Random(seed)  # noqa: S311 - the order of a test, not a secret
    fresh, kept = chance.choice(FRESH), dict[str, SectionEdit]()
    for step in range(1, 7):
        match chance.choice(["edit", "edit", "answer", "take back", "empty"]):
            case "answer":
                fresh = chance.choice(FRESH)
            case what:
                section = chance.choice(["summary", "responses", "councils", "raised", "cover"])
                words = {"edit": f"Text {step} om läget.", "take back": None, "empty": " "}[what]
                kept[section] = written(section, words, fresh[1], number=step)
        found = composed(fresh[0], kept)
        for one in found.parts:
            edit = kept.get(one.key)
            if edit is None or edit.words is None:
                assert one.section == fresh[1].part(one.key).section
            else:
                assert one.shown == edit.words
                assert (one.standing is Standing.CHANGED_UNDER) == (edit.base != one.generated)
                if one.key != "cover":
                    assert text_of(one.section) == edit.words.strip()


def test_what_is_not_kept_as_a_version_says_so_in_the_files_properties() -> None:
    assert composed(material()).document.properties.version == "Arbetsutkast"
