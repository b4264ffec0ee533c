"""Invented answers are called invented: first on the cover and at the top of every page."""

from io import BytesIO

import docx

from domain.material import INVENTED
from reports.document import METHOD, Callout, Paragraph, Sentence
from reports.draft import draft
from reports.word import write
from tests.reports.quarter_three import AGENCIES, MEMBERS, material, nothing_in, part
from tests.reports.reading_drafts import said

EVERYONE = {f"id-{key}" for key in (*MEMBERS, *AGENCIES)}


def test_real_answers_carry_no_note() -> None:
    real = material().marked_invented({"anna", "bo"})
    assert real == material()
    assert draft(real).status == "Utkast – arbetsmaterial"
    assert "hittade" not in "\n".join(said(draft(real)))


def test_a_draft_of_invented_answers_opens_with_saying_so() -> None:
    invented = material().marked_invented(EVERYONE)
    assert invented.note == INVENTED
    document = draft(invented)
    assert document.blocks[0] == Callout((Paragraph((Sentence(INVENTED, (METHOD,)),)),))
    word = docx.Document(BytesIO(write(document)))
    assert word.paragraphs[1].text.startswith(
        "Påhittade personer och svar. Inget här har rapporterats av någon."
    )
    [header] = [paragraph.text for paragraph in word.sections[0].header.paragraphs]
    assert header.startswith(f"Utkast – arbetsmaterial. {INVENTED}")
    assert write(document) == write(draft(material().marked_invented(EVERYONE)))


def test_some_invented_answers_among_real_ones_are_named() -> None:
    mixed = material(part("gr", None)).marked_invented({"id-fyrbodal", "id-skaraborg", "id-gr"})
    assert mixed.note == "Svaren från Skaraborg och Fyrbodal är påhittade. Ingen har rapporterat dem."


def test_without_answers_nothing_is_invented() -> None:
    assert nothing_in().marked_invented(EVERYONE).note == ""
