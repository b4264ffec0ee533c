"""What others publish, in a report's material: of whom, how far back, and as it was last read."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.county import Council, County, Figure, OrgUnit, UnitKind
from domain.form import Card, Form, Kind, Question
from domain.material import Material
from domain.report_plan import InDepth, ReportPlan
from domain.rounds import Round
from store.store import Store

TOWN, GUEST = (
    OrgUnit(key, key.capitalize(), UnitKind.MUNICIPALITY, parent="väst", in_county=in_county)
    for key, in_county in (("staden", True), ("gästen", False))
)
WEST = Council(OrgUnit("väst", "Väst", UnitKind.SUB_REGION, form="lägesrapport"), "", (TOWN, GUEST))
AGENCY = OrgUnit("verket", "Verket", UnitKind.AGENCY, form="verket")
PLAN = ReportPlan(themes=(InDepth(3, "Året", ("yearly",), "share"),))
COUNTY = County("lan", "Länet", "99", "Länsstyrelsen", "Lägesrapport", (WEST,), (AGENCY,), (), report=PLAN)
ASKED = Card("siffror", 1, "Siffror", "", (Question("total", "1.1", "Totalt", Kind.NUMBER),))
FORMS = {one.id: Form(one.unit.form, 2, one.name, (ASKED,)) for one in COUNTY.reporting()}


def gathered(store: Store, round_: Round) -> Material:
    return store.material(COUNTY, round_, FORMS, round_.draft_at, round_.draft_at.date())


@pytest.fixture
def kept(open_round: Store, autumn: Round) -> Store:
    units = ("väst", "staden", "gästen", "verket")
    days = (date(2026, 9, 30), date(2025, 12, 31), date(2022, 12, 31))
    read = [
        Figure(unit, key, 1, "Källan", day, autumn.due)
        for unit in units
        for key in ("total", "yearly", "share", "population", "something else")
        for day in days
    ]
    open_round.figures.keep(read, "sara", autumn.due)
    return open_round


def test_it_is_of_the_municipalities_in_the_county_and_of_the_units_that_report(
    kept: Store, autumn: Round
) -> None:
    material = gathered(kept, autumn)
    assert {one.unit for one in material.municipal} == {"staden"}
    assert {one.unit for one in material.published} == {"väst", "verket"}


def test_it_is_what_the_forms_ask_for_what_the_theme_shows_and_the_inhabitants(
    kept: Store, autumn: Round
) -> None:
    assert {one.key for one in gathered(kept, autumn).municipal} == {"total", "yearly", "share", "population"}


def test_it_goes_back_to_last_new_year_and_no_further_than_the_quarter(kept: Store, autumn: Round) -> None:
    around = (date(2024, 12, 31), date(2025, 1, 31), date(2026, 10, 31))
    more = [Figure("staden", "total", 2, "Källan", day, autumn.due) for day in around]
    kept.figures.keep(more, "sara", autumn.due)
    days = [one.as_of for one in gathered(kept, autumn).municipal if one.key == "total"]
    assert days == [date(2025, 1, 31), date(2025, 12, 31), date(2026, 9, 30)]


def test_annual_numbers_go_three_years_back(kept: Store, autumn: Round) -> None:
    more = Figure("staden", "yearly", 2, "Källan", date(2023, 12, 31), autumn.due)
    kept.figures.keep([more], "sara", autumn.due)
    days = [one.as_of for one in gathered(kept, autumn).municipal if one.key == "yearly"]
    assert days == [date(2023, 12, 31), date(2025, 12, 31)]


def test_of_each_day_the_latest_reading_counts_and_none_after_the_cut_off(kept: Store, autumn: Round) -> None:
    first = Figure("staden", "total", 1, "Källan", date(2026, 9, 30), autumn.due)
    corrected = replace(first, value=7, fetched=autumn.due + timedelta(hours=1))
    too_late = replace(first, value=9, fetched=autumn.draft_at + timedelta(seconds=1))
    kept.figures.keep([corrected, too_late], "sara", autumn.draft_at)
    [value] = [
        one.value
        for one in gathered(kept, autumn).municipal
        if (one.key, one.as_of) == ("total", date(2026, 9, 30))
    ]
    assert value == 7
