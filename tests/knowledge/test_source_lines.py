"""Sources as people write them, one a line."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.entries import DocumentSource, Source, StatuteSource, read_entries
from knowledge.last_read import LastRead
from knowledge.source_lines import BadSource, line_of, sources_in
from knowledge.statute_book import StatuteBook
from knowledge.statute_text import parse
from tests.knowledge.invented_law import WHOLE, amended

READ = date(2026, 2, 12)
NOTHING_READ = LastRead()
HANDBOOK = LastRead({entry.key: entry for entry in read_entries()})


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("5 § 2016:38, läst 2026-02-12", StatuteSource(law="2016:38", paragraphs=("5",), as_of=READ)),
        (
            "5, 8a och 9 §§ SFS 2016:38, läst 2026-02-12",
            StatuteSource(law="2016:38", paragraphs=("5", "8 a", "9"), as_of=READ),
        ),
        (
            "2–4 §§ bosättningslagen (2016:38), läst 2026-02-12",
            StatuteSource(law="2016:38", paragraphs=("2", "3", "4"), as_of=READ),
        ),
        (
            "5 § bosättningslagen, läst 2026-02-12",
            StatuteSource(law="2016:38", paragraphs=("5",), as_of=READ),
        ),
        (
            "20 kap. 24 § 2010:800, läst 2026-02-12, lydelse t.o.m. SFS 2025:492, bakgrund",
            StatuteSource(
                law="2010:800",
                chapter="20",
                paragraphs=("24",),
                as_of=READ,
                wording="t.o.m. SFS 2025:492",
                background=True,
            ),
        ),
        (
            "2016:38, övergångsbestämmelserna, punkt 4, läst 2026-02-12",
            StatuteSource(law="2016:38", part="övergångsbestämmelserna, punkt 4", as_of=READ),
        ),
        ("  2016:38,  läst 2026-02-12 ", StatuteSource(law="2016:38", as_of=READ)),
        (
            "dokument: Samverkan; i länet; Länsstyrelsen; 2022",
            DocumentSource(document="Samverkan; i länet", publisher="Länsstyrelsen", year=2022),
        ),
        (
            "Dokument: Rapport; SCB; 2024; https://scb.example/rapport",
            DocumentSource(
                document="Rapport", publisher="SCB", year=2024, link="https://scb.example/rapport"
            ),
        ),
    ],
)
def test_a_line_is_read(line: str, source: Source) -> None:
    assert sources_in(line, NOTHING_READ) == (source,)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("5 § 2016:38, läst i våras", "”i våras” är inget datum"),
        ("5 § 2016:38, läst 2026-02-30", "är inget datum"),
        ("§ 2016:38, läst 2026-02-12", "Skriv paragrafens nummer"),
        ("femte § 2016:38, läst 2026-02-12", "”femte” är ingen paragraf"),
        ("4–2 §§ 2016:38, läst 2026-02-12", "ingen följd av paragrafer"),
        ("1–99999999 §§ 2016:38, läst 2026-02-12", "ingen följd av paragrafer"),
        ("5 § kommunallagen, läst 2026-02-12", "”kommunallagen” går inte att läsa som källa"),
        ("5 § LMA eller etableringslagen, läst 2026-02-12", "Skriv"),
        ("dokument: Samverkan; 2022", "titel, utgivare och år"),
        ("dokument: Samverkan; Länsstyrelsen; 1889", "Året ska vara mellan"),
        ("dokument: Samverkan; Länsstyrelsen; 2022; javascript:alert(1)", "börja med https://"),
        ("8 § 2017:820", "Skriv när paragrafen lästes: ”8 § 2017:820, läst 2026-11-22”."),
        ("8 och 9 §§ 2017:820, bakgrund", "Skriv när paragraferna lästes: ”8 och 9 §§ 2017:820, läst"),
        ("2016:38", "Skriv när texten lästes: ”2016:38, läst 2026-11-22”."),
        ("något annat", "”något annat” går inte att läsa som källa"),
        ("", "Skriv en källa"),
    ],
)
def test_a_line_that_is_no_source_says_what_to_write(line: str, said: str) -> None:
    with pytest.raises(BadSource, match=said):
        sources_in(line, NOTHING_READ)


def test_every_source_of_the_handbook_comes_back_as_it_was() -> None:
    sources = [source for entry in read_entries() for source in entry.sources]
    assert len(sources) > 300
    assert [source for source in sources if sources_in(line_of(source), NOTHING_READ) != (source,)] == []


def test_a_paragraph_without_a_date_is_as_the_handbook_has_read_it() -> None:
    (source,) = sources_in("10 § 2016:39, bakgrund", HANDBOOK)
    assert isinstance(source, StatuteSource)
    cited = [
        each
        for entry in HANDBOOK.entries.values()
        for each in entry.statutes
        if each.law == "2016:39" and "10" in each.paragraphs
    ]
    assert source.as_of == max(each.as_of for each in cited)
    assert source.wording in {each.wording for each in cited if each.as_of == source.as_of}
    assert source.background


def test_paragraphs_without_a_date_that_were_read_apart_are_sources_apart() -> None:
    first = StatuteSource(law="2099:1", paragraphs=("1", "2"), as_of=READ)
    later = StatuteSource(
        law="2099:1", paragraphs=("2",), as_of=date(2026, 5, 1), wording="t.o.m. SFS 2099:7"
    )
    entry = next(iter(HANDBOOK.entries.values())).model_copy(update={"sources": (first, later)})
    assert sources_in("1, 2 §§ 2099:1", LastRead({entry.key: entry})) == (
        first.model_copy(update={"paragraphs": ("1",)}),
        later,
    )


def test_another_wording_than_was_read_needs_its_date() -> None:
    with pytest.raises(BadSource, match="Skriv när paragrafen lästes"):
        sources_in("10 § 2016:39, lydelse t.o.m. SFS 2001:1", HANDBOOK)


def test_the_statute_book_goes_before_the_handbook(tmp_path: Path) -> None:
    book = StatuteBook(tmp_path / "law.db")
    book.add(parse(WHOLE), "one.txt", date(2099, 6, 1))
    book.add(
        parse(amended(WHOLE, ("varje timme.", "varje hel timme. Lag (2100:2)."))), "two.txt", date(2100, 6, 1)
    )
    cited = StatuteSource(law="2099:1", paragraphs=("2", "9"), as_of=READ)
    entry = next(iter(HANDBOOK.entries.values())).model_copy(update={"sources": (cited,)})
    known = LastRead({entry.key: entry}, book)
    assert sources_in("2 § 2099:1", known) == (
        StatuteSource(law="2099:1", paragraphs=("2",), as_of=date(2100, 6, 1), wording="t.o.m. SFS 2100:2"),
    )
    assert sources_in("9 § 2099:1", known) == (cited.model_copy(update={"paragraphs": ("9",)}),)
    with pytest.raises(BadSource, match="8 § 2099:1, läst"):
        sources_in("8 § 2099:1", known)
