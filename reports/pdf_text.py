"""What a PDF/A can hold of people's texts, and where a line may be broken."""

import re
import unicodedata
from typing import Final

from reports.writable import writable

BREAK: Final = "\u200b"
"""Where a word that is too long for a line may be broken. No text has one of its own."""

_PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_UNSEEN: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)
_WORD: Final = re.compile(r"[^ \n]{40,}")
_PIECE: Final = 8
_PARTS: Final = re.compile("[ \n\u200b]+")
_SLIM: Final = re.compile("[a-ln-vx-zåäöé0-9.,:;()+/–−-]")
_SLIM_SIGN, _WIDEST = 104, 230
"""In twentieths of a point, in the semibold letters of a table: 9 points high."""


def clean(text: str) -> str:
    """The text without signs that nobody can see, and with � for those that only their maker can read.

    The standard forbids the latter. The former become a part of the letter that follows, and that letter is
    then copied with them wherever it stands in the document.
    """
    seen = _UNSEEN.sub("", _PRIVATE.sub("\ufffd", text))
    return writable(seen if seen.isascii() else "".join(filter(_is_seen, seen)))


def breakable(text: str) -> str:
    """``clean``, with a BREAK at every eighth sign of what is too long for a line, such as an address."""
    return _WORD.sub(_in_pieces, clean(text))


def may_be_wider(text: str, room: int) -> bool:
    """Whether a word of a table's text may be wider than ``room``, in twentieths of a point. Too often rather
    than too seldom: it is then measured.
    """
    return any(_WIDEST * len(word) > room and _width(word) > room for word in _PARTS.split(text))


def _width(word: str) -> int:
    slim = len(_SLIM.findall(word))
    return _SLIM_SIGN * slim + _WIDEST * (len(word) - slim)


def _is_seen(sign: str) -> bool:
    return unicodedata.category(sign) != "Cf"


def _in_pieces(word: re.Match[str]) -> str:
    signs = word.group()
    return BREAK.join(signs[start : start + _PIECE] for start in range(0, len(signs), _PIECE))
