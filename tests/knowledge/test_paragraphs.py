"""The committed list of paragraphs: what it knows, how it is made, and that every entry keeps to it."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.entries import Entry, read_entries
from knowledge.paragraphs import exists, listed_in, main, read_paragraphs, state, unlisted, written
from tests.knowledge.invented_law import CHAPTERS, HEAD, INCOMPLETE, WHOLE

BY_HAND = """\
# Kept by hand from here.

[[statute]]  # one came, one went
number = "2099:1"
origin = "facts"
as_of = 2101-01-01
paragraphs = ["9"]
repealed = ["4"]

[[statute]]
number = "2099:8"
origin = "facts"
as_of = 2099-01-01
paragraphs = ["3 kap. 1"]
"""


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A list made of the invented texts, with a part that is kept by hand."""
    file = tmp_path / "paragraphs.toml"
    file.write_text(BY_HAND, encoding="utf-8")
    for name, text in (("one.txt", WHOLE), ("two.txt", CHAPTERS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = [str(tmp_path / name) for name in ("one.txt", "two.txt")]
    assert main(["--read", "2100-05-01", *files], file) == 0
    return file


def test_every_entry_cites_only_paragraphs_that_exist() -> None:
    """Each line names the entry, the paragraph and what to do about it."""
    told = list(unlisted(read_entries()))
    assert told == [], "\n" + "\n".join(told)


def test_the_list_holds_labels_and_dates_and_no_text_of_a_statute() -> None:
    for one in read_paragraphs().values():
        assert one.as_of > date(2010, 1, 1)
        for chapter, label in (*one.paragraphs, *one.repealed):
            assert len(f"{chapter} {label}") < 14
    assert exists("2016:38", None, "5")
    assert exists("2010:800", "20", "24")
    assert not exists("2016:38", None, "99")


def test_a_repealed_paragraph_is_told_from_one_that_never_was_and_from_one_not_read() -> None:
    assert state("2017:584", None, "7") == "repealed"
    assert state("2017:584", None, "99") == "missing"
    assert state("1994:137", None, "99") == "unread"
    assert state("2099:99", None, "1") == "unread"


def test_the_list_is_made_of_texts_and_keeps_what_is_kept_by_hand(made: Path) -> None:
    text = made.read_text(encoding="utf-8")
    assert text.endswith(BY_HAND)
    listed = listed_in(text)
    assert listed["2099:1"].paragraphs == tuple((None, label) for label in ("1", "2", "2 a", "9"))
    assert listed["2099:1"].repealed == ((None, "3"), (None, "4"))
    assert listed["2099:2"].paragraphs == (("1", "1"), ("2", "1"), ("2", "2"), ("4", "1"))
    assert listed["2099:8"].paragraphs == (("3", "1"),)
    assert (listed["2099:1"].as_of, listed["2099:1"].amended_to) == (date(2100, 5, 1), "2099:7")


def test_made_again_the_list_is_the_same_and_other_statutes_stay(made: Path) -> None:
    before = made.read_text(encoding="utf-8")
    assert main(["--read", "2100-05-01", str(made.parent / "one.txt")], made) == 0
    assert made.read_text(encoding="utf-8") == before


def test_no_list_is_made_of_an_incomplete_copy_or_of_a_text_of_no_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("torn.txt", INCOMPLETE), ("undated.txt", WHOLE), ("empty.txt", HEAD)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = [str(tmp_path / name) for name in ("torn.txt", "undated.txt", "empty.txt")]
    assert main(files, tmp_path / "paragraphs.toml") == 1
    said = capsys.readouterr().err
    assert "torn.txt: SFS 2099:3 är en ofullständig återgivning" in said
    assert "undated.txt: Texten säger inte när den lästes. Lägg till --read" in said
    assert "empty.txt: Inga paragrafer" in said


def test_an_entry_with_a_paragraph_that_is_not_there_is_told_with_what_to_do() -> None:
    listed = listed_in(written([], BY_HAND))
    told = {label: list(unlisted([cites(label)], listed)) for label in ("9", "4", "77")}
    assert told["9"] == []
    (repealed,) = told["4"]
    assert repealed.startswith("klockor.md: 4 § SFS 2099:1: it is repealed; say so in the answer,")
    assert told["77"][0].startswith(
        "klockor.md: 77 § SFS 2099:1: it is not among the paragraphs that were read"
    )
    assert list(unlisted([cites("4", short="Avgiften är upphävd.")], listed)) == []


def cites(label: str, short: str = "Varje timme.") -> Entry:
    return Entry.model_validate(
        {
            "key": "klockor",
            "question": "Hur ofta slår klockan?",
            "variants": ["slår klockan ofta", "när slår klockan", "klockslag"],
            "topics": ["klockor"],
            "short": short,
            "details": "",
            "sources": [{"law": "2099:1", "paragraphs": [label], "as_of": date(2100, 5, 1)}],
            "confidence": "confirmed",
            "valid_from": date(2099, 1, 1),
            "owner": "klockor",
            "review": date(2101, 1, 1),
        }
    )
