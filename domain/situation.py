"""A round as it stands at a moment: what has been done with each answer, and who answers for it then."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from domain.life import Act, Life, Status, Step
from domain.people import ANSWERING, Person, Role
from domain.report_life import Remark, ReportLife, ReportStep
from domain.rounds import MEETINGS_HELD, Round, day_of
from domain.workdays import STOCKHOLM, SendHours

REPORTING = frozenset({Role.REPORTER, Role.LEADER})
"""Who is asked first; a deputy steps in after them."""

UNSENT = frozenset({Status.NOT_STARTED, Status.DRAFT, Status.RETURNED})
"""There is still something to do."""

_WRITING = frozenset({Act.SAVE, Act.SUBMIT, Act.NOTHING})


@dataclass(frozen=True)
class Units:
    """Who is asked in a round, by unit id. ``invited``: each municipality and its council."""

    asked: tuple[str, ...]
    invited: Mapping[str, str]


@dataclass(frozen=True)
class Kept:
    """What is stored of a round. ``steps``: of each unit with any, oldest first. ``people``: with all dates.

    ``reached``: ids of those who can be reached. ``meetings``: council to the day that it meets.
    ``evaluated``: ids of those who have answered the evaluation. ``report``, ``remarks``: what has been done
    with the round's report, and said of it in the fact check, oldest first.
    """

    steps: Mapping[str, tuple[Step, ...]]
    people: tuple[Person, ...]
    reached: Collection[str]
    meetings: Mapping[str, date]
    evaluated: Collection[str] = ()
    report: tuple[ReportStep, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Situation:
    round: Round
    units: Units
    kept: Kept
    hours: SendHours
    now: datetime

    @property
    def today(self) -> date:
        return self.now.astimezone(STOCKHOLM).date()

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Everyone, with the assignments that hold today."""
        return tuple(person.on(self.today) for person in self.kept.people)

    @cached_property
    def coordinators(self) -> tuple[Person, ...]:
        return tuple(person for person in self.people if person.coordinates)

    @cached_property
    def deciders(self) -> tuple[Person, ...]:
        """Who decides on the report today; where nobody is appointed, the coordinators."""
        return tuple(person for person in self.people if person.decides) or self.coordinators

    @cached_property
    def report(self) -> ReportLife:
        return ReportLife.of(self.kept.report)

    def person(self, person_id: str) -> Person | None:
        return next((person for person in self.people if person.id == person_id), None)

    @cached_property
    def _lives(self) -> dict[str, Life]:
        return {unit: Life.of(steps) for unit, steps in self.kept.steps.items()}

    def life(self, unit: str) -> Life:
        return self._lives.get(unit) or Life()

    def waits(self, unit: str) -> bool:
        """Whether the unit still has something to send in."""
        return self.life(unit).status in UNSENT

    @cached_property
    def _answering(self) -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = {}
        for person in self.people:
            for unit in person.answers_for():
                found.setdefault(unit, []).append(person)
        return found

    def answering(self, unit: str) -> list[Person]:
        """Everyone who answers for the unit today."""
        return self._answering.get(unit, [])

    def units_of(self, person: Person) -> Iterator[str]:
        """The units of the round that the person answers for."""
        for unit in person.answers_for():
            if unit in self.units.asked or unit in self.units.invited:
                yield unit

    def roles(self, person: Person, unit: str) -> frozenset[Role]:
        """The person's roles for the unit; a deputy is the reporter too when no reporter can be reached."""
        held = frozenset(one.role for one in person.assignments if one.unit == unit and one.role in ANSWERING)
        if Role.DEPUTY in held and not self._reachable_reporter(unit):
            return held | {Role.REPORTER}
        return held

    def _reachable_reporter(self, unit: str) -> bool:
        return any(
            person.id in self.kept.reached
            for person in self.answering(unit)
            if any(one.unit == unit and one.role in REPORTING for one in person.assignments)
        )

    def unmanned(self) -> list[str]:
        """The reporting units that nobody can be reached for."""
        return [
            unit
            for unit in self.units.asked
            if not any(person.id in self.kept.reached for person in self.answering(unit))
        ]

    def meets(self, municipality: str) -> date:
        """When the municipality's council meets; until it is told, the last day for such meetings."""
        council = self.units.invited[municipality]
        told = self.kept.meetings.get(council)
        return told or day_of(self.round.council_date, MEETINGS_HELD, self.hours)

    def contributors(self) -> list[Person]:
        """Who has filled in or sent in, coordinators apart."""
        return contributors(self.kept.steps, self.people)


def contributors(steps: Mapping[str, tuple[Step, ...]], people: Iterable[Person]) -> list[Person]:
    """Of ``people`` those who have filled in or sent in, coordinators apart."""
    wrote = {step.by for taken in steps.values() for step in taken if step.action in _WRITING}
    return [person for person in people if person.id in wrote and not person.coordinates]
