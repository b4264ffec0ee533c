"""Words and numbers in a picture: in lines that fit, and as Swedes write them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from forms.numbers import show
from reports.writable import writable

PLAIN, SMALL = 9, 8
"""Sizes of letters, in points."""

STRONG = 600

CENTIMETRE = 72 / 2.54
"""In points."""

_CUT = "…"
_LONGEST = 300
_SPACES = re.compile(r"[ \n]+")
"""A no-break space is none of them."""


def number(value: float) -> str:
    """1 234,5, without what arithmetic leaves behind."""
    return show(round(value, 6))


def fitted(text: str, width: float, lines: int = 2, size: int = PLAIN) -> str:
    """The text in lines that are ``width`` centimetres at most; what there is no room for ends in "…"."""
    broken = list(_lines(_SPACES.split(writable(text[:_LONGEST])), width, size))
    if len(broken) > lines:
        last = f"{broken[lines - 1]}{_CUT}"
        while len(last) > 1 and _wide(last, size) > width:
            last = f"{last[:-2]}{_CUT}"
        broken = [*broken[: lines - 1], last]
    return "\n".join(broken)


def _lines(words: list[str], width: float, size: int) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and _wide(longer, size) > width:
            yield line
            longer = word
        line = longer
        while len(line) > 1 and _wide(line, size) > width:
            part = _beginning(line, width, size)
            yield part
            line = line[len(part) :]
    if line:
        yield line


def _beginning(word: str, width: float, size: int) -> str:
    """As much of a word that is too long as fits, a letter at least."""
    least, most = 1, len(word)
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (middle, most) if _wide(word[:middle], size) <= width else (least, middle)
    return word[:least]


@lru_cache(maxsize=1024)
def _wide(text: str, size: int) -> float:
    """In centimetres."""
    wide, _, _ = text_to_path.get_text_width_height_descent(text, FontProperties(size=size), ismath=False)
    return float(wide) / CENTIMETRE
