"""What of a text is a code that binds an account, however it was pasted; and what only speaks of codes."""

import re
import unicodedata
from dataclasses import dataclass

from store.codes import LONG, SIGNS

EXAMPLE = "koppla ACDEF-34679"

_DASH = "-‐-―−"
_BEFORE, _AFTER = r"(?<!\w)", r"(?!\w)"
_DASHED = re.compile(rf"{_BEFORE}([A-Z0-9]{{5}})\s*[{_DASH}]\s*([A-Z0-9]{{5}}){_AFTER}", re.IGNORECASE)
_PLAIN = re.compile(rf"{_BEFORE}([A-Z0-9]{{5}})\s*([A-Z0-9]{{5}}){_AFTER}", re.IGNORECASE)
_LEAD = re.compile(
    r"(?<!\w)(?:kop+l?a|kop+ling(?:en)?|anslut(?:a)?|connect|(?:engångs)?kod(?:en)?|code)(?!\w)",
    re.IGNORECASE,
)
"""What stands before a code, or somewhere beside it."""

_FILLING = r"(?:\s+(?:mig|oss|in|till|med|min|mitt|konto|kontot|kod|koden|är|nu|här|den|det))*"
_FILLED = re.compile(rf"{_FILLING}[^\w]*(?P<rest>.+)", re.IGNORECASE | re.DOTALL)
_SPEAKS = re.compile(r"(?<!\w)(?:kop+l?a|kop+la|(?:engångs|inloggnings)?kod(?:en|er)?)(?!\w)", re.IGNORECASE)
_ALONE = re.compile(r"(?:kop+ling(?:en)?|anslut(?:a|ning)?|connect)(?: mig| mitt konto)?", re.IGNORECASE)
_OUTER = " \n\"'”“’‘»«„`´<>()[]{}*_.,:;!?"
_LONGEST = 500


@dataclass(frozen=True)
class Said:
    """``code``: as written, or empty when codes are only spoken of."""

    code: str = ""


def by_stranger(text: str) -> Said | None:
    """What somebody who is not known says of a code: any text that holds a code's shape is a try."""
    words = _clean(text)
    if code := _whole(words) or _led(words) or _within(words):
        return Said(code)
    speaks = _SPEAKS.search(words) or _ALONE.fullmatch(words)
    return Said() if speaks else None


def by_known(text: str) -> str:
    """A code, when nothing else is said: an ordinary sentence never has one. Empty for none."""
    words = _clean(text)
    bare = _whole(words)
    if bare and _is_made(bare) and _is_telling(bare):
        return bare
    found = _DASHED.search(words) if _LEAD.search(words) else None
    code = _code(found) if found else ""
    return code if not code.isdigit() and (_is_made(code) or _led(words)) else ""


def _clean(text: str) -> str:
    """As read: other spaces are spaces, and signs that nobody sees are not there."""
    shown = "".join(one for one in text[:_LONGEST] if unicodedata.category(one) != "Cf")
    return " ".join(shown.split()).strip(_OUTER)


def _whole(words: str) -> str:
    """The text is a code and nothing else; also one that has been split in other places."""
    for shape in (_DASHED, _PLAIN):
        found = shape.fullmatch(words)
        if found and (_is_made(_code(found)) or shape is _DASHED) and not _code(found).isdigit():
            return _code(found)
    return _spread(words)


def _led(words: str) -> str:
    """What follows "koppla" and its like is a code and nothing else."""
    rests = (_FILLED.match(words, found.end()) for found in _LEAD.finditer(words))
    return next((code for rest in rests if rest and (code := _at_start(rest["rest"].strip(_OUTER)))), "")


def _at_start(rest: str) -> str:
    if found := _DASHED.match(rest):
        return _code(found)
    found = _PLAIN.match(rest)
    if found and (_is_telling(_code(found)) or _is_made(_code(found))):
        return _code(found)
    return _spread(rest)


def _within(words: str) -> str:
    """Somewhere in a sentence: only signs that codes have, and no two ordinary words."""
    for shape in (_DASHED, _PLAIN):
        for found in shape.finditer(words):
            code = _code(found)
            if shape is _DASHED and _LEAD.search(words):
                return code
            if _is_made(code) and (_is_telling(code) or (shape is _DASHED and not code.isdigit())):
                return code
    return ""


def _spread(words: str) -> str:
    """Ten signs of a code in groups of any length, with a digit among them."""
    signs = re.sub(rf"[{_DASH}\s]", "", words)
    if len(signs) == LONG and _is_made(signs) and any(one.isdigit() for one in signs):
        return signs if any(one.isalpha() for one in signs) else ""
    return ""


def _code(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2]}"


def _is_made(code: str) -> bool:
    """Whether it has only such signs as codes are made of."""
    return set(code.upper()) <= set(SIGNS)


def _is_telling(code: str) -> bool:
    """Whether it can hardly be two words, or a number: letters, with a digit or in capitals."""
    letters = [one for one in code if one.isalpha()]
    return bool(letters) and (len(letters) < len(code) or code.isupper())
