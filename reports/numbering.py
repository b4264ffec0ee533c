"""Tabell 1, Figur 1, Bilaga 1: what is counted is numbered when the whole document stands."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import count

from reports.document import Block, Chart, Heading, Section, Table


def numbered(sections: Iterable[Section], annexes: Collection[str] = ()) -> tuple[Section, ...]:
    """The sections with "Tabell n." and "Figur n." before the captions, each counted through the document.

    ``annexes``: the keys of the sections that have "Bilaga n: " before their heading.

    The table of a chart's own numbers is named after the figure.
    """
    tables, figures = count(1), count(1)

    def one(block: Block) -> Block:
        if isinstance(block, Table):
            return replace(block, caption=f"Tabell {next(tables)}. {block.caption}")
        if isinstance(block, Chart):
            name = f"Figur {next(figures)}"
            table = replace(block.table, caption=f"Siffrorna i {name.lower()}. {block.table.caption}")
            return replace(block, caption=f"{name}. {block.caption}", table=table)
        return block

    own = count(1)
    numbered_ = (replace(section, blocks=tuple(map(one, section.blocks))) for section in sections)
    return tuple(_annex(section, next(own)) if section.key in annexes else section for section in numbered_)


def _annex(section: Section, number: int) -> Section:
    first, *rest = section.blocks
    if not isinstance(first, Heading):
        return section
    return replace(section, blocks=(replace(first, text=f"Bilaga {number}: {first.text}"), *rest))
