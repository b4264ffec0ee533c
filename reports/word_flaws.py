"""What is wrong with a Word template: where in it, what, and how it is put right."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from domain.errors import SamradError

_MOST: Final = 12
"""Flaws told at once; there is seldom one without others of its kind."""


@dataclass(frozen=True)
class Flaw:
    """``place``: as somebody who has the template open in Word calls it. ``remedy``: sentences."""

    place: str
    wrong: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.wrong} {self.remedy}"


class BadTemplate(SamradError):
    """The Word template cannot be used. Its words name the file, and each flaw with its place and remedy."""

    def __init__(self, template: Path, flaws: Sequence[Flaw]) -> None:
        self.flaws = tuple(flaws)
        super().__init__(f"Word-mallen {template} kan inte användas. {_listed(self.flaws)}")


def _listed(flaws: Sequence[Flaw]) -> str:
    if len(flaws) == 1:
        return str(flaws[0])
    told = "\n".join(f"{place}. {flaw}" for place, flaw in enumerate(flaws[:_MOST], start=1))
    more = len(flaws) - _MOST
    return f"{len(flaws)} fel:\n{told}" + (f"\nOch {more} fel till." if more > 0 else "")
