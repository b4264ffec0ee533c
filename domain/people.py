"""The people who take part, and what each may do. Responsibility follows the role, with dates."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    REPORTER = "uppgiftslämnare"
    DEPUTY = "ersättare"
    LEADER = "samrådsledare"
    COORDINATOR = "samordnare"
    DECIDER = "beslutsfattare"
    """Who decides that the report is right and may be published."""
    EXPERT = "sakkunnig"
    MEMBER = "läsare"


ANSWERING = frozenset({Role.REPORTER, Role.DEPUTY, Role.LEADER})
"""Who may fill in the form of the unit that the role is for."""


@dataclass(frozen=True)
class Assignment:
    """A role from ``since`` to and with ``until``; None is open.

    ``unit``: the unit or, of an expert, the group that it is for; None is the county.
    """

    role: Role
    unit: str | None = None
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Person:
    """``role``, ``unit``, ``since`` and ``until`` are the first assignment; ``also`` holds any others.

    ``mail``: where the person is reached outside Teams. ``invented`` marks the people of the local mode.
    """

    id: str
    name: str
    role: Role
    unit: str | None = None
    invented: bool = False
    mail: str = ""
    since: date | None = None
    until: date | None = None
    also: tuple[Assignment, ...] = ()

    @property
    def assignments(self) -> tuple[Assignment, ...]:
        return (Assignment(self.role, self.unit, self.since, self.until), *self.also)

    def on(self, day: date) -> "Person":
        """The person with the assignments that hold on ``day``; with none of them a mere reader."""
        held = [one for one in self.assignments if one.holds(day)]
        first, *rest = held or [Assignment(Role.MEMBER)]
        return replace(
            self,
            role=first.role,
            unit=first.unit,
            since=first.since,
            until=first.until,
            also=tuple(rest),
        )

    @property
    def coordinates(self) -> bool:
        return any(one.role is Role.COORDINATOR for one in self.assignments)

    @property
    def decides(self) -> bool:
        """Whether the person decides on the county's report."""
        return any(one.role is Role.DECIDER for one in self.assignments)

    @property
    def reports(self) -> bool:
        return any(True for _ in self.answers_for())

    def answers_for(self, roles: frozenset[Role] = ANSWERING) -> Iterator[str]:
        """The units that the person fills in the form of, the first assignment's first."""
        given = [one.unit for one in self.assignments if one.unit and one.role in roles]
        yield from dict.fromkeys(given)

    @property
    def groups(self) -> tuple[str, ...]:
        """The keys of the expert groups that the person is in."""
        held = (one.unit for one in self.assignments if one.unit and one.role is Role.EXPERT)
        return tuple(dict.fromkeys(held))

    def leads(self, council: str) -> bool:
        """Whether the person leads that council: sees and returns its municipalities' inputs."""
        return any(one.role is Role.LEADER and one.unit == council for one in self.assignments)
