"""The handbook: a question in, what fits it out. Four outcomes, and never a guess passed off as an answer."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Self

from knowledge import follow_ups, replies
from knowledge.entries import Entry, StatuteSource, laid_over, read_entries
from knowledge.finding import Finding, Outcome, Topic
from knowledge.in_force import only_asks_if_in_force
from knowledge.index import words
from knowledge.neighbours import Neighbour, read_neighbours
from knowledge.notices import Notice, fitting, read_notices
from knowledge.places import Place, Places, told
from knowledge.ranking import Fit, Ranked, Ranking
from knowledge.readings import Ambiguous, open_word, read_readings
from knowledge.statutes import Named, Statute, kin, named_in, statute
from knowledge.stops import cause_to_stop
from knowledge.sureness import SURENESS, Sureness

__all__ = ["LONGEST", "Finding", "Handbook", "Outcome", "Topic"]

LONGEST = 500
"""Characters of a question that are read."""

Changed = Callable[[StatuteSource], str | None]
"""The amendment (SFS number) by which a cited paragraph has changed since it was read; None when it has not."""

_MOST_SUGGESTIONS = 3
_LEAST_TO_NAME = 0.22  # a topic next door that got less than this is no more than a shared word
_AHEAD = 0.05  # so far ahead a topic next door must be to be named
_COVERS = 0.72  # of what a follow-up adds, an entry must have this to answer it
_LOOKED_THROUGH = 12
_BESIDE = 0.7  # another reading of a word is named when its best entry gets this share of the first's score
# A poem on integration shares its words with an entry and is not a question that one answers.
_WANTS_A_PIECE = re.compile(
    r"^\W*(?:snälla |kan du |please |can you )*(?:skriv|skriva|dikta|rita|sjung|översätt|översätta|räkna ut"
    r"|sammanfatta|write|draw|translate)\b",
    re.IGNORECASE,
)


def _unchanged(_source: StatuteSource) -> None:
    return None


class Handbook:
    """Entries, and finding the one that a question asks for."""

    def __init__(
        self,
        entries: Sequence[Entry],
        neighbours: Sequence[Neighbour] = (),
        *,
        notices: Sequence[Notice] = (),
        readings: Sequence[Ambiguous] = (),
        places: Iterable[Place] = (),
        sureness: Sureness = SURENESS,
        changed: Changed = _unchanged,
    ) -> None:
        self.entries = {entry.key: entry for entry in entries}
        self._notices = notices
        self._readings = readings
        self._places = Places(places)
        self._sureness = sureness
        self._changed = changed
        self._cited = {entry.key: _answering(entry) for entry in entries}
        self._ranking = Ranking(entries, neighbours)
        self._asked = {_wording(text): entry.key for entry in entries for text in entry.questions}

    @classmethod
    def load(
        cls, published: Iterable[str] = (), places: Iterable[Place] = (), changed: Changed = _unchanged
    ) -> Self:
        """The handbook of this package with what has been ``published`` since (Markdown texts) laid over it.

        EntryError names the file and field that are wrong.
        """
        return cls(
            laid_over(read_entries(), published),
            read_neighbours(),
            notices=read_notices(),
            readings=read_readings(),
            places=places,
            changed=changed,
        )

    def find(self, question: str, before: Topic | None = None) -> Finding:
        """What fits the question, which may go on from the topic ``before`` it.

        Single cases and personal data are stopped before anything is looked up. Of a long text the first
        LONGEST characters count: a question is shorter, and patterns over ten thousand would hold up
        everyone else for half a minute.
        """
        question = question[:LONGEST]
        stopped = self.stopped(question)
        if stopped is not None:
            return stopped
        finding = self._going_on(question, before) if before else None
        finding = finding or self.settled(question) or self._by_words(question)
        return self._noticed(question, finding) if finding.outcome in {"unknown", "suggest"} else finding

    def stopped(self, question: str) -> Finding | None:
        """The reply to what is not to be looked up at all."""
        cause = cause_to_stop(question)
        if cause is not None:
            return Finding("stopped", replies.stopped(cause))
        return Finding("unknown", replies.unknown()) if _WANTS_A_PIECE.search(question) else None

    def settled(self, question: str, law: str = "") -> Finding | None:
        """What can be said without weighing words.

        A question that stands in an entry word for word (a suggestion that was picked), one for a place in
        the county, or one that names a statute or a paragraph (of ``law``, when it names none).
        """
        listed = self._asked.get(_wording(question))
        named = named_in(f"{question} {law}" if law else question)
        if listed is not None:
            return self._answered(listed, 1.0, named)
        return (
            self._placed(question)
            or self._in_force(question, named)
            or self._by_paragraph(question, named)
            or self._by_statute(named)
        )

    def ranked(self, question: str) -> Ranked:
        """How well each entry fits, before it is decided whether that is well enough.

        When statutes are named, only the entries that build on one of them, or on what is under it, count.
        """
        named = named_in(question)
        numbers = [each.number for each in (*named.statutes, *named.ambiguous)]
        return self._ranking.of(question, self._building_on(numbers) if numbers else None)

    def _placed(self, question: str) -> Finding | None:
        place = self._places.asked(question)
        if place is None or place.entry not in self.entries:
            return None
        found = self._answered(place.entry, 1.0, Named())
        listing = self.entries[place.entry]
        return replace(found, answer=f"{told(place)}\n\n{replies.source_line(listing.sources)}")

    def _in_force(self, question: str, named: Named) -> Finding | None:
        """Whether a statute still applies, when that is all that is asked."""
        if not only_asks_if_in_force(named):
            return None
        fits = [fit.key for fit in self.ranked(question).entries]
        key = self._explaining(named.statutes, fits)
        if key is not None:
            return self._answered(key, 1.0, named)
        return Finding("unknown", replies.unconfirmed(named.statutes[0]), law=named.statutes[0].number)

    def _by_paragraph(self, question: str, named: Named) -> Finding | None:
        if named.paragraph_without_law:
            return Finding("unknown", replies.which_law())
        if not named.references:
            return None
        key = self._citing([str(reference) for reference in named.references], question)
        if key is not None:
            return self._answered(key, 1.0, named)
        repealed = self._repealed(named)
        unknown = Finding(
            "unknown", replies.unknown_paragraph(named.references), law=named.references[0].number
        )
        return repealed or unknown

    def _citing(self, references: Sequence[str], question: str) -> str | None:
        """The entry that cites most of these paragraphs; among equals the one that the words fit, if any
        do, else the one that cites them first.
        """
        places = {
            key: [order.index(each) for each in references if each in order]
            for key, order in self._cited.items()
        }
        fitting_ = {key: at for key, at in places.items() if at}
        ranked = self._ranking.of(question, fitting_).entries
        if follow_ups.matter(named_in(question).without_references) and ranked:
            most = max(len(at) for at in fitting_.values())
            return next(fit.key for fit in ranked if len(fitting_[fit.key]) == most)
        return min(fitting_, key=lambda key: (-len(fitting_[key]), min(fitting_[key])), default=None)

    def _by_statute(self, named: Named) -> Finding | None:
        if named.unfamiliar and not named.statutes:
            return Finding("unknown", replies.unfamiliar())
        if not named.statutes:
            return None
        repealed = self._repealed(named)
        if repealed is not None:
            return repealed
        if not self._building_on([each.number for each in named.statutes]):
            law = named.statutes[0].number
            return Finding("unknown", replies.unknown_statutes(named.statutes), law=law)
        return None

    def _repealed(self, named: Named) -> Finding | None:
        """A rule that no longer applies gets what replaced it, never an answer as if it did."""
        old = [each for each in named.statutes if each.repealed]
        if not old:
            return None
        key = self._explaining(old)
        if key is not None:
            return self._answered(key, 1.0, named)
        return Finding("unknown", replies.unknown_statutes(old), law=old[0].number)

    def _explaining(self, statutes: Iterable[Statute], preferred: Sequence[str] = ()) -> str | None:
        """The entry whose topic is one of these statutes, the first of the ``preferred`` keys among them."""
        numbers = {each.number for each in statutes}
        known = [key for key, entry in self.entries.items() if numbers & set(entry.explains)]
        return next((key for key in preferred if key in known), known[0] if known else None)

    def _building_on(self, numbers: Iterable[str]) -> frozenset[str]:
        """The keys of the entries that cite one of these statutes or one of its kin, or explain it."""
        wanted = kin(numbers)
        return frozenset(key for key, entry in self.entries.items() if wanted & _laws(entry))

    def _going_on(self, question: str, before: Topic) -> Finding | None:
        """The question read on from the topic before it; None when it stands on its own."""
        named = named_in(question)
        if named.paragraph_without_law and before.law:
            return self.settled(question, before.law)
        entry = self.entries.get(before.entry)
        if entry is None or named.statutes or not follow_ups.goes_on(question):
            return None
        alone = self.settled(question) or self._by_words(question)
        if alone.outcome == "answer" and not follow_ups.opens_so(question):
            return None
        matter = " ".join(follow_ups.matter(question))
        ranked = self._ranking.of(f"{entry.question} {question}")
        near = [fit for fit in ranked.entries[:_LOOKED_THROUGH] if self._goes_with(fit, entry)]
        key = next((fit.key for fit in near if self._ranking.covers(fit.key, matter) >= _COVERS), None)
        return self._answered(key, self._sureness.of(ranked), Named()) if key else None

    def _goes_with(self, fit: Fit, entry: Entry) -> bool:
        other = self.entries[fit.key]
        alike = other.owner == entry.owner or bool(set(other.topics) & set(entry.topics))
        return alike or other.key in entry.related or entry.key in other.related

    def _by_words(self, question: str) -> Finding:
        ranked = self.ranked(question)
        sure = self._sureness.of(ranked)
        near = ranked.entries[0].key if ranked.entries else None
        decision = self._sureness.decide(ranked)
        if decision == "answer":
            return self._told_apart(question, ranked)
        if decision == "suggest":
            return self._suggested([fit.key for fit in ranked.entries], sure)
        return Finding("unknown", self._not_known(ranked), near=near, score=sure)

    def _told_apart(self, question: str, ranked: Ranked) -> Finding:
        """The best entry; when a word in the question has another meaning that fits as well, that is said."""
        sure, best = self._sureness.of(ranked), ranked.entries[0]
        answer = self._answered(best.key, sure, named_in(question))
        word = open_word(self._readings, question)
        meant = word.reading(best.key) if word else None
        if word is None or meant is None:
            return answer
        close = [fit for fit in ranked.entries[1:_LOOKED_THROUGH] if fit.score >= _BESIDE * best.score]
        others = {one.means: fit.key for fit in reversed(close) if (one := word.reading(fit.key))}
        others.pop(meant.means, None)
        if not others:
            return answer
        questions = tuple(self.entries[key].question for key in others.values())
        said = replies.one_reading(word.name, meant.means, list(others))
        return replace(answer, answer=f"{said}\n\n{answer.answer}", suggestions=questions)

    def _suggested(self, keys: Sequence[str], sure: float) -> Finding:
        questions = tuple(self.entries[key].question for key in keys[:_MOST_SUGGESTIONS])
        return Finding(
            "suggest", replies.suggestions(questions), near=keys[0], suggestions=questions, score=sure
        )

    def _not_known(self, ranked: Ranked) -> str:
        topic = ranked.next_door
        if topic is None or topic.score < _LEAST_TO_NAME or ranked.lead > -_AHEAD:
            return replies.unknown()
        return replies.unknown_topic(topic.key)

    def _noticed(self, question: str, finding: Finding) -> Finding:
        """What is confirmed beside what is not known."""
        named = [each.number for each in named_in(question).statutes]
        found = fitting(self._notices, question, named)
        if not found:
            return finding
        listed = tuple(notice.listed for notice in found)
        return replace(finding, answer=replies.noticed(finding.answer, found), sources=listed)

    def _answered(self, key: str, score: float, named: Named) -> Finding:
        entry = self.entries[key]
        explained = {each.number for each in named.ambiguous} <= set(entry.explains)
        notes = [replies.two_meanings(named.ambiguous)] if named.ambiguous and not explained else []
        notes += replies.changes([(source, self._changed(source)) for source in entry.statutes])
        told_ = replies.answer(entry, notes)
        law = next((source.law for source in entry.statutes), "")
        return Finding(
            "answer",
            told_.text,
            entry=key,
            near=key,
            law=named.statutes[0].number if named.statutes else law,
            confidence=entry.confidence,
            sources=told_.sources,
            links=told_.links,
            score=score,
        )


def _wording(question: str) -> str:
    return " ".join(words(question))


def _answering(entry: Entry) -> tuple[str, ...]:
    """The paragraphs, as sources are listed, that the entry is an answer about."""
    return replies.source_list(each for each in entry.statutes if not each.background)


def _laws(entry: Entry) -> set[str]:
    return {source.law for source in entry.statutes if not source.background} | set(entry.explains)
