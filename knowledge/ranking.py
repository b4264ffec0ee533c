"""How well each entry, and each topic next door, fits a question.

Two looks at the same texts, half each: the best single passage (a question, a variant, the short
answer), which knows how people ask, and the whole of an entry as one text, which knows what it is
about. Beside the score stands how much of the question the entry has words for at all.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from knowledge.entries import Entry
from knowledge.index import Index, words
from knowledge.neighbours import Neighbour
from knowledge.spelling import Spelling
from knowledge.words import has_subject, written_out

_BY_PASSAGE = 0.5


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
        return _BY_PASSAGE * self.passage + (1 - _BY_PASSAGE) * self.whole


@dataclass(frozen=True)
class Ranked:
    """The entries that share anything with a question, best first, and the best topic next door.

    ``on_subject`` tells whether the question names anything that the handbook is about.
    """

    on_subject: bool
    entries: tuple[Fit, ...]
    next_door: Fit | None

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


class Ranking:
    """Entries and topics next door, searchable. A topic's fit carries the topic as its key."""

    def __init__(self, entries: Sequence[Entry], neighbours: Sequence[Neighbour] = ()) -> None:
        self._entries = frozenset(entry.key for entry in entries)
        texts = [(entry.key, (*entry.questions, entry.short)) for entry in entries]
        texts += [(each.topic, each.questions) for each in neighbours]
        said = [(key, [written_out(text) for text in each]) for key, each in texts]
        details = {entry.key: written_out(entry.details) for entry in entries}
        wholes = [(key, " ".join([*each, details.get(key, "")])) for key, each in said]
        self._spelling = Spelling(" ".join(words(whole)) for _, whole in wholes)
        self._passages = Index((key, text) for key, each in said for text in each)
        self._wholes = Index(wholes)
        self._many = len(wholes)

    def of(self, question: str, among: Container[str] | None = None) -> Ranked:
        """Every entry against the question, or the ones ``among`` these keys."""
        asked = self._spelling.mended(_folded(question))
        fits = self._fits(asked)
        return Ranked(
            on_subject=has_subject(asked),
            entries=tuple(
                fit for fit in fits if fit.key in self._entries and (among is None or fit.key in among)
            ),
            next_door=next((fit for fit in fits if fit.key not in self._entries), None),
        )

    def covers(self, key: str, text: str) -> float:
        """The share of a text's words, the rarer the heavier, that the entry has anywhere."""
        return self._wholes.coverage(self._spelling.mended(_folded(text))).get(key, 0.0)

    def _fits(self, asked: str) -> list[Fit]:
        passages = {hit.key: hit.score for hit in self._passages.search(asked, self._many)}
        wholes = {hit.key: hit.score for hit in self._wholes.search(asked, self._many)}
        covered = self._wholes.coverage(asked)
        fits = [
            Fit(key, passages.get(key, 0.0), wholes.get(key, 0.0), covered.get(key, 0.0))
            for key in dict.fromkeys([*passages, *wholes])
        ]
        return sorted(fits, key=lambda fit: (-fit.score, fit.key))


def _folded(text: str) -> str:
    return " ".join(words(written_out(text)))
