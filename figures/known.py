"""Which published numbers there are, what they are called and where Kolada has them: known.toml."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

_FILE = Path(__file__).parent / "known.toml"

Sex = Literal["T", "K", "M"]


class Known(BaseModel):
    """A number by its question key. ``basis``: no question asks for it. ``day``: month-day of an annual."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    name: str
    also: tuple[str, ...] = ()
    sums: bool = True
    series: bool = False
    basis: bool = False
    decimals: int = 0
    kpi: str = Field(default="", pattern=r"^([NU]\d{5})?$")
    sex: Sex = "T"
    day: str = Field(default="12-31", pattern=r"^\d\d-\d\d$")

    def as_of(self, year: int) -> date:
        """The day that Kolada's number for ``year`` speaks of."""
        return date.fromisoformat(f"{year}-{self.day}")


class Count(BaseModel):
    """How many municipalities of a sub-region have ``value`` in the number ``of``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    name: str
    of: str
    value: int


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    figure: tuple[Known, ...]
    count: tuple[Count, ...]


@dataclass(frozen=True)
class Catalogue:
    figures: tuple[Known, ...]
    counts: tuple[Count, ...]

    def find(self, words: str) -> Known | None:
        """A number by its key or by what it is called."""
        return self._called.get(plain(words))

    @cached_property
    def _called(self) -> dict[str, Known]:
        return {plain(name): one for one in self.figures for name in (one.key, one.name, *one.also)}

    def name(self, key: str) -> str:
        """What a key is called; the key itself when nobody knows it any more."""
        names = {one.key: one.name for one in self.figures} | {one.key: one.name for one in self.counts}
        return names.get(key, key)

    def get(self, key: str) -> Known | None:
        return next((known for known in self.figures if known.key == key), None)

    def counted_from(self, key: str) -> tuple[Count, ...]:
        return tuple(count for count in self.counts if count.of == key)

    def names(self) -> list[str]:
        return [known.name for known in self.figures]

    def kpis(self) -> dict[str, tuple[Known, ...]]:
        """The key figures of Kolada, each with the numbers that it gives."""
        ids = dict.fromkeys(known.kpi for known in self.figures if known.kpi)
        return {kpi: tuple(known for known in self.figures if known.kpi == kpi) for kpi in ids}


def plain(words: str) -> str:
    """What names are compared by: small letters, single spaces, plain dashes."""
    return " ".join(words.casefold().replace("–", "-").split())


@cache
def catalogue() -> Catalogue:
    read = _File.model_validate(tomllib.loads(_FILE.read_text(encoding="utf-8")))
    return Catalogue(read.figure, read.count)
