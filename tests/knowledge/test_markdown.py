"""An entry as Markdown is the file that it came from, and what is written is read back equal."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import entries
from knowledge.entries import DocumentSource, Entry, EntryError, StatuteSource, read_text, shipped
from knowledge.markdown import as_markdown

FOLDER = Path(entries.__file__).parent / "entries"

# One line of what people write: quotes, backslashes and signs that TOML treats in its own way among it.
LINES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\r\n"),
    min_size=1,
    max_size=60,
).filter(lambda text: text.strip())
QUESTIONS = LINES.map(lambda text: f"{text} hur?")
# Control signs never get so far (`forms.parsing.clean`); a text has line breaks.
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=120
)


def entry(**changed: object) -> Entry:
    fields = {
        "key": "radhusklocka",
        "question": "Hur ofta ställs klockan?",
        "variants": ("klocka", "ställa", "rådhus"),
        "topics": ("klockor",),
        "short": "En gång om året.",
        "details": "På våren.\n\n- och på hösten",
        "sources": (StatuteSource(law="2016:38", paragraphs=("5", "5 a"), as_of=date(2026, 2, 12)),),
        "confidence": "confirmed",
        "valid_from": date(2016, 3, 1),
        "owner": "samrad",
        "review": date(2027, 3, 1),
    }
    return Entry.model_validate(fields | changed)


@pytest.mark.parametrize("one", shipped(), ids=lambda one: one.key)
def test_every_shipped_file_is_written_as_it_stands(one: Entry) -> None:
    assert as_markdown(one) == (FOLDER / f"{one.key}.md").read_text(encoding="utf-8")


def test_the_fields_stand_in_one_order_and_empty_ones_are_left_out() -> None:
    full = entry(
        reservation="Kanske.",
        confidence="uncertain",
        valid_to=date(2026, 9, 30),
        flag="Lagen ändras.",
        explains=("2016:38",),
        sources=(
            StatuteSource(
                law="2010:800", chapter="20", paragraphs=("4 a",), as_of=date(2026, 1, 2), wording="SFS 1",
                background=True,
            ),
            DocumentSource(document="Klockboken", publisher="Rådhuset", year=2022, link="https://example.se/"),
        ),
    )  # fmt: skip
    assert as_markdown(full) == (
        '+++\nkey = "radhusklocka"\nquestion = "Hur ofta ställs klockan?"\n'
        'variants = [\n  "klocka",\n  "ställa",\n  "rådhus",\n]\ntopics = ["klockor"]\n'
        'confidence = "uncertain"\nreservation = "Kanske."\nvalid_from = 2016-03-01\nvalid_to = 2026-09-30\n'
        'owner = "samrad"\nreview = 2027-03-01\nflag = "Lagen ändras."\nrelated = []\n'
        'explains = ["2016:38"]\n'
        '\n[[sources]]\nlaw = "2010:800"\nchapter = "20"\nparagraphs = ["4 a"]\nas_of = 2026-01-02\n'
        'wording = "SFS 1"\nbackground = true\n'
        '\n[[sources]]\ndocument = "Klockboken"\npublisher = "Rådhuset"\nyear = 2022\n'
        'link = "https://example.se/"\n+++\nEn gång om året.\n\n## Mer\n\nPå våren.\n\n- och på hösten\n'
    )
    assert read_text("den", as_markdown(full)) == full


@settings(max_examples=120, deadline=None)
@given(question=QUESTIONS, variant=QUESTIONS, reservation=LINES, details=TEXTS)
def test_whatever_people_write_comes_back(
    question: str, variant: str, reservation: str, details: str
) -> None:
    one = entry(question=question, variants=("a", variant, "b"), reservation=reservation, details=details)
    assert read_text("den", as_markdown(one)) == one


def test_a_short_answer_that_holds_the_heading_of_the_details_is_refused() -> None:
    with pytest.raises(EntryError, match="short: ”## Mer” får inte stå"):
        as_markdown(entry(short="Se ## Mer nedan."))


def test_an_entry_without_details_has_no_heading() -> None:
    assert as_markdown(entry(details="")).endswith("+++\nEn gång om året.\n")
