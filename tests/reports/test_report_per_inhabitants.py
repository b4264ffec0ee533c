"""Received per 1 000 inhabitants: where the number may be shown and the inhabitants are known."""

from dataclasses import replace
from datetime import date

import pytest

from domain.county import Figure
from domain.material import Material
from reports.document import Table
from reports.draft import draft
from tests.reports.quarter_three import CALM, Given, material, part
from tests.reports.reading_drafts import whole_text

TOTAL = "received_total_ytd"
PEOPLE = {"gr": 1_090_000, "fyrbodal": 280_000, "skaraborg": 270_000, "sjuharad": 231_000}
LAST, BEFORE = date(2025, 12, 31), date(2024, 12, 31)
NOTE = "Invånare 31 december 2025 enligt Kolada."


def inhabitants(unit: str, value: int, day: date = LAST) -> Figure:
    return Figure(unit, "population", value, "Kolada N01951", day)


def given(received: dict[str, int], *known: Figure) -> Material:
    def said(unit: str) -> Given:
        return {**CALM, TOTAL: received[unit]}

    return replace(material(*(part(unit, said(unit)) for unit in received)), published=known)


def rates(report: Material) -> dict[str, str]:
    """By sub-region, what stands in the last column; empty without such a table."""
    found = [
        one
        for one in draft(report).blocks
        if isinstance(one, Table) and one.header[-1] == "per 1 000 invånare"
    ]
    return {row[0].text: row[-1].text for table in found for row in table.rows}


def test_the_number_is_set_against_the_inhabitants_with_one_decimal() -> None:
    report = given({"gr": 545}, *(inhabitants(unit, value) for unit, value in PEOPLE.items()))
    assert rates(report)["Göteborgsregionen"] == "0,5"
    assert NOTE in whole_text(draft(report))
    assert any(one.unit == "Kolada" and one.as_of == LAST for one in draft(report).references)


def test_without_inhabitants_there_is_no_such_table() -> None:
    assert rates(given({"gr": 545})) == {}
    assert "invånare" not in whole_text(draft(given({"gr": 545}))).split("Metod")[0]


@pytest.mark.parametrize("few", [1, 5])
def test_a_number_that_is_hidden_gives_no_rate(few: int) -> None:
    report = given({"gr": few, "fyrbodal": 560}, inhabitants("gr", 100), inhabitants("fyrbodal", 280_000))
    assert rates(report) == {"Fyrbodal": "2,0"}


def test_the_latest_day_goes_for_all() -> None:
    report = given(
        {"gr": 545, "fyrbodal": 560},
        inhabitants("gr", 500_000, BEFORE),
        inhabitants("gr", 1_090_000),
        inhabitants("fyrbodal", 280_000, BEFORE),
    )
    assert rates(report) == {"Göteborgsregionen": "0,5"}


def test_the_county_has_one_when_every_sub_region_has() -> None:
    known = [inhabitants(unit, value) for unit, value in PEOPLE.items()]
    every = given(dict.fromkeys(PEOPLE, 500), *known)
    assert set(rates(every)) == {"Göteborgsregionen", "Fyrbodal", "Skaraborg", "Sjuhärad", "Länet"}
    assert rates(every)["Länet"] == "1,1"
    assert "Länet" not in rates(given({"gr": 545}, *known))
