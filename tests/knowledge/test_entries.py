import re
from datetime import date
from pathlib import Path

import pytest

from knowledge.entries import EntryError, due_for_review, laid_over, read_entries, read_entry
from knowledge.notices import read_notices
from knowledge.replies import source_list

_FIELDS = {
    "key": '"anvisning"',
    "question": '"Måste kommunen ta emot?"',
    "variants": '["får vi tacka nej", "är det tvingande", "kan vi neka"]',
    "topics": '["bosattning_skyldighet"]',
    "confidence": '"confirmed"',
    "valid_from": "2016-03-01",
    "owner": '"bosattning"',
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


@pytest.mark.parametrize("field", ["key", "question", "variants", "topics", "confidence", "owner", "review"])
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


def test_what_is_published_takes_the_place_of_its_namesake_and_what_is_new_comes_last(tmp_path: Path) -> None:
    shipped = (read_entry(_write(tmp_path)),)
    changed = _write(tmp_path, question='"Får kommunen säga nej?"').read_text(encoding="utf-8")
    added = _write(tmp_path, key='"ny"').read_text(encoding="utf-8")
    entries = laid_over(shipped, [changed, added])
    assert [(entry.key, entry.question) for entry in entries] == [
        ("anvisning", "Får kommunen säga nej?"),
        ("ny", "Måste kommunen ta emot?"),
    ]


def test_the_handbook_has_its_entries_in_files_named_after_them() -> None:
    entries = read_entries()
    folder = Path(__file__).parents[2] / "knowledge" / "entries"
    assert [entry.key for entry in entries] == sorted(file.stem for file in folder.glob("*.md"))
    assert len(entries) >= 110


def test_a_wording_older_than_two_years_is_never_given_without_reservation() -> None:
    for entry in read_entries():
        read = [source.as_of for source in entry.statutes if not source.background]
        if any(day < date(2024, 11, 22) for day in read):
            told = f"{entry.short} {entry.details}"
            assert entry.reservation or re.search(r"lydelse|\b20\d\d\b", told), entry.key


def test_what_rests_on_the_old_rules_of_reception_says_that_a_new_act_applies() -> None:
    old = {"1994:137", "1994:361", "2022:1008"}
    for entry in read_entries():
        if any(source.law in old and not source.background for source in entry.statutes):
            assert entry.confidence == "uncertain", entry.key
            said = f"{entry.short} {entry.details} {entry.reservation}"
            assert "mottagandelag" in said, entry.key
            assert "1 oktober 2026" in said, entry.key


def test_no_document_is_a_statute_or_ends_in_a_full_stop() -> None:
    listed = [line for entry in read_entries() for line in source_list(entry.sources)]
    listed += [notice.listed for notice in read_notices()]
    documents = [line for line in listed if line.startswith("dokument: ")]
    assert documents
    for line in documents:
        assert not line.endswith("."), line
        assert not re.search(r"^dokument: (?:[Ll]ag|[Ff]örordning)\w* \(\d{4}:\d+\)", line), line


def test_an_ordinance_read_in_an_old_wording_says_which_everywhere() -> None:
    for entry in read_entries():
        for source in entry.statutes:
            if source.law == "2016:39" and not source.background and source.paragraphs:
                assert source.wording == "t.o.m. SFS 2017:925", entry.key


def test_what_rests_on_the_document_of_2022_alone_says_so_in_the_text() -> None:
    for entry in read_entries():
        if {getattr(source, "year", None) for source in entry.sources} == {2022}:
            assert "2022" in f"{entry.short} {entry.details} {entry.reservation}", entry.key


def test_entries_come_up_for_review_the_most_overdue_first() -> None:
    entries = read_entries()
    assert due_for_review(entries, date(2026, 11, 22)) == ()
    due = due_for_review(entries, date(2028, 1, 1))
    assert len(due) == len(entries)
    assert [entry.review for entry in due] == sorted(entry.review for entry in due)
