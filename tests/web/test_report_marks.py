"""Two texts compared and joined: what differs is marked, and what only one has changed is never lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.matching import Work
from web.report_marks import MOST_WORK, Mark, Pieces, brief, sides
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


LINES = 1_490
TIRING = {
    "every other line empty": tuple(
        "\n".join(letter if number % 2 == odd else "" for number in range(LINES))
        for odd, letter in enumerate("ab")
    ),
    "the same few lines, in another order": tuple(
        "\n".join("ab"[number % step == 0] for number in range(LINES)) for step in (3, 5)
    ),
    "the same few words, in another order": tuple(
        "\n".join(" ".join("ab"[(number + line) % step == 0] for number in range(370)) for line in range(80))
        for step in (3, 5)
    ),
    "only line ends": ("Ett.", "\n" * 200_000),
}


@pytest.mark.parametrize("name", TIRING)
def test_texts_that_nobody_can_have_written_take_no_more_work_than_is_given(name: str) -> None:
    old, new = TIRING[name]
    work = Work(MOST_WORK)
    found = sides(old, new, work)
    assert (text(found.old), text(found.new)) == (old, new)
    assert 0 <= work.left <= MOST_WORK
    few = Work(1_000)
    found = sides(old, new, few)
    assert (text(found.old), text(found.new)) == (old, new)
    assert merged(old, f"{old}\nDeras.", new, Work(1_000)).words.startswith(new)


def test_empty_lines_are_no_work() -> None:
    work = Work(0)
    assert text(sides("\n" * 9_000, "\n" * 9_001, work).new) == "\n" * 9_001
    assert not work.over


def test_of_texts_that_are_too_much_work_to_join_ones_own_stands() -> None:
    start, theirs, mine = ("\n".join("ab"[at % step == 0] for at in range(LINES)) for step in (2, 3, 5))
    work = Work(1_000)
    assert merged(start, theirs, mine, work).words == mine
    assert work.over


@given(WORDS, WORDS)
def test_with_one_who_changed_nothing_the_others_text_stands(start: str, changed: str) -> None:
    assert merged(start, changed, start).words == changed
    assert merged(start, start, changed).words == changed
    assert merged(start, changed, changed).words == changed
