"""A small county: two sub-regions with two municipalities each, one of them a guest from another county."""

from datetime import date, datetime

from domain.county import Council, County, Figure, OrgUnit, UnitKind
from domain.workdays import STOCKHOLM

NOW = datetime(2026, 10, 1, 12, tzinfo=STOCKHOLM)
SEPTEMBER = date(2026, 9, 30)


def _municipality(code: str, name: str, parent: str, *, in_county: bool = True) -> OrgUnit:
    return OrgUnit(code, name, UnitKind.MUNICIPALITY, parent, code, in_county)


FYRBODAL = Council(
    OrgUnit("fyrbodal", "Fyrbodal", UnitKind.SUB_REGION),
    "Länsstyrelsen",
    (_municipality("1492", "Åmål", "fyrbodal"), _municipality("1488", "Trollhättan", "fyrbodal")),
)
SJUHARAD = Council(
    OrgUnit("sjuharad", "Sjuhärad", UnitKind.SUB_REGION),
    "Länsstyrelsen",
    (
        _municipality("1490", "Borås", "sjuharad"),
        _municipality("1383", "Varberg", "sjuharad", in_county=False),
    ),
)
COUNTY = County(
    key="provlan",
    name="Provlän",
    code="14",
    authority="Länsstyrelsen i Provlän",
    report_title="Lägesrapport",
    councils=(FYRBODAL, SJUHARAD),
    agencies=(OrgUnit("miv", "Migrationsverket", UnitKind.AGENCY),),
    focus_areas=(),
)


def enrolled(unit: str, value: float | None, as_of: date = SEPTEMBER) -> Figure:
    return Figure(unit, "enrolled_total", value, "Migrationsverket", as_of, NOW)
