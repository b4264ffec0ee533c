"""Numbers that the report hides, found again in what a coordinator writes of the unit that they are about."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from domain import swedish
from domain.material import Material
from domain.suppression import MOST_HIDDEN
from forms import recognisable_words as say
from reports.bounds import Marks, Place
from reports.development import Development
from reports.published import published_of
from reports.shown import Shown

COUNTY = "länet"

_SMALL = frozenset(range(1, MOST_HIDDEN + 1))
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")
_HEADING = "#"

_BY_WORD = {swedish.in_words(number): number for number in range(2, 13)} | dict(
    zip("tretton fjorton femton sexton sjutton arton nitton tjugo".split(), range(13, 21), strict=True)
)
_ONE = rf"(?:en|ett)(?=\s+(?:enda|{say.A_PERSON}|{say.A_CHILD})\b)"
_OTHER_THINGS = (
    r"kommun|delregion|aktör|myndighet|veck|månad|år\b|året|dag|timm|gång|möte|kvartal|procent|boenden|fråg|område"
    r"|samråd|skol|punkt|del\b|delar|steg|kväll|kron|miljon|projekt|kurs|plats|lägenhet|januari|februari|mars\b"
    r"|april|maj\b|juni|juli|augusti|september|oktober|november|december"
)
_NUMBER = re.compile(
    r"(?<![\w.,:/–-])(?<!kvartal )(?<!version )(?<!tabell )(?<!figur )(?<!bilaga )(?<!avsnitt )(?<!steg )"
    rf"(?P<said>\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+|\d+|{'|'.join(_BY_WORD)}|{_ONE})"
    rf"(?![\w:/%-]|[.,–]\d|[ \u00a0]%|\s+(?:av\s+|[\w-]+[aeå]\s+){{0,2}}(?:{_OTHER_THINGS}))",
    re.IGNORECASE,
)
"""How many people there may be: no dates, shares or numbers of other things."""


@dataclass(frozen=True)
class Untold:
    """Of whom numbers are hidden; ``numbers``: those larger than what is always small."""

    name: str
    numbers: frozenset[int]


def has_number(words: str) -> bool:
    """Whether the words say how many people there are."""
    return _NUMBER.search(words) is not None


def untold(material: Material) -> list[Untold]:
    """Whose numbers of the quarter the report hides, the county's sums among them."""
    development = Development(material)
    marks, quarter = development.marks, development.quarter
    published = development.published.parts_in(quarter)
    counts = {
        place: count
        for place, count in Shown(quarter, material.contributions, published).counts.items()
        if isinstance(count, int)
    }
    found: dict[str, set[int]] = {}
    for unit, name in _names(material).items():
        if hidden := {place for place in marks if place[0] == unit}:
            found.setdefault(name, set()).update(counts[place] for place in hidden if place in counts)
    if found:
        found[COUNTY] = set(_sums(material, marks, counts))
    return [Untold(name, frozenset(numbers - _SMALL - {0})) for name, numbers in found.items()]


def tells(words: str, hidden: Iterable[Untold]) -> Iterator[tuple[str, str]]:
    """Each sentence that may tell a hidden number of somebody, and of whom.

    It names them, or goes on in a paragraph or under a heading that does.
    """
    those = list(hidden)
    headed: list[Untold] = []
    for line in words.split("\n"):
        named = _named(line, those) if line.startswith(_HEADING) else []
        headed = named if line.startswith(_HEADING) else headed
        spoken_of = headed
        for sentence in _SENTENCE_END.split(line):
            spoken_of = _named(sentence, those) or spoken_of
            numbers = set(_numbers(sentence))
            if one := next((one for one in spoken_of if numbers & (_SMALL | one.numbers)), None):
                yield sentence.strip(), one.name


def _names(material: Material) -> Mapping[str, str]:
    """By unit id, the published figures' too."""
    own = {part.respondent.id: part.respondent.name for part in material.contributions}
    return own | {published_of(unit): name for unit, name in own.items()}


def _sums(material: Material, marks: Marks, counts: Mapping[Place, int]) -> Iterator[int]:
    """The county's sums of numbers of which one is hidden, where they can be made."""
    councils = [part.respondent.id for part in material.councils]
    for key in dict.fromkeys(key for unit, key in marks if unit in councils):
        known = [counts[unit, key] for unit in councils if (unit, key) in counts]
        if len(known) == len(councils):
            yield sum(known)


def _named(words: str, those: Iterable[Untold]) -> list[Untold]:
    return [one for one in those if re.search(rf"(?<!\w){re.escape(one.name)}s?(?!\w)", words)]


def _numbers(sentence: str) -> Iterator[int]:
    for found in _NUMBER.finditer(sentence):
        said = found["said"].casefold()
        if said[0].isdigit():
            yield int(re.sub(r"\s", "", said))
        else:
            yield _BY_WORD.get(said, 1)
