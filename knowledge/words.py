"""Short forms and English words, written out before a question is looked up, and the handbook's subjects."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.index import words

_DOTS = str.maketrans("åäö", "aao")
_NEVER = r"(?!)"
_SAID = re.compile(r"\w+|§")
_FILE = Path(__file__).parent / "words.toml"


def written_out(text: str) -> str:
    """The words of a text, short forms and English terms in full Swedish: `AF` is `Arbetsförmedlingen`."""
    vocabulary = _vocabulary()
    said = _SAID.findall(text)
    told: list[str] = []
    at = 0
    while at < len(said):
        taken, meaning = _meaning(said, at, vocabulary)
        told.append(meaning)
        at += taken
    return " ".join(told)


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


@dataclass(frozen=True)
class _Form:
    """A short form or an English term, word by word. One kept in capitals is itself only in capitals."""

    words: tuple[str, ...]
    meaning: str

    def fits(self, first: str, rest: Sequence[str]) -> bool:
        if not self.words[0].islower():
            return first == self.words[0]
        return [word.lower() for word in rest] == list(self.words[1:])


def _meaning(said: Sequence[str], at: int, vocabulary: Mapping[str, Sequence[_Form]]) -> tuple[int, str]:
    """How many words the longest form that begins here takes, and what it means; else one word as it is."""
    for word, ending in ((said[at], ""), (said[at].removesuffix("s"), "s")):
        for form in vocabulary.get(word.lower(), ()):
            if form.fits(word, said[at + 1 : at + len(form.words)]):
                return len(form.words), f"{form.meaning}{ending}"
    return 1, said[at]


@cache
def _vocabulary() -> dict[str, tuple[_Form, ...]]:
    """Every form by its first word in lower case, the longest first."""
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    forms = [
        _Form(tuple(_SAID.findall(said)), meaning)
        for said, meaning in {**raw["short"], **raw["english"]}.items()
    ]
    by_first: dict[str, tuple[_Form, ...]] = {}
    for form in sorted(forms, key=lambda form: -len(form.words)):
        by_first[form.words[0].lower()] = (*by_first.get(form.words[0].lower(), ()), form)
    return by_first
