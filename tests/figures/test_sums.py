"""A sub-region's number is a sum over its municipalities in the county, or it is not there."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counties.reading import read_county
from domain.county import Figure, FigureState
from figures.known import catalogue
from figures.sums import Wanted, add_up, in_county, touched, worked_out
from tests.figures.county import COUNTY, FYRBODAL, NOW, SEPTEMBER, SJUHARAD, enrolled

ENROLLED = catalogue().get("enrolled_total")
assert ENROLLED


def summed(*figures: Figure) -> Figure | None:
    assert ENROLLED
    return add_up(Wanted(FYRBODAL, ENROLLED, SEPTEMBER), {figure.unit: figure for figure in figures})


def test_a_sum_has_its_day_its_sources_and_the_latest_reading() -> None:
    later = replace(enrolled("1488", 40), fetched=NOW + timedelta(hours=1))
    assert summed(enrolled("1492", 31), later) == Figure(
        unit="fyrbodal",
        key="enrolled_total",
        value=71,
        source="Egen summa av 2 kommuner efter Migrationsverket",
        as_of=SEPTEMBER,
        fetched=later.fetched,
    )


def test_a_confirmed_zero_is_a_number() -> None:
    made = summed(enrolled("1492", 0), enrolled("1488", 0))
    assert made
    assert (made.value, made.state) == (0, FigureState.PUBLISHED)


def test_a_missing_municipality_leaves_no_sum_and_is_counted() -> None:
    made = summed(enrolled("1492", 31))
    assert made
    assert (made.value, made.state) == (None, FigureState.MISSING)
    assert made.source == "Ingen summa: uppgiften saknas för 1 av 2 kommuner, efter Migrationsverket"


@pytest.mark.parametrize(
    ("state", "words"),
    [(FigureState.SUPPRESSED, "är undertryckt för 1"), (FigureState.WITHDRAWN, "är indragen för 1")],
)
def test_a_suppressed_or_withdrawn_municipality_leaves_no_sum_and_says_which(
    state: FigureState, words: str
) -> None:
    made = summed(enrolled("1492", 31), replace(enrolled("1488", None), state=state))
    assert made
    assert (made.value, made.state) == (None, state)
    assert words in made.source


def test_a_sum_of_something_revised_is_revised() -> None:
    made = summed(enrolled("1492", 31), replace(enrolled("1488", 40), state=FigureState.REVISED))
    assert made
    assert (made.value, made.state) == (71, FigureState.REVISED)


def test_without_any_number_there_is_not_even_a_sum_that_is_missing() -> None:
    assert summed() is None


def test_a_guest_from_another_county_is_in_no_sum() -> None:
    assert ENROLLED
    numbers = {"1490": enrolled("1490", 100), "1383": enrolled("1383", 900)}
    made = add_up(Wanted(SJUHARAD, ENROLLED, SEPTEMBER), numbers)
    assert made
    assert (made.value, made.source) == (100, "Egen summa av 1 kommun efter Migrationsverket")
    assert touched(COUNTY, catalogue(), [enrolled("1383", 900)]) == ()


def test_vastra_gotaland_counts_its_49_municipalities_and_leaves_the_two_of_halland_out() -> None:
    councils = read_county("vastra_gotaland").county.councils
    counted = {unit.name for council in councils for unit in in_county(council)}
    members = {unit.name for council in councils for unit in council.members}
    assert len(counted) == 49
    assert members - counted == {"Kungsbacka", "Varberg"}


def test_a_share_is_neither_added_nor_averaged() -> None:
    share = replace(enrolled("1492", 34.5), key="est_work90")
    assert touched(COUNTY, catalogue(), [share]) == ()


def test_the_sub_regions_own_number_stands_beside_its_municipalities() -> None:
    own = enrolled("fyrbodal", 80)
    assert touched(COUNTY, catalogue(), [enrolled("1492", 31), own]) == ()
    assert not worked_out(own)


def test_the_housing_market_is_counted_where_nought_is_an_answer() -> None:
    day = date(2026, 1, 1)
    market = [Figure(unit, "housing_market", value, "Kolada U30461", day, NOW) for unit, value in
              (("1492", 0), ("1488", 2))]  # fmt: skip
    made = {
        wanted.key: add_up(wanted, {figure.unit: figure for figure in market})
        for wanted in touched(COUNTY, catalogue(), market)
    }
    assert {key: figure and figure.value for key, figure in made.items()} == {
        "housing_deficit_n": 1,
        "housing_balance_n": 0,
        "housing_surplus_n": 1,
    }


def test_a_count_says_how_many_it_is_of() -> None:
    day = date(2026, 1, 1)
    known = catalogue().get("housing_market")
    (deficit, *_) = catalogue().counted_from("housing_market")
    assert known
    market = Figure("1492", "housing_market", 0, "Kolada U30461", day, NOW)
    gone = replace(market, unit="1488", value=None, state=FigureState.WITHDRAWN)
    made = add_up(Wanted(FYRBODAL, known, day, deficit), {"1492": market, "1488": gone})
    assert made
    assert (made.value, made.source) == (1, "Egen räkning av 1 av 2 kommuner efter Kolada U30461")
    assert made.answering == 1
    nothing = add_up(Wanted(FYRBODAL, known, day, deficit), {"1488": gone})
    assert nothing
    assert (nothing.value, nothing.state) == (None, FigureState.MISSING)
