"""The county and its parts: who reports, who leads, what the year's work is sorted under."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.quarter import Quarter


class UnitKind(StrEnum):
    SUB_REGION = "delregion"
    MUNICIPALITY = "kommun"
    AGENCY = "aktör"


@dataclass(frozen=True)
class OrgUnit:
    """One unit of the tree. ``code`` is the municipality code of SCB; ``in_county`` is false for guests."""

    id: str
    name: str
    kind: UnitKind
    parent: str | None = None
    code: str | None = None
    in_county: bool = True


@dataclass(frozen=True)
class Council:
    """The sub-regional council (delregionalt samråd) of one sub-region; ``led_by`` names the leader."""

    unit: OrgUnit
    led_by: str
    members: tuple[OrgUnit, ...]

    @property
    def id(self) -> str:
        return self.unit.id

    @property
    def name(self) -> str:
        return self.unit.name


@dataclass(frozen=True)
class FocusArea:
    """An "insatsområde"; configuration with validity dates, since they change between years."""

    key: str
    name: str
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True)
class County:
    key: str
    name: str
    code: str
    authority: str
    report_title: str
    councils: tuple[Council, ...]
    agencies: tuple[OrgUnit, ...]
    focus_areas: tuple[FocusArea, ...]

    def council(self, unit_id: str) -> Council:
        """Raise KeyError for a unit that has no council."""
        for council in self.councils:
            if council.id == unit_id:
                return council
        raise KeyError(unit_id)

    def units(self) -> Iterator[OrgUnit]:
        for council in self.councils:
            yield council.unit
            yield from council.members
        yield from self.agencies

    def unit(self, unit_id: str) -> OrgUnit:
        """Raise KeyError for an unknown unit."""
        for unit in self.units():
            if unit.id == unit_id:
                return unit
        raise KeyError(unit_id)

    def areas_in(self, quarter: Quarter) -> tuple[FocusArea, ...]:
        """The focus areas of a quarter: those that hold on its first day."""
        day = quarter.start
        return tuple(
            area
            for area in self.focus_areas
            if area.valid_from <= day and (area.valid_to is None or day <= area.valid_to)
        )


@dataclass(frozen=True)
class Figure:
    """A published number for a unit: shown beside the question ``key``, never asked for again."""

    unit: str
    key: str
    value: int
    source: str
    as_of: date
