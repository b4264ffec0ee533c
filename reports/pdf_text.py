"""What a PDF/A can hold of people's texts, and where a line may be broken."""

import re
from typing import Final

from reports.writable import writable

_PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_WORD: Final = re.compile(r"\S{40,}")
_PIECE: Final = 20
_BREAK: Final = "\u200b"


def printable(text: str) -> str:
    """The text with � for signs that nobody but their maker can read: the standard forbids them.

    What is too long for a line, such as an address on the web, may be broken at every twentieth sign.
    """
    return _WORD.sub(_breakable, _PRIVATE.sub("\ufffd", writable(text)))


def _breakable(word: re.Match[str]) -> str:
    signs = word.group()
    return _BREAK.join(signs[start : start + _PIECE] for start in range(0, len(signs), _PIECE))
