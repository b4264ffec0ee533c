"""The handbook: a question in, what fits it out. Four outcomes, and never a guess passed off as an answer."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Self

from knowledge import replies
from knowledge.details import asked_for
from knowledge.entries import Confidence, Entry, read_entries
from knowledge.in_force import asked_of_a_successor, asks_what_changed_that_day, only_asks_if_in_force
from knowledge.index import words
from knowledge.neighbours import Neighbour, read_neighbours
from knowledge.notices import Notice, fitting, read_notices
from knowledge.ranking import Ranked, Ranking
from knowledge.statutes import Named, Statute, kin, named_in, statute
from knowledge.stops import cause_to_stop
from knowledge.thresholds import THRESHOLDS, Thresholds

Outcome = Literal["answer", "suggest", "unknown", "stopped"]

LONGEST = 500
"""Characters of a question that are read."""

_MOST_SUGGESTIONS = 3
_LEAST_TO_NAME = 0.22  # a topic next door that got less than this is no more than a shared word
# A poem on integration shares its words with an entry and is not a question that one answers.
_WANTS_A_PIECE = re.compile(
    r"^\W*(?:snälla |kan du |please |can you )*(?:skriv|skriva|dikta|rita|sjung|översätt|översätta|räkna ut"
    r"|sammanfatta|write|draw|translate)\b",
    re.IGNORECASE,
)
_RECEPTION_ACT = "1994:137"


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
        notices: Sequence[Notice] = (),
        thresholds: Thresholds = THRESHOLDS,
    ) -> None:
        self.entries = {entry.key: entry for entry in entries}
        self._notices = notices
        self._thresholds = thresholds
        self._cited = {entry.key: _answering(entry) for entry in entries}
        self._ranking = Ranking(entries, neighbours)
        self._asked = {_wording(text): entry.key for entry in entries for text in entry.questions}

    @classmethod
    def load(cls) -> Self:
        """The handbook of this package; EntryError names the file and field that are wrong."""
        return cls(read_entries(), read_neighbours(), read_notices())

    def find(self, question: str) -> Finding:
        """What fits the question. Single cases and personal data are stopped before anything is looked up.

        Of a long text the first LONGEST characters count: a question is shorter, and patterns over ten
        thousand would hold up everyone else for half a minute.
        """
        question = question[:LONGEST]
        finding = self.settled(question) or self._by_words(question)
        return self._noticed(question, finding) if finding.outcome in {"unknown", "suggest"} else finding

    def settled(self, question: str) -> Finding | None:
        """What can be said without weighing words.

        A question that must be stopped, one that stands in an entry word for word (a suggestion that was
        picked), or one that names a statute or a paragraph.
        """
        cause = cause_to_stop(question)
        if cause is not None:
            return Finding("stopped", replies.stopped(cause))
        named = named_in(question)
        if _WANTS_A_PIECE.search(question):
            return Finding("unknown", replies.unknown())
        listed = self._asked.get(_wording(question))
        if listed is not None:
            return self._answered(listed, question, 1.0, named)
        return (
            self._in_force(question, named)
            or self._by_paragraph(question, named)
            or self._by_statute(question, named)
        )

    def ranked(self, question: str) -> Ranked:
        """How well each entry fits, before it is decided whether that is well enough.

        When statutes are named, only the entries that build on one of them, or on what is under it, count.
        """
        named = [each.number for each in (*named_in(question).statutes, *named_in(question).ambiguous)]
        return self._ranking.of(question, self._building_on(named) if named else None)

    def _in_force(self, question: str, named: Named) -> Finding | None:
        """Whether a statute still applies, and what may come after it, when that is what is asked."""
        replaced = asked_of_a_successor(question)
        if replaced is not None:
            return _status(replaced)
        if asks_what_changed_that_day(question):
            return _status(statute(_RECEPTION_ACT))
        if not only_asks_if_in_force(named):
            return None
        key = self._explaining(named.statutes)
        if key is not None:
            return self._answered(key, question, 1.0, named)
        known = next((each for each in named.statutes if each.status), None)
        return _status(known) if known else Finding("unknown", replies.unconfirmed(named.statutes[0]))

    def _by_paragraph(self, question: str, named: Named) -> Finding | None:
        if named.paragraph_without_law:
            return Finding("unknown", replies.which_law())
        if not named.references:
            return None
        key = self._citing([str(reference) for reference in named.references])
        if key is not None:
            return self._answered(key, question, 1.0, named)
        repealed = self._repealed(question, named)
        return repealed or Finding("unknown", replies.unknown_paragraph(named.references))

    def _citing(self, references: Sequence[str]) -> str | None:
        """The entry that cites most of these paragraphs, and among equals the one that cites them first."""
        places = {
            key: [order.index(each) for each in references if each in order]
            for key, order in self._cited.items()
        }
        fitting = {key: at for key, at in places.items() if at}
        return min(fitting, key=lambda key: (-len(fitting[key]), min(fitting[key])), default=None)

    def _by_statute(self, question: str, named: Named) -> Finding | None:
        if named.unfamiliar and not named.statutes:
            return Finding("unknown", replies.unfamiliar())
        if not named.statutes:
            return None
        repealed = self._repealed(question, named)
        if repealed is not None:
            return repealed
        if not self._building_on([each.number for each in named.statutes]):
            return Finding("unknown", replies.unknown_statutes(named.statutes))
        return None

    def _repealed(self, question: str, named: Named) -> Finding | None:
        """A rule that no longer applies gets what replaced it, never an answer as if it did."""
        old = [each for each in named.statutes if each.repealed]
        if not old:
            return None
        key = self._explaining(old)
        if key is not None:
            return self._answered(key, question, 1.0, named)
        unknown = replies.unknown_statutes(old)
        told = any(old[0].number in notice.statutes for notice in self._notices)
        return Finding("unknown", unknown if told else f"{unknown}\n\n{replies.status(old[0])}")

    def _explaining(self, statutes: Iterable[Statute]) -> str | None:
        numbers = {each.number for each in statutes}
        return next((key for key, entry in self.entries.items() if numbers & set(entry.explains)), None)

    def _building_on(self, numbers: Iterable[str]) -> frozenset[str]:
        """The keys of the entries that cite one of these statutes or one of its kin, or explain it."""
        wanted = kin(numbers)
        return frozenset(key for key, entry in self.entries.items() if wanted & _laws(entry))

    def _by_words(self, question: str) -> Finding:
        ranked = self.ranked(question)
        outcome = self._thresholds.decide(ranked)
        if outcome == "answer":
            return self._answered(ranked.entries[0].key, question, ranked.best, named_in(question))
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
        if topic is None or topic.score < _LEAST_TO_NAME or ranked.lead > -self._thresholds.lead:
            return replies.unknown()
        return replies.unknown_topic(topic.key)

    def _noticed(self, question: str, finding: Finding) -> Finding:
        named = [each.number for each in named_in(question).statutes]
        ranked = self.ranked(question)
        topic = ranked.next_door.key if ranked.next_door and ranked.lead < 0 else None
        found = fitting(self._notices, question, topic, named)
        if not found:
            return finding
        listed = tuple(notice.listed for notice in found)
        return replace(finding, answer=replies.noticed(finding.answer, found), sources=listed)

    def _answered(self, key: str, question: str, score: float, named: Named) -> Finding:
        entry = self.entries[key]
        explained = {each.number for each in named.ambiguous} <= set(entry.explains)
        notes = [replies.two_meanings(named.ambiguous)] if named.ambiguous and not explained else []
        told = replies.answer(entry, asked_for(entry, question), notes)
        return Finding("answer", told.text, key, entry.confidence, told.sources, score=score)


def _wording(question: str) -> str:
    return " ".join(words(question))


def _answering(entry: Entry) -> tuple[str, ...]:
    """The paragraphs, as sources are listed, that the entry is an answer about."""
    return replies.source_list(each for each in entry.statutes if not each.background)


def _laws(entry: Entry) -> set[str]:
    return {source.law for source in entry.statutes if not source.background} | set(entry.explains)


def _status(of: Statute) -> Finding:
    sure: Confidence = "uncertain" if of.status_reservation else "confirmed"
    return Finding("answer", replies.status(of), None, sure, of.status_listed, score=1.0)
