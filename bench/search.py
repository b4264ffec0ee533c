"""Time to load the handbook and to find in it, and how long its answers are; with a file of SweFAQ questions,
the ranking's nDCG@10 too.

`python bench/search.py [swefaq_dev.jsonl]`: one JSON object a line, with question, candidate_answers and
label. The answers alone are indexed, all of the file's as one pool.
"""

import json
import math
import sys
from collections.abc import Iterable
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a script, from anywhere

from knowledge.calibrate import read_questions
from knowledge.handbook import Handbook
from knowledge.index import Hit, Index

MOST_LOAD_SECONDS = 0.3
MOST_FIND_P95_SECONDS = 0.02
LEAST_NDCG = 0.75
MOST_WORDS = 130  # of a typical answer, reservation and source with it: what a phone shows without effort
DEPTH = 10


def load() -> float:
    """Seconds to load the handbook, the median of five."""
    return median(_seconds_to_load() for _ in range(5))


def find() -> list[float]:
    """Seconds for each labelled question."""
    handbook = Handbook.load()
    return [_seconds_to_find(handbook, each.text) for each in read_questions()]


def words() -> float:
    """Words in the answer to an entry's own questions, the median."""
    handbook = Handbook.load()
    asked = [question for entry in handbook.entries.values() for question in entry.questions]
    return median(len(handbook.find(question).answer.split()) for question in asked)


def ndcg(file: Path) -> float:
    """Mean nDCG at 10 with the one right answer of each question."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    answers = list(dict.fromkeys(answer for row in rows for answer in row["candidate_answers"]))
    index = Index((str(number), answer) for number, answer in enumerate(answers))
    gains = [
        _gain(
            str(answers.index(row["candidate_answers"][row["label"]])), index.search(row["question"], DEPTH)
        )
        for row in rows
    ]
    return sum(gains) / len(gains)


def _gain(right: str, hits: Iterable[Hit]) -> float:
    keys = [hit.key for hit in hits]
    return 1 / math.log2(keys.index(right) + 2) if right in keys else 0.0


def _seconds_to_load() -> float:
    start = perf_counter()
    Handbook.load()
    return perf_counter() - start


def _seconds_to_find(handbook: Handbook, question: str) -> float:
    start = perf_counter()
    handbook.find(question)
    return perf_counter() - start


def main() -> int:
    loading, finding = load(), find()
    p95 = quantiles(finding, n=20)[-1]
    print(f"load {loading * 1000:.0f} ms, at most {MOST_LOAD_SECONDS * 1000:.0f}")
    most = MOST_FIND_P95_SECONDS * 1000
    print(f"find p50 {median(finding) * 1000:.1f} ms, p95 {p95 * 1000:.1f} ms, at most {most:.0f}")
    length = words()
    print(f"words in an answer, median {length:.0f}, at most {MOST_WORDS}")
    held = loading <= MOST_LOAD_SECONDS and p95 <= MOST_FIND_P95_SECONDS and length <= MOST_WORDS
    for name in sys.argv[1:]:
        reached = ndcg(Path(name))
        print(f"nDCG@{DEPTH} {reached:.4f}, at least {LEAST_NDCG}")
        held = held and reached >= LEAST_NDCG
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
