"""Two texts beside each other, with what differs marked; and what two people changed, joined."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from domain import swedish
from knowledge.fields import LABELS
from web.entry_values import Values, differing

_ONE_A_LINE = frozenset({"variants", "sources"})
_PIECE = re.compile(r"\s+|[^\s]+")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_MOST = 1_500
"""Longer texts are shown without marks: comparing takes the square of their length."""

Pieces = Sequence[tuple[bool, str]]
"""A text in pieces, each with whether it is marked: it stands in this text alone."""


@dataclass(frozen=True)
class Pair:
    """A field that is not the same in two versions."""

    label: str
    old: Pieces
    new: Pieces


def pairs(old: Values, new: Values) -> list[Pair]:
    """The fields that differ, in the order that people read them."""
    return [_pair(name, old.get(name, ""), new.get(name, "")) for name in differing(old, new)]


def _pair(name: str, old: str, new: str) -> Pair:
    apart = _LINE if name in _ONE_A_LINE else _PIECE
    before, after = (apart.findall(text) for text in (old, new))
    label = swedish.upper_first(LABELS[name])
    if len(before) + len(after) > _MOST or not (old and new):
        return Pair(label, _unmarked(old), _unmarked(new))
    matches = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    kept_before = {match.a + step for match in matches for step in range(match.size)}
    kept_after = {match.b + step for match in matches for step in range(match.size)}
    return Pair(label, list(_marked(before, kept_before)), list(_marked(after, kept_after)))


def _unmarked(text: str) -> Pieces:
    return [(False, text)] if text else []


def _marked(pieces: Sequence[str], kept: set[int]) -> Iterator[tuple[bool, str]]:
    """The pieces that stand in one text alone, those that follow each other as one."""
    numbered = ((place not in kept, piece) for place, piece in enumerate(pieces))
    for mark, group in groupby(numbered, key=lambda one: one[0]):
        yield mark, "".join(piece for _, piece in group)


@dataclass(frozen=True)
class Joined:
    """``taken``: the fields that only the other changed, as they stand now. ``both``: those that both did;
    they hold what was typed.
    """

    values: dict[str, str]
    taken: tuple[str, ...]
    both: tuple[str, ...]


def joined(start: Values, theirs: Values, mine: Values) -> Joined:
    """What two people made of the same ``start``: nothing of either is lost."""
    ours, others = set(differing(start, mine)), set(differing(start, theirs))
    disputed = set(differing(theirs, mine))
    taken = [name for name in LABELS if name in others - ours]
    both = [name for name in LABELS if name in others & ours & disputed]
    return Joined({**mine, **{name: theirs[name] for name in taken}}, tuple(taken), tuple(both))
