"""Which notices a round calls for at a moment: opened, reminders, late, closed. Worked out, never held."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from domain.people import Person, Role
from domain.rounds import CLOSES, DUE, OPENS, Round
from domain.workdays import at, shift


class Kind(StrEnum):
    OPENED = "öppnad"
    REMINDER = "påminnelse"
    LATE = "försenad"
    LATE_LIST = "försenade enheter"
    CLOSED = "stängd"


@dataclass(frozen=True)
class Rule:
    """``offset``: working days from the regional council; ``to``: roles at a waiting unit, or coordinators.

    Rules of one ``series`` replace each other: who comes back after downtime gets the latest, not all.
    """

    name: str
    kind: Kind
    offset: int
    clock: time
    to: frozenset[Role]
    series: str = "round"

    def moment(self, round_: Round) -> datetime:
        return at(shift(round_.council_date, self.offset), self.clock)


_REPORTER = frozenset({Role.REPORTER})
_BOTH = frozenset({Role.REPORTER, Role.DEPUTY})
_COORDINATOR = frozenset({Role.COORDINATOR})

RULES: tuple[Rule, ...] = (
    Rule("öppnad", Kind.OPENED, OPENS, time(10), _BOTH),
    Rule("påminnelse 1", Kind.REMINDER, DUE - 5, time(10), _REPORTER),
    Rule("påminnelse 2", Kind.REMINDER, DUE - 2, time(10), _REPORTER),
    Rule("påminnelse 3", Kind.REMINDER, DUE - 1, time(10), _BOTH),
    Rule("försenad", Kind.LATE, DUE + 1, time(10), _BOTH),
    Rule("försenade enheter", Kind.LATE_LIST, DUE + 1, time(10), _COORDINATOR, series="coordinator"),
    Rule("stängd", Kind.CLOSED, CLOSES + 1, time(10), _BOTH),
)
"""In order of time. A new rule is one line here."""


@dataclass(frozen=True)
class Notice:
    """``key`` is unique: the same notice is never decided twice. ``replaces`` are keys it makes needless."""

    key: str
    kind: Kind
    rule: str
    round: str
    person: str
    unit: str | None
    moment: datetime
    replaces: tuple[str, ...] = ()


def due(round_: Round, waiting: Iterable[str], people: Iterable[Person], now: datetime) -> Iterator[Notice]:
    """The notices whose moment has come by ``now``, for the units that still have something to do.

    Whoever has nothing missing gets nothing. Late units are listed to each coordinator while any is waiting.
    """
    units = set(waiting)
    if not units:
        return
    for person in people:
        yield from _for(person, round_, units, now)


def is_for(rule: str, person: Person) -> bool:
    """Whether the rule of that name still speaks to the person's role."""
    return any(person.role in known.to for known in RULES if known.name == rule)


def _for(person: Person, round_: Round, units: set[str], now: datetime) -> Iterator[Notice]:
    passed: dict[str, list[str]] = {}
    last: dict[str, Rule] = {}
    for rule in RULES:
        if rule.moment(round_) <= now and _concerns(rule, person, units):
            passed.setdefault(rule.series, []).append(_key(rule, round_, person))
            last[rule.series] = rule
    for series, rule in last.items():
        yield Notice(
            key=passed[series][-1],
            kind=rule.kind,
            rule=rule.name,
            round=round_.key,
            person=person.id,
            unit=person.unit,
            moment=rule.moment(round_),
            replaces=tuple(passed[series][:-1]),
        )


def _concerns(rule: Rule, person: Person, units: set[str]) -> bool:
    return person.role in rule.to and (person.coordinates or person.unit in units)


def _key(rule: Rule, round_: Round, person: Person) -> str:
    return f"{round_.key}/{rule.name}/{person.unit or '-'}/{person.id}"
