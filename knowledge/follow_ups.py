"""Whether a question goes on from the one before: "och för kvotflyktingar?", "hur länge då?"."""

import re

from knowledge.index import is_function_word, words
from knowledge.words import plain

_LONGEST = 9
_OPENS = re.compile(
    r"^\W*(?:och|men|samt|men om|okej|ok|jaha|jo|ja|nej|då|så|i så fall|annars|även|också|gäller (?:det|den|samma)"
    r"|hur (?:är|blir|funkar|fungerar) det (?:för|med|i|om|då)|vad gäller (?:för|i|då|om|vid)|är det (?:samma|likadant)"
    r"|finns det undantag|and|but|what about|how about|does (?:it|that)|is it|same)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:det|den|dem|dom|då|där|detta|denna|dessa|samma|deras|dess|dit|it|that|this|they|them|then|there)\b",
    re.IGNORECASE,
)
_ASKS_ONLY = frozenset(
    plain(
        """
        gäller länge ofta många snabbt stor mycket betalar bestämmer beslutar ansvarar överklagas överklaga
        undantag skillnad skillnaden skälet orsak varför paragraf lag källa står långt tid pengar kostar gör sker
        händer samma likadant även också
        """
    ).split()
)


def goes_on(question: str) -> bool:
    """Whether it leans on what was said before: it opens so, points back, or has no matter of its own."""
    said = words(question)
    if not said or len(said) > _LONGEST:
        return False
    if _OPENS.search(question):
        return True
    return bool(_POINTS_BACK.search(question)) or not (set(matter(question)) - _ASKS_ONLY)


def opens_so(question: str) -> bool:
    """Whether it begins as only a question that goes on does."""
    return bool(_OPENS.search(question))


def matter(question: str) -> list[str]:
    """The words that carry its own matter, folded, short forms written out."""
    return [word for word in plain(question).split() if not is_function_word(word)]
