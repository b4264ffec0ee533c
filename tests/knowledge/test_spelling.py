import pytest

from knowledge.spelling import Spelling


@pytest.mark.parametrize(
    "slip",
    ["bosattnnigslagen", "bosattningslgen", "bosattninggslagen", "bosattningslahen", "bosattningslagen"],
)
def test_one_slip_in_a_long_word_is_mended(slip: str) -> None:
    assert Spelling(["vad sager bosattningslagen"]).mended(f"{slip}, 5 §?") == "bosattningslagen, 5 §?"


@pytest.mark.parametrize("word", ["lagar", "kommunerna", "bostadslagen"])
def test_a_short_word_and_one_that_is_further_away_are_left_alone(word: str) -> None:
    assert Spelling(["lagen bosattningslagen kommuntalen"]).mended(word) == word
