"""A quarter of a year: "kvartal 3 2026", key ``2026Q3`` (the way DHIS2 writes it)."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

# Years of this century only: "0000Q1" has no first day, and no round is that old.
_KEY = re.compile(r"(20\d\d)\s*-?\s*[qk]\s*([1-4])", re.IGNORECASE | re.ASCII)
_SPOKEN = re.compile(
    r"(?:kvartal|kv|k|q)\s*\.?\s*([1-4])(?:\s*[ ,/-]?\s*(20\d\d))?", re.IGNORECASE | re.ASCII
)


@dataclass(frozen=True, order=True)
class Quarter:
    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def parse(cls, words: str, today: date) -> Self | None:
        """Read "2026Q3", "K3", "kvartal 3" or "kvartal 3 2026".

        Without a year it is the latest such quarter that has begun by ``today``; None when it is no quarter.
        """
        words = " ".join(words.split())
        if found := _KEY.fullmatch(words):
            return cls(int(found[1]), int(found[2]))
        if not (found := _SPOKEN.fullmatch(words)):
            return None
        number = int(found[1])
        if found[2]:
            return cls(int(found[2]), number)
        return cls(today.year - (number > cls.of(today).number), number)

    @classmethod
    def from_key(cls, key: str) -> Self:
        """Raise ValueError unless ``key`` reads like ``2026Q3``."""
        found = _KEY.fullmatch(key)
        if not found:
            raise ValueError(f"{key!r} is no quarter; write it like 2026Q3")
        return cls(int(found[1]), int(found[2]))

    @property
    def key(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def label(self) -> str:
        return f"kvartal {self.number} {self.year}"

    @property
    def start(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def end(self) -> date:
        """The last day of the quarter."""
        return date.fromordinal(self.following.start.toordinal() - 1)

    @property
    def previous(self) -> "Quarter":
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    @property
    def following(self) -> "Quarter":
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)  # noqa: PLR2004 - a year has four quarters
