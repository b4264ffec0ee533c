"""Annex 1, section 10 and annex 2: what is published of the municipalities, annual themes, the method."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from domain.county import Figure, FigureState, SeriesBreak
from domain.material import Material
from domain.quarter import Quarter
from domain.report_plan import InDepth
from reports.document import Chart, Document, Table
from reports.draft import draft
from tests.reports.published_county import FETCHED, TOTAL, TOWNS, Numbers, Told
from tests.reports.quarter_three import CALM, MEMBERS, earlier, material, part, since
from tests.reports.reading_drafts import in_section, row, table, whole_text

K1, K2 = Quarter(2026, 1), Quarter(2026, 2)
ENROLLED = "enrolled_total"


def of_skaraborg(*numbers: int, key: str = ENROLLED) -> Numbers:
    """The three municipalities of Skaraborg; the others have a hundred each."""
    others = {town: {key: 100} for town in TOWNS}
    return {**others, **{f"skaraborg-{at}": {key: number} for at, number in enumerate(numbers, start=1)}}


def report(*quarters: Numbers) -> Document:
    """On the last of the quarters, the first of them the year's first."""
    published = dict(zip((K1, K2), quarters, strict=False))
    return draft(Told(published, {}).material(max(published)))


def column(document: Document, council: str = "Skaraborg") -> dict[str, str]:
    found = table(document, f"{council}: publicerade siffror per kommun")
    return {cells[0].text: cells[1].text for cells in found.rows}


def test_each_municipality_has_a_row_and_the_sub_region_the_sum() -> None:
    assert column(report(of_skaraborg(20, 30, 40))) == {
        "Falköping": "20",
        "Hjo": "30",
        "Lidköping": "40",
        "Skaraborg, summa": "90",
    }


def test_few_people_are_hidden_and_so_is_what_would_tell_them() -> None:
    shown = column(report(of_skaraborg(3, 30, 40)))
    assert shown["Falköping"] == "<6"
    assert sorted(shown.values()) == ["..", "40", "73", "<6"]


def test_two_that_the_sum_would_tell_cost_the_sum_in_the_whole_report() -> None:
    """Five and five of ten: nothing else than five and five."""
    document = report(of_skaraborg(5, 5, 0))
    assert column(document)["Skaraborg, summa"] != "10"
    assert (
        row(table(document, "Siffror per delregion"), "Skaraborg")[1] == column(document)["Skaraborg, summa"]
    )


def test_what_came_since_the_report_before_is_not_told_of_a_few() -> None:
    """30 by the first quarter and 33 by the second: three have come."""
    document = report(of_skaraborg(30, 30, 40, key=TOTAL), of_skaraborg(33, 60, 70, key=TOTAL))
    assert column(document)["Falköping"] == ".."


def test_a_missing_withdrawn_and_suppressed_number_never_look_like_nought() -> None:
    states = (FigureState.WITHDRAWN, FigureState.SUPPRESSED, FigureState.MISSING)
    given = Told({K1: of_skaraborg(20, 30, 40)}, {}).material(K1)
    lacking = {f"skaraborg-{at}": state for at, state in enumerate(states, start=1)}
    changed = tuple(
        replace(one, value=None, state=lacking[one.unit]) if one.unit in lacking else one
        for one in given.municipal
    )
    assert list(column(draft(replace(given, municipal=changed))).values())[:3] == [
        "indragen av källan",
        "visas inte av källan",
        "saknas hos källan",
    ]


def test_every_number_says_who_published_it_and_which_day_it_speaks_of() -> None:
    document = report(of_skaraborg(20, 30, 40))
    sources = in_section(document, "references")
    assert any("Inskrivna i mott" in text and "avser 31 mars 2026" in text for text in sources)
    found = table(document, "Skaraborg: publicerade siffror per kommun")
    assert {source.as_of for cells in found.rows for cell in cells for source in cell.sources} == {K1.end}


def test_without_published_numbers_there_is_no_annex() -> None:
    assert "municipalities" not in {one.key for one in draft(material()).sections}


def with_theme(given: Material, *keys: str, spread: str = "", **names: str) -> Material:
    theme = InDepth(given.round.quarter.number, "Året som gick", keys, spread, names)
    plan = replace(given.county.report, themes=(theme,))
    return replace(given, county=replace(given.county, report=plan))


def annual(unit: str, key: str, year: int, value: float) -> Figure:
    return Figure(unit, key, value, "Kolada N01986", date(year, 12, 31), FETCHED)


def test_the_theme_shows_the_sub_regions_year_by_year_and_sums_what_may_be_summed() -> None:
    published = tuple(
        annual(key, TOTAL, year, number)
        for year in (2024, 2025)
        for key, number in zip(MEMBERS, (100, 200, 300, 400), strict=True)
    )
    document = draft(with_theme(replace(material(), published=published), TOTAL))
    found = table(document, "Mottagna totalt, hela året")
    assert found.header == ("Delregion", "31 december 2024", "31 december 2025")
    assert row(found, "Fyrbodal")[1:] == ["200", "200"]
    assert row(found, "Länet")[1:] == ["1\u00a0000", "1\u00a0000"]
    assert any("(N01986), avser 31 december 2025" in text for text in in_section(document, "references"))


def test_few_people_of_a_year_are_hidden_too() -> None:
    published = tuple(
        annual(key, TOTAL, 2025, number) for key, number in zip(MEMBERS, (4, 200, 300, 400), strict=True)
    )
    found = table(draft(with_theme(replace(material(), published=published), TOTAL)), "hela året")
    assert row(found, "Skaraborg")[1] == "<6"
    assert row(found, "Länet")[1] == ".."


def test_the_spread_between_municipalities_is_a_figure_and_never_a_mean() -> None:
    shares = tuple(
        annual(f"{key}-{at}", "est_workstudy90", 2025, 5.0 * at + number)
        for number, (key, (_, members)) in enumerate(MEMBERS.items())
        for at in range(1, len(members) + 1)
    )
    given = with_theme(
        replace(material(), municipal=shares), spread="est_workstudy90", est_workstudy90="I arbete (procent)"
    )
    section = next(one for one in draft(given).sections if one.key == "in_depth")
    [chart] = [block for block in section.blocks if isinstance(block, Chart)]
    assert (chart.table.header[1], chart.table.header[-1]) == ("Lägst", "Högst")
    county = row(chart.table, "Länet (19\u00a0kommuner)")
    assert (county[1], county[-1]) == ("5", "33")


def test_without_a_theme_or_its_figures_there_is_no_section() -> None:
    keys = {one.key for one in draft(with_theme(material(), TOTAL)).sections}
    assert "in_depth" not in keys


def breaks(*found: SeriesBreak) -> Material:
    given = material()
    return replace(given, county=replace(given.county, breaks=found))


def test_a_break_within_what_is_shown_is_told_with_its_day() -> None:
    within = SeriesBreak(date(2026, 1, 1), "Nytt sätt att räkna", ("gr",))
    long_ago = SeriesBreak(date(2020, 1, 1), "Gammalt sätt att räkna")
    told = in_section(draft(breaks(within, long_ago)), "method")
    assert (
        "Nytt sätt att räkna. Det gäller Göteborgsregionen. Ingen utveckling räknas fram över den dagen."
    ) in told
    assert not any("Gammalt" in text for text in told)


def test_the_method_tells_how_many_numbers_have_been_corrected() -> None:
    past = earlier("gr", K2, {**CALM, ENROLLED: 95}, published={**CALM, ENROLLED: 90})
    told = in_section(draft(material(since(part("gr", {**CALM, ENROLLED: 120}), past))), "method")
    assert any(text.startswith("En uppgift för kvartal 2 2026 har rättats") for text in told)


@pytest.mark.parametrize("words", ["(2016:1363)", "Med integration menas här", "Tal om 1–5 personer döljs"])
def test_the_method_has_the_definitions_the_legal_basis_and_how_few_people_are_hidden(words: str) -> None:
    assert any(words in text for text in in_section(draft(material()), "method"))


def test_nothing_of_a_hidden_number_is_left_anywhere() -> None:
    """A number that stands nowhere else: 4 of Falköping, beside it 37 and 51."""
    document = report(of_skaraborg(4, 37, 51))
    assert "4" not in list(_cells(document))
    assert "Falköping" in whole_text(document)


def _cells(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Table) and block.header[0] != "Nr":
            yield from (cell.text for cells in block.rows for cell in cells)
