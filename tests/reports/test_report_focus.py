"""Section 5: each focus area once: what the sub-regions say of it, their numbers, the agency there."""

from dataclasses import replace
from itertools import pairwise

import pytest

from domain.answers import Value
from domain.material import Contribution, Material
from domain.quarter import Quarter
from reports.document import Document, Heading
from reports.draft import draft
from tests.reports.quarter_three import AGENCY, AREAS, CALM, STRAINED, Given, earlier, material, part, since
from tests.reports.reading_drafts import about, in_section, row, table

HOUSING = "Boende"


def housing(key: str, **said: Value) -> Contribution:
    return part(key, {**CALM, **{f"area.boende.{name}": value for name, value in said.items()}})


def headings(document: Document) -> list[Heading]:
    section = next(one for one in document.sections if one.key == "areas")
    return [block for block in section.blocks if isinstance(block, Heading)]


def test_the_areas_stand_in_the_countys_order() -> None:
    found = [one.text for one in headings(draft(material())) if one.level == 2]
    assert found == [area.name for area in AREAS]


def test_no_level_is_skipped() -> None:
    levels = [one.level for one in headings(draft(material(part("fyrbodal", STRAINED))))]
    assert all(now <= before + 1 for before, now in pairwise(levels))


def test_how_the_sub_regions_judge_it_is_told_by_step_and_who_has_moved() -> None:
    moved = since(
        housing("fyrbodal", status="2", trend="FORSAMRAT"),
        earlier("fyrbodal", Quarter(2026, 2), CALM),
    )
    told = about(draft(material(moved)), HOUSING)
    assert "2 – ansträngt i Fyrbodal" in told[0]
    assert "Försämrat i Fyrbodal." in told[0]
    assert any("från 3 till 2 i Fyrbodal" in text for text in told)


def test_obstacles_are_counted_over_the_sub_regions_those_that_most_name_first() -> None:
    given = material(
        housing("skaraborg", obstacles=["BOSTADSBRIST", "PROJEKT"]),
        housing("fyrbodal", obstacles=["BOSTADSBRIST", "RESURSER"]),
        housing(
            "sjuharad", obstacles=["RESURSER", "BOSTADSBRIST", "ANNAT"], obstacles_other="Få hyresrätter"
        ),
    )
    told = about(draft(given), HOUSING)
    assert "Bostadsbrist nämns i tre delregioner (Skaraborg, Fyrbodal och Sjuhärad)." in told
    assert "Resurser och besparingar nämns i två delregioner (Fyrbodal och Sjuhärad)." in told
    assert "Dessutom nämner Skaraborg beroende av projekt." in told
    assert "Sjuhärad nämner också: ”Få hyresrätter”." in told


def test_what_one_sub_region_alone_names_is_told_of_it_in_one_sentence() -> None:
    given = material(
        housing("fyrbodal", obstacles=["BOSTADSBRIST", "RESURSER"]), housing("gr", obstacles=["PROJEKT"])
    )
    told = about(draft(given), HOUSING)
    assert "Fyrbodal nämner bostadsbrist samt resurser och besparingar." in told
    assert "Göteborgsregionen nämner beroende av projekt." in told
    assert not any("Dessutom" in text for text in told)


def test_what_has_happened_is_quoted_by_sub_region_and_told_once() -> None:
    document = draft(material(part("fyrbodal", STRAINED)))
    events = f"”{STRAINED['area.boende.events']}”"
    assert events in about(document, HOUSING)
    assert [text for section in document.sections for text in in_section(document, section.key)].count(
        events
    ) == 1


def test_what_is_only_background_is_not_quoted() -> None:
    kept = part("fyrbodal", {**STRAINED, "publishable": "ENDAST_LST"})
    assert str(STRAINED["area.boende.events"]) not in repr(draft(material(kept)))


def test_a_sub_regions_numbers_stand_under_the_area_that_they_are_placed_in() -> None:
    given = part("gr", {**CALM, "sfi_wait_weeks": 7, "deepen_work.0.sfi_over_3m_n": 2})
    document = draft(material(given))
    found = table(document, "Arbetsmarknad och utbildning: siffror per delregion")
    assert found.header[1:] == (
        "Väntetid till start på sfi, median (veckor)",
        "Kommuner där väntan på sfi är längre än tre månader (kommuner)",
    )
    assert row(found, "Göteborgsregionen")[1:] == ["7", "2"]
    assert row(found, "Länet")[1] == "summeras inte"


def test_what_is_asked_beyond_the_core_is_told_with_who_says_what() -> None:
    given = material(
        part("gr", {**CALM, "deepen_work.0.edu_duty_status": "4"}),
        part("fyrbodal", {**CALM, "deepen_democracy.0.democracy_actions": "Dialog med föreningar."}),
    )
    document = draft(given)
    assert "4 – gott i Göteborgsregionen." in about(document, "Arbetsmarknad och utbildning")
    assert "”Dialog med föreningar.”" in about(document, "Demokrati och jämlikhet")


def placed(given: Material, **places: str) -> Material:
    plan = given.county.report
    plan = replace(plan, placed={**plan.placed, **places})
    return replace(given, county=replace(given.county, report=plan))


@pytest.mark.parametrize(
    ("place", "section"),
    [("areas.boende", "areas"), ("reception", "reception"), ("areas.something_old", "presence")],
)
def test_an_agency_stands_where_the_countys_file_places_it(place: str, section: str) -> None:
    """An area that does not hold this quarter has no place for it."""
    said: Given = {**AGENCY, "headline": "Tolkbristen består och mötena drar ut på tiden."}
    document = draft(placed(material(part("vgr", said)), vgr=place))
    holding = [
        one.key for one in document.sections if f"”{said['headline']}”" in in_section(document, one.key)
    ]
    assert holding == [section]
