"""The one place where it is decided how sure the handbook must be. Set by `python -m knowledge.calibrate`."""

from dataclasses import dataclass
from typing import Literal

from knowledge.ranking import Ranked


@dataclass(frozen=True)
class Thresholds:
    """Scores are quotients, 0 to 1. An answer takes a score of `answer`, a lead of `lead` over the best
    topic next door and of `clear` over the second best entry; short of that, `suggest` gives suggestions.
    """

    answer: float
    suggest: float
    lead: float
    clear: float

    def decide(self, ranked: Ranked) -> Literal["answer", "suggest", "unknown"]:
        """What to do with the best entry. Without a subject of ours in the question, suggestions at most."""
        if ranked.lead < 0 or ranked.best < self.suggest:
            return "unknown"
        sure = ranked.best >= self.answer and ranked.lead >= self.lead and ranked.clear >= self.clear
        if ranked.on_subject:
            return "answer" if sure else "suggest"
        return "suggest" if sure else "unknown"


THRESHOLDS = Thresholds(answer=0.22, suggest=0.15, lead=0.05, clear=0.04)
