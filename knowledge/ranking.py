"""How well each entry, and each topic next door, fits a question.

Two looks at the same texts, half each: the best single passage (a question, a variant, the short
answer), which knows how people ask, and the whole of an entry as one text, which knows what it is
about. Variants that are left out find their entry first two times in three by passages alone, and
three in four by both.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from knowledge.entries import Entry
from knowledge.index import Hit, Index, words
from knowledge.neighbours import Neighbour
from knowledge.spelling import Spelling
from knowledge.words import Patterns, has_subject, plain, written_out

_BY_PASSAGE = 0.5


@dataclass(frozen=True)
class Ranked:
    """The entries that share anything with a question, best first, and the best topic next door.

    `on_subject` tells whether the question names what the best entry is about. `silent` is the best score
    of an entry that has nothing to say on what is asked: it competes as a topic next door does.
    """

    on_subject: bool
    entries: tuple[Hit, ...]
    next_door: Hit | None
    silent: float = 0.0

    @property
    def first(self) -> str | None:
        """The best entry, unless a topic next door fits better; None then, and when nothing fits."""
        return self.entries[0].key if self.entries and self.lead >= 0 else None

    @property
    def best(self) -> float:
        return self.entries[0].score if self.entries else 0.0

    @property
    def lead(self) -> float:
        """How far the best entry is ahead of the best it must not be taken for; below 0 when behind."""
        return self.best - max(self.next_door.score if self.next_door else 0.0, self.silent)

    @property
    def clear(self) -> float:
        """How far the best entry is ahead of the second best."""
        return self.best - (self.entries[1].score if len(self.entries) > 1 else 0.0)


class Ranking:
    """Entries and topics next door, searchable. A topic's hit carries the topic as its key."""

    def __init__(self, entries: Sequence[Entry], neighbours: Sequence[Neighbour] = ()) -> None:
        self._subjects = {entry.key: Patterns(entry.about) for entry in entries}
        self._silences = {entry.key: Patterns(entry.silent_on) for entry in entries}
        texts = [(entry.key, (*entry.questions, entry.short)) for entry in entries]
        topics = [(each.topic, each.questions) for each in neighbours]
        self._keys = len(texts) + len(topics)
        self._spelling = Spelling(_folded(text) for _, each in texts + topics for text in each)
        details = {entry.key: entry.details for entry in entries}
        self._passages = _index((key, text) for key, each in texts + topics for text in each)
        self._wholes = _index((key, " ".join([*each, details.get(key, "")])) for key, each in texts + topics)

    def of(self, question: str, among: Container[str] | None = None) -> Ranked:
        """Every entry against the question, or the ones `among` these keys; scores are 0 to 1."""
        mended = self._spelling.mended(_folded(question))
        hits = self._hits(mended)
        asked = plain(mended)
        known = [hit for hit in hits if hit.key in self._subjects and (among is None or hit.key in among)]
        spoken = [hit for hit in known if not self._silences[hit.key].within(asked)]
        named = [hit for hit in spoken if self._subjects[hit.key].within(asked)]
        # A question with a subject of ours is about what it names; in one without, it may be misspelt.
        on_subject = bool(named) or has_subject(mended)
        return Ranked(
            on_subject=on_subject,
            entries=tuple(named if on_subject else spoken),
            next_door=next((hit for hit in hits if hit.key not in self._subjects), None),
            silent=max((hit.score for hit in known if hit not in spoken), default=0.0),
        )

    def _hits(self, asked: str) -> list[Hit]:
        passages = {hit.key: hit.score for hit in self._passages.search(asked, self._keys)}
        wholes = {hit.key: hit.score for hit in self._wholes.search(asked, self._keys)}
        hits = [
            Hit(key, _BY_PASSAGE * passages.get(key, 0.0) + (1 - _BY_PASSAGE) * wholes.get(key, 0.0))
            for key in dict.fromkeys([*passages, *wholes])
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.key))


def _folded(text: str) -> str:
    return " ".join(words(written_out(text)))


def _index(texts: Iterable[tuple[str, str]]) -> Index:
    return Index((key, written_out(text)) for key, text in texts)
