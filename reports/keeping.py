"""Which words stay on the page of what follows them, in the formats that have pages."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Final

from reports.document import Block, BulletList, Chart, Heading, Paragraph, Table

_LONGEST: Final = 3
"""Paragraphs between a heading and what it is about: more are a text of their own."""


def kept_with_next(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of those paragraphs: what opens a table, a figure, a list or the parts of a section."""
    return frozenset((*_before(blocks), *_under_headings(blocks)))


def _before(blocks: Sequence[Block]) -> Iterator[int]:
    for place, (block, after) in enumerate(pairwise(blocks)):
        if isinstance(block, Paragraph) and isinstance(after, Table | Chart | BulletList):
            yield place


def _under_headings(blocks: Sequence[Block]) -> Iterator[int]:
    """A heading with no more than how its tables are read does not stand alone at the foot of a page."""
    for place, heading in enumerate(blocks):
        if isinstance(heading, Heading):
            words = len(list(takewhile(_is_words, blocks[place + 1 :])))
            after = place + 1 + words
            if words <= _LONGEST and after < len(blocks) and _is_opened(blocks[after], heading):
                yield from range(place + 1, after)


def _is_words(block: Block) -> bool:
    return isinstance(block, Paragraph)


def _is_opened(block: Block, heading: Heading) -> bool:
    if isinstance(block, Heading):
        return block.level > heading.level
    return isinstance(block, Table | Chart | BulletList)
