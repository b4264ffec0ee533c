"""Which raised issues speak of the same thing, by rules that a reader can follow. Unsure is never alike.

Two issues get points for what they share:

- a telling word that is in both titles: three when it has seven letters or more, else two,
- any other telling word: one; titles of the same telling words: one,
- the area: one; the addressee: one. Another area takes one away.

They are alike from four points, two of them for telling words, if one of the words stands in a title, and if
they share two words or one in both titles of ten letters or more. Several are alike when each is alike to
some other of them.

Two words are the same when they begin alike: in five letters, å and ä read as a and ö as o ("bostad",
"bostäder"); in three letters more behind a first part that many compounds have ("hälsoundersökning",
"hälsokommunikation"). Words that say little of the subject, such as "kommunen" or the name of an agency, do
not count. Those that half of an area's issues have, such as "bostad", give one point, and only when a title
has them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from domain.alike_words import FIRST_PARTS, GENERAL, SAME, SHORT, SMALL, WEAK
from domain.raised import Content

ENOUGH = 4
"""The least points of two that are alike."""

_STRONG = 2
"""How many of them are for telling words."""

_STEM, _MORE = 5, 3
_LEAST_LETTERS = 3
_LONG, _VERY_LONG = 7, 10
_LONGEST_ENDING, _LEAST_WITH_ENDINGS = 4, 3
_NAMED = 3
_TITLED, _PLAIN, _WEAK = 4, 2, 3

_FOLDED = str.maketrans("åäáàöøéèüï", "aaaaooeeui")


@dataclass(frozen=True)
class Group:
    """Issues that speak of the same thing: their places in what was given, and what holds them together.

    ``words``: those that most of them share, as they are written in the shortest form, at most three.
    ``titled``: those of them that stand in the titles of several.
    """

    places: tuple[int, ...]
    words: tuple[str, ...]
    titled: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shared:
    """What two issues share. ``titled``: the stems that a title of either has; ``plain``: the others.

    ``strong``: those of the points that are for words of the subject. ``very_long``: a title word in both.
    """

    points: int
    strong: int
    titled: frozenset[str]
    plain: frozenset[str]
    very_long: bool

    @property
    def is_enough(self) -> bool:
        several = len(self.titled | self.plain) > 1 or self.very_long
        return self.points >= ENOUGH and self.strong >= _STRONG and bool(self.titled) and several


def groups(contents: Sequence[Content]) -> list[Group]:
    """The issues that are alike, in the order of their first; one that is like no other is in no group."""
    read = [_Read(content) for content in contents]
    pairs = {
        (one, other): shared
        for one in range(len(read))
        for other in range(one + 1, len(read))
        if (shared := _shared(read[one], read[other])).is_enough
    }
    return [_group(places, pairs, read) for places in _linked(len(read), pairs)]


def shared(one: Content, other: Content) -> Shared:
    return _shared(_Read(one), _Read(other))


@dataclass(frozen=True)
class _Read:
    """An issue's telling words: stem to the shortest word that has it."""

    content: Content

    @cached_property
    def title(self) -> dict[str, str]:
        return _telling(self.content.title)

    @cached_property
    def words(self) -> dict[str, str]:
        return _telling(f"{self.content.title} {self.content.body}")


def _shared(one: _Read, other: _Read) -> Shared:
    titles = one.title.keys() | other.title.keys()
    stems = {stem for stem in one.words.keys() & other.words.keys() if stem not in WEAK or stem in titles}
    strong = stems - WEAK
    in_both = strong & one.title.keys() & other.title.keys()
    lengths = [min(len(one.title[stem]), len(other.title[stem])) for stem in in_both]
    same_title = bool(in_both) and one.title.keys() == other.title.keys()
    for_words = sum(3 if length >= _LONG else 2 for length in lengths) + len(strong - in_both) + same_title
    beside = _area(one.content, other.content) + _same(one.content.addressee, other.content.addressee)
    return Shared(
        points=for_words + len(stems & WEAK) + beside,
        strong=for_words,
        titled=frozenset(strong & titles),
        plain=frozenset(stems - (strong & titles)),
        very_long=max(lengths, default=0) >= _VERY_LONG,
    )


def _area(one: Content, other: Content) -> int:
    if not one.area or not other.area:
        return 0
    return 1 if one.area == other.area else -1


def _same(one: str, other: str) -> bool:
    return bool(one.strip()) and _folded(one.strip()) == _folded(other.strip())


def _linked(number: int, pairs: Mapping[tuple[int, int], Shared]) -> Iterator[tuple[int, ...]]:
    """Each set of places that hang together, of two or more."""
    group = list(range(number))
    for one, other in pairs:
        old, new = group[other], group[one]
        group = [new if each == old else each for each in group]
    for first in dict.fromkeys(group):
        places = tuple(place for place in range(number) if group[place] == first)
        if len(places) > 1:
            yield places


def _group(places: tuple[int, ...], pairs: Mapping[tuple[int, int], Shared], read: Sequence[_Read]) -> Group:
    """Named after the words that most of its pairs share, a title's before others."""
    times: Counter[str] = Counter()
    for pair, those in pairs.items():
        if pair[0] in places:
            times.update(dict.fromkeys(those.titled, _TITLED))
            times.update({stem: _WEAK if stem in WEAK else _PLAIN for stem in those.plain})
    most = sorted(times, key=lambda stem: (-times[stem], stem))
    told: list[str] = []
    titles = Counter(stem for place in places for stem in read[place].title)
    titled: list[str] = []
    for stem in most:
        word = _shortest(stem, (read[place] for place in places))
        if not any(_folded(word)[:_STEM] == _folded(other)[:_STEM] for other in told):
            told.append(word)
            titled += [word] if titles[stem] > 1 else []
    named = tuple(told[:_NAMED])
    return Group(places, named, tuple(word for word in titled if word in named))


def _shortest(stem: str, read: Iterator[_Read]) -> str:
    """The word as it is written in the shortest of its forms, which is most often the plain one."""
    return min((one.words[stem] for one in read if stem in one.words), key=lambda word: (len(word), word))


def _telling(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in re.findall(r"[^\W\d_]+", text):
        plain = _folded(word)
        if len(plain) < _LEAST_LETTERS or plain in SMALL:
            continue
        stem = _stem(plain)
        if stem and len(word) < len(found.get(stem, f"{word}-")):
            found[stem] = word.casefold()
    return found


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """What the word is known by; empty for one that says little."""
    if short := next((start for start in SHORT if word.startswith(start)), ""):
        return short
    for start, stem in SAME.items():
        if _is_form_of(word, start):
            return stem
    if any(_is_form_of(word, start) for start in GENERAL):
        return ""
    for part in FIRST_PARTS:
        if word.startswith(part) and len(word) >= len(part) + _MORE:
            return word[: max(len(part) + _MORE, _STEM)]
    return word[:_STEM]


def _is_form_of(word: str, start: str) -> bool:
    """The word itself, or with an ending. Very short ones have their endings written out."""
    longest = _LONGEST_ENDING if len(start) >= _LEAST_WITH_ENDINGS else 0
    return word.startswith(start) and len(word) <= len(start) + longest


def _folded(word: str) -> str:
    return word.casefold().translate(_FOLDED)
