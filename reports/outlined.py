"""Where a new page begins, in every format: after the list of contents, and with the first of the annexes."""

from typing import Final

from reports.document import Document, Heading

_FEWEST: Final = 3
_COVER: Final = "cover"
_ANNEXES: Final = frozenset({"tables", "municipalities", "method", "references"})


def has_contents(document: Document) -> bool:
    """A document with a head and three parts or more. An agenda or an annex is read from its first line."""
    parts = sum(isinstance(block, Heading) and block.level == 1 for block in document.blocks)
    return parts >= _FEWEST and any(section.key == _COVER for section in document.sections)


def first_annex(document: Document) -> str:
    """The key of the section that begins a page, "" for none: what stands first has its page."""
    return next((one.key for one in document.sections[1:] if one.key in _ANNEXES), "")
