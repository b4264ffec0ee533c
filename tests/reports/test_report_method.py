"""Annex 2: what it tells of how things are chosen follows the sections that the county has."""

from dataclasses import replace

from domain.material import Material
from domain.report_plan import SectionPlan
from reports.document import BulletList, Heading
from reports.draft import draft
from tests.reports.quarter_three import CALM, Given, material, part
from tests.reports.reading_drafts import in_section
from tests.reports.recomputing_material import Rich

CHOSEN, ALIKE = "Så är innehållet valt", "Medskick som liknar varandra."


def planned(given: Material, *left_out: str, **titles: str) -> Material:
    """The material of a county that leaves out some sections and calls others something else."""

    def called(one: SectionPlan) -> SectionPlan:
        return replace(one, title=titles.get(one.key, one.title))

    plan = given.county.report
    sections = tuple(called(one) for one in plan.sections if one.key not in left_out)
    return replace(given, county=replace(given.county, report=replace(plan, sections=sections)))


def leads(given: Material) -> list[str]:
    """Of the rules by which things are chosen; none where the heading is not there."""
    [blocks] = [one.blocks for one in draft(given).sections if one.key == "method"]
    after = [at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.text == CHOSEN]
    if not after:
        return []
    rules = blocks[after[0] + 1]
    assert isinstance(rules, BulletList)
    return [one.lead for one in rules.items]


def test_each_rule_stands_under_what_the_county_calls_its_section() -> None:
    assert leads(material()) == ["Kvartalet i korthet.", ALIKE, "Goda exempel.", "Tabeller."]
    renamed = planned(material(), summary="Läget just nu", good_practice="Vad kan vi lära?", tables="Siffror")
    assert leads(renamed) == ["Läget just nu.", ALIKE, "Vad kan vi lära?", "Siffror."]


def test_nothing_is_told_of_a_section_that_the_county_has_left_out() -> None:
    given = planned(material(), "tables")
    assert leads(planned(given, "good_practice")) == ["Kvartalet i korthet.", ALIKE]
    assert leads(planned(given, "summary")) == [ALIKE, "Goda exempel."]
    assert leads(planned(given, "raised")) == ["Kvartalet i korthet.", ALIKE, "Goda exempel."]
    assert leads(planned(given, "raised", "summary")) == ["Goda exempel."]
    assert leads(planned(given, "raised", "summary", "good_practice")) == []


def test_annual_statistics_go_by_their_sections_title_and_are_left_out_with_it() -> None:
    def told(given: Material) -> list[str]:
        return [text for text in in_section(draft(given), "method") if "årliga" in text]

    annual = Rich(1).material()
    renamed = planned(annual, in_depth="Året i siffror")
    assert told(renamed) == [
        "Den årliga statistiken under rubriken Året i siffror jämförs inte mellan kvartal."
    ]
    assert told(planned(annual, "in_depth")) == []
    assert told(material()) == []


def test_the_rules_of_the_brief_are_whole() -> None:
    [rules] = [text for text in in_section(draft(material()), "method") if "efter fasta regler" in text]
    for told in (
        "högst tre tal",
        "ändrats mest i procent",
        "Är andelen lika",
        "högst två ämnen",
        "högst fem",
    ):
        assert told in rules


def test_the_summary_leads_to_no_section_that_is_left_out() -> None:
    asked: Given = {
        **CALM,
        **{
            f"handover.{at}.{key}": value
            for at, word in enumerate(
                ("Fler tolkar", "Kortare köer", "Större bostäder", "Tätare bussar", "Bättre sfi")
            )
            for key, value in (("title", word), ("kind", "UPPDRAG"), ("level", "REGIONAL"))
        },
    }
    given = material(part("gr", asked), part("fyrbodal", {**asked, "handover.0.title": "Nya stolar"}))
    leading = "Övriga står i avsnittet Medskick och strukturella problem."
    assert any(leading in text for text in in_section(draft(given), "summary"))
    without = in_section(draft(planned(given, "raised")), "summary")
    assert any("Samrådet ombeds ta upp" in text for text in without)
    assert not any("Övriga står i" in text for text in without)
