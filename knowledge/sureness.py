"""How sure the handbook is of its best entry, as one number, and what that number leads to.

The weights and the two thresholds are made by `python -m knowledge.calibrate` from labelled questions.
"""

import math
from dataclasses import dataclass
from typing import Literal

from knowledge.ranking import Ranked

_MUCH = 6  # words of matter: from there on more of them say no more

Decision = Literal["answer", "suggest", "unknown"]


def signs(ranked: Ranked) -> tuple[float, ...]:
    """What speaks for or against the best entry: 1, its three fits, its lead over the topic next door and how
    well that fits itself, how clear it is of the second, whether the question names a subject of ours, how
    much matter the question has, and how much of it the entry has nowhere.
    """
    best = ranked.entries[0]
    return (
        1.0,
        best.passage,
        best.whole,
        best.covered,
        min(ranked.lead, 0.3),
        ranked.next_door.score if ranked.next_door else 0.0,
        min(ranked.clear, 0.2),
        1.0 if ranked.on_subject else 0.0,
        min(ranked.matter, _MUCH) / _MUCH,
        ranked.foreign,
    )


@dataclass(frozen=True)
class Sureness:
    """``weights``: one for each of `signs`. ``answer`` and ``suggest``: how sure one must be for that."""

    weights: tuple[float, ...]
    answer: float
    suggest: float

    def of(self, ranked: Ranked) -> float:
        """0 to 1: the share of such questions that the best entry answers, as the labelled ones have it."""
        if not ranked.entries:
            return 0.0
        total = sum(weight * sign for weight, sign in zip(self.weights, signs(ranked), strict=True))
        return 1 / (1 + math.exp(-total))

    def decide(self, ranked: Ranked) -> Decision:
        sure = self.of(ranked)
        if sure >= self.answer:
            return "answer"
        return "suggest" if sure >= self.suggest else "unknown"


SURENESS = Sureness(
    weights=(-5.17, 1.27, 2.61, 3.04, 4.94, -2.94, 3.41, 0.75, 1.21, -3.01), answer=0.3, suggest=0.08
)
