"""The week's list to those who own the handbook's topics: what was asked, what was wrong, what is due."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.experts import may_answer
from domain.feedback import Noted, Verdict
from domain.notices import Errand, Kind
from domain.people import Person
from domain.tickets import Ticket
from domain.weeks import Week
from domain.workdays import at

AHEAD = timedelta(days=30)
"""So long before its review date an entry is told of."""


@dataclass(frozen=True)
class EntryFact:
    """What is known here of an entry of the handbook. ``group``: the experts who own it."""

    key: str
    question: str
    group: str
    review: date


@dataclass(frozen=True)
class Counted:
    """A question in the words it was first asked in; ``times``: how often."""

    words: str
    times: int


@dataclass(frozen=True)
class WeekList:
    """For one person, of the topics that are that person's.

    ``asked``: how many questions there were; ``unanswered``: those without an answer, most asked first.
    ``marked``: answers that did not help or were wrong. ``variants``: words that led to an entry by a
    suggestion: entry and words. ``reviews``: the most overdue first. ``unreached``: answered, and the asker
    does not know. ``lost``: how many other messages did not come, or may not have; for who runs the rounds.
    """

    asked: int
    unanswered: tuple[Counted, ...]
    marked: tuple[Noted, ...]
    variants: tuple[tuple[str, str], ...]
    reviews: tuple[EntryFact, ...]
    tickets: tuple[Ticket, ...]
    unreached: tuple[Ticket, ...]
    lost: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do anything about."""
        return not any(
            (
                self.unanswered,
                self.marked,
                self.variants,
                self.reviews,
                self.tickets,
                self.unreached,
                self.lost,
            )
        )


@dataclass(frozen=True)
class WeekMaterial:
    """All that the lists of a week draw on. ``notes``: questions asked in the latest weeks.

    ``tickets``: the open ones. ``unreached``: those whose reply did not reach the asker. ``lost``: when each
    other message was given up that nobody has sent again.
    """

    week: Week
    notes: Sequence[Noted]
    tickets: Sequence[Ticket]
    unreached: Sequence[Ticket]
    entries: Mapping[str, EntryFact]
    lost: Sequence[datetime] = ()

    def of(self, person: Person, since: date) -> WeekList:
        """The person's list from ``since`` to the week's beginning."""
        first = at(since, time())
        notes = [
            note
            for note in self.notes
            if first <= note.at < self.week.starts and may_answer(person, self._group(note))
        ]
        reviews = [one for one in self.entries.values() if may_answer(person, one.group)]
        return WeekList(
            asked=len(notes),
            unanswered=tuple(_counted(note.asked.question for note in notes if _unanswered(note))),
            marked=tuple(note for note in notes if note.verdict in {Verdict.NOT, Verdict.WRONG}),
            variants=tuple(dict.fromkeys(_variants(notes))),
            reviews=tuple(sorted(_due(reviews, self.week.monday + AHEAD), key=lambda one: one.review)),
            tickets=tuple(
                one
                for one in self.tickets
                if one.asked_at < self.week.starts and may_answer(person, one.group)
            ),
            unreached=tuple(
                one
                for one in self.unreached
                if first <= one.steps[-1].at < self.week.starts and may_answer(person, one.group)
            ),
            lost=sum(person.coordinates and first <= when < self.week.starts for when in self.lost),
        )

    def _group(self, note: Noted) -> str:
        """The group of the entry that a suggestion led to; else the one that was nearest."""
        picked = self.entries.get(note.picked)
        return picked.group if picked else note.asked.group


def lists(
    material: WeekMaterial, people: Iterable[Person], since: Mapping[str, date]
) -> Iterator[tuple[Person, WeekList]]:
    """To each person with something on it. ``since``: from when it goes on, by person."""
    for person in people:
        found = material.of(person, since[person.id])
        if not found.is_empty:
            yield person, found


def errand(week: Week, person: Person) -> Errand:
    return Errand(week.errand_key(person.id), Kind.WEEKLY, person.id, week.key)


def _unanswered(note: Noted) -> bool:
    return note.asked.outcome != "answer" and not note.picked


def _variants(notes: Iterable[Noted]) -> Iterator[tuple[str, str]]:
    for note in notes:
        if note.picked:
            yield note.picked, " ".join(note.asked.question.split())


def _due(entries: Iterable[EntryFact], until: date) -> Iterator[EntryFact]:
    return (one for one in entries if one.review <= until)


def _counted(questions: Iterable[str]) -> list[Counted]:
    """The same words are the same question, whatever their case, spaces or question marks."""
    found: dict[str, list[str]] = {}
    for question in questions:
        words = " ".join(question.split())
        found.setdefault(words.casefold().rstrip(" ?!."), []).append(words)
    counted = [Counted(asked[0], len(asked)) for asked in found.values()]
    return sorted(counted, key=lambda one: -one.times)
