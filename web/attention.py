"""What in the handbook somebody should look at: what is due for review, was marked wrong, or has changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dialogs.desk import Desk
from domain import swedish
from domain.experts import may_answer
from domain.feedback import Noted, Verdict
from domain.people import Person
from domain.proposals import Proposal
from domain.workdays import STOCKHOLM
from knowledge.entries import Entry

_AHEAD = timedelta(days=30)
"""So long before its review date an entry is pointed out."""

_MARKED = timedelta(days=90)
"""So long a mark is shown, unless a new version is published before."""


_PRESSING = 2
_LAST = 9


@dataclass(frozen=True)
class Mark:
    """Why to look at an entry; a lower ``rank`` presses more."""

    words: str
    rank: int

    @property
    def pressing(self) -> bool:
        """Overdue, wrong or changed; what only waits or is to come is not."""
        return self.rank <= _PRESSING


@dataclass(frozen=True)
class Row:
    """An entry in the list. ``marks``: the most pressing first; ``rank`` sorts the rows."""

    entry: Entry
    group: str
    marks: tuple[Mark, ...]
    rank: tuple[int, date]


@dataclass(frozen=True)
class Attention:
    """By key. ``wrong``: the questions whose answer was marked wrong since it was published last.
    ``changed``: a line for each source with another wording now. ``open``: the proposals that wait.
    """

    today: date
    wrong: Mapping[str, tuple[Noted, ...]]
    changed: Mapping[str, tuple[str, ...]]
    open: Mapping[str, tuple[Proposal, ...]]

    def row(self, entry: Entry, group: str) -> Row:
        signs = enumerate(self._signs(entry))
        found = tuple(Mark(words, rank) for rank, (words, holds) in signs if holds)
        return Row(entry, group, found, (found[0].rank if found else _LAST, entry.review))

    def _signs(self, entry: Entry) -> Iterator[tuple[str, bool]]:
        """Each sign and whether the entry has it, the most pressing first."""
        wrong, open_ = len(self.wrong.get(entry.key, ())), len(self.open.get(entry.key, ()))
        waiting = swedish.count(open_, "förslag väntar", "förslag väntar", neuter=True)
        due = " ".join(self.due(entry))
        late = entry.review < self.today
        yield due, late
        yield f"Markerat som fel {swedish.count(wrong, 'gång', 'gånger')}", wrong > 0
        yield "En paragraf som svaret bygger på har ändrats", entry.key in self.changed
        yield swedish.upper_first(waiting), open_ > 0
        yield due, bool(due) and not late

    def due(self, entry: Entry) -> list[str]:
        """That the entry should be read through, when that is near or past."""
        if entry.review > self.today + _AHEAD:
            return []
        late = entry.review < self.today
        return [f"{'Skulle ha granskats' if late else 'Ska granskas'} senast {swedish.day(entry.review)}"]


def attention(desk: Desk, person: Person, now: datetime) -> Attention:
    """How the handbook stands. Marks and their reasons are for those who may do something about them."""
    today = now.astimezone(STOCKHOLM).date()
    open_: dict[str, tuple[Proposal, ...]] = {}
    for proposal in desk.store.proposals.open():
        open_[proposal.key] = (*open_.get(proposal.key, ()), proposal)
    own = {key for key, entry in desk.handbook.entries.items() if may_answer(person, entry.owner)}
    wrong = {key: marks for key, marks in _marked(desk, now).items() if key in own}
    changed = {
        key: lines for key, entry in desk.handbook.entries.items() if (lines := desk.handbook.amended(entry))
    }
    return Attention(today, wrong, changed, open_)


def _marked(desk: Desk, now: datetime) -> dict[str, tuple[Noted, ...]]:
    published = desk.store.proposals.published()
    found: dict[str, tuple[Noted, ...]] = {}
    for noted in desk.store.questions.since(now - _MARKED):
        key = noted.asked.entry or noted.picked
        version = published.get(key)
        seen_to = version and version.decided_at and noted.at < version.decided_at
        if noted.verdict is Verdict.WRONG and key in desk.handbook.entries and not seen_to:
            found[key] = (*found.get(key, ()), noted)
    return found


def first(rows: Iterable[Row]) -> list[Row]:
    """Those with anything to see to: overdue first, then marked wrong, then changed; the oldest first."""
    return sorted((row for row in rows if row.marks), key=lambda row: row.rank)
