"""Whether people's texts take time by their length: runs of one sign, at the longest that a door lets in.

For each reader of text the longest time for n signs and for 2n; told is the ratio, which is to be at most 3.
Run from the project's folder: ``python -m bench.runs``.
"""

import sys
import time
from collections.abc import Callable
from datetime import date

from bot.cards.escape import inert
from bot.fields import TEXT_LIMIT
from domain.quarter import Quarter
from forms import personal
from forms.parsing import Window, read_date
from reports.document import EDITING, Heading, Paragraph, Section, Sentence, Source
from reports.quotations import in_words
from reports.section_reading import LONGEST, edited, problems
from reports.writable import writable

_PIECES: tuple[str, ...] = (
    " ",
    "\u00a0",
    "\t",
    "\n",
    "\u2028",
    "a",
    "1",
    "[",
    "[[",
    "[a](",
    '"',
    ' "',
    "”a ",
    "”a” ",
    "|",
    "#",
)
_PIECES += ("**", "**a** ", "a ", "a. ", "a\n\n", "- a\n", "> a\n", "## a\n", "1 ", "0-", "a@", "1.", "\\")
_MOST = 3.0
_WORTH = 0.1
"""Seconds; what takes less for 2n is not compared."""

_TODAY = date(2026, 11, 11)
_ANNA = Source(EDITING, label="Anna Andersson", version=3)
_OWN = Paragraph((Sentence("Läget är ansträngt i hela länet.", (Source("Skaraborg", "2.3", version=1),)),))
_SECTION = Section("summary", (Heading("Kvartalet i korthet", 1), *[_OWN] * 30))


def _dated(words: str) -> object:
    try:
        return read_date(f"12{words}", Window(date(2026, 1, 1), date(2026, 12, 31)))
    except ValueError as refused:
        return refused


READERS: dict[str, tuple[int, Callable[[str], object]]] = {
    "writable": (LONGEST, writable),
    "a section's faults": (LONGEST, lambda words: problems(_SECTION, words)),
    "a section read": (LONGEST, lambda words: edited(_SECTION, words, _ANNA)),
    "quotations": (LONGEST, in_words),
    "personal data": (LONGEST, personal.finds),
    "inert": (TEXT_LIMIT, inert),
    "a quarter": (TEXT_LIMIT, lambda words: Quarter.parse(f"kvartal{words}", _TODAY)),
    "a date": (262_144, _dated),
}
"""By what reads: the longest that its door lets in."""


def seconds(read: Callable[[str], object], words: str) -> float:
    """Of the processor, the least of three: others use the machine too."""

    def once() -> float:
        began = time.process_time()
        read(words)
        return time.process_time() - began

    return min(once() for _ in range(3))


def main() -> int:
    """Print a line for each reader. 1 where a text of twice the length takes over three times as long."""
    worst = 0.0
    for name, (longest, read) in READERS.items():
        found = [(*_told(read, piece, longest), piece) for piece in _PIECES]
        ratio, took, piece = max(found)
        slowest, *_ = sorted(found, key=lambda one: -one[1])
        longest_told = f"longest {slowest[1]:.3f} s, of {slowest[2]!r}"
        print(f"{name:20}{ratio:4.1f} times to {took:.3f} s, of {piece!r}; {longest_told}")
        worst = max(worst, ratio)
    return int(worst > _MOST)


def _told(read: Callable[[str], object], piece: str, longest: int) -> tuple[float, float]:
    """How many times longer the longest text takes than its half, and how long; 0 where it is quick."""
    half, whole = (f"a{piece * (length // len(piece))}b"[:length] for length in (longest // 2, longest))
    took = seconds(read, whole)
    return (took / max(seconds(read, half), 1e-6) if took > _WORTH else 0.0, took)


if __name__ == "__main__":
    sys.exit(main())
