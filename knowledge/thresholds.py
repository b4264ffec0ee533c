"""The one place where it is decided how sure the handbook must be. Set by `python -m knowledge.calibrate`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Thresholds:
    """Scores are quotients, 0 to 1. `lead` is how far an entry must be ahead of any topic next door."""

    answer: float
    suggest: float
    lead: float


THRESHOLDS = Thresholds(answer=0.34, suggest=0.22, lead=0.02)
