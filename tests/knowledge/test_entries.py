import re
from datetime import date
from pathlib import Path

import pytest

from knowledge.entries import DocumentSource, EntryError, due_for_review, read_entries, read_entry
from knowledge.notices import read_notices
from knowledge.replies import source_list
from knowledge.statutes import known_statutes
from knowledge.words import Patterns, plain

_FIELDS = {
    "key": '"anvisning"',
    "question": '"Måste kommunen ta emot?"',
    "variants": '["får vi tacka nej", "är det tvingande", "kan vi neka"]',
    "about": '["anvis"]',
    "confidence": '"confirmed"',
    "valid_from": "2016-03-01",
    "owner": '"sakkunnig bosättning"',
    "review": "2027-01-15",
}
_SOURCE = '[[sources]]\nlaw = "2016:38"\nparagraphs = ["5"]\nas_of = 2026-02-12\n'


def _write(
    folder: Path, *, without: str = "", source: str = _SOURCE, name: str = "anvisning.md", **changed: str
) -> Path:
    fields = {key: value for key, value in (_FIELDS | changed).items() if key != without}
    lines = "".join(f"{key} = {value}\n" for key, value in fields.items())
    file = folder / name
    file.write_text(f"+++\n{lines}{source}+++\nKort svar.\n\n## Mer\n\nDetaljer.\n", encoding="utf-8")
    return file


def test_reads_the_short_answer_and_the_details(tmp_path: Path) -> None:
    entry = read_entry(_write(tmp_path))
    assert (entry.short, entry.details) == ("Kort svar.", "Detaljer.")
    assert entry.questions[0] == "Måste kommunen ta emot?"


@pytest.mark.parametrize("field", ["key", "question", "variants", "about", "confidence", "owner", "review"])
def test_an_entry_without_a_field_does_not_load_and_says_which(tmp_path: Path, field: str) -> None:
    with pytest.raises(EntryError, match=rf"^anvisning\.md: {field}: "):
        read_entry(_write(tmp_path, without=field))


def test_an_entry_without_a_source_does_not_load(tmp_path: Path) -> None:
    with pytest.raises(EntryError, match=r"^anvisning\.md: sources: "):
        read_entry(_write(tmp_path, source=""))


def test_a_paragraph_without_the_date_it_was_read_does_not_load(tmp_path: Path) -> None:
    undated = _SOURCE.replace("as_of = 2026-02-12\n", "")
    with pytest.raises(EntryError, match=r"^anvisning\.md: sources\.0\.as_of: "):
        read_entry(_write(tmp_path, source=undated))


def test_an_uncertain_entry_must_say_what_is_uncertain(tmp_path: Path) -> None:
    with pytest.raises(EntryError, match="reservation"):
        read_entry(_write(tmp_path, confidence='"uncertain"'))


def test_a_pattern_that_is_no_regular_expression_is_named(tmp_path: Path) -> None:
    with pytest.raises(EntryError, match=r"^anvisning\.md: about\.0: .*not a regular expression"):
        read_entry(_write(tmp_path, about='["anvis("]'))


def test_a_cue_to_a_block_that_is_not_there_does_not_load(tmp_path: Path) -> None:
    with pytest.raises(EntryError, match="no block of the details begins with 'Undantag'"):
        read_entry(_write(tmp_path, cues='{ "Undantag" = "undanta" }'))


def test_a_misspelt_field_is_not_passed_over(tmp_path: Path) -> None:
    with pytest.raises(EntryError, match=r"anvisning\.md: reservaton: "):
        read_entry(_write(tmp_path, reservaton='"Läst i äldre lydelse."'))


def test_broken_front_matter_is_named(tmp_path: Path) -> None:
    file = tmp_path / "trasig.md"
    file.write_text('+++\nkey = "a\n+++\nSvar.\n', encoding="utf-8")
    with pytest.raises(EntryError, match=r"^trasig\.md: front matter is not valid TOML"):
        read_entry(file)
    file.write_text("Svar utan fält.\n", encoding="utf-8")
    with pytest.raises(EntryError, match=r"^trasig\.md: start with a line of \+\+\+"):
        read_entry(file)


def test_two_files_with_one_key_are_refused(tmp_path: Path) -> None:
    _write(tmp_path)
    _write(tmp_path, name="igen.md")
    with pytest.raises(EntryError, match="anvisning stands in two files"):
        read_entries(tmp_path)


def test_a_related_key_must_exist(tmp_path: Path) -> None:
    _write(tmp_path, related='["finns_inte"]')
    with pytest.raises(EntryError, match="no entry has the key finns_inte"):
        read_entries(tmp_path)


def test_a_folder_without_entries_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EntryError, match="no entries"):
        read_entries(tmp_path)


def test_the_handbook_has_thirteen_entries_in_files_named_after_them() -> None:
    entries = read_entries()
    folder = Path(__file__).parents[2] / "knowledge" / "entries"
    assert [entry.key for entry in entries] == sorted(file.stem for file in folder.glob("*.md"))
    assert len(entries) == 13


def test_no_question_stands_in_two_entries() -> None:
    questions = [question.lower() for entry in read_entries() for question in entry.questions]
    assert sorted(questions) == sorted(set(questions))


def test_a_wording_older_than_a_year_is_never_given_without_reservation() -> None:
    for entry in read_entries():
        read = [source.as_of for source in entry.statutes]
        if any(day < date(2025, 11, 22) for day in read):
            assert entry.reservation, entry.key


def test_a_short_answer_is_what_a_person_reads_on_a_phone() -> None:
    long = {entry.key: len(entry.short.split()) for entry in read_entries() if len(entry.short.split()) > 80}
    assert long == {}


def test_a_question_of_an_entry_is_about_what_it_says_it_is_and_never_what_it_is_silent_on() -> None:
    for entry in read_entries():
        about, silent = Patterns(entry.about), Patterns(entry.silent_on)
        assert [each for each in entry.questions if silent.within(plain(each))] == [], entry.key
        outside = [each for each in entry.questions if not about.within(plain(each))]
        assert len(outside) <= 1, outside


def test_no_document_is_a_statute_or_ends_in_a_full_stop() -> None:
    listed = [line for entry in read_entries() for line in source_list(entry.sources)]
    listed += [line for each in known_statutes().values() for line in each.status_listed]
    listed += [notice.listed for notice in read_notices()]
    documents = [line for line in listed if line.startswith("dokument: ")]
    assert documents
    for line in documents:
        assert not line.endswith("."), line
        assert not re.search(r"^dokument: [^(]*(?:lagen|förordningen) \(\d{4}:\d+\)", line), line


def test_an_ordinance_read_in_an_old_wording_says_which_everywhere() -> None:
    for entry in read_entries():
        for source in entry.statutes:
            if source.law == "2016:39":
                assert source.wording == "t.o.m. SFS 2017:925", entry.key
                assert "2024" in f"{entry.reservation} {entry.details}", entry.key


def test_an_entry_on_a_document_says_its_year_in_the_text() -> None:
    for entry in read_entries():
        if all(isinstance(source, DocumentSource) for source in entry.sources):
            assert "2022" in entry.short, entry.key


def test_entries_come_up_for_review_the_most_overdue_first() -> None:
    entries = read_entries()
    assert due_for_review(entries, date(2026, 11, 22)) == ()
    assert [entry.key for entry in due_for_review(entries, date(2026, 12, 15))] == ["etablering_tid"]
    due = due_for_review(entries, date(2028, 1, 1))
    assert len(due) == 13
    assert [entry.review for entry in due] == sorted(entry.review for entry in due)
