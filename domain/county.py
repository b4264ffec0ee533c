"""The county and its parts: who reports, who leads, what the year's work is sorted under."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.experts import ExpertGroup
from domain.people import Role
from domain.quarter import Quarter
from domain.report_plan import ReportPlan


class UnitKind(StrEnum):
    SUB_REGION = "delregion"
    MUNICIPALITY = "kommun"
    AGENCY = "aktör"


@dataclass(frozen=True)
class OrgUnit:
    """One unit of the tree. ``code`` is the municipality code of SCB; ``in_county`` is false for guests.

    ``form``: id of the questionnaire that the unit fills in; empty for one that is not asked. ``also``: what
    people call it besides its name.
    """

    id: str
    name: str
    kind: UnitKind
    parent: str | None = None
    code: str | None = None
    in_county: bool = True
    form: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Respondent:
    """A unit that is asked. ``members``: the units that its form speaks of.

    They are the municipalities of a council, the sub-regions for an agency, none for a municipality.
    """

    unit: OrgUnit
    members: tuple[OrgUnit, ...] = ()

    @property
    def id(self) -> str:
        return self.unit.id

    @property
    def name(self) -> str:
        return self.unit.name

    @property
    def title(self) -> str:
        """Delregionalt samråd Fyrbodal; Arbetsförmedlingen; Kommunens inspel: Åmål."""
        if self.unit.kind is UnitKind.SUB_REGION:
            return f"Delregionalt samråd {self.name}"
        return f"Kommunens inspel: {self.name}" if self.unit.kind is UnitKind.MUNICIPALITY else self.name


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

    @property
    def respondent(self) -> Respondent:
        return Respondent(self.unit, self.members)


@dataclass(frozen=True)
class FocusArea:
    """An "insatsområde"; configuration with validity dates, since they change between years.

    ``name_en``: for the English summary; empty is the Swedish name.
    """

    key: str
    name: str
    valid_from: date
    valid_to: date | None = None
    name_en: str = ""


@dataclass(frozen=True)
class SeriesBreak:
    """A day from which numbers are other things than before, and why: no development is told across it.

    ``units`` and ``keys`` (of questions) are those that it holds for; empty is all.
    """

    day: date
    why: str
    units: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    def parts(self, unit: str, key: str, then: Quarter, now: Quarter) -> bool:
        """Whether it lies between the two quarters (the later one's end counts) of that number."""
        return (
            then.end < self.day <= now.end
            and (not self.units or unit in self.units)
            and (not self.keys or key in self.keys)
        )


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
    breaks: tuple[SeriesBreak, ...] = ()
    expert_groups: tuple[ExpertGroup, ...] = ()
    report: ReportPlan = field(default_factory=ReportPlan)

    def expert_group(self, key: str) -> ExpertGroup:
        """Raise KeyError for a group that the county has none of."""
        for group in self.expert_groups:
            if group.key == key:
                return group
        raise KeyError(key)

    def called(self, place: str) -> str:
        """The name of a unit or an expert group; the id itself of what the county no longer has."""
        return next((one.name for one in self.units() if one.id == place), None) or next(
            (one.name for one in self.expert_groups if one.key == place), place
        )

    def task(self, role: Role, place: str | None) -> str:
        """Samordnare; ersättare för Fyrbodal; sakkunnig i bosättning."""
        if role is Role.EXPERT:
            known = next((one for one in self.expert_groups if one.key == place), None)
            return known.member if known else role.value
        return f"{role.value} för {self.called(place)}" if place else role.value

    def council(self, unit_id: str) -> Council:
        """Raise KeyError for a unit that has no council."""
        for council in self.councils:
            if council.id == unit_id:
                return council
        raise KeyError(unit_id)

    def reporting(self) -> tuple[Respondent, ...]:
        """Whose reports the county waits for: the councils, then the agencies. Municipalities may."""
        councils = tuple(council.respondent for council in self.councils)
        return councils + tuple(self.respondent(agency.id) for agency in self.agencies if agency.form)

    def respondent(self, unit_id: str) -> Respondent:
        """Any unit that has a form, ready to be asked. Raise KeyError for an unknown unit."""
        for council in self.councils:
            if council.id == unit_id:
                return council.respondent
        unit = self.unit(unit_id)
        if unit.kind is UnitKind.AGENCY:
            return Respondent(unit, tuple(council.unit for council in self.councils))
        return Respondent(unit)

    def council_of(self, unit_id: str) -> Council | None:
        """The council that a municipality sits in, or that is the unit itself; None for an agency."""
        for council in self.councils:
            if council.id == unit_id or any(member.id == unit_id for member in council.members):
                return council
        return None

    def form_ids(self) -> tuple[str, ...]:
        """The questionnaires that a round needs, each once."""
        return tuple(dict.fromkeys(unit.form for unit in self.units() if unit.form))

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


class FigureState(StrEnum):
    PUBLISHED = "publicerad"
    SUPPRESSED = "undertryckt"
    WITHDRAWN = "indragen"
    MISSING = "saknas"
    REVISED = "reviderad"


@dataclass(frozen=True)
class Figure:
    """A published number for a unit: shown beside the question ``key``, never asked for again.

    ``as_of``: the day that it speaks of (for a quota the day from which it holds); ``fetched``: when it was
    read, aware. ``value`` is None unless it is published or revised: a withdrawn number is never zero.
    """

    unit: str
    key: str
    value: int | float | None
    source: str
    as_of: date
    fetched: datetime | None = None
    state: FigureState = FigureState.PUBLISHED

    def holds_in(self, quarter: Quarter) -> bool:
        """Whether it says something of that quarter: a quota until the next, a yearly survey for a year."""
        if self.as_of > quarter.end:
            return False
        if self.key.startswith(_QUOTAS):
            return True
        return self.as_of >= (quarter.end - _YEAR if self.key.startswith(_SURVEYS) else quarter.start)

    @property
    def lasts(self) -> bool:
        """Whether it may say something of other quarters than the one that its day is in."""
        return self.key.startswith((*_QUOTAS, *_SURVEYS))

    @property
    def answering(self) -> int | None:
        """Of a count of municipalities how many it is of, as its source says: "av 13 av 14 kommuner"."""
        found = _COUNTED.search(self.source)
        return int(found[1]) if found else None


_QUOTAS = ("quota_", "county_quota")
_SURVEYS = ("housing_",)
_YEAR = timedelta(days=366)
_COUNTED = re.compile(r"\bav (\d+) av \d+ kommun(?:er)?\b")
