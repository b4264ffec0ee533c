"""The one place where it is decided how sure the handbook must be. Set by `python -m knowledge.calibrate`."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Thresholds:
    """Scores are quotients, 0 to 1. An answer takes a score of `answer`, a lead of `lead` over the best
    topic next door and of `clear` over the second best entry; short of that, `suggest` gives suggestions.
    """

    answer: float
    suggest: float
    lead: float
    clear: float

    def decide(self, best: float, lead: float, clear: float) -> Literal["answer", "suggest", "unknown"]:
        """What to do with the best entry's score and how far it is ahead of the rest."""
        if best >= self.answer and lead >= self.lead and clear >= self.clear:
            return "answer"
        if best >= self.suggest and lead >= 0:
            return "suggest"
        return "unknown"


THRESHOLDS = Thresholds(answer=0.22, suggest=0.15, lead=0.05, clear=0.04)
