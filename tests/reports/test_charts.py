"""The report's figures: what is drawn stands in the table too, and nothing that may not be shown is drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from domain.answers import FIGURE, STATE, Standing
from domain.county import Figure, FigureState, SeriesBreak
from domain.material import Contribution, Material
from domain.quarter import Quarter
from domain.report_plan import InDepth
from domain.trends import drawn
from forms.numbers import parse
from reports.charts import forecast, judged, lead_times, received, spread
from reports.development import Development
from reports.document import Chart, Drawn, Table, statements
from reports.picture_steps import UNSURE
from tests.reports.quarter_three import (
    AGENCY,
    CALM,
    MEMBERS,
    ROUND,
    STRAINED,
    Given,
    earlier,
    material,
    part,
    since,
)

NOW = ROUND.quarter
QUARTERS = drawn(NOW)
ASSIGNED, SELF = "received_assigned_ytd", "received_self_ytd"

Numbers = Mapping[Quarter, Mapping[str, float]]


def over(key: str, numbers: Numbers) -> Contribution:
    """A council with a calm answer each quarter, and these numbers beside it."""
    given = AGENCY if key in ("af", "miv", "vgr") else CALM
    one = part(key, {**given, **numbers[NOW]})
    return since(one, *(earlier(key, at, {**given, **said}) for at, said in numbers.items() if at != NOW))


def running(assigned: float = 30, own: float = 20) -> dict[Quarter, dict[str, float]]:
    """The same number received in every quarter, counted from New Year."""
    quarters = [Quarter(QUARTERS[0].year, number) for number in (1, 2, 3)] + list(QUARTERS)
    return {one: {ASSIGNED: assigned * one.number, SELF: own * one.number} for one in quarters}


def everyone(**changed: Numbers) -> Material:
    return material(*(over(key, changed.get(key, running())) for key in MEMBERS))


def of_received(given: Material) -> Chart:
    chart = received(Development(given))
    assert chart
    return chart


def column(table: Table, place: int) -> list[float | None]:
    """A column's numbers as a reader takes them; None where it says something else."""
    found: list[float | None] = []
    for row in table.rows:
        try:
            found.append(parse(row[place].text, 1))
        except ValueError:
            found.append(None)
    return found


def values(chart: Chart, place: int) -> list[float | None]:
    """Those of a series that is drawn."""
    return list(chart.drawing.series[place].values)


def words(chart: Chart) -> str:
    return " ".join(one.text for one in chart.notes)


def cell(chart: Chart, row: str, place: int) -> str:
    return next(cells[place].text for cells in chart.table.rows if cells[0].text == row)


def test_what_was_received_is_parted_into_quarters_and_added_up() -> None:
    chart = of_received(everyone())
    assert chart.drawing.categories == (
        *("K4 2024", "K1 2025", "K2 2025", "K3 2025", "K4 2025", "K1 2026", "K2 2026", "K3 2026"),
    )
    assert [one.name for one in chart.drawing.series] == ["Efter anvisning", "Ordnat bostad själva"]
    assert [one.values for one in chart.drawing.series] == [(120,) * 8, (80,) * 8]
    assert chart.caption == "Mottagna per kvartal i länet"
    assert "Kvartal 3 2026 togs 200 personer emot: 120 efter anvisning och 80 som ordnat bostad" in chart.alt
    assert "Samma delregioner ingår i alla kvartal: Skaraborg, Fyrbodal, Sjuhärad och Göteborg" in words(
        chart
    )


def test_the_first_quarter_of_eight_is_parted_too() -> None:
    """Its total counts what came before the eight."""
    numbers = running()
    numbers[QUARTERS[0]] = {ASSIGNED: 1000, SELF: 80}
    assert of_received(everyone(gr=numbers)).drawing.series[0].values[0] == 90 + 1000 - 90


def test_a_quarter_that_one_has_not_answered_is_a_gap_and_so_is_the_next_of_its_year() -> None:
    numbers = {at: said for at, said in running().items() if at != Quarter(2025, 2)}
    chart = of_received(everyone(fyrbodal=numbers))
    assert values(chart, 0) == [120, 120, None, None, 120, 120, 120, 120]
    assert "Ingen siffra visas för kvartal 2 2025 och kvartal 3 2025." in chart.alt
    assert "Ingen siffra visas för kvartal 2 2025 och kvartal 3 2025." in words(chart)
    assert cell(chart, "kvartal 2 2025", 1) == "summeras inte"


def test_a_hidden_number_hides_the_sum_and_the_next_quarters_own() -> None:
    numbers = running()
    numbers[Quarter(2026, 1)] = {ASSIGNED: 3, SELF: 20}
    chart = of_received(everyone(gr=numbers))
    assert values(chart, 0)[5:] == [None, None, 120]
    assert cell(chart, "kvartal 1 2026", 1) == ".."
    assert cell(chart, "kvartal 1 2026", 3) == ".."
    assert "3" not in {one.text for row in chart.table.rows for one in row}


def test_of_one_sub_region_a_small_number_says_that_it_is_small() -> None:
    numbers = running()
    numbers[Quarter(2026, 1)] = {ASSIGNED: 3, SELF: 20}
    alone = material(*(over("gr", numbers) if key == "gr" else part(key, CALM) for key in MEMBERS))
    chart = of_received(alone)
    assert chart.caption == "Mottagna per kvartal i Göteborgsregionen"
    assert cell(chart, "kvartal 1 2026", 1) == "<6"


def test_the_same_sub_regions_are_drawn_in_all_quarters() -> None:
    gone = part("skaraborg", None)
    gone = since(
        gone, *(earlier("skaraborg", at, {**CALM, **said}) for at, said in running().items() if at < NOW)
    )
    given = material(gone, *(over(key, running()) for key in MEMBERS if key != "skaraborg"))
    chart = of_received(given)
    assert values(chart, 0) == [90] * 8
    assert chart.caption == "Mottagna per kvartal i Fyrbodal, Sjuhärad och Göteborgsregionen"
    assert "Skaraborg ingår inte: talet för kvartal 3 2026 saknas" in words(chart)


def test_what_only_some_have_is_not_drawn_beside_what_all_have() -> None:
    only = {at: {ASSIGNED: said[ASSIGNED]} for at, said in running().items()}
    chart = of_received(everyone(skaraborg=only, gr=only))
    assert [one.name for one in chart.drawing.series] == ["Efter anvisning"]
    assert len(chart.table.header) == 2
    assert "togs 120 personer emot efter anvisning." in chart.alt


def test_without_two_quarters_there_is_no_figure() -> None:
    assert received(Development(material())) is None
    alone = material(*(over(key, {NOW: {ASSIGNED: 30, SELF: 20}}) for key in MEMBERS))
    assert received(Development(alone)) is None


def test_quarters_before_the_first_answer_are_not_drawn() -> None:
    late = {at: said for at, said in running().items() if at >= Quarter(2026, 1)}
    chart = of_received(everyone(**dict.fromkeys(MEMBERS, late)))
    assert chart.drawing.categories == ("K1 2026", "K2 2026", "K3 2026")


def test_an_own_number_with_municipalities_outside_the_county_is_not_added() -> None:
    """V28: Varberg takes part in Sjuhärad, and lies in Halland."""
    given = everyone()
    council = next(one for one in given.contributions if one.respondent.id == "sjuharad")
    guest = replace(council.respondent.members[-1], in_county=False)
    respondent = replace(council.respondent, members=(*council.respondent.members[:-1], guest))
    parts = tuple(
        replace(one, respondent=respondent) if one is council else one for one in given.contributions
    )
    chart = of_received(replace(given, contributions=parts))
    assert values(chart, 0) == [90] * 8
    assert "Sjuhärad ingår inte: den egna uppgiften för kvartal 3 2026 omfattar kommuner" in words(chart)


def test_why_a_sub_region_is_left_out_is_told_of_each() -> None:
    """One has a small number now, one has corrected its total down."""
    small = running() | {NOW: {ASSIGNED: 4, SELF: 60}}
    down = running() | {Quarter(2026, 2): {ASSIGNED: 95, SELF: 40}}
    chart = of_received(everyone(gr=small, fyrbodal=down))
    assert chart.caption == "Mottagna per kvartal i Skaraborg och Sjuhärad"
    assert "Göteborgsregionen ingår inte: talet för kvartal 3 2026 får inte visas." in words(chart)
    assert "Fyrbodal ingår inte: talet för kvartal 3 2026 kan inte beräknas." in words(chart)


def test_a_break_is_marked_where_it_lies_and_told() -> None:
    given = everyone()
    broken = replace(
        given.county,
        breaks=(SeriesBreak(date(2025, 7, 1), "Kommunen har bytt delregion", ("gr",), (ASSIGNED,)),),
    )
    chart = of_received(replace(given, county=broken))
    assert chart.drawing.breaks == (3,)
    assert (
        "Den streckade linjen före kvartal 3 2025 är ett brott i serien: kommunen har bytt delregion "
        "(Göteborgsregionen)." in words(chart)
    )


def test_the_most_and_the_least_are_told_of_the_quarters_since_the_last_break() -> None:
    grown = {
        at: {**one, ASSIGNED: one[ASSIGNED] + sum(range(at.number + 1)) * (at.year - 2023)}
        for at, one in running().items()
    }
    given = everyone(gr=grown)
    assert "Flest var det kvartal 3 2026 (209) och färst kvartal 1 2025 (202)." in of_received(given).alt
    broken = replace(
        given.county,
        breaks=(SeriesBreak(date(2025, 7, 1), "Kommunen har bytt delregion", ("gr",), (ASSIGNED,)),),
    )
    alt = of_received(replace(given, county=broken)).alt
    assert "En streckad linje före kvartal 3 2025 visar ett brott i serien." in alt
    assert "Flest var det" not in alt
    assert "Därefter var det flest kvartal 3 2026" in alt
    assert "färst kvartal 1 2026" in alt


def test_a_break_rests_on_the_quarters_that_it_parts() -> None:
    given = everyone()
    broken = replace(
        given.county,
        breaks=(SeriesBreak(date(2025, 7, 1), "Kommunen har bytt delregion", ("gr",), (ASSIGNED,)),),
    )
    notes = of_received(replace(given, county=broken)).notes
    told = next(one for one in notes if "streckade linjen" in one.text)
    assert {one.unit for one in told.sources} == {
        "Svaren för kvartal 2 2025",
        "Svaren för kvartal 3 2025",
        "Metod",
    }


LEAD = {
    "af": "lead_permit_to_program_days",
    "miv": "lead_decision_to_municipality_days",
    "vgr": "hexam_wait_days",
}


def waiting(**days: Mapping[Quarter, float]) -> Material:
    """The agencies' lead times by quarter."""
    return material(
        *(over(unit, {at: {LEAD[unit]: value} for at, value in said.items()}) for unit, said in days.items())
    )


def test_lead_times_are_lines_in_days() -> None:
    falling = {at: 60.0 - place for place, at in enumerate(QUARTERS)}
    steady = {at: 35.0 for at in QUARTERS if at != Quarter(2026, 1)}
    chart = lead_times(Development(waiting(miv=falling, vgr=steady)))
    assert chart
    assert chart.drawing.unit == "Dagar, median"
    assert [one.name for one in chart.drawing.series] == [
        "Migrationsverket: från beslut till mottagande i kommun",
        "Västra Götalandsregionen: väntetid till hälsoundersökning",
    ]
    assert values(chart, 0) == [60, 59, 58, 57, 56, 55, 54, 53]
    assert values(chart, 1) == [35, 35, 35, 35, 35, None, 35, 35]
    assert "från 60 dagar kvartal 4 2024 till 53 kvartal 3 2026." in chart.alt
    assert "bruten där Västra Götalandsregionen inte har någon siffra" in words(chart)
    assert cell(chart, "kvartal 1 2026", 2) == "uppgift saknas"


def test_a_lead_time_of_a_few_quarters_is_no_line() -> None:
    few = dict.fromkeys(QUARTERS[-3:], 40.0)
    assert lead_times(Development(waiting(miv=few))) is None
    both = lead_times(Development(waiting(miv=few, af={**few, QUARTERS[0]: 30.0})))
    assert both
    assert [one.name for one in both.drawing.series] == [
        "Arbetsförmedlingen: från uppehållstillstånd till inskrivning"
    ]


def test_a_number_that_its_source_has_withdrawn_is_a_gap() -> None:
    key, at = LEAD["vgr"], Quarter(2025, 4)
    given = waiting(vgr=dict.fromkeys(QUARTERS, 35.0))
    figure = Figure("vgr", key, None, "Västra Götalandsregionen", at.end, state=FigureState.WITHDRAWN)
    confirmed: Given = {**AGENCY, key + STATE: Standing.HOLDS.value, key + FIGURE: 35}
    council = next(one for one in given.contributions if one.respondent.id == "vgr")
    others = [one for one in council.earlier if one.quarter != at]
    withdrawn = since(council, *others, earlier("vgr", at, confirmed, figure))
    parts = tuple(withdrawn if one is council else one for one in given.contributions)
    chart = lead_times(Development(replace(given, contributions=parts)))
    assert chart
    assert values(chart, 0) == [35, 35, 35, 35, None, 35, 35, 35]


def test_judgements_are_steps_with_the_way_they_have_gone() -> None:
    chart = judged(Development(material(part("fyrbodal", STRAINED), part("gr", None))))
    assert chart
    assert chart.drawing.categories == tuple(name for name, _ in MEMBERS.values())
    by_name = {one.name: list(one.values) for one in reversed(chart.drawing.series)}
    moved = {one.name: list(one.values) for one in chart.drawing.series}
    assert by_name["Samlat läge"] == [3, 2, 3, None]
    assert moved["Samlat läge"] == [0, -1, 0, None]
    assert by_name["Boende"] == [3, 1, 3, None]
    assert cell(chart, "Fyrbodal", 4) == "1 – mycket ansträngt, ↓ försämrat"
    assert cell(chart, "Göteborgsregionen", 4) == "ej inkommet"
    assert (
        "Ansträngt eller mycket ansträngt är det inom boende i Fyrbodal (1 – mycket ansträngt)." in chart.alt
    )
    assert "Bedömning saknas från Göteborgsregionen." in words(chart)


def test_what_could_not_be_judged_has_a_mark_of_its_own() -> None:
    chart = judged(Development(material(part("gr", {**CALM, "area.halsa.trend": "KAN_EJ_BEDOMA"}))))
    assert chart
    [moved] = [one for one in chart.drawing.series[1::2] if one.name == "Hälsa"]
    assert list(moved.values) == [0, 0, 0, UNSURE]
    assert cell(chart, "Göteborgsregionen", 3).endswith("? kan inte bedömas")


def test_nothing_judged_is_no_figure() -> None:
    unknown = {key: "EJ_BEDOMT" for key in CALM if key.endswith("status")}
    assert judged(Development(material(*(part(key, {**CALM, **unknown}) for key in MEMBERS)))) is None
    assert judged(Development(material(*(part(key, None) for key in MEMBERS)))) is None


FORECAST: Given = {**AGENCY, "fc_low": 8000, "fc_plan": 9500, "fc_high": 13000, "fc_date": "2026-10-21"}


def test_the_forecast_is_an_interval_with_its_day() -> None:
    chart = forecast(Development(material(part("miv", FORECAST))))
    assert chart
    assert chart.drawing.categories == ("Lägre scenariot", "Planeringsantagandet", "Högre scenariot")
    assert [(one.name, one.values) for one in chart.drawing.series] == [
        ("Prognosen från 21 oktober 2026", (8000, 9500, 13000))
    ]
    assert chart.caption == "Prognos: asylsökande i riket"
    assert "från 8\u00a0000 i det lägre scenariot till 13\u00a0000 i det högre." in chart.alt
    assert "gäller hela landet, inte länet" in words(chart)


def test_half_an_interval_is_no_figure() -> None:
    half = {key: value for key, value in FORECAST.items() if key != "fc_high"}
    assert forecast(Development(material(part("miv", half)))) is None
    whole = {key: value for key, value in FORECAST.items() if key != "fc_plan"}
    chart = forecast(Development(material(part("miv", whole))))
    assert chart
    assert chart.drawing.categories == ("Lägre scenariot", "Högre scenariot")


THEME = InDepth(
    3, "Etablering", ("N00973",), "N00973", {"N00973": "I arbete eller studier efter 90 dagar (procent)"}
)
LAST_YEAR = date(2025, 12, 31)


def published(day: date, values: Mapping[str, float | None]) -> tuple[Figure, ...]:
    return tuple(Figure(unit, "N00973", value, "Kolada N00973", day) for unit, value in values.items())


def towns() -> list[str]:
    return [f"{key}-{place}" for key, (_, names) in MEMBERS.items() for place in range(1, len(names) + 1)]


def test_the_spread_is_of_all_municipalities_and_of_sub_regions_that_are_large_enough() -> None:
    shares = {unit: 5.0 * place for place, unit in enumerate(towns(), start=1)}
    older = published(date(2024, 12, 31), dict.fromkeys(shares, 1.0))
    chart = spread(replace(material(), municipal=(*older, *published(LAST_YEAR, shares))), THEME)
    assert chart
    assert chart.caption == "I arbete eller studier efter 90 dagar: spridning mellan kommunerna 2025"
    assert [(one.name, one.values) for one in chart.drawing.series] == [
        ("Länet (19\u00a0kommuner)", (5, 14, 50, 86, 95)),
        ("Skaraborg (5\u00a0kommuner)", (5, None, 15, None, 25)),
        ("Göteborgsregionen (6\u00a0kommuner)", (70, None, 82.5, None, 95)),
    ]
    assert "De mittersta åtta tiondelarna av kommunerna ligger mellan 14 och 86." in chart.alt
    assert chart.table.rows[0][1].sources[0].number == "N00973"
    assert chart.table.rows[0][1].sources[0].as_of == LAST_YEAR
    assert chart.table.header == ("Område", "Lägst", "Median", "Högst")
    assert [[cell.text for cell in cells] for cells in chart.table.rows] == [
        ["Länet (19\u00a0kommuner)", "5", "50", "95"],
        ["Länet utom lägsta och högsta tiondelen", "14", "50", "86"],
        ["Skaraborg (5\u00a0kommuner)", "5", "15", "25"],
        ["Göteborgsregionen (6\u00a0kommuner)", "70", "82,5", "95"],
    ]


def test_few_municipalities_have_no_spread() -> None:
    few = published(LAST_YEAR, dict.fromkeys(towns()[:9], 5.0))
    assert spread(replace(material(), municipal=few), THEME) is None
    withdrawn = tuple(
        replace(one, state=FigureState.WITHDRAWN) for one in published(LAST_YEAR, dict.fromkeys(towns(), 5.0))
    )
    assert spread(replace(material(), municipal=withdrawn), THEME) is None


def test_numbers_of_people_by_municipality_are_not_drawn() -> None:
    people = replace(THEME, names={"N00973": "Mottagna (personer)"})
    figures = published(LAST_YEAR, dict.fromkeys(towns(), 50.0))
    assert spread(replace(material(), municipal=figures), people) is None
    assert spread(material(), replace(THEME, spread="")) is None


def every_chart() -> list[Chart]:
    numbers = running()
    numbers[Quarter(2026, 1)] = {ASSIGNED: 3, SELF: 20}
    parts = [over(key, numbers if key == "gr" else running(1000.5, 21)) for key in MEMBERS]
    times = waiting(vgr={at: 60.5 - place for place, at in enumerate(QUARTERS) if place != 3})
    given = material(*parts, part("miv", FORECAST), times.agencies[-1])
    figures = published(LAST_YEAR, {unit: 5.3 * place for place, unit in enumerate(towns(), start=1)})
    of = Development(given)
    charts = [received(of), lead_times(of), forecast(of), spread(replace(given, municipal=figures), THEME)]
    return [chart for chart in charts if chart]


def test_what_is_drawn_is_what_the_table_says() -> None:
    charts = every_chart()
    assert len(charts) == 4
    for chart in charts:
        columns = [column(chart.table, place) for place in range(1, len(chart.table.header))]
        if chart.drawing.drawn is Drawn.SPREAD:
            columns = spread_of(columns)
        assert [list(one.values) for one in chart.drawing.series] == columns[: len(chart.drawing.series)]


def spread_of(columns: Sequence[Sequence[float | None]]) -> list[list[float | None]]:
    """By place its five marks: the row of the county, that of the county without its outer tenths, others."""
    county, inner, *others = zip(*columns, strict=True)
    assert county[1] == inner[1]
    return [
        [county[0], inner[0], county[1], inner[2], county[2]],
        *([low, None, middle, None, high] for low, middle, high in others),
    ]


def test_the_steps_that_are_drawn_are_what_the_table_says() -> None:
    chart = judged(Development(material(part("fyrbodal", STRAINED), part("gr", None))))
    assert chart
    arrows = {"↓": -1, "→": 0, "↑": 1, "?": UNSURE}
    for place, pair in enumerate(
        zip(chart.drawing.series[::2], chart.drawing.series[1::2], strict=True), start=1
    ):
        for row, step, moved in zip(chart.table.rows, pair[0].values, pair[1].values, strict=True):
            text = row[place].text
            assert step == (int(text[0]) if text[0].isdigit() else None)
            assert moved == next((way for arrow, way in arrows.items() if arrow in text), None)


def test_every_number_and_note_says_where_it_comes_from() -> None:
    for chart in every_chart():
        assert not [one.text for one in statements((chart,)) if not one.sources]
        assert chart.alt.endswith(".")
        assert "None" not in chart.alt
