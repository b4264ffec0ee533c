"""Where the thresholds come from: `python -m knowledge.calibrate` prints the curve and what it chooses.

The labelled questions are our own wording, in two parts. The thresholds are fitted on one part; the
other is only ever printed and tested, so that it tells how they hold for questions not yet seen.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Literal

from knowledge.entries import Entry, read_entries
from knowledge.handbook import Finding, Handbook, Outcome
from knowledge.neighbours import Neighbour, read_neighbours
from knowledge.ranking import Ranked, Ranking
from knowledge.thresholds import THRESHOLDS, Thresholds

_QUESTIONS = Path(__file__).parent / "calibration" / "questions.jsonl"
_ANSWERS = tuple(step / 100 for step in range(20, 51, 2))
_SUGGESTS = tuple(step / 100 for step in range(15, 31))
# An entry that is barely ahead of a topic next door, or of another entry, is no answer, however well that
# goes in the fitted part: the topics next door were written with those questions in mind.
_LEADS = (0.05, 0.06, 0.08, 0.1)
_CLEARS = (0.03, 0.04, 0.05, 0.06)

# What the fitted part may cost: wrong answers as a share of all questions in it (none: a wrong answer said
# with confidence is worse than many unsaid), and questions that the
# handbook cannot answer but still gets "Menade du …?" for, as a share of those.
MOST_WRONG = 0.0
MOST_IDLE_SUGGESTIONS = 0.1

_FOLDS = 6

Part = Literal["fit", "held_out"]


@dataclass(frozen=True)
class Question:
    """A labelled question: the key of the entry that answers it, None when no entry does."""

    text: str
    kind: Literal["in_scope", "near_miss", "off_topic"]
    part: Part
    expect: str | None


@dataclass(frozen=True)
class Case:
    """What the handbook makes of a question apart from the thresholds: settled, or ranked."""

    question: Question
    settled: Finding | None
    ranked: Ranked

    @property
    def entry(self) -> str | None:
        return self.settled.entry if self.settled else self.ranked.first

    def outcome(self, thresholds: Thresholds) -> Outcome:
        return self.settled.outcome if self.settled else thresholds.decide(self.ranked)

    def right(self, thresholds: Thresholds) -> bool:
        return self.outcome(thresholds) == "answer" and self.entry == self.question.expect

    def wrong(self, thresholds: Thresholds) -> bool:
        """Answered, with confidence, from an entry that does not answer the question."""
        return self.outcome(thresholds) == "answer" and self.entry != self.question.expect

    def idle(self, thresholds: Thresholds) -> bool:
        """Suggestions where no entry could have helped."""
        return self.question.expect is None and self.outcome(thresholds) == "suggest"


@dataclass(frozen=True)
class Tally:
    """How a set of cases comes out. `right` of `in_scope`; `wrong` of all; `idle` of the out of scope."""

    right: int
    suggested: int
    wrong: int
    idle: int
    in_scope: int
    out_of_scope: int

    def __str__(self) -> str:
        return (
            f"right {self.right:3} of {self.in_scope:3}   suggested {self.suggested:3}   "
            f"wrong {self.wrong:2} of {self.in_scope + self.out_of_scope:3}   "
            f"idle {self.idle:2} of {self.out_of_scope:3}"
        )


def read_questions(file: Path = _QUESTIONS) -> list[Question]:
    """The labelled questions, one JSON object a line."""
    lines = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    return [Question(each["question"], each["kind"], each["part"], each["expect"]) for each in lines]


def cases(handbook: Handbook, questions: Iterable[Question]) -> list[Case]:
    """Each question with what the handbook settles at once, and how its entries rank."""
    return [Case(each, handbook.settled(each.text), handbook.ranked(each.text)) for each in questions]


def tally(of: Sequence[Case], thresholds: Thresholds) -> Tally:
    """The counts at these thresholds."""
    in_scope = [case for case in of if case.question.expect is not None]
    return Tally(
        right=sum(case.right(thresholds) for case in of if case.question.expect is not None),
        suggested=sum(case.outcome(thresholds) == "suggest" for case in in_scope),
        wrong=sum(case.wrong(thresholds) for case in of),
        idle=sum(case.idle(thresholds) for case in of),
        in_scope=len(in_scope),
        out_of_scope=len(of) - len(in_scope),
    )


def choose(fit: Sequence[Case]) -> Thresholds:
    """The most right answers within MOST_WRONG, then the lowest `suggest` within MOST_IDLE_SUGGESTIONS."""
    tried = [Thresholds(a, a, lead, clear) for a, lead, clear in product(_ANSWERS, _LEADS, _CLEARS)]
    counted = [(tally(fit, each), each) for each in tried]
    allowed = [(count, each) for count, each in counted if count.wrong <= MOST_WRONG * len(fit)]
    if not allowed:
        raise ValueError("no threshold keeps wrong answers within MOST_WRONG; look at the entries' variants")
    _, best = max(allowed, key=lambda pair: (pair[0].right, pair[1].answer, pair[1].lead, pair[1].clear))
    for step in _SUGGESTS:
        lower = replace(best, suggest=min(step, best.answer))
        count = tally(fit, lower)
        if count.idle <= MOST_IDLE_SUGGESTIONS * count.out_of_scope:
            return lower
    return best


def left_out(entries: Sequence[Entry], neighbours: Sequence[Neighbour]) -> float:
    """The share of variants that rank their entry first when they are not in the index themselves.

    A sixth of every entry's variants is left out at a time, so each is asked once.
    """
    found = [
        ranking.of(variant).first == entry.key
        for fold in range(_FOLDS)
        for ranking in [Ranking([_without(entry, fold) for entry in entries], neighbours)]
        for entry in entries
        for variant in entry.variants[fold::_FOLDS]
    ]
    return sum(found) / len(found)


def _without(entry: Entry, fold: int) -> Entry:
    kept = tuple(variant for at, variant in enumerate(entry.variants) if at % _FOLDS != fold)
    return entry.model_copy(update={"variants": kept})


def report(handbook: Handbook) -> str:
    """The curve over `answer` at the chosen lead, both parts, and the chosen against the ones in use."""
    questions = read_questions()
    fit = cases(handbook, [each for each in questions if each.part == "fit"])
    held_out = cases(handbook, [each for each in questions if each.part == "held_out"])
    chosen = choose(fit)
    curve = [f"answer {step:.2f}   {tally(fit, replace(chosen, answer=step))}" for step in _ANSWERS]
    lines = ["fitted part, with the chosen lead and clear", *curve, ""]
    for name, thresholds in (("chosen", chosen), ("in use", THRESHOLDS)):
        lines += [f"{name}: {thresholds}", f"  fitted    {tally(fit, thresholds)}"]
        lines += [f"  held out  {tally(held_out, thresholds)}"]
    share = left_out(read_entries(), read_neighbours())
    return "\n".join([*lines, "", f"variants that find their entry first when left out: {share:.1%}"])


if __name__ == "__main__":
    sys.stdout.write(report(Handbook.load()) + "\n")
