"""A report in small with every kind of block, for the tests of its files; and Word files reopened."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from domain.workdays import STOCKHOLM
from reports.document import (
    DRAFT,
    METHOD,
    ROUND,
    WATERMARK,
    Block,
    BulletList,
    Callout,
    Cell,
    Chart,
    Document,
    Drawing,
    Drawn,
    Facts,
    Heading,
    Paragraph,
    Properties,
    Section,
    Sentence,
    Series,
    Source,
    Table,
    statements,
)
from reports.word import write

MADE = datetime(2026, 11, 26, 8, 30, tzinfo=STOCKHOLM)
TITLE = "Lägesrapport inom migration och integration i Västra Götaland – kvartal 3 2026"
FYRBODAL = Source("Fyrbodal", "2.3", "Det viktigaste just nu", 1, MADE)
SKARABORG = Source("Skaraborg", "2.3", "Det viktigaste just nu", 2, MADE)
REFERENCES = (FYRBODAL, SKARABORG, ROUND, METHOD)


def said(text: str, *sources: Source) -> Sentence:
    return Sentence(text, sources or (METHOD,))


def paragraph(text: str, *sources: Source, lead: str = "") -> Paragraph:
    return Paragraph((said(text, *sources),), lead)


def cell(text: str, *sources: Source) -> Cell:
    return Cell(text, sources or (ROUND,))


JUDGED = Table(
    "Tabell 1. Läge i delregionerna",
    ("Delregion", "Samlat läge"),
    (
        (cell("Fyrbodal", FYRBODAL), cell("2 – ansträngt", FYRBODAL)),
        (cell("Skaraborg", SKARABORG), cell("Saknas", FYRBODAL)),
    ),
    (1, 2),
)
RECEIVED = Chart(
    "Figur 1. Mottagna per kvartal",
    "Staplar: mottagna efter anvisning minskar från 120 till 95.",
    Drawing(
        Drawn.STACKED,
        ("K2", "K3"),
        (Series("Anvisade", (120, 95)), Series("Egenbosatta", (40, 44))),
        "personer",
    ),
    Table(
        "Siffrorna i figur 1. Mottagna per kvartal",
        ("Kvartal", "Anvisade", "Egenbosatta"),
        (
            (cell("K2", SKARABORG), cell("120", SKARABORG), cell("40", SKARABORG)),
            (cell("K3"), cell("95"), cell("44")),
        ),
        (2, 1, 1),
    ),
    (said("Samma kommuner jämförs.", ROUND),),
)
PER_MUNICIPALITY = Table(
    "Tabell 2. Kommuner",
    ("Kommun", *(f"Mottagandeuppgift{number}" for number in range(9))),
    (tuple(cell(text) for text in ("Orust", *map(str, range(9)))),),
    (1,) * 10,
)
SOURCES = Table(
    "Tabell 3. Svar och andra källor",
    ("Nr", "Källa"),
    tuple(
        (Cell(str(number), (source,), note=number), Cell(source.unit, (source,)))
        for number, source in enumerate(REFERENCES, start=1)
    ),
    (1, 6),
)
SECTIONS = (
    Section(
        "cover", (Facts((paragraph(DRAFT, lead="Status"), paragraph("kvartal 3 2026", ROUND, lead="Avser"))),)
    ),
    Section(
        "summary",
        (
            Heading("Kvartalet i korthet", 1),
            BulletList(
                (
                    paragraph("Läget är i stort sett oförändrat.", FYRBODAL, SKARABORG),
                    paragraph("Två.", ROUND),
                )
            ),
            paragraph("Så bedöms läget.", ROUND),
            JUDGED,
            paragraph("Orden efter tabellen.", ROUND),
        ),
    ),
    Section("reception", (Heading("Mottagande i länet", 1), Heading("Mottagna", 2), RECEIVED)),
    Section(
        "councils",
        (
            Heading("Läget i delregionerna", 1),
            Heading("Fyrbodal", 2),
            Callout(
                (
                    paragraph("”Väntan växer.”", FYRBODAL, lead="Det viktigaste."),
                    paragraph("Mer väntas.", FYRBODAL),
                )
            ),
            Heading("Boende", 3),
            Paragraph((said("Ett.", FYRBODAL), said("Två.", FYRBODAL, ROUND))),
        ),
    ),
    Section("english", (Heading("Summary in English", 1), paragraph("Little has changed.", FYRBODAL)), "en"),
    Section("municipalities", (Heading("Bilaga 1: Tabeller per kommun", 1), PER_MUNICIPALITY)),
    Section("references", (Heading("Bilaga 3: Underlag", 1), paragraph("Noterna leder hit."), SOURCES)),
)
REPORT = Document(
    TITLE,
    DRAFT,
    Properties("Länsstyrelsen", f"{DRAFT}. Lägesrapport", MADE, version="utkast 4"),
    SECTIONS,
    REFERENCES,
    WATERMARK,
)


def printed(document: Document) -> list[str]:
    """What the file is to say: not the numbers of a chart that stand nearby."""
    blocks = (
        replace(one, table=replace(one.table, rows=()))
        if isinstance(one, Chart) and not one.table_shown
        else one
        for one in document.blocks
    )
    return [said.text for said in statements(tuple(blocks))]


def report_of(*blocks: Block) -> Document:
    """A document of these blocks alone."""
    return replace(REPORT, sections=(Section("summary", blocks),))


@cache
def written(document: Document = REPORT) -> bytes:
    """On our own template."""
    return write(document)


def reopened(document: Document = REPORT, template: Path | None = None) -> WordDocument:
    return docx.Document(BytesIO(write(document, template) if template else written(document)))


def part_of(content: bytes, name: str = "word/document.xml") -> BaseOxmlElement:
    with ZipFile(BytesIO(content)) as package:
        return parse_xml(package.read(name))


def style_names(word: WordDocument) -> list[str]:
    return [str(one.style.name) for one in word.paragraphs if one.style]


def runs_of(root: BaseOxmlElement) -> Iterator[tuple[str, str]]:
    """Each run's text with the language that it says of itself."""
    for run in root.iter(qn("w:r")):
        language = run.find(f"{qn('w:rPr')}/{qn('w:lang')}")
        text = "".join(one.text or "" for one in run.iter(qn("w:t")))
        yield text, "" if language is None else str(language.get(qn("w:val")))
