"""Nobody is quoted with words that are not its own: a quotation that a person has changed says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.document import EDITING, Heading, Paragraph, Section, Sentence, Source
from reports.quotations import changed, plainly, quotations, signed
from reports.section_reading import edited
from reports.section_text import text_of

ANNA = Source(EDITING, label="Anna Andersson", version=3)
FYRBODAL = Source("Fyrbodal", "2.3", version=1)
ANSWER = "”Hyresvärdarna säger nej.\nDe kallar det ”risk” utan att förklara.”"
OWN = Section(
    "councils",
    (
        Heading("Läget", 1),
        Paragraph((Sentence(ANSWER, (FYRBODAL,)), Sentence("Svaret är nytt.", (FYRBODAL,))), "Fyrbodal."),
    ),
)
SIGN = "(citatet är redigerat)"


def read(words: str, base: str = "") -> str:
    [_, *blocks] = edited(OWN, words, ANNA, base).blocks
    return " ".join(one.text for block in blocks if isinstance(block, Paragraph) for one in block.sentences)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi har ”ett” och ”två”.", ["”ett”", "”två”"]),
        (ANSWER, [ANSWER]),
        ("””Risk” säger de”, och ”nej”", ["””Risk” säger de”", "”nej”"]),
        ("”Aldrig avslutat", ["”Aldrig avslutat"]),
        ('Rör på 5" och ”ord” här', ["”ord”"]),
        ('Med "raka" och “engelska” och »vinklade»', ['"raka"', "“engelska”", "»vinklade»"]),
        ("Inga alls", []),
    ],
)
def test_what_stands_in_quotation_marks_is_found(text: str, found: list[str]) -> None:
    assert quotations(text) == found


def test_words_that_a_person_has_changed_in_a_quotation_are_marked() -> None:
    words = text_of(OWN).replace("säger nej", "säger ja")
    assert read(words) == f"{ANSWER.replace('säger nej', 'säger ja')} {SIGN} Svaret är nytt."
    assert read(words.replace("förklara.”", "förklara.” " + SIGN)).count(SIGN) == 1


def test_a_quotation_that_is_shortened_or_put_in_is_marked() -> None:
    assert read("Fyrbodal: ”Hyresvärdarna säger nej.”") == f"Fyrbodal: ”Hyresvärdarna säger nej.” {SIGN}"
    assert read('Vi kallar det "nystart".') == f'Vi kallar det "nystart" {SIGN}.'


def test_a_quotation_that_stands_as_it_was_is_not_marked_whatever_is_written_around_it() -> None:
    assert read(text_of(OWN)) == f"{ANSWER} Svaret är nytt."
    on_one_line, straight = ANSWER.replace("\n", " "), ANSWER.replace("”", '"')
    assert SIGN not in read(f"Fyrbodal skriver {on_one_line} och vi håller med.")
    assert SIGN not in read(f"De säger {straight} till oss.")


def test_what_the_writer_saw_is_a_units_own_words_also_when_it_has_answered_anew_since() -> None:
    before = "”Det som stod i första svaret.”"
    assert SIGN in read(before)
    assert SIGN not in read(before, f"**Fyrbodal.** {before}\n\nAnnat.")


def test_the_english_section_says_it_in_english() -> None:
    assert signed("They say “no”.", plainly(()), "en") == "They say “no” (quotation edited)."


@given(st.text('ab ”"“(.\n', max_size=40), st.text('ab ”"“(.\n', max_size=40))
def test_a_text_is_never_changed_against_itself_and_signing_only_adds(text: str, other: str) -> None:
    assert changed(text, quotations(text)) == () or "\n" in text
    made = signed(text, plainly(quotations(other)))
    assert made.replace(f" {SIGN}", "") == text
    assert signed(text, plainly(quotations(text))) == text


def test_ten_thousand_marks_that_nothing_ends_are_no_quotations() -> None:
    assert quotations(' "' * 10_000) == []
    assert quotations(' "' * 10_000 + "a ”b") == ["”b"]
