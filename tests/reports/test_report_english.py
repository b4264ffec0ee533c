"""The summary in English, and its words beside the Swedish."""

from dataclasses import replace

import pytest

from counties.reading import read_county
from domain.form import Kind, Question
from domain.material import Material
from domain.quarter import Quarter
from domain.trends import Change, Direction
from reports import development_words, swedish
from reports.composing import Options, composed
from reports.development import Development
from reports.document import METHOD, BulletList, Document, Section, statements
from reports.draft import draft
from reports.english import english
from reports.english_words import LABELS, MORE, SIZES, STEPS, TRENDS, count, label, listed, told
from reports.section_reading import edited
from tests.reports.quarter_three import (
    AGENCIES,
    CALM,
    CUT_OFF,
    MEMBERS,
    STRAINED,
    Given,
    earlier,
    form_of,
    material,
    nothing_in,
    part,
    sent_in,
    since,
)
from tests.reports.reading_drafts import in_section, without_source

MIXED = material(part("fyrbodal", STRAINED), part("gr", None))


def points(given: Material) -> dict[str, list[str]]:
    """What each bullet says, by its lead."""
    bullets = next(block for block in english(Development(given)) if isinstance(block, BulletList))
    return {item.lead: [one.text for one in item.sentences] for item in bullets.items}


def in_english(given: Material) -> Document:
    return composed(given, options=Options(english=True)).document


def the_section(document: Document) -> Section:
    return next(one for one in document.sections if one.key == "english")


def test_it_is_there_only_when_asked_for_and_says_that_it_is_english() -> None:
    assert "english" not in [one.key for one in draft(MIXED).sections]
    found = the_section(in_english(MIXED))
    assert (found.title, found.language) == ("Summary in English", "en")
    assert {one.language for one in in_english(MIXED).sections if one.key != "english"} == {""}


@pytest.mark.parametrize("given", [MIXED, material(), nothing_in()])
def test_every_sentence_says_where_it_comes_from(given: Material) -> None:
    document = in_english(given)
    assert without_source(document) == []
    assert all(document.notes(one.sources) for one in statements(document.blocks))


def test_it_opens_with_what_the_report_is() -> None:
    first = next(iter(statements(the_section(in_english(material())).blocks))).text
    assert first == (
        "This is the status report on migration and integration in Västra Götaland for the third quarter of "
        "2026 (1 July 2026 to 30 September 2026), prepared for the regional council's meeting on 10 December "
        "2026. Länsstyrelsen i Västra Götalands län, the county administrative board, has compiled it from "
        "what the sub-regional councils of municipalities and the agencies have reported. The full report is "
        "in Swedish, as are any titles quoted here."
    )


def test_steps_trends_and_areas_are_told_in_english() -> None:
    found = points(MIXED)
    assert found["Who has reported."] == [
        "Reports have been received from 3 of 4 sub-regions and 3 of 3 agencies."
    ]
    assert found["Overall situation."] == [
        (
            "2 – strained in Fyrbodal; 3 – works for the most part in Skaraborg and Sjuhärad. Compared with "
            "the previous quarter, worse in Fyrbodal; unchanged in Skaraborg and Sjuhärad."
        )
    ]
    areas = found["Focus areas."]
    assert len(areas) == 4
    assert areas[2] == (
        "Boende: 1 – very strained in Fyrbodal; 3 – works for the most part in Skaraborg and Sjuhärad. "
        "Compared with the previous quarter, worse in Fyrbodal; unchanged in Skaraborg and Sjuhärad."
    )
    assert found["What is missing."] == [
        (
            "No answers have been received from Göteborgsregionen. The assessments do not include "
            "Göteborgsregionen."
        ),
        "None of the answers has been reviewed yet.",
    ]


def test_an_area_goes_by_its_english_name_where_the_county_has_given_one() -> None:
    named = replace(material(), areas=read_county("vastra_gotaland").county.focus_areas)
    assert [line.split(":")[0] for line in points(named)["Focus areas."]] == [
        "Labour market and education",
        "Health",
        "Housing",
        "Democracy and equality",
    ]


def test_an_edited_summary_is_still_in_english() -> None:
    section = the_section(in_english(MIXED))
    assert edited(section, "A new text.", METHOD).language == "en"


def test_what_is_raised_is_counted_in_english_and_quoted_in_swedish() -> None:
    assert points(MIXED)["Issues raised."] == [
        "Two issues have been raised, by Fyrbodal.",
        "The regional council is asked to take up “Stora familjer får inga bostäder” (Fyrbodal).",
    ]
    assert points(material())["Issues raised."] == ["No issues have been raised."]
    one: Given = {**CALM, "handover.0.title": "Fler tolkar", "handover.0.kind": "UPPDRAG"}
    assert points(material(part("gr", one)))["Issues raised."][0] == (
        "One issue has been raised, by Göteborgsregionen."
    )
    kept = points(material(part("gr", {**one, "publishable": "ENDAST_LST"})))
    assert len(kept["Issues raised."]) == 1
    assert kept["What is missing."][-1:] == [
        "Texts from Göteborgsregionen are for background only and are not quoted."
    ]


def test_what_several_raise_stands_side_by_side() -> None:
    alike: Given = {**CALM, "handover.0.title": "Bostäder för stora familjer", "handover.0.area": "boende"}
    said = points(material(part("fyrbodal", STRAINED), part("gr", alike)))["Issues raised."]
    assert said[1] == (
        "Similar issues come from two sub-regions: “Stora familjer får inga bostäder” (Fyrbodal) and "
        "“Bostäder för stora familjer” (Göteborgsregionen)."
    )


def test_the_biggest_changes_are_the_swedish_ones_with_english_words() -> None:
    now, before = {**CALM, "enrolled_total": 1180}, {**CALM, "enrolled_total": 920}
    one = since(part("gr", now), earlier("gr", Quarter(2026, 2), before))
    two = since(part("fyrbodal", now), earlier("fyrbodal", Quarter(2026, 2), before))
    assert points(material(one, two))["Biggest changes in numbers."] == [
        (
            "Enrolled in the reception system, last day of the quarter (Fyrbodal and Göteborgsregionen): "
            "clearly more (+28.3%, from 1,840 to 2,360)."
        )
    ]


def test_that_no_large_number_has_changed_is_said_as_in_swedish() -> None:
    """A small number may have changed much all the same."""
    now, before = {**CALM, "enrolled_total": 30}, {**CALM, "enrolled_total": 22}
    whose = ("gr", "fyrbodal")
    given = material(*(since(part(key, now), earlier(key, Quarter(2026, 2), before)) for key in whose))
    assert points(given)["Biggest changes in numbers."] == [
        "No large number that can be compared with the previous quarter has clearly changed."
    ]
    assert any("Inget större tal" in text for text in in_section(draft(given), "summary"))


def test_the_full_list_is_pointed_to_where_the_county_has_one() -> None:
    words = ("Fler tolkar", "Kortare köer", "Större bostäder", "Tätare bussar", "Bättre sfi", "Nya stolar")
    asked: Given = {
        **CALM,
        **{f"handover.{at}.title": word for at, word in enumerate(words)},
        **{f"handover.{at}.kind": "UPPDRAG" for at, _ in enumerate(words)},
    }
    given = material(part("gr", asked))
    told = points(given)["Issues raised."]
    assert told[-1].startswith(
        "The regional council is asked to take up “Fler tolkar” (Göteborgsregionen), “"
    )
    assert told[-1].endswith(". The full list is in the report.")
    plan = given.county.report
    fewer = replace(plan, sections=tuple(one for one in plan.sections if one.key != "raised"))
    without = replace(given, county=replace(given.county, report=fewer))
    assert points(without)["Issues raised."][-1].endswith(" (Göteborgsregionen).")


def test_texts_that_are_kept_in_part_are_told_so() -> None:
    some: Given = {**CALM, "publishable": "DELVIS", "withheld": ["lage"]}
    given = material(part("gr", some))
    assert points(given)["What is missing."][-1:] == [
        "Texts from Göteborgsregionen (some of them) are for background only and are not quoted."
    ]


def test_with_everything_in_nothing_is_missing() -> None:
    given = material()
    reviewed = tuple(replace(one, life=sent_in(CUT_OFF, approved=True)) for one in given.contributions)
    assert points(replace(given, contributions=reviewed))["What is missing."] == [
        "All sub-regions and agencies have reported."
    ]
    assert points(nothing_in())["Who has reported."] == [
        "Reports have been received from 0 of 4 sub-regions and 0 of 3 agencies."
    ]


def test_it_takes_half_a_page() -> None:
    letters = sum(len(one.text) for one in statements(the_section(in_english(MIXED)).blocks))
    assert letters <= 2_300


def _numbers() -> list[Question]:
    """What the forms ask for in numbers, but for women's and men's own and those of single members."""
    forms = [form_of(key) for key in (next(iter(MEMBERS)), *AGENCIES)]
    asked = (one for form in forms for card in form.cards for one in card.questions())
    return [
        one
        for one in asked
        if one.kind is Kind.NUMBER and not one.key.startswith("member.") and not one.key.endswith("men")
    ]


def test_every_number_that_can_be_told_has_its_english_and_no_english_is_left_over() -> None:
    asked = {one.label for one in _numbers()}
    assert sorted(asked - set(LABELS)) == []
    published_only = {words for words in LABELS if words.startswith(("Inskrivna", "Kommuner med"))}
    assert sorted(set(LABELS) - asked - published_only) == []


def test_the_swedish_of_each_pair_is_the_forms_own() -> None:
    [status] = [one for one in form_of("gr").cards[1].questions() if one.key == "overall_status"]
    [trend] = [one for one in form_of("gr").cards[1].questions() if one.key == "overall_trend"]
    assert {one.value: one.label for one in status.choices} == {key: sv for key, (sv, _) in STEPS.items()}
    assert {one.value: one.label for one in trend.choices} == {key: sv for key, (sv, _) in TRENDS.items()}
    assert set(TRENDS) == set(swedish.TRENDS)
    assert {str(size): sv for size, (sv, _) in SIZES.items()} == {str(size): str(size) for size in SIZES}


@pytest.mark.parametrize("unit", [*MORE, "personer"])
@pytest.mark.parametrize(("before", "now"), [(100, 140), (140, 100), (100, 108), (100, 101), (50, 50)])
def test_a_change_is_said_as_in_swedish(unit: str, before: int, now: int) -> None:
    question = Question("key", "4.1", "Mått", Kind.NUMBER, unit=unit, good_when=Direction.DOWN)
    change = Change(before, now)
    in_swedish, in_other = development_words.told(change, question), told(change, question)
    pairs = [("oförändrat", "unchanged"), ("en förbättring", "an improvement"), ("tydligt", "clearly")]
    pairs += [("en försämring", "a deterioration"), ("något", "somewhat"), ("i stort sett", "largely")]
    pairs += [pair for both in MORE.values() for pair in both] + [("fler", "more"), ("färre", "fewer")]
    for sv, en in pairs:
        assert (sv in in_swedish) == (en in in_other), (in_swedish, in_other)


def test_a_label_without_english_stays_in_swedish_and_is_marked() -> None:
    assert label(Question("key", "4.1", "Nytt mått", Kind.NUMBER)) == "“Nytt mått” (in Swedish)"
    total = Question("key", "4.1", "Mottagna totalt, hittills i år", Kind.NUMBER, since_new_year=True)
    assert label(total) == "Received in total, in the quarter"


def test_one_and_many_agree() -> None:
    assert [count(number, "issue", "issues") for number in (0, 1, 2, 13)] == [
        "no issues",
        "one issue",
        "two issues",
        "13 issues",
    ]
    assert [listed(words) for words in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]
