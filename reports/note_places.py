"""Where on a page each note is shown first."""

from collections.abc import Iterator

from reports.anchors import anchored
from reports.document import Block, BulletList, Callout, Chart, Document, Facts, Heading, Paragraph, Table
from reports.notes import Noted, Shown


def first_places(document: Document, noted: Noted) -> dict[int, str]:
    """For each note number that is shown, the name of the first paragraph, item or table that shows it."""
    first: dict[int, str] = {}
    for section in document.sections:
        for block, places in anchored(section):
            for place, numbers in _shown(block, places, noted):
                for number in numbers:
                    first.setdefault(number, place)
    return first


def _shown(block: Block, places: tuple[str, ...], noted: Noted) -> Iterator[tuple[str, Shown]]:
    match block:
        case Paragraph():
            yield from ((places[0], each) for each in noted.said(block.sentences))
        case Facts() | BulletList() | Callout():
            told = zip(places, noted.items(block.items), strict=True)
            yield from ((place, each) for place, shown in told for each in shown)
        case Table():
            yield from ((places[0], each) for row in block.rows for each in noted.row(row))
        case Chart():
            yield from ((places[0], each) for each in noted.said(block.notes))
            rows = block.table.rows if block.table_shown else ()
            yield from ((places[0], each) for row in rows for each in noted.row(row))
        case Heading():
            pass
