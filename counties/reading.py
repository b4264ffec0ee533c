"""Reading a county's folder: its units and councils, focus areas, calendar, and the invented people."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, model_validator

from counties.files import Strict, read_file
from counties.invented import Invented, read_invented
from counties.report import read_report
from domain.county import Council, County, FocusArea, OrgUnit, SeriesBreak, UnitKind
from domain.errors import BadSetting
from domain.experts import ExpertGroup
from domain.quarter import Quarter
from domain.workdays import SendHours

FOLDER = Path(__file__).parent
_THURSDAY = 3


_MonthDay = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
_QuarterKey = Annotated[str, StringConstraints(pattern=r"^20\d\dQ[1-4]$")]


class _Municipality(Strict):
    code: str
    name: str
    in_county: bool = True


class _Council(Strict):
    id: str
    name: str
    led_by: str
    also: tuple[str, ...] = ()
    members: tuple[_Municipality, ...]


class _Area(Strict):
    key: str
    name: str
    valid_from: date
    valid_to: date | None = None
    name_en: str = ""


class _Agency(Strict):
    id: str
    name: str
    form: str
    also: tuple[str, ...] = ()


class _Break(Strict):
    """No ``units`` or ``keys`` means all: a change of membership is one unit and no keys."""

    day: date
    why: str
    units: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


class _Group(Strict):
    key: str
    name: str
    also: tuple[str, ...] = ()


class _Assumed(Strict):
    """One day for each quarter."""

    first: _MonthDay = Field(alias="1")
    second: _MonthDay = Field(alias="2")
    third: _MonthDay = Field(alias="3")
    fourth: _MonthDay = Field(alias="4")

    def by_quarter(self) -> dict[int, str]:
        return {1: self.first, 2: self.second, 3: self.third, 4: self.fourth}


class _County(Strict):
    key: str
    name: str
    code: str
    authority: str
    report_title: str
    council_form: str
    municipality_form: str
    quiet_weeks: frozenset[int]
    blocked_weeks: frozenset[int] = frozenset()
    quiet_days: tuple[_MonthDay, _MonthDay]
    assumed_council_dates: _Assumed
    council_dates: Mapping[_QuarterKey, date]
    focus_area: tuple[_Area, ...]
    agency: tuple[_Agency, ...]
    council: tuple[_Council, ...]
    series_break: tuple[_Break, ...] = ()
    expert_group: tuple[_Group, ...] = ()

    @model_validator(mode="after")
    def _told_apart(self) -> Self:
        """An assignment names a unit or a group by one id: no two may be the same."""
        councils = [place for one in self.council for place in (one.id, *(m.code for m in one.members))]
        ids = [*councils, *(one.id for one in self.agency), *(one.key for one in self.expert_group)]
        if twice := {one for one in ids if ids.count(one) > 1}:
            raise ValueError(
                f"samma id står för två: {', '.join(sorted(twice))}. Välj ett annat för det ena."
            )
        return self


@dataclass(frozen=True)
class CountyBook:
    """A county with its calendar. ``folder`` is where it was read from."""

    county: County
    hours: SendHours
    dates: Mapping[str, date]
    assumed: Mapping[int, str]
    folder: Path

    @cached_property
    def invented(self) -> Invented:
        """What the local mode and the play make up; a county in use needs none of it."""
        return read_invented(self.folder)

    def council_date(self, quarter: Quarter) -> date:
        """The regional council's day for ``quarter``: the one that is set, else the assumed Thursday."""
        if quarter.key in self.dates:
            return self.dates[quarter.key]
        month, day = (int(part) for part in self.assumed[quarter.number].split("-"))
        wanted = date(quarter.following.end.year, month, day)
        return nearest_thursday(wanted)


def nearest_thursday(day: date) -> date:
    days = [day + timedelta(days=offset) for offset in range(-3, 4)]
    return next(near for near in days if near.weekday() == _THURSDAY)


def read_county(key: str, folder: Path = FOLDER) -> CountyBook:
    """The county in ``folder/key``. Raises BadSetting when there is none or a file cannot be used."""
    path = folder / key / "county.toml"
    if not path.is_file():
        there = ", ".join(sorted(found.parent.name for found in folder.glob("*/county.toml")))
        raise BadSetting(f"SAMRAD_COUNTY={key}: det länet finns inte. Välj något av: {there}.")
    read = read_file(path, _County)
    return CountyBook(
        county=replace(_county(read), report=read_report(path.parent)),
        hours=SendHours(read.quiet_weeks | read.blocked_weeks, read.quiet_days),
        dates=read.council_dates,
        assumed=read.assumed_council_dates.by_quarter(),
        folder=path.parent,
    )


def _county(read: _County) -> County:
    facts: dict[str, Any] = read.model_dump(include={"key", "name", "code", "authority", "report_title"})
    return County(
        **facts,
        councils=tuple(_council(read, council) for council in read.council),
        agencies=tuple(OrgUnit(a.id, a.name, UnitKind.AGENCY, form=a.form, also=a.also) for a in read.agency),
        focus_areas=tuple(FocusArea(**area.model_dump()) for area in read.focus_area),
        breaks=tuple(SeriesBreak(one.day, one.why, one.units, one.keys) for one in read.series_break),
        expert_groups=tuple(ExpertGroup(one.key, one.name, one.also) for one in read.expert_group),
    )


def _council(county: _County, read: _Council) -> Council:
    members = tuple(
        OrgUnit(
            member.code,
            member.name,
            UnitKind.MUNICIPALITY,
            parent=read.id,
            code=member.code,
            in_county=member.in_county,
            form=county.municipality_form,
        )
        for member in read.members
    )
    unit = OrgUnit(read.id, read.name, UnitKind.SUB_REGION, form=county.council_form, also=read.also)
    return Council(unit, read.led_by, members)
