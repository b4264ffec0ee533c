"""A full quarter's report: gathered, composed, and written as Word, PDF and HTML. Its time and its memory.

Four councils, 51 municipalities' inputs and three agencies, and what others publish of every municipality,
with 8 quarters of history in one database and 40 in the other (bench/history.py, bench/full_quarter.py); they
take turns in one process, each time with a late answer. Beside it the bare libraries write the same
(bench/bare.py). The figures are drawn once and kept by their content, as they are in the bot. A report that
lacks one of its sections, figures or tables is no full quarter: then nothing is measured.
"""

import asyncio
import gc
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.full_quarter import fill, lacking
from bench.history import laid_in, played
from bench.making import COUNTY, WRITERS, Times, bare_written, gathered, made, opened
from bench.rounds import Side
from counties.reading import CountyBook, read_county
from reports.composing import composed

QUARTERS = (8, 40)
"""Of history, before the one that is reported."""
TURNS, WARM = 7, 2
MOST_SECONDS, MOST_TIMES, MOST_GROWTH = 2.0, 2.0, 1.2
STEPS = {
    "gather": "gathering the material",
    "compose": "composing the document",
    "docx": "writing Word",
    "pdf": "writing PDF",
    "html": "writing HTML",
}
BESIDES = {"hide": "working out what is hidden, within composing"}
BARE = {"docx": "python-docx", "pdf": "Typst"}


def is_full(side: Side) -> bool:
    """Whether the report has all that a full one has; says what it has not."""
    missing = lacking(composed(gathered(side)).document, side.book.county)
    for one in missing:
        print(f"Not a full quarter, nothing is measured: {one} is not in the report.")
    return not missing


def measure(sides: list[Side], libraries: Times) -> None:
    """In turns, the one first that was last before; the first turns only warm up."""
    numbers = count()
    for turn in range(TURNS + WARM):
        for side in sides[:: 1 if turn % 2 else -1]:
            gc.collect()
            document = made(side, side.spent, next(numbers))
            if side is sides[0]:
                gc.collect()
                bare_written(document, libraries, next(numbers))
    for spent in (libraries, *(side.spent for side in sides)):
        for times in spent.values():
            del times[:WARM]


def report(sides: list[Side], libraries: Times) -> bool:
    """Whether every limit is kept."""
    few, many = (side.spent for side in sides)
    for step, words in STEPS.items():
        print(f"{words:24} {1000 * median(few[step]):6.0f} ms{_beside(few, libraries, step)}")
    whole = median(_whole(few))
    share = f"{whole / MOST_SECONDS:.2f} of the limit {MOST_SECONDS:.0f} s"
    print(f"{'all of it':24} {1000 * whole:6.0f} ms: {share}")
    growth = _growth(_whole(few), _whole(many))
    share = f"{growth / MOST_GROWTH:.2f} of the limit {MOST_GROWTH}"
    print(f"with 40 quarters of history {growth:.2f} times: {share}")
    print(f"  (of composing: what is hidden {1000 * median(few['hide']):.0f} ms)")
    for step in ("gather", "hide", "compose"):
        print(f"  ({(STEPS | BESIDES)[step]} alone {_growth(few[step], many[step]):.2f} times)")
    times = max(_times(few, libraries, step) for step in BARE)
    return whole <= MOST_SECONDS and growth <= MOST_GROWTH and times <= MOST_TIMES


def _beside(spent: Times, libraries: Times, step: str) -> str:
    if step not in BARE:
        return ""
    times = _times(spent, libraries, step)
    alone = f"bare {BARE[step]} {1000 * median(libraries[step]):.0f} ms"
    return f", {alone}: {times:.2f} times, {times / MOST_TIMES:.2f} of the limit {MOST_TIMES:.0f}"


def _times(spent: Times, libraries: Times, step: str) -> float:
    return _growth(libraries[step], spent[step])


def _growth(shorter: list[float], longer: list[float]) -> float:
    """The median over the turns, each taken by both at almost the same time."""
    return median(many / few for few, many in zip(shorter, longer, strict=True))


def _whole(spent: Mapping[str, list[float]]) -> list[float]:
    return [sum(times) for times in zip(*(spent[step] for step in STEPS), strict=True)]


def memory(path: Path) -> None:
    """Of processes of their own, with the figures and all that is loaded with the first report."""
    for who in WRITERS:
        command = [sys.executable, "-m", "bench.making", str(path), who]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own words
        before, after, hiding, seconds = json.loads(ran.stdout)
        files = f"{after - before:.0f} of them for the files, in {seconds:.1f} s"
        print(f"the first of a process, {who:8} {after:.0f} MB at most, {files}; hiding took {hiding:.1f} s")


def _sides(folder: Path, book: CountyBook) -> Iterator[Side]:
    pattern = asyncio.run(played(book, folder))
    for quarters in QUARTERS:
        path = folder / f"{quarters}.db"
        laid_in(pattern, path, book, quarters + 1)
        fill(path, book)
        yield opened(path, book)


def main() -> int:
    libraries: Times = {}
    with TemporaryDirectory() as name:
        sides = list(_sides(Path(name), read_county(COUNTY)))
        if not all(is_full(side) for side in sides):
            return 1
        measure(sides, libraries)
        for side in sides:
            side.store.close()
        memory(Path(name) / f"{QUARTERS[0]}.db")
    return int(not report(sides, libraries))


if __name__ == "__main__":
    sys.exit(main())
