"""The report as a model: blocks of sentences and cells, each carrying its sources. Knows no file format."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

DRAFT = "Utkast – arbetsmaterial"


@dataclass(frozen=True)
class Source:
    """One answer in one version of a submission.

    ``version`` 0 is not a submission: records of the round or of medskick, or the fixed words of the method.
    """

    unit: str
    number: str = ""
    label: str = ""
    version: int = 0
    at: datetime | None = None

    @property
    def origin(self) -> tuple[str, int]:
        """What a note number stands for: all answers of one submission share one."""
        return self.unit, self.version


METHOD = Source("Metod")
ROUND = Source("Omgången")
REGISTER = Source("Registret över medskick")


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
    """``note``: the note number that this cell explains, so that notes can lead here; 0 for none."""

    text: str
    sources: tuple[Source, ...]
    note: int = 0


@dataclass(frozen=True)
class Table:
    """``widths`` are shares of the page's width, one a column. The first column names the row."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]


Block = Heading | Paragraph | Facts | BulletList | Callout | Table


@dataclass(frozen=True)
class Properties:
    """What the file says about itself. ``made`` (aware) is the data cut-off, not the clock."""

    author: str
    subject: str
    made: datetime
    language: str = "sv-SE"


@dataclass(frozen=True)
class Document:
    """``references``: one source for each origin, in the order of the note numbers."""

    title: str
    status: str
    properties: Properties
    blocks: tuple[Block, ...]
    references: tuple[Source, ...]

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
                yield from (cell for row in block.rows for cell in row if cell.text)
            case Heading():
                pass


def without_source(document: Document) -> list[str]:
    """The texts that say something without saying where it comes from. An honest report has none."""
    return [said.text for said in statements(document.blocks) if not said.sources]
