"""Which note numbers are shown where: the same in every format.

A note that would lead to the fixed words of the method, or to the records of the round, alone is not shown.
What several sentences, items or cells after each other have in common is shown once.
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
        """For each sentence of each item of a list; after the last of all alone, when all have the same."""
        shown = iter(self.said([one for item in items for one in item.sentences]))
        whole = [[next(shown) for _ in item.sentences] for item in items]
        alike = not any(any(one) for one in whole[:-1])
        return whole if alike else [self.said(item.sentences) for item in items]

    def row(self, row: tuple[Cell, ...]) -> list[Shown]:
        """For each cell: a row of one source is marked once, in its first. What explains a note has none."""
        numbers = [self.of(cell.sources) for cell in row]
        shown = [own if not place or own != numbers[0] else () for place, own in enumerate(numbers)]
        return [() if cell.note else own for cell, own in zip(row, shown, strict=True)]


def _once(numbers: list[Shown]) -> list[Shown]:
    return numbers if len(set(numbers)) > 1 else [()] * (len(numbers) - 1) + numbers[-1:]
