"""Which note numbers are shown where: the same in every format.

A note that would lead to the fixed words of the method, or to the records of the round, alone is not shown.
What the sentences of a paragraph, an item of a list or the cells of a row have in common is shown once. Every
item has its own: each is read by itself.
"""

from collections.abc import Sequence
from typing import Final

from reports.document import METHOD, ROUND, Cell, Document, Paragraph, Sentence, Source, Table

Shown = tuple[int, ...]
"""Note numbers, from 1, in order."""

_UNSHOWN: Final = frozenset({METHOD.origin, ROUND.origin})


class Noted:
    """The notes of one document. ``explained``: those that have a row to lead to."""

    def __init__(self, document: Document) -> None:
        numbered = [*enumerate(document.references, start=1)]
        self._numbers = {one.origin: number for number, one in reversed(numbered)}
        tables = (block for block in document.blocks if isinstance(block, Table))
        self.explained = frozenset(
            cell.note for table in tables for row in table.rows for cell in row if cell.note
        )

    def of(self, sources: tuple[Source, ...]) -> Shown:
        """KeyError for a source that is not among the references."""
        numbers = {source.origin: self._numbers[source.origin] for source in sources}
        return () if numbers.keys() <= _UNSHOWN else tuple(sorted(numbers.values()))

    def said(self, sentences: Sequence[Sentence]) -> list[Shown]:
        """For each sentence of a paragraph; after the last alone, when all have the same."""
        return _once([self.of(one.sources) for one in sentences])

    def items(self, items: Sequence[Paragraph]) -> list[list[Shown]]:
        """For each sentence of each item of a list, box or head."""
        return [self.said(item.sentences) for item in items]

    def row(self, row: tuple[Cell, ...]) -> list[Shown]:
        """For each cell: a row of one source is marked once, in its first. What explains a note has none."""
        numbers = [self.of(cell.sources) for cell in row]
        shown = [own if not place or own != numbers[0] else () for place, own in enumerate(numbers)]
        return [() if cell.note else own for cell, own in zip(row, shown, strict=True)]


def _once(numbers: list[Shown]) -> list[Shown]:
    return numbers if len(set(numbers)) > 1 else [()] * (len(numbers) - 1) + numbers[-1:]
