"""Whether a question goes on from the one before: "och för kvotflyktingar?", "hur länge då?"."""

import re
from collections.abc import Mapping

from knowledge.entries import Entry
from knowledge.index import is_function_word, words
from knowledge.ranking import Ranking
from knowledge.words import has_subject, plain

_LONGEST = 9
_COVERS = 0.65  # of what a follow-up adds, an entry must have this to answer it
_NEW = 0.7  # what a follow-up says itself, beside both questions read together
_SAME_OWNER = 0.05
_OPENS = re.compile(
    r"^\W*(?:och|men|samt|jo|ja|nej|då|så|i så fall|annars|även|också|gäller (?:det|den|samma)"
    r"|hur (?:är|blir|funkar|fungerar) det (?:för|med|i|om|då)|vad gäller (?:för|i|då|om|vid)"
    r"|är det (?:samma|likadant)|finns det undantag"
    r"|and|but|what about|how about|does (?:it|that)|is it|same)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:det|den|dem|dom|då|där|detta|denna|dessa|samma|deras|dess|dit|it|that|this|they|them|then|there)\b",
    re.IGNORECASE,
)


def goes_on(question: str) -> bool:
    """Whether it leans on what was said before: it opens so, points back, or has no subject of its own."""
    said = words(question)
    if not said or len(said) > _LONGEST:
        return False
    return bool(_OPENS.search(question)) or bool(_POINTS_BACK.search(question)) or not has_subject(question)


def stands_alone(question: str) -> bool:
    """Whether it makes a question of its own, too: it has a subject, and does not open like one going on."""
    return not _OPENS.search(question) and has_subject(question)


def matter(question: str) -> list[str]:
    """The words that carry its own matter, folded, short forms written out."""
    return [word for word in plain(question).split() if not is_function_word(word)]


def next_entry(question: str, entry: Entry, entries: Mapping[str, Entry], ranking: Ranking) -> str | None:
    """The key that a question leads to from ``entry``: near to both, and with all that the question adds."""
    said = " ".join(matter(question))
    new = {fit.key: fit.score for fit in ranking.of(question).entries}
    both = ranking.of(f"{entry.question} {question}").entries
    scores = {
        fit.key: fit.score
        + _NEW * new[fit.key]
        + (_SAME_OWNER if entries[fit.key].owner == entry.owner else 0)
        for fit in both
        if fit.key in new
        and _goes_with(entries[fit.key], entry)
        and (not said or ranking.covers(fit.key, said) >= _COVERS)
    }
    return max(scores, key=lambda key: scores[key], default=None)


def _goes_with(other: Entry, entry: Entry) -> bool:
    alike = other.owner == entry.owner or bool(set(other.topics) & set(entry.topics))
    return alike or other.key in entry.related or entry.key in other.related
