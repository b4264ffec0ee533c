"""What the handbook was asked and what came of it: never who asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

TOPIC_LASTS = timedelta(minutes=30)
"""So long the next question may go on from the last one."""

ANSWER_LASTS = timedelta(hours=24)
"""So long "fel" and "fråga sakkunnig" speak of the last answer: a tired person comes back after a meeting."""


class Verdict(StrEnum):
    HELPED = "hjälpte"
    NOT = "hjälpte inte"
    WRONG = "fel"


@dataclass(frozen=True)
class Asked:
    """A question and what the handbook made of it. ``outcome``: answer, suggest or unknown.

    ``entry``: the key answered from, empty when none was; ``group``: the expert group that it belongs to.
    """

    question: str
    outcome: str
    entry: str
    group: str


@dataclass(frozen=True)
class Noted:
    """A question as kept. ``picked``: the entry that a suggestion led to. ``reason``: what was wrong."""

    id: int
    at: datetime
    asked: Asked
    picked: str = ""
    verdict: Verdict | None = None
    reason: str = ""


@dataclass(frozen=True)
class Last:
    """What an account was last answered: the question's id, the entry and statute, and the words shown."""

    question: int
    entry: str = ""
    law: str = ""
    shown: str = ""
