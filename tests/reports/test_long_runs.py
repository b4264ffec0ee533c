"""A text of thousands of blanks is folded as another text, and one that is too long is refused unread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.writable import lines, writable

BREAKS = "\r\n\u2028\u2029\x0b\x0c\x85"
BLANKS = [" ", "\t", "\u00a0", "\u2003", *BREAKS, "\r\n"]


@pytest.mark.parametrize("blank", BLANKS)
def test_a_run_of_blanks_inside_a_line_is_kept_and_one_of_breaks_is_one_break(blank: str) -> None:
    between = "\n" if blank[0] in BREAKS else blank * 30_000
    assert lines(f"a{blank * 30_000}b") == f"a{between}b"
    assert writable(f"{blank * 30_000}a") == "a"


@given(st.lists(st.sampled_from(["a", *BLANKS]), max_size=30).map("".join))
def test_no_line_is_empty_and_no_sign_is_lost(text: str) -> None:
    folded = lines(text)
    assert "".join(folded.split()) == "".join(text.split())
    assert all(line and line == line.strip() for line in folded.split("\n") if folded)
    assert lines(folded) == folded
