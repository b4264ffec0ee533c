"""A unit's own part of the report as numbered paragraphs, so that a remark in the chat finds its place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.anchors import paragraph_text
from reports.composing import REFERENCES
from reports.document import Block, BulletList, Callout, Chart, Facts, Heading, Paragraph, Section, Table
from reports.extracts import quote
from reports.writable import writable


@dataclass(frozen=True)
class Passage:
    """``title``: the section, and the heading in it that it stands under.

    ``quote``: what a remark on it quotes; ``shown``: all of it, for who reads.
    """

    number: int
    section: str
    title: str
    quote: str
    shown: str


def passages(sections: Iterable[Section]) -> tuple[Passage, ...]:
    """Every paragraph, item of a list and table of them, numbered from 1. Headings are not remarked on.

    The list of sources is left out: it tells when each answer came, and the answers are what is checked.
    """
    told = [(one.key, *rest) for one in sections if one.key != REFERENCES for rest in _in(one)]
    return tuple(
        Passage(number, key, title, said, shown)
        for number, (key, title, said, shown) in enumerate(told, start=1)
    )


def _in(section: Section) -> Iterator[tuple[str, str, str]]:
    """Title, quote and words of each."""
    title = section.title
    for block in section.blocks:
        if isinstance(block, Heading):
            title = section.title if block.level == 1 else f"{section.title} – {writable(block.text)}"
        for said, shown in _told(block):
            yield title, said, shown


def _told(block: Block) -> Iterator[tuple[str, str]]:
    match block:
        case Heading():
            return
        case Paragraph():
            yield quote(block), paragraph_text(block)
        case BulletList() | Callout() | Facts():
            yield from ((words, words) for words in map(paragraph_text, block.items))
        case Table():
            yield quote(block), _table(block)
        case Chart():
            yield quote(block), _table(block.table)


def _table(table: Table) -> str:
    """The caption, and each row with what its columns are called."""
    lines = (
        "; ".join(
            f"{_line(name)}: {_line(cell.text)}" if place else _line(cell.text)
            for place, (name, cell) in enumerate(zip(table.header, row, strict=False))
            if cell.text
        )
        for row in table.rows
    )
    return "\n".join((writable(table.caption), *lines))


def _line(words: str) -> str:
    return " ".join(writable(words).split())
