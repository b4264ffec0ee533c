"""Which of an entry's details a person gets: all when the answer stays short, else what was asked about."""

from itertools import takewhile

from knowledge.entries import Entry
from knowledge.index import is_function_word
from knowledge.words import Patterns, plain

MOST_WORDS = 60  # of short answer and details; reservation and sources come on top of that
_MOST_BLOCKS = 2
_LEAST_SHARED = 4
_SHARE = 0.65  # of the longer word, from its beginning: "sanktion" is "sanktioner", "kommun" no "kommuntal"
_EVERYWHERE = plain("kommun kommunen kommuner nyanländ nyanlända person personer").split()


def asked_for(entry: Entry, question: str) -> tuple[str, ...]:
    """The blocks to show beside the short answer: those that take up most of what it leaves out."""
    if len(entry.short.split()) + len(entry.details.split()) <= MOST_WORDS:
        return entry.blocks
    cued = [block for block in entry.blocks if _is_cued(entry, block, question)]
    if cued:
        return tuple(cued[:_MOST_BLOCKS])
    asked = [word for word in _words(question) if not _among(word, _EVERYWHERE)]
    left_out = [word for word in asked if not _among(word, _words(entry.short))]
    shares = [(_taken_up(left_out, block), _taken_up(asked, block)) for block in entry.blocks]
    most = max(shares, default=(0, 0))
    best = [block for block, share in zip(entry.blocks, shares, strict=True) if share == most and share[0]]
    return tuple(best[:_MOST_BLOCKS])


def _is_cued(entry: Entry, block: str, question: str) -> bool:
    asked = plain(question)
    return any(
        block.startswith(begins) and Patterns([cue]).within(asked) for begins, cue in entry.cues.items()
    )


def _taken_up(asked: list[str], block: str) -> int:
    written = _words(block)
    return sum(_among(word, written) for word in asked)


def _among(word: str, others: list[str]) -> bool:
    return any(_same(word, other) for other in others)


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return shared >= _LEAST_SHARED and shared >= _SHARE * max(len(one), len(other))


def _words(text: str) -> list[str]:
    return [word for word in plain(text).split() if not is_function_word(word)]
