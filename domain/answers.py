"""What people answered. An unanswered question has no key at all: empty and zero are never the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

Value = str | int | float | bool | list[str]
"""A text, choice value or ISO date; a number; a tick; several choice values."""

Answers = Mapping[str, Value]
"""Question key ("2.1" is a number, ``overall_status`` a key) to value."""


@dataclass(frozen=True)
class Problem:
    """Why a value was not taken, in Swedish, with what to write instead. ``key`` is the question's."""

    key: str
    number: str
    words: str


@dataclass(frozen=True)
class Draft:
    """What a unit has filled in but not sent in. ``revision`` counts the saved cards."""

    round: str
    unit: str
    answers: Answers
    revision: int
    card: str


@dataclass(frozen=True)
class Submission:
    """One version of what a unit sent in; the latest counts, the others are history."""

    round: str
    unit: str
    version: int
    answers: Answers
    by: str
    by_name: str
    at: datetime
    form_version: int
