"""The report as a model: blocks of sentences and cells, each carrying its sources. Knows no file format."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

DRAFT = "Utkast – arbetsmaterial"
WATERMARK = "Arbetsmaterial"


@dataclass(frozen=True)
class Source:
    """One answer in one version of a submission, or a published statistic on the day that it speaks of.

    ``version`` 0 is not a submission: records of the round or of medskick, or the fixed words of the method.
    ``as_of``: the day that a statistic speaks of; ``unit`` is then who publishes it, ``at`` when it was read.
    """

    unit: str
    number: str = ""
    label: str = ""
    version: int = 0
    at: datetime | None = None
    as_of: date | None = None

    @property
    def origin(self) -> tuple[str, int, date | None]:
        """What a note number stands for: all answers of a submission, all statistics of a source and day."""
        return self.unit, self.version, self.as_of


METHOD = Source("Metod")
ROUND = Source("Omgången")
REGISTER = Source("Registret över medskick")
EDITING = "Redigering"
"""The unit of a source that is a coordinator's own words; ``label``: the person, ``version``: the edit."""


@dataclass(frozen=True)
class Sentence:
    """A statement, at times several sentences of a reporter's own text. ``text`` may hold line breaks."""

    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Paragraph:
    """``lead`` opens the paragraph in bold; it names what follows and states nothing itself."""

    sentences: tuple[Sentence, ...]
    lead: str = ""


@dataclass(frozen=True)
class Heading:
    """``level`` 1 opens a section; a level is never skipped."""

    text: str
    level: int


@dataclass(frozen=True)
class Facts:
    """The head of the document: one name and value a line."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True)
class BulletList:
    items: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Callout:
    """A box that stands out from the text around it."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Cell:
    """``note``: the note number that this cell explains; 0 for none."""

    text: str
    sources: tuple[Source, ...]
    note: int = 0

    @property
    def is_led_to(self) -> bool:
        """Whether notes lead here: of several rows that explain one note the first has the bare number."""
        return bool(self.note) and self.text == str(self.note)


@dataclass(frozen=True)
class Table:
    """``widths`` are shares of the page's width, one a column. The first column names the row."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]


class Drawn(StrEnum):
    """How a chart is drawn."""

    STACKED = "staplar på varandra"
    LINES = "linjer"
    STEPS = "steg på en skala"
    INTERVAL = "intervall"
    SPREAD = "spridning"


@dataclass(frozen=True)
class Series:
    """One number for each category; None where there is none to show."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Drawing:
    """What is drawn, as numbers alone: the same drawing gives the same picture.

    ``breaks``: the places of categories that another definition holds from; a mark stands before each.
    ``steps``: the words of a scale, from the lowest.
    """

    drawn: Drawn
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    breaks: tuple[int, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A figure. ``alt`` says in words what it shows; ``table`` has the same numbers, with their sources.

    ``notes``: what must be known to read it, such as which units are compared.
    ``table_shown``: False where the same numbers stand in a table or text nearby, which the notes name.
    """

    caption: str
    alt: str
    drawing: Drawing
    table: Table
    notes: tuple[Sentence, ...] = ()
    table_shown: bool = True


Block = Heading | Paragraph | Facts | BulletList | Callout | Table | Chart


@dataclass(frozen=True)
class Section:
    """A part of the report that is edited and checked as one. ``key``: its name in the county's file.

    ``language``: what it is written in, such as "en"; empty is the document's.
    """

    key: str
    blocks: tuple[Block, ...]
    language: str = ""

    @property
    def title(self) -> str:
        """Its first heading; of the head of the document, which has none, what it is called."""
        return next((block.text for block in self.blocks if isinstance(block, Heading)), "Dokumentuppgifter")


@dataclass(frozen=True)
class Properties:
    """What the file says about itself. ``made`` (aware) is the data cut-off, not the clock.

    ``record``: the dnr, empty until the registrar has given one. ``version``: such as "utkast 4" or "1".
    """

    author: str
    subject: str
    made: datetime
    language: str = "sv-SE"
    record: str = ""
    version: str = ""


@dataclass(frozen=True)
class Document:
    """``references``: one source for each origin, in the order of the note numbers.

    ``status``: what stands at the top of every page. ``watermark``: what lies across every page; empty when
    the report is decided.
    """

    title: str
    status: str
    properties: Properties
    sections: tuple[Section, ...]
    references: tuple[Source, ...]
    watermark: str = ""

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(block for section in self.sections for block in section.blocks)

    def notes(self, sources: tuple[Source, ...]) -> tuple[int, ...]:
        """The note numbers (from 1) of ``sources``, in order; ValueError for one not among the references."""
        origins = [reference.origin for reference in self.references]
        return tuple(sorted({origins.index(source.origin) + 1 for source in sources}))


def statements(blocks: tuple[Block, ...]) -> Iterator[Sentence | Cell]:
    """Every sentence and filled table cell; headings, captions and leads name things and state nothing."""
    for block in blocks:
        match block:
            case Paragraph():
                yield from block.sentences
            case Facts() | BulletList() | Callout():
                yield from (sentence for item in block.items for sentence in item.sentences)
            case Table():
                yield from _filled(block)
            case Chart():
                yield from block.notes
                yield from _filled(block.table)
            case Heading():
                pass


def _filled(table: Table) -> Iterator[Cell]:
    return (cell for row in table.rows for cell in row if cell.text)
