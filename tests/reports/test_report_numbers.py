"""The numbers in the draft: what each is, where it comes from, and what is hidden."""

from dataclasses import replace
from datetime import date, datetime

from domain.answers import COMMENT, FIGURE, SAME, STATE, Standing
from domain.county import Figure, FigureState
from domain.material import Contribution, Material
from domain.workdays import STOCKHOLM
from reports.document import Heading
from reports.draft import draft
from reports.how_to_read import LEAD
from tests.reports.quarter_three import (
    AGENCY,
    CALM,
    MEMBERS,
    Given,
    material,
    nothing_in,
    nothing_to_report,
    part,
)
from tests.reports.reading_drafts import about, in_section, leads, row, said, table

FETCHED = datetime(2026, 11, 2, 6, 30, tzinfo=STOCKHOLM)


def figure(unit: str, value: float | None, state: FigureState = FigureState.PUBLISHED) -> Figure:
    return Figure(unit, "enrolled_total", value, "Migrationsverket", date(2026, 9, 30), FETCHED, state)


def confirmed(unit: str, number: int, *figures: Figure) -> Contribution:
    given: Given = {"enrolled_total" + STATE: Standing.HOLDS.value, "enrolled_total" + FIGURE: number}
    return part(unit, {**CALM, **given}, *figures)


def own(unit: str, number: float, *figures: Figure) -> Contribution:
    return part(unit, {**CALM, "enrolled_total": number}, *figures)


def enrolled(given: Material, name: str) -> str:
    return row(table(draft(given), "Siffror per delregion"), name)[1]


def waiting(given: Material, name: str) -> str:
    return row(table(draft(given), "Arbetsmarknad och utbildning: siffror per delregion"), name)[1]


def test_a_confirmed_number_and_an_own_one_are_told_apart() -> None:
    given = material(
        confirmed("skaraborg", 612, figure("skaraborg", 612)),
        own("fyrbodal", 1745, figure("fyrbodal", 745)),
        own("gr", 80),
    )
    assert enrolled(given, "Skaraborg") == "612"
    assert enrolled(given, "Fyrbodal") == "1\u00a0745 (egen uppgift, publicerat 745)"
    assert enrolled(given, "Göteborgsregionen") == "80"
    assert enrolled(given, "Sjuhärad") == "–"
    assert enrolled(given, "Länet") == "summeras inte"


def test_zero_missing_unanswered_and_not_in_never_look_alike() -> None:
    lacking: Given = {**CALM, "sfi_wait_weeks" + STATE: Standing.NOT_READY.value}
    given = material(
        part("skaraborg", lacking),
        part("fyrbodal", {**CALM, "sfi_wait_weeks": 0}),
        part("sjuharad", {**CALM, "sfi_wait_weeks": 4.5, "sfi_wait_weeks" + SAME: "2026Q2"}),
        part("gr", None),
    )
    shown = {name: waiting(given, name) for name in ("Skaraborg", "Fyrbodal", "Sjuhärad")}
    assert shown == {
        "Skaraborg": "uppgift saknas (inte klar än)",
        "Fyrbodal": "0",
        "Sjuhärad": "4,5 (oförändrat sedan förra kvartalet)",
    }
    assert waiting(given, "Göteborgsregionen") == "ej inkommet"
    assert waiting(given, "Länet") == "summeras inte"
    nothing = material(part("skaraborg", lacking), nothing_to_report("gr", "Inget"))
    assert waiting(nothing, "Göteborgsregionen") == "inget att rapportera"


def test_the_county_is_summed_when_every_sub_region_has_a_number() -> None:
    given = material(*(confirmed(key, number) for key, number in zip(MEMBERS, (10, 20, 30, 40), strict=True)))
    assert enrolled(given, "Länet") == "100"


def test_few_people_are_hidden_and_so_is_what_would_tell_them() -> None:
    given = material(*(own(key, number) for key, number in zip(MEMBERS, (4, 20, 30, 40), strict=True)))
    assert [enrolled(given, name) for name in ("Skaraborg", "Fyrbodal", "Länet")] == ["<6", "20", ".."]
    with_total = material(*given.councils, part("miv", {**AGENCY, "enrolled_total": 94}))
    shown = [enrolled(with_total, name) for name in ("Skaraborg", "Fyrbodal", "Sjuhärad", "Länet")]
    assert shown == ["<6", "..", "30", ".."]
    assert "94" in row(table(draft(with_total), "Migrationsverket: siffror för länet"), _ENROLLED)


_ENROLLED = "Inskrivna totalt (personer)"


def test_a_published_number_that_is_hidden_has_its_mark_although_the_unit_has_not_answered() -> None:
    few = figure("gr", 3)
    given = replace(material(own("skaraborg", 40), part("gr", CALM, few)), published=(few,))
    shown = [enrolled(given, name) for name in ("Skaraborg", "Fyrbodal", "Göteborgsregionen", "Länet")]
    assert shown == ["40", "–", "<6", ".."]


def test_a_number_that_may_hold_guests_is_never_in_the_countys_sum() -> None:
    """V28: Kungsbacka is a member of a council and lies in another county."""
    given = material(*(own(key, number) for key, number in zip(MEMBERS, (10, 20, 30, 40), strict=True)))
    abroad = _with_guest(given, "Kungsbacka")
    assert enrolled(abroad, "Länet") == "summeras inte"
    assert any(
        text.startswith("Kungsbacka är med i samråd men ligger utanför länet") for text in said(draft(abroad))
    )
    published = material(*(confirmed(key, 10) for key in MEMBERS))
    assert enrolled(_with_guest(published, "Kungsbacka"), "Länet") == "40"


def _with_guest(given: Material, name: str) -> Material:
    """The same material where the municipality lies outside the county."""

    def moved(one: Contribution) -> Contribution:
        members = tuple(replace(member, in_county=member.name != name) for member in one.respondent.members)
        return replace(one, respondent=replace(one.respondent, members=members))

    return replace(given, contributions=tuple(moved(one) for one in given.contributions))


def test_what_the_source_has_done_since_is_a_footnote() -> None:
    """V32: a withdrawn or corrected number is never zero, and no trend is made of it."""
    given = material(
        part("skaraborg", CALM, figure("skaraborg", None, FigureState.WITHDRAWN)),
        confirmed("fyrbodal", 745, figure("fyrbodal", 760, FigureState.REVISED)),
        confirmed("sjuharad", 500, figure("sjuharad", 510)),
        confirmed("gr", 500, figure("gr", 4)),
    )
    assert enrolled(given, "Skaraborg") == "uppgift saknas (källan har dragit in uppgiften)"
    what = "inskrivna i mottagningssystemet, kvartalets sista dag: Migrationsverket har"
    notes = [text for text in said(draft(given)) if "Migrationsverket har" in text]
    assert notes == [
        f"Skaraborg, {what} dragit in uppgiften.",
        f"Fyrbodal, {what} rättat uppgiften.",
        f"Sjuhärad, {what} ändrat uppgiften till 510 sedan 500 bekräftades.",
    ]


def test_without_any_number_there_is_no_section_of_dashes() -> None:
    headings = [one.text for one in draft(nothing_in()).blocks if isinstance(one, Heading)]
    assert "Siffror för delregionerna" not in headings
    assert LEAD not in leads(draft(material()))


def test_an_agency_is_told_of_in_its_own_words_and_choices() -> None:
    given: Given = {
        **AGENCY,
        "overall_trend": "FORSAMRAT",
        "outlook": "Färre deltagare.",
        "presence_change" + STATE: Standing.NOTHING.value,
        "note_to_lst": "Bara till er.",
    }
    document = draft(material(part("af", given)))
    assert about(document, "Arbetsförmedlingen") == [
        "4 – gott, ↓ försämrat.",
        f"”{AGENCY['headline']}”",
        "”Färre deltagare.”",
    ]
    assert "Inget har ändrats." in in_section(document, "presence")
    impact = part("vgr", {**AGENCY, "impact_dental": "2"})
    assert len(about(draft(material(impact)), "Västra Götalandsregionen")) == 3
    kept = part("af", {**given, "publishable": "ENDAST_LST"})
    assert f"”{AGENCY['headline']}”" not in about(draft(material(kept)), "Arbetsförmedlingen")


def test_an_agencys_numbers_stand_with_women_and_men_states_and_sources() -> None:
    given: Given = {
        **AGENCY,
        "est_stock": 1200,
        "est_stock_women": 700,
        "est_stock_men": 500,
        "est_in": 0,
        "est_out" + STATE: Standing.UNKNOWN.value,
        "eduduty_n" + STATE: Standing.NOT_APPLICABLE.value,
        "entryjob_n": 3,
        "est_work90": 31.5,
        "est_work90" + COMMENT: "Preliminärt.",
    }
    document = draft(material(part("af", given)))
    found = table(document, "Arbetsförmedlingen: siffror för länet, egna uppgifter")
    assert found.header == ("Mått", "Kvinnor", "Män", "Totalt")
    shown = {cells[0].text: [cell.text for cell in cells[1:]] for cells in found.rows}
    assert shown == {
        "Deltagare, kvartalets sista månad (personer)": ["700", "500", "1\u00a0200"],
        "Nya i programmet under kvartalet (personer)": ["–", "–", "0"],
        "Lämnat programmet under kvartalet (personer)": ["–", "–", "uppgift saknas (vet inte)"],
        "I arbete efter 90 dagar (procent)": ["–", "–", "31,5"],
        "I studier efter 90 dagar (procent)": ["–", "–", "–"],
        "Omfattas av utbildningsplikt (personer)": ["delas inte upp", "delas inte upp", "ej tillämpligt"],
        "Pågående etableringsjobb (personer)": ["delas inte upp", "delas inte upp", "<6"],
    }
    assert LEAD in leads(document)
    assert "Preliminärt" not in repr(document)


def test_an_agencys_sub_regions_have_a_table_of_their_own() -> None:
    stock: Given = {
        f"member.{member}.est_stock": number for member, number in zip(MEMBERS, (2, 20, 30, 40), strict=True)
    }
    found = table(
        draft(material(part("af", {**AGENCY, **stock}))), "Arbetsförmedlingen: siffror per delregion"
    )
    assert found.header == ("Mått", *(name for name, _ in MEMBERS.values()))
    assert [[cell.text for cell in cells] for cells in found.rows] == [
        ["Deltagare, kvartalets sista månad (personer)", "<6", "20", "30", "40"]
    ]


def test_without_any_agency_in_there_is_no_section() -> None:
    given = material(*(part(agency.id, None) for agency in material().county.agencies))
    assert "Aktörernas lägesbild" not in [one.text for one in draft(given).blocks if isinstance(one, Heading)]
