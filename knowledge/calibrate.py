"""Where the sureness comes from: `python -m knowledge.calibrate` prints the curve and what it chooses.

The labelled questions are our own wording. Weights and thresholds are fitted on those that the handbook
knows, each asked while it and a fifth of the others are taken out of it. The questions held out are only
ever printed and tested: they tell how it does on questions not yet seen.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from knowledge.entries import shipped
from knowledge.examples import Example, Kind, by_key, known, read_examples, strange
from knowledge.finding import Finding, Outcome
from knowledge.handbook import Handbook
from knowledge.neighbours import read_neighbours
from knowledge.ranking import Ranked, Ranking
from knowledge.sureness import SURENESS, Sureness, signs

_STEPS = tuple(step / 100 for step in range(10, 96, 5))
_FINE = tuple(step / 100 for step in range(5, 96))

# What may be paid, in the questions that the handbook knows: answers from an entry that does not answer, as a
# share of those given; answers to questions in the field that nothing covers, and to others; and "Menade
# du …?" where nothing could have helped.
MOST_WRONG = 0.1
# Most of the known ones were written to lie right beside an entry, and each is asked while it is not known.
# Of those held out, not written so, a third as many are answered.
MOST_NEAR = 0.23
MOST_OFF = 0.035
MOST_IDLE_SUGGESTIONS = 0.3

_RIDGE = 1.0
_ROUNDS = 60
_FOLDS = 5


@dataclass(frozen=True)
class Case:
    """What the handbook makes of a question apart from its sureness: settled, or ranked."""

    question: Example
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
        return self.entry in self.question.right

    def outcome(self, sureness: Sureness) -> Outcome:
        return self.settled.outcome if self.settled else sureness.decide(self.ranked)


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
            f"right {self.right:3} of {self.in_scope:3}   suggested {self.suggested:3}   "
            f"wrong {self.wrong:2}   near misses answered {self.near:2} of {self.near_misses:3}   "
            f"off topic {self.off} of {self.off_topic:2}   idle {self.idle:2}"
        )


def cases(handbook: Handbook, questions: Iterable[Example]) -> list[Case]:
    """Each question with what the handbook settles at once, and how its entries rank."""
    return [Case(each, _settled(handbook, each), handbook.ranked(each.question)) for each in questions]


def left_out(handbook: Handbook) -> list[Case]:
    """The questions that the handbook knows, each asked while its fifth of them is taken out."""
    entries, neighbours, asked = shipped(), read_neighbours(), known()
    found: list[Case] = []
    for fold in range(_FOLDS):
        out = asked[fold::_FOLDS]
        kept = [each for at, each in enumerate(asked) if at % _FOLDS != fold]
        ranking = Ranking(entries, [*neighbours, *strange(kept)], by_key(kept))
        found += [
            Case(each, _settled(handbook, each), handbook.ranked(each.question, ranking)) for each in out
        ]
    return found


def _settled(handbook: Handbook, example: Example) -> Finding | None:
    return handbook.stopped(example.question) or handbook.settled(example.question)


def tally(of: Sequence[Case], sureness: Sureness) -> Tally:
    """The counts at these weights and thresholds."""
    counted = Counter((case.question.kind, case.outcome(sureness), case.hit) for case in of)

    def count(kind: Kind, outcome: Outcome) -> int:
        return counted[kind, outcome, True] + counted[kind, outcome, False]

    def asked(kind: Kind) -> int:
        return sum(times for (each, _, _), times in counted.items() if each == kind)

    return Tally(
        right=counted["in_scope", "answer", True],
        suggested=count("in_scope", "suggest"),
        wrong=counted["in_scope", "answer", False],
        near=count("near_miss", "answer"),
        off=count("off_topic", "answer"),
        idle=count("near_miss", "suggest") + count("off_topic", "suggest"),
        in_scope=asked("in_scope"),
        near_misses=asked("near_miss"),
        off_topic=asked("off_topic"),
    )


def choose(fit: Sequence[Case]) -> Sureness:
    """Weights by logistic regression with a ridge, then the lowest thresholds within what may be paid."""
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
        and count.off <= MOST_OFF * count.off_topic
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


def report(handbook: Handbook) -> str:
    """The curve over `answer` with the chosen weights, both parts, and the chosen against the ones in use."""
    fitted = left_out(handbook)
    held_out = cases(handbook, [each for each in read_examples() if each.part == "held_out"])
    chosen = choose(fitted)
    lines = ["known questions, each left out, with the chosen weights"]
    lines += [f"answer {at:.2f}   {tally(fitted, replace(chosen, answer=at))}" for at in _STEPS]
    for name, sureness in (("chosen", chosen), ("in use", SURENESS)):
        lines += ["", f"{name}: {sureness}", f"  known     {tally(fitted, sureness)}"]
        lines += [f"  held out  {tally(held_out, sureness)}"]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(report(Handbook.load()) + "\n")
