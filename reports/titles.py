"""The report's title on a page: its last part is the quarter, which is not cut, and can stand for it."""

_PARTED = " – "
_WHOLE = "\u00a0"


def glued(title: str) -> str:
    """The title, where a new line may begin before "– kvartal 3 2026" and not inside it."""
    before, parted, _ = title.rpartition(_PARTED)
    return f"{before} –{_WHOLE}{quarter_of(title).replace(' ', _WHOLE)}" if parted else title


def quarter_of(title: str) -> str:
    """Its last part; the whole title when it has one part."""
    return title.rpartition(_PARTED)[2]
