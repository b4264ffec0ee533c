"""Short forms and English words, written out before a question is looked up, and the handbook's subjects."""

import re
import tomllib
from functools import cache
from pathlib import Path

from knowledge.index import words

_FILE = Path(__file__).parent / "words.toml"


def written_out(text: str) -> str:
    """The text with its short forms and English terms in full Swedish: `AF` is `Arbetsförmedlingen`."""
    meanings, pattern = _vocabulary()
    return pattern.sub(lambda match: _meaning(match[0], meanings), text)


def has_subject(text: str) -> bool:
    """Whether the text, short forms and all, names anything that the handbook is about."""
    plain = _single(" ".join(words(written_out(text))))
    return any(part in plain for part in _subjects())


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
