"""What stands in both of two sequences is found in order, and never with more work than is given."""

from difflib import SequenceMatcher
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.matching import Work, gaps, matched, matched_lines

ENOUGH = 10_000
FEW = st.lists(st.sampled_from("abcd"), max_size=12)
LINES = st.lists(st.sampled_from(["a\n", "b\n", "\n", "c"]), max_size=12)


@given(FEW, FEW)
def test_pairs_are_the_same_and_only_grow(before: list[str], after: list[str]) -> None:
    pairs = matched(before, after, Work(ENOUGH))
    assert all(before[at] == after[to] for at, to in pairs)
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(pairs))


@given(FEW, FEW)
def test_as_much_is_found_as_is_alike_in_one_place(before: list[str], after: list[str]) -> None:
    longest = SequenceMatcher(None, before, after, autojunk=False).find_longest_match().size
    assert bool(matched(before, after, Work(ENOUGH))) == bool(longest)


@given(FEW, FEW)
def test_the_gaps_and_the_pairs_are_all(before: list[str], after: list[str]) -> None:
    pairs = matched(before, after, Work(ENOUGH))
    found = list(gaps(pairs, len(before), len(after)))
    assert len(found) == len(pairs) + 1
    assert sum(len(before[gone]) for gone, _ in found) + len(pairs) == len(before)
    assert sum(len(after[come]) for _, come in found) + len(pairs) == len(after)


@given(LINES, LINES)
def test_empty_lines_are_matched_beside_others_alone(before: list[str], after: list[str]) -> None:
    pairs = matched_lines(before, after, Work(ENOUGH))
    assert all(before[at] == after[to] for at, to in pairs)
    assert sorted(pairs, key=lambda pair: pair[1]) == pairs


def test_of_few_parts_the_most_are_found() -> None:
    before, after = ["a", "x", "a", "y"], ["y", "a", "x", "a"]
    assert matched(before, after, Work(ENOUGH)) == [(0, 1), (1, 2), (2, 3)]


@pytest.mark.parametrize("most", [0, 100, 10_000])
def test_no_more_is_done_than_was_given(most: int) -> None:
    work = Work(most)
    pairs = matched(["a", "b"] * 200, ["b", "b", "a"] * 200, work)
    assert work.over
    assert work.left == 0
    assert all("ab"[at % 2] == "bba"[to % 3] for at, to in pairs)


def test_what_is_the_same_takes_no_work() -> None:
    work = Work(0)
    assert len(matched(["a"] * 9_000, ["a"] * 9_000, work)) == 9_000
    assert not work.over
