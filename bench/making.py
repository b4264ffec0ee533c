"""A report made once, step by step: as the bot makes it, and as the bare libraries write it.

Run as a program it makes one in a process of its own, and tells what the first one takes.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from bench import bare
from bench.history import OPEN
from bench.rounds import Side
from counties.reading import CountyBook, read_county
from domain.material import Contribution, Material
from reports.composing import composed
from reports.development import Development
from reports.document import Document
from reports.writers import Format, write
from store.store import Store

COUNTY = "vastra_gotaland"
INPUTS, REPORTING = 51, 7
"""The 49 municipalities of the county and the two others in its councils; four councils, three agencies."""

_LATE, _LATE_KEY = "af", "est_in"

_Made = TypeVar("_Made")
Times = dict[str, list[float]]


def opened(path: Path, book: CountyBook) -> Side:
    """A database that bench/history.py has laid in."""
    store = Store.open(path)
    round_ = store.rounds.get(OPEN.key)
    if round_ is None:
        raise AssertionError("the open round is gone")
    return Side(store, book, round_, path.parent)


def gathered(side: Side) -> Material:
    """The material of the played quarter, municipalities' inputs too."""
    found = side.store.material(side.book.county, side.closed, side.forms, side.now, side.now.date())
    if (len(found.inputs), len(found.received)) != (INPUTS, REPORTING):
        raise AssertionError(f"{len(found.inputs)} inputs and {len(found.received)} answers")
    return found


def made(side: Side, spent: Times, number: int) -> Document:
    """Everything once, from the database to three files, when a late answer has come."""
    material = late(timed(spent, "gather", lambda: gathered(side)), number)
    timed(spent, "hide", lambda: Development(late(material, -number - 1)).hidden)
    document = timed(spent, "compose", lambda: composed(material).document)
    written(document, spent, number)
    return document


def late(material: Material, number: int) -> Material:
    """With another number from one agency: what is hidden this quarter has to be worked out anew."""
    return replace(material, contributions=tuple(_late(part, number) for part in material.contributions))


def _late(part: Contribution, number: int) -> Contribution:
    if part.respondent.id != _LATE or part.submission is None:
        return part
    answers = {**part.submission.answers, _LATE_KEY: 400 + number}
    return replace(part, submission=replace(part.submission, answers=answers))


def written(document: Document, spent: Times, number: int) -> None:
    own = _another(document, number)
    for wanted in Format:
        timed(spent, wanted.value, lambda: write(own, wanted, "report"))  # noqa: B023 - called at once


def bare_written(document: Document, spent: Times, number: int) -> None:
    own = _another(document, number)
    timed(spent, "docx", lambda: bare.word(own))
    timed(spent, "pdf", bare.Source(own).compile)


def _another(document: Document, number: int) -> Document:
    """Typst remembers what it has set: no two have the same line at the top of their pages."""
    return replace(document, status=f"{document.status}, {number}")


def timed(spent: Times, name: str, once: Callable[[], _Made]) -> _Made:
    began = perf_counter()
    found = once()
    spent.setdefault(name, []).append(perf_counter() - began)
    return found


WRITERS: dict[str, Callable[[Document, Times, int], None]] = {"the bot": written, "bare": bare_written}


def main(path: Path, who: str) -> None:
    """Tell in JSON: MB at most before the files and after, and the seconds that hiding and they took."""
    spent: Times = {}
    material = gathered(opened(path, read_county(COUNTY)))
    timed(spent, "hide", lambda: Development(material).hidden)
    document = composed(material).document
    before = _most()
    timed(spent, "files", lambda: WRITERS[who](document, {}, 0))
    print(json.dumps((before, _most(), spent["hide"][0], spent["files"][0])))


def _most() -> float:
    """MB of this program alone: what getrusage tells is also of the one that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
