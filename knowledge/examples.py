"""Labelled questions: what people ask, and which entry answers it, if any.

Those of the part "known" are part of the handbook: further wordings of its entries, and questions that it
must not answer. Those of the part "held_out" it has never seen; they only tell how well it does.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from knowledge.neighbours import Neighbour

_FILE = Path(__file__).parent / "calibration" / "questions.jsonl"

Part = Literal["known", "held_out"]
Kind = Literal["in_scope", "near_miss", "off_topic"]


@dataclass(frozen=True)
class Example:
    """A question and the key of the entry that answers it, None when none does; others may do so ``also``."""

    question: str
    kind: Kind
    part: Part
    expect: str | None
    also: tuple[str, ...] = ()

    @property
    def right(self) -> frozenset[str]:
        """The keys of all entries that answer it."""
        return frozenset(key for key in (self.expect, *self.also) if key)


@cache
def read_examples(file: Path = _FILE) -> tuple[Example, ...]:
    """The labelled questions, one JSON object a line; pydantic's ValidationError for one that is none."""
    read = TypeAdapter(Example).validate_python
    return tuple(read(json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines())


@cache
def known() -> tuple[Example, ...]:
    """Those that are part of the handbook."""
    return tuple(example for example in read_examples() if example.part == "known")


def by_key(examples: Iterable[Example]) -> Mapping[str, Sequence[str]]:
    """The wordings of each entry."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for example in examples:
        if example.expect:
            found[example.expect].append(example.question)
    return found


def strange(examples: Iterable[Example]) -> list[Neighbour]:
    """Each question that no entry answers, as a topic next door without a name."""
    return [Neighbour("", (example.question,)) for example in examples if example.expect is None]
