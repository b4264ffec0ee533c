"""Whatever is written in a field is read, or left empty, or comes back with words; none of it is lost."""

import re
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from domain.answers import Value
from domain.form import Card, Form, Question
from forms.filled import REFUSED, merge, raw, repeatable
from forms.parsing import Window, clean, parse

WINDOW = Window(date(2026, 7, 1), date(2026, 12, 31))
LONGEST = 4_000

ODD = [
    *(
        "",
        " ",
        "\x00",
        "\ud800",
        "\u202e12",
        "0",
        "-0",
        "1 234,5",
        "1.234",
        "½",
        "٣",
        "9" * 5_000,
        "1e309",
        "nan",
    ),
    *(
        "12 november",
        "31/2",
        "99/99/9999",
        "0000-00-00",
        "1 januari 0000",
        "2026-11-12",
        "2026-11-12T00",
        "den 1 x",
    ),
    *(
        "ja",
        "TRUE",
        "x",
        "3",
        "3,3",
        ",",
        "handlaggning,",
        "850709-9805",
        "070-123 45 67",
        "a@b.se",
        "<at>",
        "=1+1",
    ),
    *("å" * 5_000, "rad\r\nrad\u2028rad", "{{x}}", "[länk](javascript:1)", "👩‍👩‍👧"),
]
words = st.one_of(
    st.sampled_from(ODD),
    st.text(max_size=60),
    st.from_regex(r"[+-]?[0-9 ]{0,8}[.,]?[0-9]{0,3}", fullmatch=True),
    st.from_regex(r"(den )?[0-9]{1,2}[ /-]?[a-zåäö0-9]{1,9}( [0-9]{4})?", fullmatch=True),
)
_ENGLISH = re.compile(r"\b(invalid|literal|limit|value|must|out of range|could not|month)\b")


def asked(card: Card) -> list[Question]:
    """Every question, with two items of each group."""
    return list(card.questions({group.key: min(2, group.most) for group in card.groups}))


@pytest.fixture(scope="module")
def cards(forms: dict[str, Form]) -> list[Card]:
    return [card for form in forms.values() for card in form.cards]


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_what_is_written_is_read_or_comes_back_with_words(cards: list[Card], data: st.DataObject) -> None:
    card = data.draw(st.sampled_from(cards), label="card")
    keys = [question.key for question in asked(card)]
    given_ = data.draw(st.dictionaries(st.sampled_from(keys), words, max_size=8), label="given")
    strange = data.draw(st.dictionaries(st.text(max_size=12), words, max_size=3), label="strange")
    assume(not set(strange) & set(keys))
    parsed = parse(card, {**strange, **given_}, WINDOW)
    outcomes = [*parsed.answers, *parsed.cleared, *(problem.key for problem in parsed.problems)]
    assert sorted(outcomes) == sorted(given_), "each field has one outcome, and no other has any"
    assert all(clean(given_[key]) == "" for key in parsed.cleared)
    assert all(problem.words.strip() and not _ENGLISH.search(problem.words) for problem in parsed.problems)


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_nothing_that_was_written_is_lost(cards: list[Card], data: st.DataObject) -> None:
    """What could not be taken is kept beside, as it may be kept; what was taken shows as it was read."""
    card = data.draw(st.sampled_from([card for card in cards if not card.groups]), label="card")
    keys = [question.key for question in asked(card)]
    given_ = data.draw(st.dictionaries(st.sampled_from(keys), words, max_size=8), label="given")
    parsed = parse(card, given_, WINDOW)
    merged = merge(card, {}, given_, parsed)
    for problem in parsed.problems:
        kept = repeatable(card, {problem.key: given_[problem.key]})[problem.key]
        assert merged[REFUSED + problem.key] == clean(kept)[:LONGEST]
    shown = {key: raw(value) for key, value in parsed.answers.items()}
    assert parse(card, shown, WINDOW).answers == without_empty(parsed.answers)


def without_empty(answers: "object") -> dict[str, Value]:
    """A list of no choices is a field that is empty."""
    assert isinstance(answers, dict)
    return {key: value for key, value in answers.items() if value != []}
