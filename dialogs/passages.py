"""A unit's own part of the report as numbered paragraphs, so that a remark in the chat finds its place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.anchors import paragraph_text
from reports.document import Block, BulletList, Callout, Chart, Facts, Heading, Paragraph, Section, Table
from reports.extracts import quote
from reports.writable import writable


@dataclass(frozen=True)
class Passage:
    """``quote``: what a remark on it quotes; ``shown``: all of it, for who reads."""

    number: int
    section: str
    title: str
    quote: str
    shown: str


def passages(sections: Iterable[Section]) -> tuple[Passage, ...]:
    """Every paragraph, item of a list and table of them, numbered from 1. Headings are not remarked on."""
    told = [(section, words) for section in sections for block in section.blocks for words in _told(block)]
    return tuple(
        Passage(number, section.key, section.title, said, shown)
        for number, (section, (said, shown)) in enumerate(told, start=1)
    )


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
        ", ".join(
            f"{writable(name)}: {writable(cell.text)}" if place else writable(cell.text)
            for place, (name, cell) in enumerate(zip(table.header, row, strict=False))
            if cell.text
        )
        for row in table.rows
    )
    return "\n".join((writable(table.caption), *lines))
