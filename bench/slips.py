"""A question as a hurried hand writes it: one slip of the finger, or no dots and rings."""

import re
from random import Random

_WORD = re.compile(r"[^\W\d_]{4,}")
_ROWS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")
_BESIDE = {
    letter: [row[beside] for beside in (at - 1, at + 1) if 0 <= beside < len(row)]
    for row in _ROWS
    for at, letter in enumerate(row)
}
_DOTLESS = str.maketrans("åäöÅÄÖ", "aaoAAO")


def one_typo(text: str, chance: Random) -> str:
    """The text with two letters swapped, or one left out, doubled, or hit on the key beside it.

    The slip is in a word of four letters or more; a text without such a word stays as it is.
    """
    words = list(_WORD.finditer(text))
    if not words:
        return text
    word = chance.choice(words)
    at = chance.randrange(word.start(), word.end())
    slip = chance.choice((_swapped, _left_out, _doubled, _beside))
    return slip(text, min(at, word.end() - 2), chance)


def without_dots(text: str) -> str:
    """The text as from a keyboard that has no å, ä and ö."""
    return text.translate(_DOTLESS)


def _swapped(text: str, at: int, _chance: Random) -> str:
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _left_out(text: str, at: int, _chance: Random) -> str:
    return text[:at] + text[at + 1 :]


def _doubled(text: str, at: int, _chance: Random) -> str:
    return text[: at + 1] + text[at:]


def _beside(text: str, at: int, chance: Random) -> str:
    near = _BESIDE.get(text[at].lower(), [text[at]])
    return text[:at] + chance.choice(near) + text[at + 1 :]
