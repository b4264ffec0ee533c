"""Reading a draft as a person does: what it says, what a table shows."""

from reports.document import BulletList, Document, Heading, Paragraph, Table, statements


def said(document: Document) -> list[str]:
    return [one.text for one in statements(document.blocks)]


def leads(document: Document) -> list[str]:
    """What stands in bold before a paragraph or an item, and the headings."""
    found = []
    for block in document.blocks:
        match block:
            case Paragraph():
                found.append(block.lead)
            case BulletList():
                found += [item.lead for item in block.items]
            case Heading():
                found.append(block.text)
            case _:
                pass
    return found


def about(document: Document, unit: str) -> list[str]:
    """What is said under the unit's own heading, down to the next one that is not under it."""
    blocks = list(document.blocks)
    headings = {place: one for place, one in enumerate(blocks) if isinstance(one, Heading)}
    start, own = next((place, one) for place, one in headings.items() if one.level > 1 and one.text == unit)
    ends = (place for place, one in headings.items() if place > start and one.level <= own.level)
    return [one.text for one in statements(tuple(blocks[start : next(ends, len(blocks))]))]


def whole_text(document: Document) -> str:
    return "\n".join(said(document))


def table(document: Document, caption: str) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table) and caption in block.caption)


def row(found: Table, name: str) -> list[str]:
    return next([cell.text for cell in cells] for cells in found.rows if cells[0].text == name)


def in_section(document: Document, key: str) -> list[str]:
    """What is said in the section; nothing when it is silent."""
    return [
        one.text for section in document.sections if section.key == key for one in statements(section.blocks)
    ]


def without_source(document: Document) -> list[str]:
    """The texts that say something without saying where it comes from. An honest report has none."""
    return [one.text for one in statements(document.blocks) if not one.sources]
