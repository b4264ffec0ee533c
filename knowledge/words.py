"""Short forms and English words, written out before a question is looked up."""

import re
import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "words.toml"


def written_out(text: str) -> str:
    """The text with its short forms and English terms in full Swedish: `AF` is `Arbetsförmedlingen`."""
    meanings, pattern = _vocabulary()
    return pattern.sub(lambda match: _meaning(match[0], meanings), text)


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
