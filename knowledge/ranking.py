"""How well each entry, and each topic next door, fits a question.

Two looks at the same texts, half each: the best single passage (a question, a variant, the short
answer), which knows how people ask, and the whole of an entry as one text, which knows what it is
about. Variants that are left out find their entry first two times in three by passages alone, and
three in four by both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.entries import Entry
from knowledge.index import Hit, Index
from knowledge.neighbours import Neighbour
from knowledge.words import has_subject, written_out

_BY_PASSAGE = 0.5


@dataclass(frozen=True)
class Ranked:
    """The entries that share anything with a question, best first, and the best topic next door.

    `on_subject` tells whether the question names anything that the handbook is about.
    """

    on_subject: bool
    entries: tuple[Hit, ...]
    next_door: Hit | None

    @property
    def first(self) -> str | None:
        """The best entry, unless a topic next door fits better; None then, and when nothing fits."""
        return self.entries[0].key if self.entries and self.lead >= 0 else None

    @property
    def best(self) -> float:
        return self.entries[0].score if self.entries else 0.0

    @property
    def lead(self) -> float:
        """How far the best entry is ahead of the best topic next door; below 0 when it is behind."""
        return self.best - (self.next_door.score if self.next_door else 0.0)

    @property
    def clear(self) -> float:
        """How far the best entry is ahead of the second best."""
        return self.best - (self.entries[1].score if len(self.entries) > 1 else 0.0)


class Ranking:
    """Entries and topics next door, searchable. A topic's hit carries the topic as its key."""

    def __init__(self, entries: Sequence[Entry], neighbours: Sequence[Neighbour] = ()) -> None:
        self._entries = {entry.key for entry in entries}
        texts = [(entry.key, (*entry.questions, entry.short)) for entry in entries]
        topics = [(each.topic, each.questions) for each in neighbours]
        self._keys = len(texts) + len(topics)
        details = {entry.key: entry.details for entry in entries}
        self._passages = _index((key, text) for key, each in texts + topics for text in each)
        self._wholes = _index((key, " ".join([*each, details.get(key, "")])) for key, each in texts + topics)

    def of(self, question: str) -> Ranked:
        """Every entry against the question; scores are 0 to 1."""
        asked = written_out(question)
        passages = {hit.key: hit.score for hit in self._passages.search(asked, self._keys)}
        wholes = {hit.key: hit.score for hit in self._wholes.search(asked, self._keys)}
        hits = [
            Hit(key, _BY_PASSAGE * passages.get(key, 0.0) + (1 - _BY_PASSAGE) * wholes.get(key, 0.0))
            for key in dict.fromkeys([*passages, *wholes])
        ]
        hits.sort(key=lambda hit: (-hit.score, hit.key))
        return Ranked(
            on_subject=has_subject(question),
            entries=tuple(hit for hit in hits if hit.key in self._entries),
            next_door=next((hit for hit in hits if hit.key not in self._entries), None),
        )


def _index(texts: Iterable[tuple[str, str]]) -> Index:
    return Index((key, written_out(text)) for key, text in texts)
