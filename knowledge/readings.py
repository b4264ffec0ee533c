"""Words that mean several things ("anvisning", "SO"): which meaning a question makes plain, if any."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.words import Patterns, plain

_FILE = Path(__file__).parent / "readings.toml"


@dataclass(frozen=True)
class Reading:
    """One meaning: ``means`` fits after "menar jag", ``keys`` are how its entries' keys begin."""

    means: str
    plain_by: Patterns
    keys: tuple[str, ...]

    def holds(self, key: str) -> bool:
        return key.startswith(self.keys)


@dataclass(frozen=True)
class Ambiguous:
    """A word and its readings. ``written``: how it must be written, when capitals tell it from another."""

    name: str
    said: Patterns
    readings: tuple[Reading, ...]
    written: re.Pattern[str] | None = None

    def within(self, question: str) -> bool:
        if self.written is not None:
            return self.written.search(question) is not None
        return self.said.within(plain(question))

    def left_open(self, question: str) -> bool:
        """Whether the question makes no single reading plain."""
        asked = plain(question.replace(self.name, "") if self.written else question)
        return sum(reading.plain_by.within(asked) for reading in self.readings) != 1

    def reading(self, key: str) -> Reading | None:
        """The reading that an entry goes with."""
        return next((each for each in self.readings if each.holds(key)), None)


def read_readings(file: Path = _FILE) -> tuple[Ambiguous, ...]:
    """Every ambiguous word, in the order of the file."""
    listed = tomllib.loads(file.read_text(encoding="utf-8"))["word"]
    return tuple(
        Ambiguous(
            name=each["name"],
            said=Patterns([each["said"]]),
            readings=tuple(
                Reading(one["means"], Patterns([one["plain_by"]]), tuple(one["keys"]))
                for one in each["reading"]
            ),
            written=re.compile(each["written"]) if "written" in each else None,
        )
        for each in listed
    )


def others(word: Ambiguous, best: str, fits: Sequence[tuple[str, float]], close: float) -> Mapping[str, str]:
    """By each other meaning the key of its best entry, when that is ``close`` (a score) to the answer.

    A word that is known by how it is written (SO) is always told apart. ``fits``: keys and scores.
    """
    meant = word.reading(best)
    found: dict[str, str] = {}
    for key, score in fits:
        reading = word.reading(key)
        if reading and reading is not meant and (word.written or score >= close):
            found.setdefault(reading.means, key)
    return found


def open_word(words: Sequence[Ambiguous], question: str) -> Ambiguous | None:
    """The word in the question whose meaning the question leaves open."""
    return next((each for each in words if each.within(question) and each.left_open(question)), None)
