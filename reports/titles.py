"""The report's title on a page: its last part, such as "kvartal 3 2026", is not cut, and can stand for it."""

from typing import Final

PARTED: Final = " – "


def parts_of(title: str) -> tuple[str, str]:
    """What stands before the last dash, and the last part; the first is empty for a title of one part."""
    before, _, last = title.rpartition(PARTED)
    return before, last
