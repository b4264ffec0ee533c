"""Which of an entry's details a person gets: all when the answer stays short, else what was asked about."""

from collections.abc import Iterable

from knowledge.entries import Entry
from knowledge.index import is_function_word
from knowledge.words import plain

MOST_WORDS = 60  # of short answer and details; reservation and sources come on top of that
_MOST_BLOCKS = 2
_STEM = 5


def asked_for(entry: Entry, question: str) -> tuple[str, ...]:
    """The blocks to show beside the short answer, in their own order."""
    if len(entry.short.split()) + len(entry.details.split()) <= MOST_WORDS:
        return entry.blocks
    wanted = _stems(question) - _stems(entry.short)
    shares = {block: len(wanted & _stems(block)) for block in entry.blocks}
    best = sorted((block for block in entry.blocks if shares[block]), key=lambda block: -shares[block])
    return tuple(block for block in entry.blocks if block in best[:_MOST_BLOCKS])


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _content(text)}


def _content(text: str) -> Iterable[str]:
    return (word for word in plain(text).split() if not is_function_word(word))
