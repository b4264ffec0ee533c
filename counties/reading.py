"""Reading a county's folder: its units and councils, focus areas, calendar, and the invented people."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints, ValidationError

from domain.county import Council, County, Figure, FocusArea, OrgUnit, UnitKind
from domain.errors import BadSetting
from domain.people import Person, Role
from domain.quarter import Quarter
from domain.workdays import SendHours

FOLDER = Path(__file__).parent
_THURSDAY = 3

_Read = TypeVar("_Read", bound=BaseModel)


_MonthDay = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
_QuarterKey = Annotated[str, StringConstraints(pattern=r"^20\d\dQ[1-4]$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Municipality(_Strict):
    code: str
    name: str
    in_county: bool = True


class _Council(_Strict):
    id: str
    name: str
    led_by: str
    members: tuple[_Municipality, ...]


class _Area(_Strict):
    key: str
    name: str
    valid_from: date
    valid_to: date | None = None


class _Agency(_Strict):
    id: str
    name: str


class _Assumed(_Strict):
    """One day for each quarter."""

    first: _MonthDay = Field(alias="1")
    second: _MonthDay = Field(alias="2")
    third: _MonthDay = Field(alias="3")
    fourth: _MonthDay = Field(alias="4")

    def by_quarter(self) -> dict[int, str]:
        return {1: self.first, 2: self.second, 3: self.third, 4: self.fourth}


class _County(_Strict):
    key: str
    name: str
    code: str
    authority: str
    report_title: str
    quiet_weeks: frozenset[int]
    quiet_days: tuple[_MonthDay, _MonthDay]
    assumed_council_dates: _Assumed
    council_dates: Mapping[_QuarterKey, date]
    focus_area: tuple[_Area, ...]
    agency: tuple[_Agency, ...]
    council: tuple[_Council, ...]


class _Person(_Strict):
    id: str
    name: str
    role: Role
    unit: str | None = None
    also: tuple[str, ...] = ()


class _Figures(_Strict):
    source: str
    figure: Mapping[str, Mapping[str, int]]


class _Answers(RootModel[Mapping[str, Mapping[str, Mapping[str, str]]]]):
    pass


class _People(_Strict):
    person: tuple[_Person, ...]


@dataclass(frozen=True)
class CountyBook:
    """A county with its calendar, and the invented people by every name they answer to in the local mode."""

    county: County
    hours: SendHours
    dates: Mapping[str, date]
    assumed: Mapping[int, str]
    invented: Mapping[str, Person]
    invented_figures: _Figures
    invented_answers: Mapping[str, Mapping[str, Mapping[str, str]]]
    """Council, card, question key: what is filled in when a quarter is played."""

    def figures(self, as_of: date) -> tuple[Figure, ...]:
        """The invented numbers of the local mode, as if published for ``as_of``."""
        read = self.invented_figures
        return tuple(
            Figure(unit, key, value, read.source, as_of)
            for unit, numbers in read.figure.items()
            for key, value in numbers.items()
        )

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
    read = _read(path, _County)
    people = _read(path.parent / "invented" / "people.toml", _People)
    return CountyBook(
        county=_county(read),
        hours=SendHours(read.quiet_weeks, read.quiet_days),
        dates=read.council_dates,
        assumed=read.assumed_council_dates.by_quarter(),
        invented=_by_name(people),
        invented_figures=_read(path.parent / "invented" / "figures.toml", _Figures),
        invented_answers=_read(path.parent / "invented" / "answers.toml", _Answers).root,
    )


def _read(path: Path, model: type[_Read]) -> _Read:
    try:
        return model.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise BadSetting(f"{path.parent.name}/{path.name} kan inte läsas: {error}") from error


def _county(read: _County) -> County:
    facts: dict[str, Any] = read.model_dump(include={"key", "name", "code", "authority", "report_title"})
    return County(
        **facts,
        councils=tuple(_council(council) for council in read.council),
        agencies=tuple(OrgUnit(agency.id, agency.name, UnitKind.AGENCY) for agency in read.agency),
        focus_areas=tuple(FocusArea(a.key, a.name, a.valid_from, a.valid_to) for a in read.focus_area),
    )


def _council(read: _Council) -> Council:
    members = tuple(
        OrgUnit(member.code, member.name, UnitKind.MUNICIPALITY, read.id, member.code, member.in_county)
        for member in read.members
    )
    return Council(OrgUnit(read.id, read.name, UnitKind.SUB_REGION), read.led_by, members)


def _by_name(people: _People) -> dict[str, Person]:
    names = {}
    for read in people.person:
        person = Person(read.id, read.name, read.role, read.unit, invented=True)
        for name in (read.id, *read.also):
            names[name.casefold()] = person
    return names
