"""Which columns of a table hold numbers alone: they are set with their digits under each other."""

import re
from typing import Final

from reports.document import Table

_NUMBER: Final = re.compile(r"[<–-]?[\d\u00a0 ]+(,\d+)?([\u00a0 ]?%)?")
_NONE: Final = frozenset({"", "–"})


def number_columns(table: Table) -> tuple[bool, ...]:
    """One for each column. The first, which names the row, never does, and neither does an empty one."""
    columns = ([row[place].text for row in table.rows] for place in range(len(table.header)))
    return tuple(place > 0 and _numbers(texts) for place, texts in enumerate(columns))


def _numbers(texts: list[str]) -> bool:
    said = [text for text in texts if text not in _NONE]
    return bool(said) and all(_NUMBER.fullmatch(text) for text in said)
