"""What in the handbook somebody should look at: what is due for review, was marked wrong, or has changed."""

from collections.abc import Iterable, Mapping
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


@dataclass(frozen=True)
class Row:
    """An entry in the list. ``marks``: why to look at it, the most pressing first; ``rank`` sorts them."""

    entry: Entry
    group: str
    marks: tuple[str, ...]
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
        found = [
            (0, f"Skulle ha granskats {swedish.day(entry.review)}", entry.review < self.today),
            (1, _times(len(self.wrong.get(entry.key, ()))), entry.key in self.wrong),
            (2, "En paragraf som svaret bygger på har ändrats", entry.key in self.changed),
            (3, swedish.upper_first(_waiting(len(self.open.get(entry.key, ())))), entry.key in self.open),
            (4, f"Granskas senast {swedish.day(entry.review)}",
             self.today <= entry.review <= self.today + _AHEAD),
        ]  # fmt: skip
        held = [(rank, words) for rank, words, holds in found if holds]
        first = held[0][0] if held else len(found)
        return Row(entry, group, tuple(words for _, words in held), (first, entry.review))


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


def _times(number: int) -> str:
    return f"Markerat som fel {swedish.in_words(number)} {'gång' if number == 1 else 'gånger'}"


def _waiting(number: int) -> str:
    return swedish.count(number, "förslag väntar", "förslag väntar", neuter=True)
