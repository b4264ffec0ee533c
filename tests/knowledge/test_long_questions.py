"""A text of ten thousand characters is no longer work than a question."""

import pytest

from knowledge.bounds import LONGEST
from knowledge.handbook import Handbook


@pytest.mark.parametrize("words", ["1-" * 4990 + "?", "1," * 5000, "§" * 10_000, "a" * 10_000])
def test_only_the_beginning_of_a_long_text_counts(words: str) -> None:
    handbook = Handbook.load()
    assert handbook.find(words) == handbook.find(words[:LONGEST])


def test_a_question_with_a_long_tail_is_still_answered() -> None:
    handbook = Handbook.load()
    asked = "Vem beslutar om kommuntal?"
    assert handbook.find(asked + " " * LONGEST + "hej " * 1000).entry == handbook.find(asked).entry
