"""Sources as people write them, one a line."""

from datetime import date

import pytest

from knowledge.entries import DocumentSource, Source, StatuteSource, read_entries
from knowledge.source_lines import BadSource, line_of, read_source

READ = date(2026, 2, 12)
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("5 § 2016:38, läst 2026-02-12", StatuteSource(law="2016:38", paragraphs=("5",), as_of=READ)),
        ("5 § 2016:38", StatuteSource(law="2016:38", paragraphs=("5",), as_of=TODAY)),
        (
            "5 § 2016:38, bakgrund",
            StatuteSource(law="2016:38", paragraphs=("5",), as_of=TODAY, background=True),
        ),
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
    assert read_source(line, TODAY) == source


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
        ("något annat", "”något annat” går inte att läsa som källa"),
        ("", "Skriv en källa"),
    ],
)
def test_a_line_that_is_no_source_says_what_to_write(line: str, said: str) -> None:
    with pytest.raises(BadSource, match=said):
        read_source(line, TODAY)


def test_every_source_of_the_handbook_comes_back_as_it_was() -> None:
    sources = [source for entry in read_entries() for source in entry.sources]
    assert len(sources) > 300
    assert [source for source in sources if read_source(line_of(source), TODAY) != source] == []
