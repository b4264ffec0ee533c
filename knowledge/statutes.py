"""Statutes by name and number, and the references to them in a question.

"5 § bosättningslagen", "2017:820 14 §", "paragraf 5 i bosättningslagen", "20 kap. 28 § skollagen".
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.bounds import LONGEST
from knowledge.spelling import Spelling

_FILE = Path(__file__).parent / "statutes.toml"
_FOLD = str.maketrans({"å": "a", "ä": "a", "ö": "o", "\u00ad": None, "\u00a0": " "})
_DOUBLED = re.compile(r"([a-z])\1+")
_SHORT = 4  # a name this short must stand alone: LMA, SoL

# A Swedish number is only a statute's when nothing says that it is a report, a bill or a judgment.
_NUMBER = re.compile(
    r"(?<![\d/])(?<!sou )(?<!dir )(?<!dir\. )(?<!ds )(?<!hfd )((?:19|20)\d\d):(\d{1,4})(?!\d)"
)
_COURT = re.compile(r"\b(?:hfd|hogsta forvaltningsdomstolen|kamarratten|dom|domen|rattsfal\w*)\b")
_ONE = r"(?<![\d:])\d{1,3}(?:\s?[a-h](?![a-z]))?"
_MANY = rf"{_ONE}(?:\s*(?:,|och|and|-|–)\s*{_ONE})*"
_PARAGRAPH = re.compile(
    rf"(?:(?P<chapter>\d{{1,2}}(?:\s?[a-h](?![a-z]))?)\s*kap(?:\.|itlet)?,?\s*)?"
    rf"(?:§+\s*(?P<after>{_MANY})|(?P<before>{_MANY})\s*§+"
    rf"|(?:paragrafen|paragraferna|paragrafer|paragraf|section|article)\s+(?P<said>{_MANY})"
    rf"|(?P<nth>\d{{1,3}})(?::?e|:?an)?\s+paragraf(?:en)?)"
)
_SOME_LAW = re.compile(
    r"(?<![a-z])[a-z]{4,}(?:lagen|balken|forordningen)(?![a-z])"
    r"|(?<!sager )(?<!enligt )\b(?:lagen|forordningen) om [a-z]+"
)
# What ends like a law and is none, and a bill that is asked about by its own way.
_NO_LAWS = frozenset(
    "forslagen avslagen anslagen underlagen upslagen inslagen bolagen omslagen utslagen nedslagen beslagen"
    " etableringsboendelagen".split()
)


@dataclass(frozen=True)
class Statute:
    """A statute: its number, how it is cited, what people call it, and whether it still applies.

    `under` is the act that an ordinance belongs to; people say the act's name for both. `superseded`: a
    newer act applies, but whether all of this one is repealed has not been read.
    """

    number: str
    cited: str
    names: tuple[str, ...] = ()
    repealed: bool = False
    under: str | None = None
    superseded: bool = False


@dataclass(frozen=True)
class Reference:
    """A paragraph of a statute; `str` gives the form that sources are listed in."""

    number: str
    paragraph: str
    chapter: str | None = None

    def __str__(self) -> str:
        chapter = f"{self.chapter} kap. " if self.chapter else ""
        return f"SFS {self.number} {chapter}{self.paragraph} §"


@dataclass(frozen=True)
class Named:
    """What a question names: statutes, paragraphs of them, and names that fit two statutes.

    `labels` are the paragraphs as such, with their law or without. `unfamiliar` is a law or ordinance by a
    name that is none of ours. `rest` is the question without the statutes it names, `without_references`
    without the paragraphs too.
    """

    statutes: tuple[Statute, ...] = ()
    references: tuple[Reference, ...] = ()
    ambiguous: tuple[Statute, ...] = ()
    labels: tuple[str, ...] = ()
    paragraph_without_law: bool = False
    unfamiliar: str | None = None
    rest: str = ""

    @property
    def without_references(self) -> str:
        return _PARAGRAPH.sub(" ", self.rest)


@dataclass(frozen=True)
class _Mention:
    start: int
    end: int
    statutes: tuple[Statute, ...]

    def distance(self, text: str, start: int, end: int) -> int:
        """How far from a place in the text. What a comma parts is further away than any word between."""
        between = text[self.end : start] if self.end <= start else text[end : self.start]
        return len(between) + len(text) * any(sign in between for sign in ",;.:")


@cache
def known_statutes() -> dict[str, Statute]:
    """Every statute we know of, by number, in the order of the file (those in force come first)."""
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    listed = (Statute(**(each | {"names": tuple(each.get("names", ()))})) for each in raw["statute"])
    return {statute.number: statute for statute in listed}


def kin(numbers: Iterable[str]) -> frozenset[str]:
    """The statutes with these numbers, the act each is under, and what else is under that act."""
    roots = {statute(number).under or number for number in numbers}
    return frozenset(roots | {n for n, each in known_statutes().items() if each.under in roots})


def statute(number: str) -> Statute:
    """The statute with this number; one that we know nothing of is cited by number alone."""
    return known_statutes().get(number, Statute(number, f"SFS {number}"))


def named_in(question: str) -> Named:
    """The statutes and paragraphs that a question names, each paragraph with the nearest statute.

    Of a long text the first LONGEST characters are read.
    """
    text = _spelling().mended(_plain(question[:LONGEST]))
    mentions = _settled([*_numbers(text), *_names(text)])
    found = list(_paragraphs(text, mentions))
    references = [
        Reference(min(mentions, key=lambda m: m.distance(text, *at)).statutes[0].number, paragraph, chapter)
        for at, chapter, paragraph in found
        if mentions
    ]
    return Named(
        statutes=_unique(mention.statutes[0] for mention in mentions),
        references=tuple(dict.fromkeys(references)),
        ambiguous=_unique(each for m in mentions if len(m.statutes) > 1 for each in m.statutes),
        labels=tuple(dict.fromkeys(paragraph for _, _, paragraph in found)),
        paragraph_without_law=bool(found) and not mentions,
        unfamiliar=_unfamiliar(text, mentions),
        rest=_rest(text, mentions),
    )


def _unfamiliar(text: str, mentions: list[_Mention]) -> str | None:
    """A law by a name that no statute of ours has: `kommunallagen`, `lagen om valfrihet`."""
    for match in _SOME_LAW.finditer(text):
        inside = any(mention.start <= match.start() < mention.end for mention in mentions)
        if not inside and match[0] not in _NO_LAWS:
            return match[0]
    return None


def _rest(text: str, mentions: list[_Mention]) -> str:
    for mention in sorted(mentions, key=lambda mention: -mention.start):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return text


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFC", text).lower().translate(_FOLD)
    return _DOUBLED.sub(r"\1", folded)


def _unique(statutes: Iterable[Statute]) -> tuple[Statute, ...]:
    return tuple(dict.fromkeys(statutes))


def _numbers(text: str) -> list[_Mention]:
    # Where a court is named, a number that is no statute's of ours is its judgment's.
    return [
        _Mention(match.start(), match.end(), (statute(number),))
        for match in _NUMBER.finditer(text)
        if (number := f"{match[1]}:{match[2]}") in known_statutes() or not _COURT.search(text)
    ]


@cache
def _spelling() -> Spelling:
    """A misspelt bosättningslagen is still bosättningslagen, in its common endings."""
    names = (_plain(name) for each in known_statutes().values() for name in each.names)
    return Spelling(f"{name} {name}en {name}ens" for name in names)


@cache
def _called() -> tuple[dict[str, tuple[Statute, ...]], re.Pattern[str]]:
    called: dict[str, tuple[Statute, ...]] = {}
    for each in known_statutes().values():
        for name in each.names:
            called[_plain(name)] = (*called.get(_plain(name), ()), each)
    longest_first = sorted(called, key=len, reverse=True)
    choices = "|".join(re.escape(n) + (r"\b" if len(n) <= _SHORT else "") for n in longest_first)
    return called, re.compile(rf"(?<![a-z])({choices})[a-z]*")


def _names(text: str) -> list[_Mention]:
    called, pattern = _called()
    return [_Mention(m.start(), m.end(), called[m[1]]) for m in pattern.finditer(text)]


def _settled(mentions: list[_Mention]) -> list[_Mention]:
    """A name that fits two statutes means the one whose number the question also gives."""
    certain = {m.statutes[0] for m in mentions if len(m.statutes) == 1}
    return [
        mention
        for mention in mentions
        if len(mention.statutes) == 1 or not certain.intersection(mention.statutes)
    ]


def _paragraphs(text: str, mentions: list[_Mention]) -> list[tuple[tuple[int, int], str | None, str]]:
    found = []
    for match in _PARAGRAPH.finditer(text):
        # "37-medel" is a name of a statute's paragraph, not a paragraph of its own.
        if any(mention.start <= match.start() < mention.end for mention in mentions):
            continue
        listed = match["after"] or match["before"] or match["said"] or match["nth"]
        chapter = _spaced(match["chapter"]) if match["chapter"] else None
        found += [(match.span(), chapter, _spaced(each)) for each in re.findall(_ONE, listed)]
    return found


def _spaced(label: str) -> str:
    """`37a` and `37  a` are both `37 a`."""
    return re.sub(r"(\d)\s*([a-h])$", r"\1 \2", label)
