"""Whether a question names somebody: a given name, or two words with capitals that are no place or agency."""

import re
import tomllib
from functools import cache
from pathlib import Path

# Given names that are ordinary words, or parts of them, when they are not written as names.
_WORDS_TOO = frozenset(
    "mina mats said sami samis salam noor nour adil amir asad asha elin lars marin marina peter".split()
)
_NO_DOTS = str.maketrans("åäöÅÄÖé", "aaoAAOe")
_FILE = Path(__file__).parent / "people.toml"
_TWO = re.compile(r"(?<![\w-])([A-ZÅÄÖ][a-zåäöéü]+) ([A-ZÅÄÖ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)?)(?![\w-])")
_FIRST = re.compile(r"^\W*([A-ZÅÄÖ][a-zåäöéü]+) ([A-ZÅÄÖ])")
# "Kommer Mohammed att anvisas", "Har Fatima rätt till": between a verb and what only a person can do.
_SUBJECT = re.compile(
    r"^\W*(?:Kommer|Har|Får|Kan|Ska|Blir|Behöver) ([A-ZÅÄÖ][a-zåäöéü]+) "
    r"(?:att anvisas|bli anvisad|anvisas|rätt till|gå i|vara med i|bo kvar)\b"
)


def names_somebody(question: str) -> bool:
    """True for "Ahmad från Syrien" and "Fatima Hassan"; not for "Lilla Edet" and "Migrationsverket"."""
    given, known = _words()
    if any(_forms(word) & given for word in _names(question)):
        return True
    subject = _SUBJECT.match(question)
    if subject is not None and _bare(subject[1]) not in known:
        return True
    return any(not {_bare(first), _bare(second)} & known for first, second in _pairs(question))


def _names(question: str) -> list[str]:
    """Words that may be given names, as names are written; in small or large letters if no words too."""
    written = re.findall(r"(?<![\w-])[A-ZÅÄÖ][a-zåäöéü]+", question)
    others = re.findall(r"(?<![\w-])(?:[a-zåäöéü]{4,}|[A-ZÅÄÖÉÜ]{4,})(?![\w-])", question)
    return written + [word.capitalize() for word in others if word.lower() not in _WORDS_TOO]


def _pairs(question: str) -> list[tuple[str, str]]:
    """Pairs of words with capitals; the word that opens a sentence has its capital from there."""
    body = _FIRST.sub(r"\2", question)
    return [(match[1], match[2]) for match in _TWO.finditer(body)]


def _bare(word: str) -> str:
    """Without dots and the genitive: `Falcks` is `Falck`; what ends in s loses it on both sides."""
    return word.translate(_NO_DOTS).rstrip("s")


def _forms(word: str) -> set[str]:
    """The word and what it is the genitive of, without dots: "Lars" is a name, "Lär" is none."""
    return {word.translate(_NO_DOTS), word.translate(_NO_DOTS).removesuffix("s")}


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    given = frozenset(name.translate(_NO_DOTS) for name in raw["given"].split())
    return given, frozenset(map(_bare, raw["capitalised"].split()))
