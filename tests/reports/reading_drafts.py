"""Reading a draft as a person does: what it says, what a table shows."""

from reports.document import Document, Heading, Table, statements


def said(document: Document) -> list[str]:
    return [one.text for one in statements(document.blocks)]


def about(document: Document, council: str) -> list[str]:
    """What is said under the council's own heading."""
    blocks = list(document.blocks)
    start = next(place for place, one in enumerate(blocks) if one == Heading(council, 2))
    end = next(
        place
        for place, one in enumerate(blocks)
        if place > start and isinstance(one, Heading) and one.level < 3
    )
    return [one.text for one in statements(tuple(blocks[start:end]))]


def whole_text(document: Document) -> str:
    return "\n".join(said(document))


def table(document: Document, caption: str) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table) and caption in block.caption)


def row(found: Table, name: str) -> list[str]:
    return next([cell.text for cell in cells] for cells in found.rows if cells[0].text == name)
