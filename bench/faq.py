"""How well and how fast questions find their answer: `python bench/faq.py [swefaq_dev.jsonl]`.

With a file of SweFAQ questions (one JSON object a line: question, candidate_answers and label) our index
and three others search the same answers, which alone are indexed, all of the file's as one pool. Our own
entries are asked their own questions as they stand, with a slip of the finger, and without å, ä and ö;
then again with each variant out of the index while it is asked. Of times, each is the best of RUNS: others
use the machine too. Every EVERY-th question is asked, some of each entry.
"""

import json
import math
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, cycle, islice
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a script, from anywhere

from bench.engines import ENGINES, Ours
from bench.slips import one_typo, without_dots
from knowledge.entries import Entry, read_entries
from knowledge.examples import read_examples
from knowledge.handbook import Handbook
from knowledge.index import Index
from knowledge.neighbours import read_neighbours
from knowledge.ranking import Ranking

LEAST_NDCG, LEAST_ACCURACY = 0.74, 0.60
LEAST_OF_CLEAN = 0.97
MOST_SEARCH_MS, MOST_FIND_MS = 4.0, 20.0
MOST_BUILD_SECONDS = 1.0
MOST_LOAD_SECONDS = 1.5  # our own: reading the entries' files comes on top
MOST_WORDS = 170  # of a typical answer, its reservation and sources with it
DEPTH, PASSAGES, RUNS, EVERY, FOLDS, SEED = 10, 5000, 5, 4, 6, 20261001

First = Callable[[str], str | None]
"""The key of the entry that fits a question best."""
Asked = Sequence[tuple[str, str]]
"""Questions, each with the key of the entry that it is a question of."""


@dataclass
class Sheet:
    """What is measured, printed as it comes. ``past``: whether anything has been past its limit."""

    past: bool = False

    def at_least(self, what: str, reached: float, least: float) -> None:
        self._show(f"{what:60} {reached:.3f}, at least {least:.2f}", held=reached >= least)

    def at_most(self, what: str, reached: float, most: float) -> None:
        self._show(f"{what:60} {reached:.2f}, at most {most:g}", held=reached <= most)

    def _show(self, line: str, *, held: bool) -> None:
        self.past = self.past or not held
        print(line if held else f"{line}: past its limit", flush=True)


def swefaq(sheet: Sheet, file: Path) -> None:
    """Every engine over the same answers; the limits are for ours."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    answers = list(dict.fromkeys(answer for row in rows for answer in row["candidate_answers"]))
    right = [answers.index(row["candidate_answers"][row["label"]]) for row in rows]
    print(f"SweFAQ, {len(rows)} questions over {len(answers)} answers")
    for make in ENGINES:
        engine = make(answers)
        found = [engine.search(row["question"], DEPTH) for row in rows]
        ndcg = mean(_gain(one, hits) for one, hits in zip(right, found, strict=True))
        first = mean(hits[:1] == [one] for one, hits in zip(right, found, strict=True))
        if make is Ours:
            sheet.at_least(f"  {engine.name}: nDCG@{DEPTH}", ndcg, LEAST_NDCG)
            sheet.at_least(f"  {engine.name}: acc@1", first, LEAST_ACCURACY)
        else:
            print(f"  {engine.name}: nDCG@{DEPTH} {ndcg:.3f}, acc@1 {first:.3f}")


def _gain(right: int, hits: Sequence[int]) -> float:
    """The discounted gain; with one right answer the ideal is 1."""
    return 1 / math.log2(hits.index(right) + 2) if right in hits else 0.0


def mean(shares: Iterable[float]) -> float:
    listed = list(shares)
    return sum(listed) / len(listed)


def own(sheet: Sheet, handbook: Handbook) -> None:
    """Every question of every entry: all in the index, then each variant left out while it is asked."""
    entries = list(handbook.entries.values())
    asked = [(text, entry.key) for entry in entries for text in entry.questions][::EVERY]
    print(f"own entries, {len(asked)} questions as the handbook ranks them")
    clean, *slips = accuracies([(lambda text: handbook.ranked(text).first, asked)])
    print(
        f"  acc@1 as they stand {clean:.3f}, with one typo {slips[0]:.3f}, without å, ä and ö {slips[1]:.3f}"
    )
    sheet.at_least("  with one typo, of clean", slips[0] / clean, LEAST_OF_CLEAN)
    sheet.at_least("  without å, ä and ö, of clean", slips[1] / clean, LEAST_OF_CLEAN)
    clean, *slips = accuracies(left_out(entries))
    print(
        f"  variants left out of the index: acc@1 {clean:.3f}, {slips[0]:.3f} and {slips[1]:.3f} (no limit)"
    )


def accuracies(groups: Iterable[tuple[First, Asked]]) -> list[float]:
    """acc@1 of the questions as they stand, with one typo, and without dots and rings."""
    found = [
        [first(text) == key, first(_slipped(text)) == key, first(without_dots(text)) == key]
        for first, asked in groups
        for text, key in asked
    ]
    return [mean(column) for column in zip(*found, strict=True)]


def _slipped(text: str) -> str:
    """A slip of its own for each text, the same every time."""
    return one_typo(text, Random(f"{SEED} {text}"))  # noqa: S311 - a seed, so that a run can be made again


def left_out(entries: Sequence[Entry]) -> Iterator[tuple[First, Asked]]:
    """A sixth of every entry's variants at a time, and the ranking of what is left of the entries."""
    neighbours = read_neighbours()
    for fold in range(FOLDS):
        ranking = Ranking([_without(entry, fold) for entry in entries], neighbours)
        asked = [(variant, entry.key) for entry in entries for variant in entry.variants[fold::FOLDS]]
        yield partial(_ranked_first, ranking), asked[::EVERY]


def _ranked_first(ranking: Ranking, text: str) -> str | None:
    return ranking.of(text).first


def _without(entry: Entry, fold: int) -> Entry:
    kept = tuple(variant for at, variant in enumerate(entry.variants) if at % FOLDS != fold)
    return entry.model_copy(update={"variants": kept})


def speed(sheet: Sheet, handbook: Handbook) -> None:
    """Searching PASSAGES passages, finding in the handbook, and making both."""
    questions = [example.question for example in read_examples()][::EVERY]
    index = Index((str(number), text) for number, text in enumerate(passages(handbook)))
    p50, p95 = cuts(index.search, questions)
    print(f"times, {len(questions)} labelled questions, the best of {RUNS} for each")
    sheet.at_most(f"  search of {PASSAGES} passages, p50 {p50:.2f} ms, p95 ms", p95, MOST_SEARCH_MS)
    p50, p95 = cuts(handbook.find, questions)
    sheet.at_most(f"  find in the handbook, p50 {p50:.2f} ms, p95 ms", p95, MOST_FIND_MS)
    own_, neighbours = read_entries(), read_neighbours()
    building = min(seconds(lambda: Ranking(own_, neighbours)) for _ in range(RUNS))
    sheet.at_most("  our own index built, s", building, MOST_BUILD_SECONDS)
    loading = min(seconds(Handbook.load) for _ in range(RUNS))
    sheet.at_most("  the handbook read and built, s", loading, MOST_LOAD_SECONDS)


def passages(handbook: Handbook) -> list[str]:
    """Our own texts, and when they run out the same ones with their words in another order."""
    chance = Random(SEED)  # noqa: S311 - a seed, so that a run can be made again
    entries = handbook.entries.values()
    texts = [text for entry in entries for text in (*entry.questions, entry.short, *entry.blocks)]
    texts += [question for topic in read_neighbours() for question in topic.questions]
    chance.shuffle(texts)
    more = (" ".join(chance.sample(text.split(), len(text.split()))) for text in cycle(texts))
    return list(islice(chain(texts, more), PASSAGES))


def cuts(once: Callable[[str], object], questions: Sequence[str]) -> tuple[float, float]:
    """The median and the 95th percentile over the questions, in milliseconds."""
    best = [1000 * min(seconds(partial(once, each)) for _ in range(RUNS)) for each in questions]
    return median(best), quantiles(best, n=20)[-1]


def seconds(once: Callable[[], object]) -> float:
    began = perf_counter()
    once()
    return perf_counter() - began


def lengths(sheet: Sheet, handbook: Handbook) -> None:
    """Words in the answer to an entry's own question."""
    asked = [entry.question for entry in handbook.entries.values()]
    typical = median(len(handbook.find(question).answer.split()) for question in asked)
    sheet.at_most("words in an answer, median", typical, MOST_WORDS)


def main() -> int:
    sheet, handbook = Sheet(), Handbook.load()
    if sys.argv[1:]:
        swefaq(sheet, Path(sys.argv[1]))
    else:
        print("SweFAQ is not measured: give its file, python bench/faq.py swefaq_dev.jsonl")
    own(sheet, handbook)
    speed(sheet, handbook)
    lengths(sheet, handbook)
    return int(sheet.past)


if __name__ == "__main__":
    sys.exit(main())
