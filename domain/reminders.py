"""Which notices the calendar calls for at a moment, for those who answer. Worked out, never held."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from domain.calendar import Anchor, Days, is_ordinary
from domain.life import closes, late
from domain.life import due as due_for
from domain.notices import Kind, Notice
from domain.people import Person, Role
from domain.rounds import Round
from domain.situation import REPORTING, Situation
from domain.workdays import SendHours, at, shift


@dataclass(frozen=True)
class Rule:
    """``offset``: working days from the anchor; ``to``: roles at a unit that still has something to do.

    Rules of one ``series`` replace each other: who comes back after downtime gets the latest, not all.
    """

    name: str
    kind: Kind
    anchor: Anchor
    offset: int
    to: frozenset[Role]
    series: str = "round"

    def moment(self, days: Days, hours: SendHours) -> datetime:
        """In quiet time the last allowed day before; what tells of a past day waits for the first after."""
        day = shift(days.of(self.anchor), self.offset)
        return at(day if self.offset > 0 else hours.last_allowed(day), _CLOCK)


_CLOCK = time(10)
_REPORTER = REPORTING
_BOTH = REPORTING | {Role.DEPUTY}

_FIRST = (
    Rule("kontakter", Kind.CONTACTS, Anchor.CREATED, 0, _REPORTER),
    Rule("öppnad", Kind.OPENED, Anchor.OPENS, 0, _BOTH),
)
_AFTER = (
    Rule("försenad", Kind.LATE, Anchor.DUE, 1, _BOTH),
    Rule("stängd", Kind.CLOSED, Anchor.CLOSES, 1, _BOTH),
)
RULES: tuple[Rule, ...] = (
    *_FIRST,
    Rule("påminnelse 1", Kind.REMINDER, Anchor.DUE, -5, _REPORTER),
    Rule("påminnelse 2", Kind.REMINDER, Anchor.DUE, -2, _REPORTER),
    Rule("påminnelse 3", Kind.REMINDER, Anchor.DUE, -1, _BOTH),
    *_AFTER,
)
"""For a unit whose report is waited for, in order of time. A new rule is one line here."""

WITH_EXTENSION: tuple[Rule, ...] = (
    *_FIRST,
    Rule("påminnelse anstånd", Kind.REMINDER, Anchor.DUE, -1, _BOTH),
    *_AFTER,
)
"""For a unit that has been given more time: its own due day counts."""

FOR_MUNICIPALITIES: tuple[Rule, ...] = (
    Rule("inbjudan igen", Kind.INVITED_AGAIN, Anchor.MEETING, -3, _REPORTER, series="municipality"),
    Rule("inbjudan", Kind.INVITED, Anchor.OPENS, 0, _REPORTER, series="municipality"),
)
"""A municipality's input is asked for twice, kindly, before its council meets.

The invitation stands last: where the council meets so early that both fall together, it is the one.
"""


def due(now: Situation) -> Iterator[Notice]:
    """The notices whose moment has come, for the units that still have something to do.

    Whoever has nothing missing gets nothing. Who answers for several units gets one notice for all.
    """
    for person in now.people:
        yield from _for(person, now)


def units_for(rule: str, person: Person, now: Situation) -> list[str]:
    """The person's units that the rule of that name still has something true to tell of."""
    return [
        unit
        for unit in now.units_of(person)
        for known in rules_of(unit, now)
        if known.name == rule and now.roles(person, unit) & known.to and _holds(known, unit, now)
    ]


def assigned(rule: str, person: Person, unit: str, now: Situation) -> bool:
    """Whether the rule of that name still speaks to the person's role at the unit."""
    known = (*RULES, *WITH_EXTENSION, *FOR_MUNICIPALITIES)
    return any(now.roles(person, unit) & one.to for one in known if one.name == rule)


def rules_of(unit: str, now: Situation) -> tuple[Rule, ...]:
    if unit in now.units.invited:
        return FOR_MUNICIPALITIES
    return WITH_EXTENSION if now.life(unit).extension else RULES


def _for(person: Person, now: Situation) -> Iterator[Notice]:
    """Of each series the latest that has come and is true, and all the others replaced."""
    passed: dict[tuple[str, date], list[_Occasion]] = {}
    for unit in now.units_of(person):
        for one in _passed(person, unit, now):
            passed.setdefault(one.series, []).append(one)
    for occasions in passed.values():
        true = [one for one in occasions if _holds(one.rule, one.unit, now)]
        if true:
            last = max(true, key=lambda one: one.order)
            yield _notice(person, now.round, last, [one.key for one in occasions if one.order <= last.order])


@dataclass(frozen=True)
class _Occasion:
    """A rule whose moment has come for a person's unit; ``place``: the rule's in its list."""

    rule: Rule
    unit: str
    moment: datetime
    place: int
    key: str
    series: tuple[str, date]

    @property
    def order(self) -> tuple[datetime, int]:
        return self.moment, self.place


def _passed(person: Person, unit: str, now: Situation) -> Iterator[_Occasion]:
    if not now.waits(unit):
        return
    days, roles = Days.for_unit(unit, now), now.roles(person, unit)
    for place, rule in enumerate(rules_of(unit, now)):
        moment = rule.moment(days, now.hours)
        if moment <= now.now and roles & rule.to:
            key = f"{now.round.key}/{_label(rule, days, now.round)}/{unit}/{person.id}"
            yield _Occasion(rule, unit, moment, place, key, (rule.series, days.due))


def _since(unit: str, now: Situation) -> datetime:
    """What was to be said before that is history: a returned answer was told of when it was returned."""
    if returned := now.life(unit).returned:
        return returned.at
    return datetime.min.replace(tzinfo=UTC)


def _notice(person: Person, round_: Round, last: "_Occasion", keys: Iterable[str]) -> Notice:
    others = dict.fromkeys(key for key in keys if key != last.key)
    return Notice(
        key=last.key,
        kind=last.rule.kind,
        rule=last.rule.name,
        round=round_.key,
        person=person.id,
        unit=last.unit,
        moment=last.moment,
        replaces=tuple(others),
    )


def _label(rule: Rule, days: Days, round_: Round) -> str:
    """The rule's name; with the day where that is the unit's own: a new due day, a new notice."""
    ordinary = is_ordinary(rule.anchor, days, round_)
    return rule.name if ordinary else f"{rule.name} {days.of(rule.anchor)}"


def _holds(rule: Rule, unit: str, now: Situation) -> bool:
    """Whether what the notice says is true; a later notice of the round says what holds after that."""
    round_, life = now.round, now.life(unit)
    if not now.waits(unit) or rule.moment(Days.for_unit(unit, now), now.hours) <= _since(unit, now):
        return False
    match rule.kind:
        case Kind.CONTACTS:
            return now.now < round_.opens
        case Kind.LATE:
            return late(life, round_, now.now) and now.now < closes(life, round_)
        case Kind.CLOSED:
            return now.now >= closes(life, round_)
        case Kind.INVITED | Kind.INVITED_AGAIN:
            return round_.takes_answers(now.now) and now.today <= now.meets(unit)
        case _:
            return round_.opens <= now.now <= due_for(life, round_)
