"""Which note numbers are shown where: the same in every format."""

from reports.document import Cell, Document, Table


def row_notes(document: Document, row: tuple[Cell, ...]) -> list[tuple[int, ...]]:
    """The note numbers of each cell: a row of one source is marked once, in its first cell.

    A cell that explains a note has none of its own.
    """
    numbers = [document.notes(cell.sources) for cell in row]
    shown = [own if not place or own != numbers[0] else () for place, own in enumerate(numbers)]
    return [() if cell.note else own for cell, own in zip(row, shown, strict=True)]


def explained(document: Document) -> frozenset[int]:
    """The notes that have a row to lead to."""
    tables = (block for block in document.blocks if isinstance(block, Table))
    return frozenset(cell.note for table in tables for row in table.rows for cell in row if cell.note)
