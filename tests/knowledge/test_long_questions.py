"""A text of ten thousand characters is no longer work than a question."""

import pytest

from knowledge.bounds import LONGEST
from knowledge.handbook import Handbook
from knowledge.spelling import Spelling
from knowledge.statutes import named_in


@pytest.mark.parametrize("words", ["1-" * 4990 + "?", "1," * 5000, "§" * 10_000, "a" * 10_000])
def test_only_the_beginning_of_a_long_text_counts(words: str) -> None:
    handbook = Handbook.load()
    assert handbook.find(words) == handbook.find(words[:LONGEST])


def test_a_question_with_a_long_tail_is_still_answered() -> None:
    handbook = Handbook.load()
    asked = "Vem beslutar om kommuntal?"
    assert handbook.find(asked + " " * LONGEST + "hej " * 1000).entry == handbook.find(asked).entry


@pytest.mark.parametrize("text", ["§" * 100_000, "1-" * 50_000, "5 § bosättningslagen " * 5_000])
def test_the_statutes_in_a_long_text_are_those_of_its_beginning(text: str) -> None:
    assert named_in(text) == named_in(text[:LONGEST])


def test_a_word_without_end_is_no_word() -> None:
    assert Spelling(["a" * 100_000]).mended("b" * 100_000) == "b" * 100_000
