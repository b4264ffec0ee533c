"""A report with every block that there is, in words that are told apart: what the writers are tried on."""

from dataclasses import replace
from datetime import date, datetime

from domain.workdays import STOCKHOLM
from reports.document import (
    DRAFT,
    METHOD,
    WATERMARK,
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
)
from reports.numbering import numbered

CUT_OFF = datetime(2026, 11, 26, 8, 30, tzinfo=STOCKHOLM)
SENT = datetime(2026, 11, 17, 9, 5, tzinfo=STOCKHOLM)
FYRBODAL = Source("Fyrbodal", "2.1", "Samlat läge", 1, SENT)
SKARABORG = Source("Skaraborg", "2.1", "Samlat läge", 2, SENT)
KOLADA = Source("Kolada", "N01986", "Mottagna", at=SENT, as_of=date(2026, 9, 30))
REFERENCES = (FYRBODAL, SKARABORG, KOLADA, METHOD)

TITLE = "Lägesrapport inom migration och integration i Västra Götaland – kvartal 3 2026"
CAPTION = "Läge och trend per delregion"
ALT = "Stapeldiagram. Mottagna per kvartal steg från 40 till 55 och sjönk sedan till 48."
LONG_ROWS = 60


def said(text: str, *sources: Source, lead: str = "") -> Paragraph:
    return Paragraph((Sentence(text, sources or (METHOD,)),), lead)


def table(caption: str, *rows: tuple[str, ...], header: tuple[str, ...]) -> Table:
    cells = tuple(tuple(Cell(text, (FYRBODAL,)) for text in row) for row in rows)
    return Table(caption, header, cells, (2, *(1 for _ in header[1:])))


CHART = Chart(
    "Mottagna per kvartal",
    ALT,
    Drawing(
        Drawn.STACKED,
        ("K1 2026", "K2 2026", "K3 2026"),
        (Series("Anvisade", (30, 40, 35)), Series("Egenbosatta", (10, 15, 13))),
        "personer",
    ),
    table(
        "Personer per kvartal",
        ("K1 2026", "30", "10"),
        ("K2 2026", "40", "15"),
        ("K3 2026", "1 035", "–"),
        header=("Kvartal", "Anvisade", "Egenbosatta"),
    ),
    (Sentence("Samma enheter jämförs i alla kvartal.", (KOLADA,)),),
)

COVER = Section(
    "cover",
    (
        Callout((said("Svaren är påhittade."),)),
        Facts((said(DRAFT, lead="Status"), said("Tilldelas av registrator", lead="Diarienummer"))),
    ),
)
SUMMARY = Section(
    "summary",
    (
        Heading("Kvartalet i korthet", 1),
        BulletList(
            (
                said("Läget bedöms som ansträngt i Fyrbodal.", FYRBODAL, lead="Samlat läge."),
                Paragraph(
                    (
                        Sentence("Mottagandet ökar i länet.", (FYRBODAL, SKARABORG, KOLADA)),
                        Sentence("Det bedöms fungera.", (SKARABORG,)),
                    ),
                    "Utveckling.",
                ),
            )
        ),
        table(
            CAPTION,
            ("Fyrbodal", "2 – ansträngt\n↓ försämrat"),
            ("Skaraborg", "Svar saknas"),
            header=("Delregion", "Läge"),
        ),
        said("Både läge och trend är delregionens egen bedömning."),
    ),
)
RECEPTION = Section("reception", (Heading("Mottagande i länet", 1), CHART))
COUNCILS = Section(
    "councils",
    (
        Heading("Läget i delregionerna", 1),
        said("Text inom citattecken är delregionens egna ord."),
        Heading("Fyrbodal", 2),
        Callout((said("2 – ansträngt, ↓ försämrat.", FYRBODAL, lead="Samlat läge."),)),
        Heading("Insatsområden", 3),
        said("”Rad ett.\nRad två.”", FYRBODAL),
        Heading("Skaraborg", 2),
        said("”Rad ett.\nRad två.”", SKARABORG),
        said("”Rad ett.\nRad två.”", SKARABORG),
    ),
)
ENGLISH = Section("english", (Heading("Summary in English", 1), said("Reception works well.")), language="en")
TABLES = Section(
    "municipalities",
    (
        Heading("Bilaga 1: Tabeller per kommun", 1),
        table(
            "Mottagna per kommun",
            *((f"Kommun {number}", str(number)) for number in range(1, LONG_ROWS + 1)),
            header=("Kommun", "Mottagna"),
        ),
    ),
)
LIST = Section(
    "references",
    (
        Heading("Bilaga 3: Underlag", 1),
        Table(
            "Svar och andra källor",
            ("Nr", "Källa"),
            tuple(
                (Cell(str(number), (source,), note=number), Cell(source.unit, (source,)))
                for number, source in enumerate(REFERENCES, start=1)
            ),
            (1, 9),
        ),
    ),
)

DOCUMENT = Document(
    TITLE,
    DRAFT,
    Properties(
        "Länsstyrelsen i Västra Götalands län",
        "Utkast – arbetsmaterial. Lägesrapport kvartal 3 2026",
        CUT_OFF,
        record="851-1234-2026",
        version="utkast 4",
    ),
    numbered((COVER, SUMMARY, RECEPTION, COUNCILS, ENGLISH, TABLES, LIST)),
    REFERENCES,
    WATERMARK,
)
PLAIN = replace(
    DOCUMENT,
    sections=tuple(one for one in DOCUMENT.sections if one.key not in {"reception", "municipalities"}),
)
"""Without the chart and the long table, which take their time."""


def with_text(text: str) -> Document:
    """The plain report with a section in which ``text`` stands everywhere that a text can."""
    own = Section(
        "own",
        (
            Heading(f"Först {text}", 1),
            said(text, FYRBODAL, lead=text),
            BulletList((said(text, FYRBODAL),)),
            Callout((said(text, FYRBODAL),)),
            Facts((said(text, FYRBODAL, lead=text),)),
            table(text, (text, text), header=(text, text)),
            said("Efter allt detta."),
        ),
    )
    *before, references = PLAIN.sections
    return replace(PLAIN, sections=(*before, own, references))
