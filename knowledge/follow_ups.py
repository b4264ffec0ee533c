"""Whether a question goes on from the one before: "och för kvotflyktingar?", "hur länge då?"."""

import re
from collections.abc import Mapping

from knowledge.entries import Entry
from knowledge.index import is_function_word, words
from knowledge.ranking import Ranking
from knowledge.words import has_subject, plain

_LONGEST = 9
_A_WORD = 3  # letters: signs and figures alone go on from nothing
_COVERS = 0.65  # of what a follow-up adds, an entry must have this to answer it
# What speaks for an entry, beside how well both questions read together fit it: that it fits the follow-up
# alone, that it has the matter of the question before, that the same experts own it, that it is the same one.
_BEFORE = 0.2
_SAME_OWNER = 0.05
_SAME = 0.13
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
    if not any(len(word) >= _A_WORD and word.isalpha() for word in said) or len(said) > _LONGEST:
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
    said, before = " ".join(matter(question)), " ".join(matter(entry.question))
    alone = {fit.key: fit.score for fit in ranking.of(question).entries}
    near = {
        fit.key: fit.score + alone[fit.key] + _BEFORE * ranking.covers(fit.key, before)
        for fit in ranking.of(f"{entry.question} {question}").entries
        if fit.key in alone
        and _goes_with(entries[fit.key], entry)
        and (not said or ranking.covers(fit.key, said) >= _COVERS)
    }
    if said and entry.key in near:
        near[entry.key] += _SAME
    scores = {key: score + _same_owner(entries[key], entry) for key, score in near.items()}
    return max(scores, key=lambda key: scores[key], default=None)


def _same_owner(other: Entry, entry: Entry) -> float:
    return _SAME_OWNER if other.owner == entry.owner else 0.0


def _goes_with(other: Entry, entry: Entry) -> bool:
    alike = other.owner == entry.owner or bool(set(other.topics) & set(entry.topics))
    return alike or other.key in entry.related or entry.key in other.related
