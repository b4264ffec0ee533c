"""The people who take part, and what each may do."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    REPORTER = "uppgiftslämnare"
    DEPUTY = "ersättare"
    COORDINATOR = "samordnare"
    EXPERT = "sakkunnig"
    MEMBER = "läsare"


@dataclass(frozen=True)
class Person:
    """``unit`` is the unit that the person answers for; ``invented`` marks the people of the local mode."""

    id: str
    name: str
    role: Role
    unit: str | None = None
    invented: bool = False

    @property
    def coordinates(self) -> bool:
        return self.role is Role.COORDINATOR

    @property
    def reports(self) -> bool:
        return self.unit is not None and self.role in {Role.REPORTER, Role.DEPUTY}
