"""The handbook: a question in, what fits it out. Four outcomes, and never a guess passed off as an answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Self

from knowledge import replies
from knowledge.entries import Confidence, Entry, read_entries
from knowledge.index import words
from knowledge.neighbours import Neighbour, read_neighbours
from knowledge.ranking import Ranked, Ranking
from knowledge.statutes import Named, Statute, named_in
from knowledge.stops import cause_to_stop
from knowledge.thresholds import THRESHOLDS, Thresholds

Outcome = Literal["answer", "suggest", "unknown", "stopped"]

_MOST_SUGGESTIONS = 3
_ASKS_IF_IN_FORCE = re.compile(
    r"fortfarande|gäller än|upphäv|upphör|ersatt|ersätts|ersätter|byt(?:s|as) ut|avskaffa|\bi kraft"
    r"|\bny(?:a)? (?:bosättnings|mottagande)?lag|\bstill\b|\brepealed|\breplaced|\bin force",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Finding:
    """What the handbook has to say. `answer` is Swedish plain text, ready to show, whatever the outcome.

    `entry` is the key of the entry answered from; None when nothing was answered, and when the answer
    is whether a statute still applies. `score` is the best entry's, 0 to 1; 1 when the question itself
    or a paragraph was found word for word.
    """

    outcome: Outcome
    answer: str
    entry: str | None = None
    confidence: Confidence | None = None
    sources: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    score: float = 0.0


class Handbook:
    """Entries, and finding the one that a question asks for."""

    def __init__(
        self,
        entries: Sequence[Entry],
        neighbours: Sequence[Neighbour] = (),
        thresholds: Thresholds = THRESHOLDS,
    ) -> None:
        self.entries = {entry.key: entry for entry in entries}
        self._thresholds = thresholds
        self._cited = _cited(entries)
        self._ranking = Ranking(entries, neighbours)
        self._asked = {_wording(text): entry.key for entry in entries for text in entry.questions}

    @classmethod
    def load(cls) -> Self:
        """The handbook of this package; EntryError names the file and field that are wrong."""
        return cls(read_entries(), read_neighbours())

    def find(self, question: str) -> Finding:
        """What fits the question. Single cases and personal data are stopped before anything is looked up."""
        return self.settled(question) or self._by_words(question)

    def settled(self, question: str) -> Finding | None:
        """What can be said without weighing words.

        A question that must be stopped, one that stands in an entry word for word (a suggestion that was
        picked), or one that names a statute or a paragraph.
        """
        cause = cause_to_stop(question)
        if cause is not None:
            return Finding("stopped", replies.stopped(cause))
        named = named_in(question)
        listed = self._asked.get(_wording(question))
        if listed is not None:
            return self._answered(listed, 1.0, named)
        return self._status(question, named) or self._by_paragraph(named) or self._by_statute(named)

    def ranked(self, question: str) -> Ranked:
        """How well each entry fits, before it is decided whether that is well enough."""
        return self._ranking.of(question)

    def _by_paragraph(self, named: Named) -> Finding | None:
        if named.paragraph_without_law:
            return Finding("unknown", replies.which_law())
        if not named.references:
            return None
        key = self._citing([str(reference) for reference in named.references])
        if key is not None:
            return self._answered(key, 1.0, named)
        return self._repealed(named) or Finding("unknown", replies.unknown_paragraph(named.references))

    def _citing(self, references: Sequence[str]) -> str | None:
        """The entry that cites most of these paragraphs, and among equals the one that cites them first."""
        places = {
            key: [order.index(each) for each in references if each in order]
            for key, order in self._cited.items()
        }
        fitting = {key: at for key, at in places.items() if at}
        return min(fitting, key=lambda key: (-len(fitting[key]), min(fitting[key])), default=None)

    def _by_statute(self, named: Named) -> Finding | None:
        if not named.statutes:
            return None
        repealed = self._repealed(named)
        if repealed is not None:
            return repealed
        if not any(self._cites(each) for each in named.statutes):
            return Finding("unknown", replies.unknown_statutes(named.statutes))
        return None

    def _repealed(self, named: Named) -> Finding | None:
        """A rule that no longer applies gets what replaced it, never an answer as if it did."""
        old = [each for each in named.statutes if each.repealed]
        if not old:
            return None
        whole = self._citing([f"SFS {each.number}" for each in old])
        if whole is not None:
            return self._answered(whole, 1.0, named)
        return Finding("unknown", f"{replies.unknown_statutes(old)}\n\n{replies.status(old[0])}")

    def _status(self, question: str, named: Named) -> Finding | None:
        """Whether a statute still applies, when that is what is asked and no entry is about just that."""
        known = [each for each in named.statutes if each.status and not named.ambiguous]
        if not known or not _ASKS_IF_IN_FORCE.search(question):
            return None
        if self._citing([f"SFS {each.number}" for each in known]) is not None:
            return None
        sources = replies.status_sources(known[0])
        return Finding("answer", replies.status(known[0]), None, _sure(known[0]), sources, score=1.0)

    def _cites(self, named: Statute) -> bool:
        return any(source.law == named.number for entry in self.entries.values() for source in entry.statutes)

    def _by_words(self, question: str) -> Finding:
        ranked = self.ranked(question)
        outcome = self._thresholds.decide(ranked)
        if outcome == "answer":
            return self._answered(ranked.entries[0].key, ranked.best, named_in(question))
        if outcome == "suggest":
            return self._suggested(ranked)
        return Finding("unknown", self._not_known(ranked), score=ranked.best)

    def _suggested(self, ranked: Ranked) -> Finding:
        near = [hit for hit in ranked.entries if hit.score >= self._thresholds.suggest]
        questions = tuple(self.entries[hit.key].question for hit in near[:_MOST_SUGGESTIONS])
        text = replies.suggestions(questions)
        return Finding("suggest", text, suggestions=questions, score=ranked.best)

    def _not_known(self, ranked: Ranked) -> str:
        topic = ranked.next_door
        if topic is not None and ranked.lead <= -self._thresholds.lead:
            return replies.unknown_topic(topic.key)
        return replies.unknown()

    def _answered(self, key: str, score: float, named: Named) -> Finding:
        entry = self.entries[key]
        explained = self._citing([f"SFS {each.number}" for each in named.ambiguous]) == key
        notes = [replies.two_meanings(named.ambiguous)] if named.ambiguous and not explained else []
        return Finding(
            "answer",
            replies.answer(entry, notes),
            entry=key,
            confidence=entry.confidence,
            sources=replies.source_list(entry),
            score=score,
        )


def _wording(question: str) -> str:
    return " ".join(words(question))


def _cited(entries: Sequence[Entry]) -> dict[str, tuple[str, ...]]:
    return {entry.key: replies.source_list(entry) for entry in entries}


def _sure(of: Statute) -> Confidence:
    return "uncertain" if of.status_reservation else "confirmed"
