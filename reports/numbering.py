"""Tabell 1, Figur 1: captions are numbered when the whole document stands."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import count

from reports.document import Block, Chart, Section, Table


def numbered(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections with "Tabell n." and "Figur n." before the captions, each counted through the document.

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

    return tuple(replace(section, blocks=tuple(map(one, section.blocks))) for section in sections)
