"""Section 3: the quota by its decisions, the forecast in words and as a figure, dates ahead."""

from dataclasses import replace
from datetime import date

from domain.county import Figure
from domain.material import Material
from domain.report_plan import Event
from reports.development import Development
from reports.document import Chart, Paragraph
from reports.draft import draft
from reports.outlook import outlook
from tests.reports.quarter_three import AGENCY, CALM, MEMBERS, Given, material, part
from tests.reports.reading_drafts import in_section, row, table

QUOTAS = "Länstal och kommuntal"
FORECAST: Given = {
    **AGENCY,
    "fc_low": 9000,
    "fc_plan": 11000,
    "fc_high": 14500,
    "fc_date": "2026-10-23",
    "county_quota": 1210,
    "county_quota_from": "2026-05-12",
}


def decided(unit: str, key: str, number: int, day: date) -> Figure:
    return Figure(unit, key, number, "Länsstyrelsen", day)


def test_each_decision_stands_by_the_day_that_it_holds_from_and_last_what_is_answered() -> None:
    first, later = date(2026, 1, 1), date(2026, 7, 1)
    published = (
        decided("miv", "county_quota", 1000, first),
        *(decided(key, "quota_current", 250, first) for key in MEMBERS),
        *(decided(key, "quota_current", 250, date(2026, 4, 1)) for key in MEMBERS),
        decided("gr", "quota_current", 300, later),
    )
    given = material(part("miv", FORECAST), part("gr", {**CALM, "quota_current": 300}))
    found = table(draft(replace(given, published=published)), QUOTAS)
    assert found.header == ("Gäller från", "Länstal", *(name for name, _ in MEMBERS.values()))
    assert row(found, "1 januari 2026")[1:] == ["1\u00a0000", "250", "250", "250", "250"]
    none = "ingen uppgift"
    assert row(found, "1 juli 2026")[1:] == [none, none, none, none, "300"]
    answered = row(found, "Enligt svaren för kvartal 3 2026")
    assert answered[1:] == ["1\u00a0210 (beslutat 12 maj 2026)", none, none, none, "samma tal"]


def test_the_section_opens_with_what_the_table_shows() -> None:
    published = (decided("gr", "quota_current", 300, date(2026, 1, 1)),)
    [_, first, *_] = outlook(Development(replace(material(), published=published)))
    assert isinstance(first, Paragraph)
    assert first.sentences[0].text.startswith("Länstalet och delregionernas kommuntal står i tabellen")


def test_answers_that_say_what_is_decided_are_not_told_again() -> None:
    published = (
        decided("miv", "county_quota", 1210, date(2026, 1, 1)),
        decided("gr", "quota_current", 300, date(2026, 1, 1)),
    )
    given = material(part("miv", FORECAST), part("gr", {**CALM, "quota_current": 300}))
    found = table(draft(replace(given, published=published)), QUOTAS)
    assert [cells[0].text for cells in found.rows] == ["1 januari 2026"]


def test_the_day_of_the_decision_stands_by_the_quota_that_holds_when_the_agency_has_told_it() -> None:
    """By the published number, where the agency answers with the same. A later one is not in force yet."""
    days = (date(2025, 1, 1), date(2026, 1, 1), date(2026, 7, 1), date(2027, 1, 1))
    published = tuple(
        decided("miv", "county_quota", number, on)
        for number, on in zip((900, 1210, 1210, 1500), days, strict=True)
    )
    found = table(draft(replace(material(part("miv", FORECAST)), published=published)), QUOTAS)
    assert [(cells[0].text, cells[1].text) for cells in found.rows] == [
        ("1 januari 2025", "900"),
        ("1 januari 2026", "1\u00a0210 (beslutat 12 maj 2026)"),
        ("1 januari 2027", "1\u00a0500"),
    ]
    [_, dated, _] = found.rows
    assert {(one.unit, one.label) for one in dated[1].sources} == {
        ("Länsstyrelsen", "Länstal"),
        ("Migrationsverket", "Vilken dag beslutades länstalet?"),
    }


def test_the_forecast_is_told_in_words_and_drawn() -> None:
    document = draft(material(part("miv", FORECAST)))
    assert (
        "Enligt Migrationsverkets prognos från 23 oktober 2026 bedöms mellan 9\u00a0000 och 14\u00a0500 "
        "personer söka asyl i riket per år. Planeringsantagandet är 11\u00a0000. Svaret säger inte vilket år "
        "det gäller."
    ) in in_section(document, "outlook")
    section = next(one for one in document.sections if one.key == "outlook")
    assert [block for block in section.blocks if isinstance(block, Chart)]


def test_a_planning_assumption_alone_is_told_as_one() -> None:
    said = in_section(draft(material(part("miv", {**AGENCY, "fc_plan": 11000}))), "outlook")
    told = "Enligt Migrationsverkets prognos bedöms 11\u00a0000 personer söka asyl i riket per år"
    assert said == [f"{told} (planeringsantagande). Svaret säger inte vilket år det gäller."]


def test_what_is_told_here_is_not_told_again_in_the_agencys_own_part() -> None:
    reception = "\n".join(in_section(draft(material(part("miv", FORECAST))), "reception"))
    assert "11\u00a0000" not in reception
    assert "1\u00a0210" not in reception


def with_events(given: Material, *events: Event) -> Material:
    plan = replace(given.county.report, events=events)
    return replace(given, county=replace(given.county, report=plan))


def test_dates_ahead_are_told_with_who_says_so() -> None:
    law = Event(date(2027, 7, 1), "en ny lag börjar gälla", "Regeringskansliet")
    past = Event(date(2026, 1, 1), "något som har varit", "Regeringskansliet")
    document = draft(with_events(material(), law, past))
    assert "En ny lag börjar gälla." in in_section(document, "outlook")
    assert not any("har varit" in text for text in in_section(document, "outlook"))
    assert any("Regeringskansliet" in text for text in in_section(document, "references"))


def test_without_anything_to_tell_there_is_no_section() -> None:
    assert "outlook" not in {section.key for section in draft(material()).sections}
