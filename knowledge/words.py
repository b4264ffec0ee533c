"""Short forms and English words, written out before a question is looked up, and the handbook's subjects."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from knowledge.index import words

_DOTS = str.maketrans("åäö", "aao")
_NEVER = r"(?!)"
_FILE = Path(__file__).parent / "words.toml"


def written_out(text: str) -> str:
    """The text with its short forms and English terms in full Swedish: `AF` is `Arbetsförmedlingen`."""
    meanings, pattern = _vocabulary()
    return pattern.sub(lambda match: _meaning(match[0], meanings), text)


def plain(text: str) -> str:
    """The words of a text with short forms written out, folded, and doubled letters once."""
    return _single(" ".join(words(written_out(text))))


def has_subject(text: str) -> bool:
    """Whether the text, short forms and all, names anything that the handbook is about."""
    found = plain(text)
    return any(part in found for part in _subjects())


def compiles(pattern: str) -> str:
    """The pattern itself; ValueError when it is no regular expression."""
    try:
        re.compile(_folded(pattern))
    except re.error as error:
        raise ValueError(f"{pattern!r} is not a regular expression: {error}") from error
    return pattern


class Patterns:
    """Regular expressions written in Swedish, tried on `plain` texts: å, ä, ö and doubled letters are
    folded in them too, so none of them may lean on those.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        self._any = re.compile("|".join(f"(?:{_folded(each)})" for each in patterns) or _NEVER)

    def within(self, plain_text: str) -> bool:
        return self._any.search(plain_text) is not None


def _folded(pattern: str) -> str:
    return _single(pattern.lower().translate(_DOTS))


@cache
def _subjects() -> tuple[str, ...]:
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(_single(" ".join(words(part))) for part in raw["subjects"]["parts"])


def _single(text: str) -> str:
    """Doubled letters once: a slip there must not hide the subject."""
    return re.sub(r"([a-z])\1+", r"\1", text)


def _meaning(found: str, meanings: dict[str, str]) -> str:
    # A form kept in capitals (SO, GR) is a word of its own in lower case, and is left alone there.
    return meanings.get(found) or meanings.get(found.lower()) or found


@cache
def _vocabulary() -> tuple[dict[str, str], re.Pattern[str]]:
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    meanings: dict[str, str] = {**raw["short"], **raw["english"]}
    forms = "|".join(re.escape(form) for form in sorted(meanings, key=len, reverse=True))
    # "EBO:are", "MIVs" and "AF:s": an ending after a short form goes with it.
    return meanings, re.compile(rf"(?<![\w§])(?:{forms})(?=s?(?!\w))", re.IGNORECASE)
