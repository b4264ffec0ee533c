"""Where the handbook's sureness comes from: `python -m knowledge.calibrate` prints the curve and what it chooses.

The labelled questions are our own wording, in two parts. Weights and thresholds are fitted on one part;
the other is only ever printed and tested, so that it tells how they hold for questions not yet seen.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from knowledge.entries import Entry, read_entries
from knowledge.finding import Finding
from knowledge.handbook import Handbook, Outcome
from knowledge.neighbours import Neighbour, read_neighbours
from knowledge.ranking import Ranked, Ranking
from knowledge.sureness import SURENESS, Sureness, signs

_QUESTIONS = Path(__file__).parent / "calibration" / "questions.jsonl"
_STEPS = tuple(step / 100 for step in range(10, 96, 5))
_FINE = tuple(step / 100 for step in range(5, 96))

# What the fitted part may cost: answers from an entry that does not answer, as a share of those given (a wrong
# answer said with confidence is worse than many unsaid), answers to questions in the field that nothing covers,
# and "Menade du …?" where nothing could have helped.
MOST_WRONG = 0.04
MOST_NEAR = 0.05
MOST_IDLE_SUGGESTIONS = 0.35

_RIDGE = 1.0
_ROUNDS = 60
_FOLDS = 6

Part = Literal["fit", "held_out"]


@dataclass(frozen=True)
class Question:
    """A labelled question: the keys of the entries that answer it rightly; none when no entry does."""

    text: str
    kind: Literal["in_scope", "near_miss", "off_topic"]
    part: Part
    expect: frozenset[str]


@dataclass(frozen=True)
class Case:
    """What the handbook makes of a question apart from its sureness: settled, or ranked."""

    question: Question
    settled: Finding | None
    ranked: Ranked

    @property
    def entry(self) -> str | None:
        if self.settled:
            return self.settled.entry
        return self.ranked.entries[0].key if self.ranked.entries else None

    @property
    def hit(self) -> bool:
        """Whether the entry it would answer from answers the question."""
        return self.entry in self.question.expect

    def outcome(self, sureness: Sureness) -> Outcome:
        return self.settled.outcome if self.settled else sureness.decide(self.ranked)

    def right(self, sureness: Sureness) -> bool:
        return self.outcome(sureness) == "answer" and self.hit

    def wrong(self, sureness: Sureness) -> bool:
        """Answered, with confidence, from an entry that does not answer the question."""
        return self.outcome(sureness) == "answer" and not self.hit


@dataclass(frozen=True)
class Tally:
    """How a set of cases comes out. ``wrong``: of the questions in scope; ``near`` and ``off``: answered
    although nothing answers them; ``idle``: suggestions where nothing could have helped.
    """

    right: int
    suggested: int
    wrong: int
    near: int
    off: int
    idle: int
    in_scope: int
    near_misses: int
    off_topic: int

    def __str__(self) -> str:
        return (
            f"right {self.right:3} of {self.in_scope:3}   suggested {self.suggested:3}   wrong {self.wrong:2}   "
            f"near misses answered {self.near:2} of {self.near_misses:3}   off topic {self.off} of "
            f"{self.off_topic:2}   idle {self.idle:2}"
        )


def read_questions(file: Path = _QUESTIONS) -> list[Question]:
    """The labelled questions, one JSON object a line."""
    lines = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    return [_question(each) for each in lines]


def _question(read: dict[str, object]) -> Question:
    also = read.get("also") or []
    keys = [read["expect"], *(also if isinstance(also, list) else [])]
    expect = frozenset(str(key) for key in keys if key)
    return Question(str(read["question"]), read["kind"], read["part"], expect)  # type: ignore[arg-type] # the two are checked against their words by a test


def cases(handbook: Handbook, questions: Iterable[Question]) -> list[Case]:
    """Each question with what the handbook settles at once, and how its entries rank."""
    return [_case(handbook, each) for each in questions]


def _case(handbook: Handbook, question: Question) -> Case:
    stopped = handbook.stopped(question.text)
    return Case(question, stopped or handbook.settled(question.text), handbook.ranked(question.text))


def tally(of: Sequence[Case], sureness: Sureness) -> Tally:
    """The counts at these weights and thresholds."""
    kinds = {kind: [case for case in of if case.question.kind == kind] for kind in _KINDS}
    answered = {kind: sum(case.outcome(sureness) == "answer" for case in kinds[kind]) for kind in _KINDS}
    in_scope = kinds["in_scope"]
    outside = [*kinds["near_miss"], *kinds["off_topic"]]
    return Tally(
        right=sum(case.right(sureness) for case in in_scope),
        suggested=sum(case.outcome(sureness) == "suggest" for case in in_scope),
        wrong=sum(case.wrong(sureness) for case in in_scope),
        near=answered["near_miss"],
        off=answered["off_topic"],
        idle=sum(case.outcome(sureness) == "suggest" for case in outside),
        in_scope=len(in_scope),
        near_misses=len(kinds["near_miss"]),
        off_topic=len(kinds["off_topic"]),
    )


_KINDS = ("in_scope", "near_miss", "off_topic")


def choose(fit: Sequence[Case]) -> Sureness:
    """Weights by ridge-regularised logistic regression, then the lowest thresholds within what may be paid."""
    weighed = [case for case in fit if case.settled is None and case.ranked.entries]
    weights = _regression(
        np.array([signs(case.ranked) for case in weighed]),
        np.array([case.hit for case in weighed], dtype=float),
    )
    rounded = tuple(round(float(weight), 2) for weight in weights)
    answer = next((at for at in _FINE if _affordable(tally(fit, Sureness(rounded, at, at)))), 1.0)
    lower = (at for at in _FINE if at <= answer and _idles(tally(fit, Sureness(rounded, answer, at))))
    return Sureness(rounded, answer, next(lower, answer))


def _affordable(count: Tally) -> bool:
    answered = count.right + count.wrong
    return (
        count.wrong <= MOST_WRONG * max(answered, 1)
        and count.near <= MOST_NEAR * count.near_misses
        and count.off == 0
    )


def _idles(count: Tally) -> bool:
    return count.idle <= MOST_IDLE_SUGGESTIONS * (count.near_misses + count.off_topic)


def _regression(signs_: NDArray[np.float64], hits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Newton's method; the first sign is the constant and is not held back."""
    held_back = _RIDGE * np.eye(signs_.shape[1])
    held_back[0, 0] = 0.0
    weights = np.zeros(signs_.shape[1])
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-signs_ @ weights))
        slope = signs_.T @ (hits - chance) - held_back @ weights
        curve = (signs_ * (chance * (1 - chance))[:, None]).T @ signs_ + held_back
        weights = weights + np.linalg.solve(curve, slope)
    return weights


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
    """The curve over `answer` with the chosen weights, both parts, and the chosen against the ones in use."""
    questions = read_questions()
    fit = cases(handbook, [each for each in questions if each.part == "fit"])
    held_out = cases(handbook, [each for each in questions if each.part == "held_out"])
    chosen = choose(fit)
    lines = ["fitted part, with the chosen weights"]
    lines += [f"answer {at:.2f}   {tally(fit, replace(chosen, answer=at))}" for at in _STEPS]
    for name, sureness in (("chosen", chosen), ("in use", SURENESS)):
        lines += ["", f"{name}: {sureness}", f"  fitted    {tally(fit, sureness)}"]
        lines += [f"  held out  {tally(held_out, sureness)}"]
    share = left_out(read_entries(), read_neighbours())
    return "\n".join([*lines, "", f"variants that find their entry first when left out: {share:.1%}"])


if __name__ == "__main__":
    sys.stdout.write(report(Handbook.load()) + "\n")
