"""How well each entry, and each topic next door, fits a question.

Two looks at the same texts, half each: the best single passage (a question, a variant, the short
answer), which knows how people ask, and the whole of an entry as one text, which knows what it is
about. Beside the score stands how much of the question the entry has words for at all.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.entries import Entry
from knowledge.index import Index, is_function_word, words
from knowledge.neighbours import Neighbour
from knowledge.spelling import Spelling
from knowledge.words import has_subject, written_out

_BY_PASSAGE = 0.5
_HALF = 0.5
_NONE: Mapping[str, Sequence[str]] = {}


@dataclass(frozen=True)
class Fit:
    """An entry's key, or a topic next door, and how well it fits; all three are 0 to 1.

    ``covered``: the share of the question, the rarer the heavier, that stands anywhere in the entry.
    """

    key: str
    passage: float
    whole: float
    covered: float

    @property
    def score(self) -> float:
        return _total(self.passage, self.whole)


@dataclass(frozen=True)
class Ranked:
    """The entries that share anything with a question, best first, and the best topic next door.

    ``on_subject`` tells whether the question names anything that the handbook is about; ``matter`` is how
    many words of matter it has, ``foreign`` the share of them that the best entry has nowhere.
    """

    on_subject: bool
    entries: tuple[Fit, ...]
    next_door: Fit | None
    matter: int = 0
    foreign: float = 0.0

    @property
    def first(self) -> str | None:
        """The best entry, unless a topic next door fits better; None then, and when nothing fits."""
        return self.entries[0].key if self.entries and self.lead >= 0 else None

    @property
    def best(self) -> float:
        return self.entries[0].score if self.entries else 0.0

    @property
    def lead(self) -> float:
        """How far the best entry is ahead of the best topic next door; below 0 when behind."""
        return self.best - (self.next_door.score if self.next_door else 0.0)

    @property
    def clear(self) -> float:
        """How far the best entry is ahead of the second best."""
        return self.best - (self.entries[1].score if len(self.entries) > 1 else 0.0)


_told = lru_cache(maxsize=16_384)(written_out)
"""Of the handbook's own texts, nearly all the same from one edition to the next; never of what people ask."""


class Ranking:
    """Entries and topics next door, searchable. A topic's fit carries the topic's name as its key."""

    def __init__(
        self,
        entries: Sequence[Entry],
        neighbours: Sequence[Neighbour] = (),
        examples: Mapping[str, Sequence[str]] = _NONE,
    ) -> None:
        """``examples``: by an entry's key further questions that it is known to answer."""
        self._entries = frozenset(entry.key for entry in entries)
        texts = [
            (entry.key, (*entry.questions, entry.short, *examples.get(entry.key, ()))) for entry in entries
        ]
        # A key for each, so that topics without a name are not taken for one.
        self._topics = {f"{at} {each.topic}": each.topic for at, each in enumerate(neighbours)}
        texts += [(key, each.questions) for key, each in zip(self._topics, neighbours, strict=True)]
        said = [(key, [_told(text) for text in each]) for key, each in texts]
        details = {entry.key: _told(entry.details) for entry in entries}
        wholes = [(key, " ".join([*each, details.get(key, "")])) for key, each in said]
        self._spelling = Spelling(" ".join(words(whole)) for _, whole in wholes)
        self._passages = Index((key, text) for key, each in said for text in each)
        self._wholes = Index(wholes)

    def of(self, question: str, among: Container[str] | None = None) -> Ranked:
        """Every entry against the question, or the ones ``among`` these keys."""
        asked = self._spelling.mended(_folded(question))
        known, next_door = self._fits(asked, among)
        matter = [word for word in words(asked) if not is_function_word(word)]
        return Ranked(
            on_subject=has_subject(asked),
            entries=known,
            next_door=next_door,
            matter=len(matter),
            foreign=self._foreign(known[0].key, matter) if known and matter else 0.0,
        )

    def _foreign(self, key: str, matter: Sequence[str]) -> float:
        """The share of the words that the entry has less than half of, anywhere."""
        return sum(self._wholes.covered(key, word) < _HALF for word in matter) / len(matter)

    def covers(self, key: str, text: str) -> float:
        """The share of a text's words, the rarer the heavier, that the entry has anywhere."""
        return self._wholes.covered(key, self._spelling.mended(_folded(text)))

    def _fits(self, asked: str, among: Container[str] | None) -> tuple[tuple[Fit, ...], Fit | None]:
        """The entries that share anything with what is asked, best first, and the best topic next door.

        Topics are many, and only the best counts: no other is made a Fit of.
        """
        passages, wholes = self._passages.scores(asked), self._wholes.scores(asked)
        covered = self._wholes.coverage(asked)
        totals = {key: _total(passages.get(key, 0.0), whole) for key, whole in wholes.items()}

        def fit(key: str, name: str) -> Fit:
            return Fit(name, passages.get(key, 0.0), wholes[key], covered.get(key, 0.0))

        def rank(key: str) -> tuple[float, str]:
            return -totals[key], key

        known = [key for key in totals if key in self._entries and (among is None or key in among)]
        topic = min((key for key in totals if key in self._topics), key=rank, default=None)
        best = fit(topic, self._topics[topic]) if topic is not None else None
        return tuple(fit(key, key) for key in sorted(known, key=rank)), best


def _total(passage: float, whole: float) -> float:
    return _BY_PASSAGE * passage + (1 - _BY_PASSAGE) * whole


def _folded(text: str) -> str:
    return " ".join(words(written_out(text)))
