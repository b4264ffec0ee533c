"""What notices and their words are made from, gathered from the store at a moment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from domain.county import County
from domain.people import Person
from domain.report_links import NoReportDoors, ReportDoors
from domain.rounds import Round
from domain.situation import Kept, Situation, Units
from domain.watching import Keys
from domain.weekly import EntryFact
from domain.workdays import SendHours
from store.store import Store

Link = Callable[[Person, str, Round, datetime], str]
"""Where a person finds a unit's form of a round in a browser; empty when there is no such door."""


def no_link(_person: Person, _unit: str, _round: Round, _now: datetime) -> str:
    return ""


Entries = Callable[[], Mapping[str, EntryFact]]
"""What is told here of the handbook's entries, by key."""


def no_entries() -> Mapping[str, EntryFact]:
    return {}


KnownKeys = Callable[[], Keys]
"""What the bot shows who it is with, and how that goes."""


def no_keys() -> Keys:
    return Keys()


@dataclass(frozen=True)
class Sources:
    """``by_mail``: whether who has only a mail address is reached there. ``gathered``: kept in mind."""

    store: Store
    county: County
    hours: SendHours
    link: Link = no_link
    by_mail: bool = False
    entries: Entries = no_entries
    report_links: ReportDoors = field(default_factory=NoReportDoors)
    gathered: "Gathered | None" = None
    keys: KnownKeys = no_keys


class Gathered:
    """Rounds as they stood when they were first asked for, for many messages that are written together."""

    def __init__(self) -> None:
        self._found: dict[str, Situation] = {}
        self._one_at_a_time = Lock()

    def of(self, round_key: str, gather: Callable[[], Situation]) -> Situation:
        with self._one_at_a_time:
            if round_key not in self._found:
                self._found[round_key] = gather()
            return self._found[round_key]


def situation(sources: Sources, round_: Round, now: datetime) -> Situation:
    """How the round stands; ``now`` is aware."""
    if sources.gathered:
        return sources.gathered.of(round_.key, lambda: _situation(sources, round_, now))
    return _situation(sources, round_, now)


def _situation(sources: Sources, round_: Round, now: datetime) -> Situation:
    store, county = sources.store, sources.county
    kept = Kept(
        steps=store.lives.journal(round_.key),
        people=tuple(store.people.everyone()),
        reached=store.correspondence.reached(by_mail=sources.by_mail),
        meetings=store.meetings.of(round_.key),
        evaluated=frozenset(store.evaluations.of(round_.key)),
        report=tuple(store.report_life.steps(round_.key)),
        remarks=tuple(store.report_life.remarks(round_.key)),
    )
    return Situation(round_, units_of(county), kept, sources.hours, now)


def units_of(county: County) -> Units:
    return Units(
        asked=tuple(one.id for one in county.reporting()),
        invited={
            member.id: council.id for council in county.councils for member in council.members if member.form
        },
    )
