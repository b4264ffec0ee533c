"""What people answered. An unanswered question has no key at all: empty and zero are never the same.

Beside an answer stand companions, under its key and a suffix: why a number is missing or that a published one
holds (``~state``), from which quarter it was carried unchanged (``~same``), the published number that was
confirmed (``~figure``), and how a warning was explained (``~why`` from a list, ``~comment`` in words).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

Value = str | int | float | bool | list[str]
"""A text, choice value or ISO date; a number; a tick; several choice values."""

Answers = Mapping[str, Value]
"""Question key ("2.1" is a number, ``overall_status`` a key) to value, with companions."""

STATE, SAME, FIGURE, WHY, COMMENT = "~state", "~same", "~figure", "~why", "~comment"


class State(StrEnum):
    """What an answer is. Kept apart in storage, on cards and pages, in exports and reports."""

    REPORTED = "rapporterat"
    ZERO = "bekräftad nolla"
    MISSING = "uppgift saknas"
    NOT_APPLICABLE = "ej tillämpligt"
    SUPPRESSED = "undertryckt"
    UNANSWERED = "ej besvarat"
    CALCULATED = "beräknat"
    """Nobody's answer: worked out of other answers."""


class Standing(StrEnum):
    """The values of a ``~state`` companion."""

    HOLDS = "STAMMER"
    DEVIATES = "AVVIKER"
    UNKNOWN = "VET_EJ"
    NOTHING = "INGET"
    NOT_IN_SYSTEM = "SAKNAS_I_SYSTEM"
    NOT_READY = "SAKNAS_INTE_KLAR"
    NOT_RELEASED = "SAKNAS_LAMNAS_INTE_UT"
    OTHER_REASON = "SAKNAS_ANNAT"
    NOT_APPLICABLE = "EJ_TILLAMPLIGT"
    SUPPRESSED = "FARRE_AN_SEX"


_STATES = {
    Standing.UNKNOWN: State.MISSING,
    Standing.NOTHING: State.ZERO,
    Standing.NOT_IN_SYSTEM: State.MISSING,
    Standing.NOT_READY: State.MISSING,
    Standing.NOT_RELEASED: State.MISSING,
    Standing.OTHER_REASON: State.MISSING,
    Standing.NOT_APPLICABLE: State.NOT_APPLICABLE,
    Standing.SUPPRESSED: State.SUPPRESSED,
}


def state_of(answers: Answers, key: str) -> State:
    """What the answer to ``key`` is; a typed or confirmed 0 is a confirmed zero."""
    value = amount(answers, key)
    if value is None:
        standing = answers.get(key + STATE)
        return _STATES.get(Standing(str(standing)), State.UNANSWERED) if standing else State.UNANSWERED
    return State.ZERO if value == 0 and not isinstance(value, bool) else State.REPORTED


def amount(answers: Answers, key: str) -> Value | None:
    """The answer itself: the own one, else the published number that was confirmed; None without either."""
    if key in answers:
        return answers[key]
    return answers.get(key + FIGURE) if answers.get(key + STATE) == Standing.HOLDS else None


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
    """One version of what a unit sent in; the latest counts, the others are history.

    ``on_behalf``: sent in by someone who does not answer for the unit, for it.
    """

    round: str
    unit: str
    version: int
    answers: Answers
    by: str
    by_name: str
    at: datetime
    form_id: str
    form_version: int
    on_behalf: bool = False
