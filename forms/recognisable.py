"""Could somebody be recognised (V27)? A few people told of together with a place, an origin or an age."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from domain import swedish
from forms import recognisable_words as say
from forms.personal import where

_MOST_TOLD = 3
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])|\n")

# Ett antal barn, en rad familjer: so many that they are not counted. Ett arbete med barn: not one child.
_NO_ADJECTIVE = (
    r"(?:\w*(?:antal|tal|rad|mängd|grupp|andel|del|majoritet|skara|procent)|för|med|till|av|om|på|i|från|hos|bland"
    r"|och|eller|att|där|som|per|utan|under|kring|mellan|är|var|blir|har|får|ger|kan|ska|vill|bör)\b"
)
_ADJECTIVES = rf"(?:(?!{_NO_ADJECTIVE})[\w-]{{2,25}},?\s+){{0,2}}"
_FEW = re.compile(
    r"(?<![\w,.])(?<!\d\s)(?:"
    r"(?:två|tre|fyra|fem|[2-5]|ett\s+par)(?:\s*st\b\.?|\s+stycken)?\s+(?:av\s+)?(?:[\w-]{0,24}[aeå],?\s+){0,3}"
    rf"(?:{say.PEOPLE}|{say.ORIGIN_PEOPLE})"
    rf"|(?:en|1)\s+{_ADJECTIVES}(?:{say.A_PERSON}|{say.AN_ORIGIN_PERSON})"
    rf"|(?:ett|1)\s+{_ADJECTIVES}{say.A_CHILD}"
    rf"|(?:en|ett|1)\s+av\s+(?:de\s+|våra\s+)?(?:{say.PEOPLE})"
    r")\b",
    re.IGNORECASE,
)
_MORE_THAN = re.compile(r"\b(?:fler|mer|över|minst)(?:\s+än)?\s+$", re.IGNORECASE)
# Those who work with it are no news, nor is a number for each.
_AT_WORK = re.compile(
    r"\s+(?:per|vardera|i\s+varje|(?:från|på|vid|hos|inom)\s+(?:respektive\s+)?(?:\w*verket|länsstyrelsen"
    r"|arbetsförmedlingen|AF|MIV|VGR|regionen|kommun(?:en|erna|förbundet)|försäkringskassan|socialtjänsten"
    r"|samrådet))\b",
    re.IGNORECASE,
)
_ORIGIN = re.compile(say.ORIGIN, re.IGNORECASE)
_AGE = re.compile(say.AGE, re.IGNORECASE)
_NO_PLACE = re.compile(r"(?!)")


def recognisable(words: str, places: Iterable[str]) -> str:
    """A Swedish warning with the spot shown, or "": one to five people with place, origin or age beside.

    ``places``: the names to look for, such as the municipalities of the county, written as names are.
    """
    spots = list(_spots(words, _any_of(tuple(places))))
    if not spots:
        return ""
    sentences = [
        f"{where(words[:start], start, end)} talar om ett fåtal personer, i samma mening som {beside}."
        for start, end, beside in spots[:_MOST_TOLD]
    ]
    if more := len(spots[_MOST_TOLD:]):
        sentences.append(f"Det finns {swedish.count(more, 'ställe', 'ställen', neuter=True)} till.")
    question = "Kan en enskild person kännas igen? Skriv mer allmänt, eller förklara varför det går bra."
    return " ".join([*sentences, question])


def of_few(words: str, places: Iterable[str]) -> list[tuple[str, str]]:
    """Each sentence that ``recognisable`` warns of, and what stands beside the few in it, in Swedish."""
    known = _any_of(tuple(places))
    return [(one.strip(), beside) for _, one in _sentences(words) for _, _, beside in _spots(one, known)]


def _spots(words: str, places: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    """The first place in each sentence that speaks of few people, and what stands beside it."""
    for begun, sentence in _sentences(words):
        few = next((found for found in _FEW.finditer(sentence) if _counts(found)), None)
        if few and (beside := _beside(sentence, places)):
            yield begun + few.start(), begun + few.end(), beside


def _sentences(words: str) -> Iterator[tuple[int, str]]:
    begun = 0
    for end in _SENTENCE_END.finditer(words):
        yield begun, words[begun : end.start()]
        begun = end.end()
    yield begun, words[begun:]


def _counts(few: re.Match[str]) -> bool:
    before = few.string[max(0, few.start() - 12) : few.start()]
    return not (_MORE_THAN.search(before) or _AT_WORK.match(few.string, few.end()))


def _beside(sentence: str, places: re.Pattern[str]) -> str:
    """Ort, ursprung och ålder – those that the sentence tells."""
    told = (("en ort", places), ("ett ursprung", _ORIGIN), ("en ålder", _AGE))
    return swedish.listed(name for name, pattern in told if pattern.search(sentence))


@lru_cache(maxsize=64)
def _any_of(places: tuple[str, ...]) -> re.Pattern[str]:
    """The places by name, in the genitive too, and in capitals; "mark" is not Mark."""
    names = {form for place in places for form in (place, place.upper()) if place}
    if not names:
        return _NO_PLACE
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})[sS]?(?!\w)"
    )
