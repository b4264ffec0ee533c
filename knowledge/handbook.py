"""The handbook: a question in, what fits it out. Four outcomes, and never a guess passed off as an answer."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self

from knowledge import follow_ups, paragraphs, replies
from knowledge.bounds import LONGEST
from knowledge.citations import Citations
from knowledge.entries import Entry, StatuteSource, laid_over, shipped
from knowledge.examples import Example, by_key, known, strange
from knowledge.finding import Finding, Outcome, Topic
from knowledge.in_force import only_asks_if_in_force
from knowledge.index import words
from knowledge.neighbours import Neighbour, read_neighbours
from knowledge.notices import Notice, fitting, read_notices
from knowledge.places import Place, Places, told
from knowledge.ranking import Ranked, Ranking
from knowledge.readings import Ambiguous, open_word, others, read_readings
from knowledge.statutes import Named, Reference, named_in
from knowledge.stops import cause_to_stop
from knowledge.sureness import SURENESS, Sureness

__all__ = ["Finding", "Handbook", "Outcome", "Topic"]

Changed = Callable[[StatuteSource], str | None]
"""The amendment (SFS number) that has changed what a source cites since it was read; None if none has."""

_MOST_SUGGESTIONS = 3
_SAYS_SOMETHING = re.compile(r"[^\W\d_]{2}|§")
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\s[–-]\s|\n+")
_SAYS = 2  # words of matter: a sentence with fewer is a greeting or a question that goes on
_LEAST_TO_NAME = 0.22  # a topic next door that got less than this is no more than a shared word
_AHEAD = 0.05  # so far ahead a topic next door must be to be named
_FITS, _CLEAR = 0.25, 0.08  # among the entries that cite a paragraph this much is enough to know which
_LOOKED_THROUGH = 12
_PLAIN = 0.6  # less sure than this, an answer says which question it answers
_POLAR = re.compile(r"(?:Ja|Nej|Jo)\b")
_BESIDE = 0.6  # another reading of a word is named when its best entry gets this share of the first's score
# A poem on integration shares its words with an entry and is not a question that one answers.
_WANTS_A_PIECE = re.compile(
    r"^\W*(?:snälla |kan du |please |can you )*(?:skriv|skriva|dikta|rita|sjung|översätt|översätta|räkna ut"
    r"|sammanfatta|write|draw|translate)\b",
    re.IGNORECASE,
)


def _unchanged(_source: StatuteSource) -> None:
    return None


@dataclass(frozen=True)
class Around:
    """What stands around the entries, each of its own file."""

    neighbours: Sequence[Neighbour] = ()
    examples: Sequence[Example] = ()
    notices: Sequence[Notice] = ()
    readings: Sequence[Ambiguous] = ()


_NOTHING_AROUND = Around()


# An entry is checked among the others as they will stand when it is published: the same index twice.
@lru_cache(maxsize=4)
def _ranking(
    entries: tuple[Entry, ...], neighbours: tuple[Neighbour, ...], examples: tuple[Example, ...]
) -> Ranking:
    return Ranking(entries, [*neighbours, *strange(examples)], by_key(examples))


class Handbook:
    """Entries, and finding the one that a question asks for."""

    def __init__(
        self,
        entries: Sequence[Entry],
        around: Around = _NOTHING_AROUND,
        places: Iterable[Place] = (),
        changed: Changed = _unchanged,
        sureness: Sureness = SURENESS,
    ) -> None:
        self.entries = {entry.key: entry for entry in entries}
        self.around = around
        self._places = Places(places)
        self._sureness = sureness
        self._changed = changed
        self._citations = Citations(entries)
        self._ranking = _ranking(tuple(entries), tuple(around.neighbours), tuple(around.examples))
        self._asked = {_wording(text): entry.key for entry in entries for text in entry.questions}

    @classmethod
    def load(
        cls, published: Iterable[str] = (), places: Iterable[Place] = (), changed: Changed = _unchanged
    ) -> Self:
        """The handbook of this package with what has been ``published`` since (Markdown texts) laid over it.

        EntryError names the file and field that are wrong.
        """
        around = Around(read_neighbours(), known(), read_notices(), read_readings())
        return cls(laid_over(shipped(), published), around, places, changed)

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

    def preview(self, entry: Entry) -> Finding:
        """What who asks the entry's own question would get, were it published as it stands."""
        return type(self)([entry], changed=self._changed).find(entry.question)

    def amended(self, entry: Entry) -> tuple[str, ...]:
        """A line for each amendment that has changed what the entry cites since it was read."""
        return tuple(replies.changes(self._amended(entry)))

    def stopped(self, question: str) -> Finding | None:
        """The reply to what is not to be looked up at all."""
        cause = cause_to_stop(question)
        if cause is not None:
            return Finding("stopped", replies.stopped(cause))
        if _wording(question) in self._asked:
            return None
        wordless = not _SAYS_SOMETHING.search(question)
        return Finding("unknown", replies.unknown()) if wordless or _WANTS_A_PIECE.search(question) else None

    def settled(self, question: str, law: str = "") -> Finding | None:
        """What can be said without weighing words.

        A question that stands in an entry word for word (a suggestion that was picked), one for a place in
        the county, or one that names a statute or a paragraph (of ``law``, when it names none).
        """
        placed = self._placed(question)
        listed = self._asked.get(_wording(question))
        if placed is not None and listed in {None, placed.entry}:
            return placed
        named = named_in(f"{question} {law}" if law else question)
        if listed is not None:
            return self._told_apart(question, listed, self._answered(listed, 1.0, named))
        return (
            self._in_force(question, named) or self._by_paragraph(question, named) or self._by_statute(named)
        )

    def ranked(self, question: str, ranking: Ranking | None = None) -> Ranked:
        """How well each entry fits (by another ``ranking`` if need be), before it is decided whether that
        is well enough.

        When statutes are named, only the entries that build on one of them, or on what is under it, count.
        What is told in several sentences is read as a whole and sentence by sentence; the surest counts.
        """
        named = named_in(question)
        numbers = [each.number for each in (*named.statutes, *named.ambiguous)]
        among = self._citations.building_on(numbers) if numbers else None
        read = [(ranking or self._ranking).of(part, among) for part in _parts(question)]
        return max(read, key=self._sureness.of)

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
        explaining = self._citations.explaining(named.statutes)
        fits = [fit.key for fit in self.ranked(question).entries if fit.key in explaining]
        if explaining:
            return self._answered((fits or explaining)[0], 1.0, named)
        return Finding("unknown", replies.unconfirmed(named.statutes[0]), law=named.statutes[0].number)

    def _by_paragraph(self, question: str, named: Named) -> Finding | None:
        if named.paragraph_without_law:
            return self._by_label(question, named)
        if not named.references:
            return None
        gone = any(_state(each) == "repealed" for each in named.references)
        citing = self._citations.of(named.references) or (
            self._citations.in_passing(named.references) if gone else []
        )
        if citing:
            fits = self._ranking.of(question, citing).entries
            worded = bool(follow_ups.matter(named.without_references) and fits)
            return self._answered(fits[0].key if worded else citing[0], 1.0, named)
        repealed = self._repealed(named)
        first = named.references[0]
        said = (
            replies.no_paragraph(first)
            if _state(first) == "missing"
            else replies.unknown_paragraph(named.references)
        )
        return repealed or Finding("unknown", said, law=first.number)

    def _by_label(self, question: str, named: Named) -> Finding:
        """A paragraph without its law: what else the question says may tell which; else it is asked."""
        ranked = self._ranking.of(question, self._citations.of_label(named.labels))
        fits = ranked.best >= _FITS and ranked.clear >= _CLEAR
        if not fits:
            ranked = self.ranked(question)
            fits = self._sureness.decide(ranked) == "answer"
        if fits and follow_ups.matter(named.without_references):
            return self._answered(ranked.entries[0].key, self._sureness.of(ranked), named)
        return Finding("unknown", replies.which_law())

    def _by_statute(self, named: Named) -> Finding | None:
        if named.unfamiliar and not named.statutes:
            return Finding("unknown", replies.unfamiliar())
        if not named.statutes:
            return None
        repealed = self._repealed(named)
        if repealed is not None:
            return repealed
        if not self._citations.building_on([each.number for each in named.statutes]):
            law = named.statutes[0].number
            return Finding("unknown", replies.unknown_statutes(named.statutes), law=law)
        return None

    def _repealed(self, named: Named) -> Finding | None:
        """A rule that no longer applies gets what replaced it, never an answer as if it did."""
        old = [each for each in named.statutes if each.repealed]
        if not old:
            return None
        explaining = self._citations.explaining(old)
        if explaining:
            return self._answered(explaining[0], 1.0, named)
        return Finding("unknown", replies.unknown_statutes(old), law=old[0].number)

    def _going_on(self, question: str, before: Topic) -> Finding | None:
        """The question read on from the topic before it; None when it stands on its own."""
        named = named_in(question)
        entry = self.entries.get(before.entry)
        if named.paragraph_without_law and (law := _law_of(named, entry) or before.law):
            return self.settled(question, law)
        if entry is None or named.statutes or not follow_ups.goes_on(question):
            return None
        alone = self.settled(question) or self._by_words(question)
        if alone.outcome == "answer" and follow_ups.stands_alone(question):
            return None
        key = follow_ups.next_entry(question, entry, self.entries, self._ranking)
        return self._answered(key, alone.score, Named()) if key else None

    def _by_words(self, question: str) -> Finding:
        ranked = self.ranked(question)
        sure = self._sureness.of(ranked)
        near = ranked.entries[0].key if ranked.entries else None
        decision = self._sureness.decide(ranked)
        if decision == "answer":
            return self._best(question, ranked)
        if decision == "suggest":
            return self._suggested([fit.key for fit in ranked.entries], sure)
        return Finding("unknown", self._not_known(ranked), near=near, score=sure)

    def _best(self, question: str, ranked: Ranked) -> Finding:
        """The best entry, with the question that it answers where another may have been asked."""
        sure, entry = self._sureness.of(ranked), self.entries[ranked.entries[0].key]
        answer = self._answered(entry.key, sure, named_in(question))
        if sure < _PLAIN or _POLAR.match(entry.short):
            answer = replace(answer, answer=f"{replies.read_as(entry.question)}\n\n{answer.answer}")
        return self._told_apart(question, entry.key, answer)

    def _told_apart(self, question: str, key: str, answer: Finding) -> Finding:
        """The answer; when a word in the question has another meaning that fits as well, that is said."""
        word = open_word(self.around.readings, question)
        meant = word.reading(key) if word else None
        if word is None or meant is None:
            return answer
        fits = self.ranked(question).entries
        topics = set(self.entries[key].topics)
        by_topic = sorted(fits, key=lambda fit: not topics & set(self.entries[fit.key].topics))
        score = next((fit.score for fit in fits if fit.key == key), 0.0)
        beside = others(word, key, [(fit.key, fit.score) for fit in by_topic], _BESIDE * score)
        if not beside:
            return answer
        questions = tuple(self.entries[key].question for key in beside.values())[:_MOST_SUGGESTIONS]
        said = replies.one_reading(word.name, meant.means, list(beside))
        return replace(answer, answer=f"{said}\n\n{answer.answer}", suggestions=questions)

    def _suggested(self, keys: Sequence[str], sure: float) -> Finding:
        questions = tuple(self.entries[key].question for key in keys[:_MOST_SUGGESTIONS])
        return Finding(
            "suggest", replies.suggestions(questions), near=keys[0], suggestions=questions, score=sure
        )

    def _not_known(self, ranked: Ranked) -> str:
        topic = ranked.next_door
        if not topic or not topic.key or topic.score < _LEAST_TO_NAME or ranked.lead > -_AHEAD:
            return replies.unknown()
        return replies.unknown_topic(topic.key)

    def _noticed(self, question: str, finding: Finding) -> Finding:
        """What is confirmed beside what is not known."""
        named = [each.number for each in named_in(question).statutes]
        found = fitting(self.around.notices, question, named)
        if not found:
            return finding
        listed = tuple(notice.listed for notice in found)
        return replace(finding, answer=replies.noticed(finding.answer, found), sources=listed)

    def _amended(self, entry: Entry) -> Iterator[tuple[str, StatuteSource]]:
        """Each cited paragraph that has been amended since it was read, with the amendment."""
        for source in entry.statutes:
            for label in source.paragraphs:
                cited = source.model_copy(update={"paragraphs": (label,)})
                if amended := self._changed(cited):
                    yield amended, cited

    def _answered(self, key: str, score: float, named: Named) -> Finding:
        entry = self.entries[key]
        explained = {each.number for each in named.ambiguous} <= set(entry.explains)
        notes = [replies.two_meanings(named.ambiguous)] if named.ambiguous and not explained else []
        notes += replies.changes(self._amended(entry))
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


def _parts(question: str) -> list[str]:
    """The question, and its sentences when it has several that say something."""
    sentences = [part for part in _SENTENCE.split(question) if len(follow_ups.matter(part)) >= _SAYS]
    return [question, *sentences] if len(sentences) > 1 or sentences not in ([], [question]) else [question]


def _law_of(named: Named, entry: Entry | None) -> str:
    """The statute of the entry's sources that has the paragraph; empty when none has."""
    sources = entry.statutes if entry else ()
    return next((one.law for one in sources if set(named.labels) & set(one.paragraphs)), "")


def _state(reference: Reference) -> paragraphs.State:
    return paragraphs.state(reference.number, reference.chapter, reference.paragraph)


def _wording(question: str) -> str:
    return " ".join(words(question))
