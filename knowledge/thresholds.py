"""The one place where it is decided how sure the handbook must be. Set by `python -m knowledge.calibrate`."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Thresholds:
    """Scores are quotients, 0 to 1. `lead` is how far an entry must be ahead of any topic next door."""

    answer: float
    suggest: float
    lead: float

    def decide(self, best: float, lead: float) -> Literal["answer", "suggest", "unknown"]:
        """What to do with the best entry's score and its lead over the best topic next door."""
        if best >= self.answer and lead >= self.lead:
            return "answer"
        if best >= self.suggest and lead >= 0:
            return "suggest"
        return "unknown"


THRESHOLDS = Thresholds(answer=0.29, suggest=0.22, lead=0.03)
