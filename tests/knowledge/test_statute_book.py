"""The statute book: versions side by side, what changed between them, and who cites what has changed."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.entries import Entry, StatuteSource
from knowledge.statute_book import StatuteBook
from knowledge.statute_changes import diff
from knowledge.statute_head import StatuteError
from knowledge.statute_text import NOT_YET, parse
from tests.knowledge.invented_law import CHAPTERS, INCOMPLETE, WHOLE, amended

FIRST, SECOND = date(2099, 6, 1), date(2100, 6, 1)
NEW_WORDS = ("Klockan ska slå varje timme.", "Klockan ska slå varje hel timme. Lag (2100:2).")


@pytest.fixture
def book(tmp_path: Path) -> StatuteBook:
    return StatuteBook(tmp_path / "var" / "law.db")


@pytest.fixture
def twice(book: StatuteBook) -> StatuteBook:
    """The invented statute before and after an amendment."""
    book.add(parse(WHOLE), "one.txt", FIRST)
    book.add(parse(amended(WHOLE, NEW_WORDS)), "two.txt", SECOND)
    return book


def entry(paragraphs: list[str], as_of: date) -> Entry:
    source = {"law": "2099:1", "paragraphs": paragraphs, "as_of": as_of}
    return Entry.model_validate(
        {
            "key": "klockor",
            "question": "Hur ofta slår klockan?",
            "variants": ["slår klockan ofta", "när slår klockan", "klockslag"],
            "topics": ["klockor"],
            "short": "Varje timme.",
            "details": "",
            "sources": [source],
            "confidence": "confirmed",
            "valid_from": as_of,
            "owner": "klockor",
            "review": as_of,
        }
    )


def test_an_empty_book_has_nothing_and_leaves_no_file(book: StatuteBook) -> None:
    assert book.newest() == []
    assert book.paragraph("2099:1", "1", None, FIRST) is None
    assert book.search("klocka", FIRST) == []
    assert book.changed_since("2099:1", None, "1", FIRST) is None
    assert not book.path.exists()


def test_the_same_text_again_is_only_read_again(book: StatuteBook) -> None:
    first, new = book.add(parse(WHOLE), "one.txt", FIRST)
    again, newer = book.add(parse(WHOLE.replace("\n", "\r\n")), "two.txt", SECOND)
    assert (new, newer) == (True, False)
    assert first.id == again.id
    assert (again.read_on, again.confirmed_on) == (FIRST, SECOND)
    assert len(book.versions("2099:1")) == 1


def test_a_paragraph_is_shown_in_the_wording_of_the_day(book: StatuteBook) -> None:
    book.add(parse(WHOLE), "one.txt", FIRST)
    before = book.paragraph("2099:1", "2 a", None, date(2099, 12, 31))
    after = book.paragraph("2099:1", "2 a", None, date(2100, 1, 1))
    assert before
    assert (before.wording.text, before.next_from) == ("Klockan får slå varje kvart.", date(2100, 1, 1))
    assert after
    assert (after.wording.note, after.next_from) == ("2099:7", None)


def test_a_paragraph_that_ended_is_told_as_not_holding(book: StatuteBook) -> None:
    book.add(parse(WHOLE), "one.txt", FIRST)
    ended = book.paragraph("2099:1", "4", None, date(2101, 1, 1))
    assert ended
    assert not ended.held


def test_a_wording_that_waits_for_the_government_does_not_hold_yet(book: StatuteBook) -> None:
    book.add(parse(CHAPTERS), "one.txt", date(2100, 2, 1))
    waiting = book.paragraph("2099:2", "2", "2", date(2100, 6, 1))
    assert waiting
    assert (waiting.held, waiting.wording.valid_from) == (False, NOT_YET)


def test_without_a_chapter_only_a_paragraph_of_one_chapter_is_found(book: StatuteBook) -> None:
    book.add(parse(CHAPTERS), "one.txt", date(2100, 2, 1))
    assert book.paragraph("2099:2", "1", None, SECOND) is None
    assert book.chapters("2099:2", "1") == ["1", "2", "4"]
    alone = book.paragraph("2099:2", "2", None, SECOND)
    assert alone
    assert alone.wording.chapter == "2"


def test_an_earlier_day_is_told_from_the_text_that_was_known_then(twice: StatuteBook) -> None:
    before, now = (twice.paragraph("2099:1", "2", None, day) for day in (FIRST, SECOND))
    assert before
    assert now
    assert "varje timme" in before.wording.text
    assert "varje hel timme" in now.wording.text


def test_an_older_text_that_is_read_in_later_is_still_the_older(book: StatuteBook) -> None:
    book.add(parse(amended(WHOLE, NEW_WORDS)), "two.txt", SECOND)
    book.add(parse(WHOLE), "one.txt")
    assert [version.amended_to for version in book.versions("2099:1")] == ["2099:7", "2100:2"]


def test_what_was_added_changed_and_taken_away_is_told_word_by_word(book: StatuteBook) -> None:
    gone = ("Klockan ska slå varje timme.", "Har upphävts genom lag (2100:2).")
    came = ("Avgifter\n", "3 a § Klockan ska vara vacker. Lag (2100:2).\n\nAvgifter\n")
    other = ("som slår, och", "som ringer, och")
    old, _ = book.add(parse(WHOLE), "one.txt", FIRST)
    new, _ = book.add(parse(amended(WHOLE, gone, came, other)), "two.txt", date(2100, 1, 1))
    told = {change.label: (change.kind, change.diff) for change in book.changes(old, new)}
    assert told["1"][0] == "changed"
    assert "en klocka som [bort: slår,] [nytt: ringer,] och" in told["1"][1]
    assert told["2"] == ("removed", "[bort: Klockan ska slå varje timme.]")
    assert told["3 a"] == ("added", "[nytt: Klockan ska vara vacker. Lag (2100:2).]")
    assert told["2 a"][0] == "changed", "another wording holds when the later text was read"


def test_a_diff_leaves_out_the_middle_of_what_is_alike() -> None:
    words = [str(number) for number in range(40)]
    told = diff(" ".join(words), " ".join(["x", *words[1:39], "y"]))
    assert told == ("[bort: 0] [nytt: x] 1 2 3 4 5 6 7 8 … 31 32 33 34 35 36 37 38 [bort: 39] [nytt: y]")


def test_every_entry_that_cites_a_changed_paragraph_is_flagged(twice: StatuteBook) -> None:
    cites = entry(["1", "2"], FIRST)
    (flag,) = twice.flags([cites, entry(["1"], FIRST)], SECOND)
    assert (flag.entry.key, flag.label, flag.amended_to) == ("klockor", "2", "2100:2")


def test_an_entry_that_was_read_after_the_change_is_not_flagged(twice: StatuteBook) -> None:
    assert twice.flags([entry(["2"], SECOND), entry(["2"], date(2101, 2, 1))], date(2101, 6, 1)) == []


def test_a_wording_that_stood_in_the_text_when_it_was_read_is_no_change(twice: StatuteBook) -> None:
    assert twice.changed_since("2099:1", None, "2 a", FIRST, SECOND) is None
    assert twice.changed_since("2099:1", None, "4", FIRST, date(2101, 1, 1)) is None


def test_a_paragraph_repealed_since_is_a_change_by_the_act_that_repealed_it(book: StatuteBook) -> None:
    book.add(parse(WHOLE), "one.txt", FIRST)
    gone = ("Klockan ska slå varje timme.", "Har upphävts genom lag (2100:2).")
    book.add(parse(amended(WHOLE, gone)), "two.txt", SECOND)
    assert book.changed_since("2099:1", None, "2", FIRST) == "2100:2"


def test_a_later_text_with_the_day_of_the_earlier_is_told_apart_by_its_act(book: StatuteBook) -> None:
    book.add(parse(WHOLE), "one.txt", SECOND)
    book.add(parse(amended(WHOLE, NEW_WORDS)), "two.txt", SECOND)
    (flag,) = book.flags([entry(["1", "2"], SECOND)], SECOND)
    assert (flag.label, flag.amended_to) == ("2", "2100:2")


@pytest.mark.parametrize(
    ("wording", "amended_to"), [("t.o.m. SFS 2099:7", "2100:2"), ("t.o.m. SFS 2100:2", None)]
)
def test_the_act_that_a_source_was_read_up_to_goes_before_its_day(
    book: StatuteBook, wording: str, amended_to: str | None
) -> None:
    later = date(2100, 9, 1)
    book.add(parse(amended(WHOLE, NEW_WORDS)), "two.txt", SECOND)
    source = StatuteSource(law="2099:1", paragraphs=("2",), as_of=later, wording=wording)
    assert book.changed_in(source, "2", later) == amended_to
    book.add(parse(WHOLE), "one.txt", FIRST)
    assert book.changed_in(source, "2", later) == amended_to


def test_with_one_text_alone_a_paragraph_of_a_later_years_act_is_a_change(book: StatuteBook) -> None:
    book.add(parse(amended(WHOLE, NEW_WORDS)), "two.txt", SECOND)
    assert book.changed_since("2099:1", None, "2", FIRST) == "2100:2"
    assert book.changed_since("2099:1", None, "1", FIRST) is None


def test_an_incomplete_copy_flags_nothing(book: StatuteBook) -> None:
    book.add(parse(INCOMPLETE), "one.txt")
    assert book.changed_since("2099:3", None, "1", date(2090, 1, 1)) is None
    (version,) = book.versions("2099:3")
    assert (version.complete, version.read_on) == (False, date(2099, 5, 4))


def test_the_newest_text_is_searched_for_words_and_their_beginnings(twice: StatuteBook) -> None:
    (hit,) = twice.search("hel tim", SECOND)
    assert (hit.found.wording.label, hit.snippet) == ("2", "Klockan ska slå varje hel timme. Lag (2100:2).")
    assert twice.search("får kvart", SECOND) == [], "that wording ended"
    assert [hit.found.wording.label for hit in twice.search("RÅDHUS", SECOND)] == ["1"]


@pytest.mark.parametrize("words", ["", "   ", '"', "AND OR", "*", "NEAR(", "§ 5", "a" * 500])
def test_any_search_is_a_search(twice: StatuteBook, words: str) -> None:
    twice.search(words, SECOND)


def test_a_text_cannot_have_been_read_before_its_latest_amendment(book: StatuteBook) -> None:
    with pytest.raises(StatuteError, match="kan inte vara läst 2098-01-01"):
        book.add(parse(WHOLE), "one.txt", date(2098, 1, 1))


def test_a_book_of_another_kind_says_what_to_do(book: StatuteBook) -> None:
    book.add(parse(WHOLE), "one.txt", FIRST)
    from sqlite_utils import Database  # noqa: PLC0415 - only this test looks beneath the book

    db = Database(book.path)
    db.conn.execute("pragma user_version = 77")
    db.close()
    with pytest.raises(StatuteError, match="Flytta undan filen"):
        book.newest()
