"""What is quoted in another section's language says in which language it is, in every format."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reports.document import BulletList, Document, Heading, Section
from reports.languages import in_languages
from tests.reports.reading_pdf import opened, pages_of
from tests.reports.test_html import page
from tests.reports.word_documents import (
    SKARABORG,
    paragraph,
    part_of,
    report_of,
    runs_of,
    written,
)

WORDS = "The council is asked to take up “Delad ”sfi” i länet” (Skaraborg)."
TITLE = "Delad ”sfi” i länet"


def report() -> Document:
    swedish = report_of(Heading("Läget", 1), paragraph("Ordet “läge” är svenskt.", SKARABORG))
    said = BulletList((paragraph(WORDS, SKARABORG, lead="Issues raised."),))
    english = Section("english", (Heading("Summary in English", 1), said), "en")
    return replace(swedish, sections=(*swedish.sections[:-1], english, swedish.sections[-1]))


def test_a_title_in_the_english_summary_is_swedish_in_html() -> None:
    marked = [one for one in page(report()).all("span") if one.given.get("lang")]
    assert [(one.given["lang"], one.text) for one in marked] == [("sv-SE", TITLE)]


def test_it_is_so_in_word() -> None:
    spoken = dict(runs_of(part_of(written(report()))))
    assert spoken[TITLE] == ""
    assert spoken["The council is asked to take up “"] == "en-GB"
    assert spoken["” (Skaraborg)."] == "en-GB"


def test_it_is_so_in_the_pdf() -> None:
    with opened(report()) as pdf:
        english = next(page for page in pdf.pages if b"/Lang(en)" in page.Contents.read_bytes())
        found = re.findall(rb"/Lang\(([^)]*)\)", english.Contents.read_bytes())
    assert b"sv-SE" in found
    assert WORDS in " ".join(" ".join(pages_of(report())).split()).replace("\u00a0", " ")


def test_the_documents_own_language_needs_no_mark() -> None:
    assert list(in_languages("Ordet “läge” är svenskt.", "")) == [("Ordet “läge” är svenskt.", False)]
    assert list(in_languages("A word “never ended", "en")) == [("A word “never ended", False)]


@given(st.text('ab “”"(.', max_size=30), st.sampled_from(["", "en"]))
def test_the_parts_are_the_text(text: str, language: str) -> None:
    assert "".join(words for words, _ in in_languages(text, language)) == text
