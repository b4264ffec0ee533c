"""Two versions of an entry: what differs is marked, and what two people changed is joined."""

from web.comparing import joined, pairs


def test_words_that_stand_in_one_text_alone_are_marked() -> None:
    (pair,) = pairs({"short": "Högst två månader."}, {"short": "Högst tre månader."})
    assert pair.label == "Kort svar"
    assert list(pair.old) == [(False, "Högst "), (True, "två"), (False, " månader.")]
    assert list(pair.new) == [(False, "Högst "), (True, "tre"), (False, " månader.")]


def test_ways_to_ask_are_compared_line_by_line() -> None:
    (pair,) = pairs({"variants": "en\ntvå\ntre"}, {"variants": "en\nfyra\ntre"})
    assert [text for marked, text in pair.new if marked] == ["fyra\n"]


def test_a_field_that_was_empty_is_not_marked_all_over() -> None:
    (pair,) = pairs({}, {"flag": "Ses över."})
    assert (list(pair.old), list(pair.new)) == ([], [(False, "Ses över.")])


def test_a_text_of_any_length_is_compared_at_once() -> None:
    (pair,) = pairs({"details": "a b " * 50_000}, {"details": "b a " * 50_000})
    assert not any(marked for marked, _ in pair.new)


def test_what_only_the_other_changed_is_taken_in_and_what_both_did_is_kept_as_typed() -> None:
    start = {"question": "Vem?", "short": "Två.", "details": "", "flag": ""}
    theirs = {**start, "short": "Tre.", "details": "Mer.", "flag": "Samma."}
    mine = {**start, "short": "Fyra.", "question": "Vem då?", "flag": "Samma."}
    found = joined(start, theirs, mine)
    assert found.values == {"question": "Vem då?", "short": "Fyra.", "details": "Mer.", "flag": "Samma."}
    assert (found.taken, found.both) == (("details",), ("short",))
