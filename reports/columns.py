"""The columns of a table: which hold numbers, to be set under each other, and how wide each is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reports.document import Table

_NUMBER: Final = re.compile(r"[<–−-]?[\d\u00a0 ]+(,\d+)?([\u00a0 ]?%)?|\.\.")
_NONE: Final = frozenset({"", "–"})
_GAPS: Final = re.compile(r"[ \n]+")


@dataclass(frozen=True)
class Room:
    """What a table's text takes, in any one unit of width.

    ``letter``: at most what one takes on average. ``margins``: of a cell, both together. ``longest``: letters
    of a word that must be whole; a longer one may be parted.
    """

    letter: int
    margins: int
    longest: int


def number_columns(table: Table) -> tuple[bool, ...]:
    """One for each column: whether at least half of what it says is numbers, such as 12, <6 and ``..``.

    The first, which names the row, never does, and neither does one that says nothing.
    """
    columns = ([row[place].text for row in table.rows] for place in range(len(table.header)))
    return tuple(place > 0 and _numbers(texts) for place, texts in enumerate(columns))


def _numbers(texts: list[str]) -> bool:
    said = [text for text in texts if text not in _NONE]
    numbers = sum(bool(_NUMBER.fullmatch(text)) for text in said)
    return bool(said) and numbers * 2 >= len(said)


def column_widths(table: Table, width: int, room: Room) -> list[int]:
    """As the table shares the width out, but no column so narrow that a word of it is cut, if that can be."""
    whole = sum(table.widths)
    shared = [width * share // whole for share in table.widths]
    needed = list(_needed(table, room))
    if sum(needed) > width or all(one >= least for one, least in zip(shared, needed, strict=True)):
        return shared
    wide = [max(one, least) for one, least in zip(shared, needed, strict=True)]
    spare = [one - least for one, least in zip(wide, needed, strict=True)]
    over = sum(wide) - width
    return [one - over * each // sum(spare) for one, each in zip(wide, spare, strict=True)]


def is_too_wide(table: Table, width: int, room: Room) -> bool:
    """Whether words would be cut however the columns share ``width``."""
    return sum(_needed(table, room)) > width


def _needed(table: Table, room: Room) -> Iterator[int]:
    """What the longest word of each column takes."""
    columns = zip(table.header, *([cell.text for cell in row] for row in table.rows), strict=True)
    for column in columns:
        longest = max(len(word) for text in column for word in _GAPS.split(text))
        yield room.margins + room.letter * min(max(longest, 1), room.longest)
