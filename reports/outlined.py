"""Which documents have a list of contents, and with it a first page of their own."""

from typing import Final

from reports.document import Document, Heading

_FEWEST: Final = 3
_COVER: Final = "cover"


def has_contents(document: Document) -> bool:
    """A document with a head and three parts or more. An agenda or an annex is read from its first line."""
    parts = sum(isinstance(block, Heading) and block.level == 1 for block in document.blocks)
    return parts >= _FEWEST and any(section.key == _COVER for section in document.sections)
