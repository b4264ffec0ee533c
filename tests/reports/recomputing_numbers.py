"""Numbers to report on: invented, the same every time, the sub-region's the sum of its municipalities'."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zlib import crc32

from domain.county import Council, County, Figure, FigureState
from domain.quarter import Quarter
from domain.workdays import STOCKHOLM

MIGRATION, HOUSING, EMPLOYED = "Migrationsverket", "Boverkets bostadsmarknadsenkät", "Kolada N02268"
RUNNING = ("received_assigned_ytd", "received_self_ytd", "uac_assigned_ytd", "tpd_assigned_ytd")
HOUSED = ("enrolled_abo", "enrolled_ebo", "enrolled_municipal", "enrolled_other")
SURVEY = ("housing_deficit_n", "housing_balance_n", "housing_surplus_n", "housing_assigned_ok_n")
QUOTA, COUNTY_QUOTA, SPREAD = "quota_current", "county_quota", "foreign_born_employed"
NEW_QUOTA = date(2026, 7, 1)

_MOST = {
    "received_assigned_ytd": 26,
    "received_self_ytd": 14,
    "uac_assigned_ytd": 3,
    "tpd_assigned_ytd": 2,
    "enrolled_abo": 60,
    "enrolled_ebo": 90,
    "enrolled_municipal": 30,
    "enrolled_other": 9,
}


def chance(*what: object, below: int) -> int:
    """A number from 0 up to ``below``, the same for the same ``what``."""
    return crc32("/".join(map(str, what)).encode()) % below


@dataclass(frozen=True)
class Numbers:
    """What others publish. ``seed``: another county of numbers for each."""

    county: County
    seed: int

    def town(self, town: str, at: Quarter) -> Mapping[str, int]:
        """Of one municipality, counted from New Year where they are."""
        found = {key: sum(self._in(town, key, one) for one in so_far(at)) for key in RUNNING}
        found["received_total_ytd"] = found["received_assigned_ytd"] + found["received_self_ytd"]
        found["received_total_ytd_women"] = sum(self._women(town, one) for one in so_far(at))
        found["received_total_ytd_men"] = found["received_total_ytd"] - found["received_total_ytd_women"]
        found |= {key: self._in(town, key, at) for key in HOUSED}
        found["enrolled_total"] = sum(found[key] for key in HOUSED)
        found["enrolled_children"] = found["enrolled_total"] // 3
        return found

    def council(self, council: Council, at: Quarter) -> Mapping[str, int]:
        """The sums of its municipalities in the county, and the yearly survey."""
        added: dict[str, int] = {}
        for member in council.members:
            if member.in_county:
                for key, value in self.town(member.id, at).items():
                    added[key] = added.get(key, 0) + value
        answered = len(council.members)
        for key in SURVEY:
            added[key] = chance(self.seed, council.id, key, at.year, below=answered)
        return added | {QUOTA: self.quota(council.id, at.end)}

    def quota(self, unit: str, on: date) -> int:
        changed = on >= NEW_QUOTA and unit in {"gr", "vg"}
        return 120 + chance(self.seed, unit, QUOTA, on.year, changed, below=400)

    def figures(self, at: Quarter) -> tuple[Figure, ...]:
        """Of the sub-regions in one quarter, as read at the end of the month after."""
        return tuple(
            self._figure(council.id, key, value, at)
            for council in self.county.councils
            for key, value in self.council(council, at).items()
        )

    def municipal(self, at: Quarter) -> tuple[Figure, ...]:
        return tuple(
            self._figure(member.id, key, value, at)
            for council in self.county.councils
            for member in council.members
            if member.in_county
            for key, value in self.town(member.id, at).items()
        )

    def spread(self, year: int) -> tuple[Figure, ...]:
        """The yearly number that differs between municipalities; one source does not show its own."""
        towns = [one.id for council in self.county.councils for one in council.members if one.in_county]
        values = {town: 400 + chance(self.seed, town, SPREAD, year, below=450) for town in towns}
        return tuple(
            Figure(town, SPREAD, value / 10, EMPLOYED, date(year, 12, 31), _read(date(year + 1, 2, 1)))
            for town, value in values.items()
            if town != towns[0]
        )

    def _figure(self, unit: str, key: str, value: int, at: Quarter) -> Figure:
        if key in SURVEY:
            on, source = date(at.year, 1, 1), f"{HOUSING}, av 4 av 5 kommuner"
        elif key == QUOTA:
            on = NEW_QUOTA if unit == "gr" and at.end >= NEW_QUOTA else date(at.year, 1, 1)
            source = f"{MIGRATION} (kommuntal)"
        else:
            on, source = at.end, MIGRATION
        return Figure(unit, key, value, source, on, _read(at.end), self._state(unit, key, at))

    def _state(self, unit: str, key: str, at: Quarter) -> FigureState:
        pulled = unit == "skaraborg" and key == "enrolled_other" and at == Quarter(2026, 2)
        return FigureState.REVISED if pulled else FigureState.PUBLISHED

    def _in(self, town: str, key: str, at: Quarter) -> int:
        few = chance(self.seed, town, key, at.key, "few", below=7) == 0
        return chance(self.seed, town, key, at.key, below=3 if few else _MOST[key] + 1)

    def _women(self, town: str, at: Quarter) -> int:
        there = self._in(town, "received_assigned_ytd", at) + self._in(town, "received_self_ytd", at)
        return chance(self.seed, town, "women", at.key, below=there + 1)


def so_far(at: Quarter) -> tuple[Quarter, ...]:
    """The quarters of the year up to it."""
    return tuple(Quarter(at.year, number) for number in range(1, at.number + 1))


def _read(day: date) -> datetime:
    when = day + timedelta(days=30)
    return datetime(when.year, when.month, when.day, 6, 15, tzinfo=STOCKHOLM)
