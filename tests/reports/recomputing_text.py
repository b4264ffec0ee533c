"""Reading the report's statements: what is said where, and what is left of it when some is explained."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from reports.document import (
    Block,
    BulletList,
    Callout,
    Cell,
    Chart,
    Document,
    Facts,
    Heading,
    Paragraph,
    Source,
    Table,
)

MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
_ENGLISH = "January February March April May June July August September October November December".split()
WORDS = "noll en två tre fyra fem sex sju åtta nio tio elva tolv".split()
_ENGLISH_WORDS = "no one two three four five six seven eight nine ten eleven twelve".split()
DAY = rf"(?P<day>\d{{1,2}}) (?P<month>{'|'.join((*MONTHS, *_ENGLISH))})"
NUMBER = r"\d{1,3}(?:\u00a0\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
COUNT = rf"(?:{'|'.join((*WORDS, 'ett', *_ENGLISH_WORDS))}|\d+)"
_LEFT = re.compile(
    rf"[+−-]?(?:{NUMBER})|\b(?:{'|'.join((*WORDS[2:], *_ENGLISH_WORDS[2:], 'noll'))})\b", re.IGNORECASE
)
"""What is a number when nobody has explained it. "En" and "one" alone are articles more often than not."""


@dataclass(frozen=True)
class Said:
    """A statement in its place. ``row``, ``rows``: the cells beside it, and those of the whole table."""

    section: str
    text: str
    sources: tuple[Source, ...]
    lead: str = ""
    caption: str = ""
    column: str = ""
    row: tuple[Cell, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    place: int = 0
    notes: tuple[str, ...] = ()

    def saying(self, text: str) -> "Said":
        return replace(self, text=text)

    @property
    def name(self) -> str:
        """What the row is of."""
        return self.row[0].text if self.row else ""

    @property
    def in_table(self) -> bool:
        return bool(self.row)

    def __str__(self) -> str:
        where = f"{self.caption} / {self.name} / {self.column}" if self.in_table else self.lead
        told = "; ".join(dict.fromkeys(f"{one.unit} {one.number} v{one.version}" for one in self.sources))
        return f"[{self.section}] {where}: {self.text!r} <- {told}"


def walk(document: Document) -> Iterator[Said]:
    """Every statement, in the order of ``reports.document.statements``."""
    for section in document.sections:
        for block in section.blocks:
            yield from _block(section.key, block)


def _block(section: str, block: Block) -> Iterator[Said]:
    match block:
        case Paragraph():
            yield from _paragraph(section, block)
        case Facts() | BulletList() | Callout():
            yield from (said for item in block.items for said in _paragraph(section, item))
        case Chart():
            notes = tuple(note.text for note in block.notes)
            yield from (Said(section, one.text, one.sources, "Figur") for one in block.notes)
            yield from _table(section, block.table, block.caption, notes)
        case Table():
            yield from _table(section, block, "", ())
        case Heading():
            pass


def _paragraph(section: str, block: Paragraph) -> Iterator[Said]:
    return (Said(section, one.text, one.sources, block.lead) for one in block.sentences)


def _table(section: str, table: Table, figure: str, notes: tuple[str, ...]) -> Iterator[Said]:
    for row in table.rows:
        for place, cell in enumerate(row):
            if cell.text:
                yield Said(
                    section,
                    cell.text,
                    cell.sources,
                    caption=f"{figure} {table.caption}".strip(),
                    column=table.header[place],
                    row=row,
                    rows=table.rows,
                    place=place,
                    notes=notes,
                )


def left(text: str) -> list[str]:
    """The numbers that nobody has explained."""
    return [found[0] for found in _LEFT.finditer(text)]


def number(text: str) -> float:
    return float(text.replace("\u00a0", "").replace(",", ".").replace("−", "-"))


def count(word: str) -> int:
    """Of a number in words or digits."""
    low = word.lower()
    for words in (WORDS, _ENGLISH_WORDS):
        if low in words:
            return words.index(low)
    return 1 if low == "ett" else int(word)


def day(day_: str, month: str, year: str) -> date | None:
    months = MONTHS if month in MONTHS else _ENGLISH
    try:
        return date(int(year), months.index(month) + 1, int(day_))
    except ValueError:
        return None


def moment(when: datetime | date) -> str:
    """What stands after a day: the hour and the minute."""
    return f"{when:%H.%M}" if isinstance(when, datetime) else ""


def names(listed: str) -> list[str]:
    """A, B och C."""
    return [one for one in re.split(r", | och | and ", listed) if one]
