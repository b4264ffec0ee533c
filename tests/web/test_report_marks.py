"""Two texts compared and joined: what differs is marked, and what only one has changed is never lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.report_marks import Mark, Pieces, brief, sides
from web.report_merging import merged

WORDS = st.lists(st.sampled_from(["ett", "två", "tre", " ", "\n", "\n\n", "- ", "å"]), max_size=30).map(
    "".join
)


def text(pieces: Pieces) -> str:
    return "".join(piece.text for piece in pieces)


def marked(pieces: Pieces) -> list[str]:
    return [piece.text for piece in pieces if piece.mark]


def test_a_changed_word_is_marked_on_both_sides() -> None:
    found = sides("Läget är gott.\nOch mer.", "Läget är dåligt.\nOch mer.")
    assert marked(found.old) == ["gott."]
    assert marked(found.new) == ["dåligt."]
    assert [piece.mark for piece in found.new if piece.mark] == [Mark.ADDED]


def test_two_texts_with_nothing_in_common_are_marked_whole() -> None:
    found = sides("Ett två tre.", "Fyra fem sex.")
    assert (marked(found.old), marked(found.new)) == (["Ett två tre."], ["Fyra fem sex."])


@given(WORDS, WORDS)
def test_each_side_is_its_whole_text(old: str, new: str) -> None:
    found = sides(old, new)
    assert (text(found.old), text(found.new)) == (old, new)
    assert found.same == (old == new)


def test_what_both_have_is_left_out_but_for_the_lines_beside() -> None:
    old = "".join(f"rad {number}\n" for number in range(20))
    found = brief(sides(old, old.replace("rad 10\n", "något annat\n")).old)
    assert (
        text(found) == "Åtta rader utan ändringrad 8\nrad 9\nrad 10\nrad 11\nrad 12\nSju rader utan ändring"
    )


@given(WORDS, WORDS)
def test_nothing_that_differs_is_left_out(old: str, new: str) -> None:
    found = sides(old, new)
    assert [piece for piece in brief(found.new) if piece.mark is Mark.ADDED] == [
        piece for piece in found.new if piece.mark
    ]


START = "Ett.\n\n- två\n- tre\n\nFyra."


@pytest.mark.parametrize(
    ("theirs", "mine", "words"),
    [
        (
            "Ett nytt.\n\n- två\n- tre\n\nFyra.",
            "Ett.\n\n- två\n- tre\n\nFyra nya.",
            "Ett nytt.\n\n- två\n- tre\n\nFyra nya.",
        ),
        (
            "Ett.\n\n- två nya\n- tre\n\nFyra.",
            "Ett.\n\n- två\n- tre nya\n\nFyra.",
            "Ett.\n\n- två nya\n- tre nya\n\nFyra.",
        ),
        (
            "Ett.\n\n- två\n\nFyra.",
            "Noll.\n\nEtt.\n\n- två\n- tre\n\nFyra.",
            "Noll.\n\nEtt.\n\n- två\n\nFyra.",
        ),
        (START, "", ""),
    ],
    ids=["apart", "beside each other", "taken away and added", "all taken away"],
)
def test_what_only_one_has_changed_is_joined(theirs: str, mine: str, words: str) -> None:
    found = merged(START, theirs, mine)
    assert (found.words, found.both) == (words, 0)


def test_where_both_have_changed_ones_own_stands() -> None:
    found = merged(START, START.replace("Ett", "Deras"), START.replace("Ett", "Mitt").replace("Fyra", "Fem"))
    assert (found.words, found.both) == ("Mitt.\n\n- två\n- tre\n\nFem.", 1)


def test_texts_that_nobody_can_have_written_take_no_time() -> None:
    """The comparing would take minutes, and this test with it."""
    long = "\n" * 200_000
    assert text(sides("Ett.", long).new) == long
    assert merged("Ett.", "Två.", long).words == long


@given(WORDS, WORDS)
def test_with_one_who_changed_nothing_the_others_text_stands(start: str, changed: str) -> None:
    assert merged(start, changed, start).words == changed
    assert merged(start, start, changed).words == changed
    assert merged(start, changed, changed).words == changed
