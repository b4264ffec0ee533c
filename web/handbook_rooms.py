"""What the handbook's pages show: the list, an entry, the proposals, one of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from dialogs.desk import Desk
from domain import swedish
from domain.errors import NotFound
from domain.experts import ExpertGroup
from domain.people import Person
from domain.proposals import Proposal
from domain.workdays import STOCKHOLM
from knowledge.bounds import LONGEST
from knowledge.entries import Entry, EntryError, read_text
from knowledge.fields import CONFIDENCE
from web.attention import Attention, Row, attention, first

if TYPE_CHECKING:
    from knowledge.handbook import Handbook

_MOST_FOUND = 20
_LEAST = 0.1  # less than this is a few letters in common
_LONGEST_ID = 9


@dataclass(frozen=True)
class Section:
    """A part of the list: rows, or rows folded under a group's name each. ``empty``: said without any."""

    title: str
    rows: Sequence[Row] = ()
    folded: Sequence[tuple[str, Sequence[Row]]] = ()
    empty: str = ""


@dataclass(frozen=True)
class Keeper:
    """Somebody who keeps the handbook, with today's assignments, at a moment (aware)."""

    desk: Desk
    person: Person
    now: datetime

    @cached_property
    def handbook(self) -> "Handbook":
        """The same all through one page."""
        return self.desk.handbook

    @cached_property
    def attention(self) -> Attention:
        return attention(self.desk, self.person, self.now)

    @property
    def today(self) -> date:
        return self.now.astimezone(STOCKHOLM).date()

    @property
    def groups(self) -> tuple[ExpertGroup, ...]:
        return self.desk.county.expert_groups

    def entry(self, key: str) -> Entry:
        """Raise NotFound when the handbook has none of that key."""
        if key not in self.handbook.entries:
            raise NotFound("Det finns inget sådant svar i handboken. Sök efter det i listan.")
        return self.handbook.entries[key]

    def proposal(self, number: str) -> Proposal:
        """Raise NotFound when there is none of that number."""
        asked = number_in(number)
        found = self.desk.store.proposals.get(asked) if asked else None
        if not found:
            raise NotFound("Det finns inget sådant förslag. Se dem som väntar under ”Förslag”.")
        return found

    def row(self, entry: Entry) -> Row:
        return self.attention.row(entry, self.group_name(entry.owner))

    def group_name(self, key: str) -> str:
        return self.desk.county.called(key)


def number_in(words: str) -> int | None:
    """An id of the store; None for what cannot be one."""
    return int(words) if words.isascii() and words.isdigit() and len(words) <= _LONGEST_ID else None


def sections(keeper: Keeper, asked: str, group: str) -> list[Section]:
    """The list: what fits the words, best first; without words what needs somebody, and then all."""
    if asked:
        fitting = (entry for entry in _found(keeper, asked) if group in {"", entry.owner})
        found = [keeper.row(entry) for entry in islice(fitting, _MOST_FOUND)]
        return [Section(f"Svar som passar ”{asked}”", found, empty="Inget svar passar. Pröva andra ord.")]
    entries = keeper.handbook.entries.values()
    rows = [keeper.row(entry) for entry in entries if group in {"", entry.owner}]
    pressing = first(rows)
    nothing = "Inget är försenat, markerat som fel eller ändrat."
    return [
        Section(f"Att se över ({len(pressing)})", pressing, empty=nothing),
        Section("Alla svar", folded=list(_folded(rows, keeper))),
    ]


def _found(keeper: Keeper, asked: str) -> list[Entry]:
    entries = keeper.handbook.entries
    if asked in entries:
        return [entries[asked]]
    fits = keeper.handbook.ranked(asked[:LONGEST]).entries
    return [entries[fit.key] for fit in fits if fit.score >= _LEAST]


def _folded(rows: Sequence[Row], keeper: Keeper) -> Iterator[tuple[str, Sequence[Row]]]:
    """The rows of each group, in the county's order; last what belongs to a group that it no longer has."""
    names = dict.fromkeys([group.name for group in keeper.groups] + [row.group for row in rows])
    for name in names:
        held = [row for row in rows if row.group == name]
        if held:
            yield name, sorted(held, key=lambda row: row.entry.question.casefold())


def facts(keeper: Keeper, entry: Entry) -> list[tuple[str, str]]:
    """What to know about an entry beside what a member is shown."""
    standing = keeper.desk.store.proposals.standing(entry.key)
    version = keeper.desk.store.proposals.get(standing) if standing else None
    told = {
        "Nyckel": entry.key,
        "Sakkunniga": keeper.group_name(entry.owner),
        "Säkerhet": swedish.upper_first(CONFIDENCE[entry.confidence]),
        "Gäller från": swedish.day(entry.valid_from),
        "Gäller till": swedish.day(entry.valid_to) if entry.valid_to else "",
        "Granskas senast": swedish.day(entry.review),
        "Ämnen": ", ".join(entry.topics),
        "Hör ihop med": ", ".join(entry.related),
        "Version": _version(version),
    }
    return [(name, words) for name, words in told.items() if words]


def _version(version: Proposal | None) -> str:
    if not version or not version.decided_at:
        return "Som den levererades med Samråd"
    return f"Publicerad {swedish.day(version.decided_at)} av {version.decided_name}"


def notes(keeper: Keeper, entry: Entry) -> list[str]:
    """Why somebody should look at the entry: its review, what was said to be wrong, what has changed."""
    found = keeper.attention
    wrong = [
        f"Markerat som fel {swedish.day(noted.at)}, på frågan ”{noted.asked.question}”: "
        f"{noted.reason or 'inget skäl skrevs'}"
        for noted in found.wrong.get(entry.key, ())
    ]
    return [*found.due(entry), *wrong, *found.changed.get(entry.key, ())]


def question_of(proposal: Proposal) -> str:
    """The question of the proposed entry; its key when the text cannot be read by this version."""
    try:
        return read_text(proposal.name, proposal.markdown).question
    except EntryError:
        return proposal.key


def overtaken(keeper: Keeper, proposal: Proposal) -> bool:
    """Whether another version was published since the proposal was written."""
    return keeper.desk.store.proposals.standing(proposal.key) != proposal.base
