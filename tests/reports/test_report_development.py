"""How the draft tells of development: what is compared, in which words, what is not and why."""

from dataclasses import replace
from datetime import date

import pytest

from domain.answers import FIGURE, STATE, Standing
from domain.county import Figure, FigureState, SeriesBreak
from domain.material import Contribution, Material
from domain.quarter import Quarter
from reports.document import Table, statements
from reports.draft import draft
from tests.reports.quarter_three import AGENCY, CALM, Given, earlier, material, part, since
from tests.reports.reading_drafts import row, said, table, whole_text, without_source

K1, K2 = Quarter(2026, 1), Quarter(2026, 2)
LAST_YEAR, NEW_YEAR = Quarter(2025, 3), Quarter(2025, 4)
ENROLLED = "Inskrivna i mottagningssystemet, kvartalets sista dag (personer)"


def enrolled(key: str, now: float, before: float | None, **said_: str) -> Contribution:
    one = part(key, {**CALM, "enrolled_total": now, **said_})
    return one if before is None else since(one, earlier(key, K2, {**CALM, "enrolled_total": before}))


def told(given: Material, measure: str = ENROLLED) -> list[str]:
    return row(table(draft(given), "Utveckling sedan förra kvartalet"), measure)[1:]


def compared(given: Material) -> list[str]:
    """The numbers that stand in the table of development: only those that some sub-region can compare."""
    blocks = draft(given).blocks
    there = [one for one in blocks if isinstance(one, Table) and "Utveckling sedan" in one.caption]
    return [cells[0].text for one in there for cells in one.rows]


def of_skaraborg(now: float, before: float) -> str:
    return told(material(enrolled("skaraborg", now, before)))[0]


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (400, 390, "i stort sett oförändrat (+2,6\u00a0%)"),
        (429, 390, "något fler (+10\u00a0%)"),
        (360, 390, "något färre (−7,7\u00a0%)"),
        (240, 120, "tydligt fler (+100\u00a0%)"),
        (60, 120, "tydligt färre (−50\u00a0%)"),
        (11504, 10000, "tydligt fler (+15,04\u00a0%)"),
        (11496, 10000, "något fler (+15\u00a0%)"),
        (10496, 10000, "i stort sett oförändrat (+4,96\u00a0%)"),
        (9504, 10000, "i stort sett oförändrat (−4,96\u00a0%)"),
        (10504, 10000, "något fler (+5\u00a0%)"),
        (12, 7, "från 7 till 12"),
        (19, 40, "från 40 till 19"),
        (390, 390, "oförändrat (390)"),
    ],
)
def test_a_change_is_told_in_neutral_words_by_its_size(now: int, before: int, words: str) -> None:
    assert of_skaraborg(now, before) == words


def test_good_or_bad_is_said_only_of_what_has_a_good_direction() -> None:
    waits = since(
        part("skaraborg", {**CALM, "sfi_wait_weeks": 3}),
        earlier("skaraborg", K2, {**CALM, "sfi_wait_weeks": 4}),
    )
    document = draft(material(waits))
    waiting = row(table(document, "Utveckling sedan"), "Väntetid till start på sfi, median (veckor)")
    assert waiting[1] == "från 4 till 3, en förbättring"
    assert waiting[-1] == "summeras inte"
    after = since(
        part("af", {**AGENCY, "est_work90": 24.5, "est_study90": 20}),
        earlier("af", K2, {**AGENCY, "est_work90": 31.5, "est_study90": 20}),
    )
    found = table(draft(material(after)), "Arbetsförmedlingen: siffror för länet")
    moved = {cells[0].text: cells[-1].text for cells in found.rows}
    assert moved["I arbete efter 90 dagar (procent)"] == "tydligt lägre (från 31,5 till 24,5), en försämring"
    assert moved["I arbete eller studier efter 90 dagar (procent, beräknat)"].endswith("en försämring")
    assert moved["I studier efter 90 dagar (procent)"] == "oförändrat (20)"


def test_a_running_total_is_compared_quarter_by_quarter() -> None:
    past = [
        earlier("gr", at, {**CALM, "received_total_ytd": number}) for at, number in ((K1, 100), (K2, 180))
    ]
    given = material(since(part("gr", {**CALM, "received_total_ytd": 300}), *past))
    assert told(given, "Mottagna totalt, under kvartalet (personer)")[3] == "tydligt fler (+50\u00a0%)"
    numbers = table(draft(given), "Siffror per delregion")
    assert numbers.header[1:] == (
        "Mottagna totalt, hittills i år (personer)",
        "Mottagna totalt, under kvartalet (personer, beräknat)",
    )
    assert row(numbers, "Göteborgsregionen")[1:] == ["300", "120"]


def test_the_county_is_compared_over_those_that_have_both_quarters_and_says_so() -> None:
    given = material(
        enrolled("skaraborg", 300, 200), enrolled("fyrbodal", 300, 200), enrolled("gr", 900, None)
    )
    assert told(given) == [
        "tydligt fler (+50\u00a0%)",
        "tydligt fler (+50\u00a0%)",
        "jämförs inte",
        "jämförs inte",
        "tydligt fler (+50\u00a0%)",
    ]
    assert "Kolumnen Länet gäller bara Skaraborg och Fyrbodal." in said(draft(given))
    assert "Inskrivna i mottagningssystemet, kvartalets sista dag (Skaraborg och Fyrbodal): tydligt fler" in (
        whole_text(draft(given))
    )


def test_a_hidden_number_has_no_development() -> None:
    assert not [one for one in draft(material(enrolled("gr", 4, 90))).blocks if _develops(one)]
    assert not [one for one in draft(material(enrolled("gr", 90, 4))).blocks if _develops(one)]


def _develops(block: object) -> bool:
    return isinstance(block, Table) and "Utveckling sedan" in block.caption


def notes(given: Material) -> list[str]:
    return [one for one in said(draft(given)) if "ingen utveckling räknas fram" in one]


WHAT = "inskrivna i mottagningssystemet, kvartalets sista dag"


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (FigureState.WITHDRAWN, "källan har dragit in uppgiften för kvartal 2 2026"),
        (FigureState.REVISED, "källan har rättat uppgiften för kvartal 2 2026"),
    ],
)
def test_nothing_is_compared_with_what_its_source_has_pulled(state: FigureState, why: str) -> None:
    """V32: the earlier number was confirmed, and its source no longer stands by it."""
    value = None if state is FigureState.WITHDRAWN else 95
    figure = Figure("gr", "enrolled_total", value, "Migrationsverket", date(2026, 6, 30), state=state)
    confirmed: Given = {**CALM, "enrolled_total" + STATE: Standing.HOLDS.value, "enrolled_total" + FIGURE: 90}
    given = material(since(part("gr", {**CALM, "enrolled_total": 120}), earlier("gr", K2, confirmed, figure)))
    assert notes(given) == [f"Göteborgsregionen, {WHAT}: ingen utveckling räknas fram, {why}."]
    assert not compared(given)


def test_a_number_withdrawn_after_it_was_confirmed_is_neither_shown_added_nor_compared() -> None:
    """The question is only asked when there is something to confirm: the unit's form no longer has it."""
    key, words = "enrolled_ebo", "Inskrivna som ordnat boende själva"
    held: Given = {**CALM, key + STATE: Standing.HOLDS.value}
    publisher, end = "Migrationsverket", date(2026, 9, 30)
    parts = []
    for unit, number in (("skaraborg", 177), ("fyrbodal", 120), ("sjuharad", 120), ("gr", 120)):
        now = Figure(unit, key, number, publisher, end)
        if unit == "skaraborg":
            now = replace(now, value=None, state=FigureState.WITHDRAWN)
        then = Figure(unit, key, 90, publisher, date(2026, 6, 30))
        before = earlier(unit, K2, {**held, key + FIGURE: 90}, then)
        parts.append(since(part(unit, {**held, key + FIGURE: number}, now), before))
    given = material(*parts)
    text, what = whole_text(draft(given)), words[0].lower() + words[1:]
    assert told(given, f"{words} (personer)")[0] == "jämförs inte"
    assert "177" not in text
    assert str(177 + 3 * 120) not in text
    assert f"Skaraborg, {what}: ingen utveckling räknas fram, källan har dragit in uppgiften." in notes(given)
    assert f"Skaraborg, {what}: Migrationsverket har dragit in uppgiften" in text
    assert key not in {one.label for stated in statements(draft(given).blocks) for one in stated.sources}


def test_nothing_is_compared_with_another_question() -> None:
    """The earlier version asked for something else: here one that is gone."""
    gone = earlier("gr", K2, {**CALM, "enrolled_total": 90}, version=99)
    given = material(since(part("gr", {**CALM, "enrolled_total": 120}), gone))
    assert notes(given)[0].endswith("formuläret från kvartal 2 2026 finns inte kvar.")
    same = earlier("gr", K2, {**CALM, "enrolled_total": 90}, version=1)
    assert notes(material(since(part("gr", {**CALM, "enrolled_total": 120}), same))) == []


def test_nothing_is_compared_across_a_change_of_members_or_a_break_that_the_county_names() -> None:
    moved = earlier("gr", K2, {**CALM, "enrolled_total": 90, "municipalities_present": ["gr-1", "annan"]})
    given = material(since(part("gr", {**CALM, "enrolled_total": 120}), moved))
    assert notes(given)[0].endswith("andra kommuner ingick kvartal 2 2026.")
    plain = material(enrolled("gr", 120, 90))
    named = SeriesBreak(date(2026, 7, 1), "Nytt sätt att räkna", keys=("enrolled_total",))
    broken = replace(plain, county=replace(plain.county, breaks=(named,)))
    assert notes(broken)[0].endswith("nytt sätt att räkna.")
    elsewhere = replace(named, units=("fyrbodal",))
    assert notes(replace(plain, county=replace(plain.county, breaks=(elsewhere,)))) == []
    before = replace(named, day=date(2026, 6, 30))
    assert notes(replace(plain, county=replace(plain.county, breaks=(before,)))) == []


def test_a_quota_that_is_changed_within_the_year_is_a_break_and_is_told() -> None:
    now: Given = {**CALM, "quota_current": 260, "received_assigned_ytd": 300}
    past = [
        earlier("gr", at, {**CALM, "quota_current": 240, "received_assigned_ytd": number})
        for at, number in ((K1, 100), (K2, 180))
    ]
    words = (
        "Göteborgsregionen, mottagna efter anvisning, under kvartalet: ingen utveckling räknas fram, "
        "kommuntalet har ändrats från 240 till 260."
    )
    assert notes(material(since(part("gr", now), *past))) == [words]


def test_new_quotas_of_several_are_told_in_one() -> None:
    parts = [
        since(
            part(key, {**CALM, "quota_current": quota + 20, "received_assigned_ytd": 300}),
            *(
                earlier(key, at, {**CALM, "quota_current": quota, "received_assigned_ytd": number})
                for at, number in ((K1, 100), (K2, 180))
            ),
        )
        for key, quota in (("skaraborg", 240), ("gr", 500))
    ]
    words = (
        "Skaraborg och Göteborgsregionen, mottagna efter anvisning, under kvartalet: ingen utveckling räknas "
        "fram, kommuntalet har ändrats inom året."
    )
    assert notes(material(*parts)) == [words]


def test_a_reason_is_given_once_for_all_whom_it_holds_for() -> None:
    plain = material(enrolled("skaraborg", 120, 90), enrolled("gr", 120, 90))
    named = SeriesBreak(date(2026, 7, 1), "Nytt sätt att räkna", keys=("enrolled_total",))
    broken = replace(plain, county=replace(plain.county, breaks=(named,)))
    assert notes(broken) == [
        f"Skaraborg och Göteborgsregionen, {WHAT}: ingen utveckling räknas fram, nytt sätt att räkna."
    ]


def test_a_corrected_old_number_is_a_footnote() -> None:
    past = earlier("gr", K2, {**CALM, "enrolled_total": 95}, published={**CALM, "enrolled_total": 90})
    document = draft(material(since(part("gr", {**CALM, "enrolled_total": 120}), past)))
    assert f"Uppgiften för kvartal 2 2026 har rättats från 90 till 95 (Göteborgsregionen, {WHAT})." in said(
        document
    )
    few = earlier("gr", K2, {**CALM, "enrolled_total": 95}, published={**CALM, "enrolled_total": 4})
    hidden = said(draft(material(since(part("gr", {**CALM, "enrolled_total": 120}), few))))
    assert f"Uppgiften för kvartal 2 2026 har rättats (Göteborgsregionen, {WHAT})." in hidden


def test_the_same_quarter_last_year_and_the_start_of_the_year_are_told_when_they_are_known() -> None:
    parts = [
        since(
            part(key, {**CALM, "enrolled_total": 120}),
            earlier(key, LAST_YEAR, {**CALM, "enrolled_total": 100}),
            earlier(key, NEW_YEAR, {**CALM, "enrolled_total": 60}),
        )
        for key in ("skaraborg", "gr")
    ]
    lines = said(draft(material(*parts)))
    label = "Inskrivna i mottagningssystemet, kvartalets sista dag (Skaraborg och Göteborgsregionen)"
    assert f"{label}: tydligt fler (+20\u00a0%, från 200 till 240)." in lines
    assert f"{label}: tydligt fler (+100\u00a0%, från 120 till 240)." in lines


STILL = (
    "I stort sett oförändrat: inskrivna i mottagningssystemet, kvartalets sista dag "
    "(Skaraborg och Göteborgsregionen)."
)


def test_what_has_hardly_moved_is_named_and_further_back_names_only_those_compared() -> None:
    parts = [
        since(
            part(key, {**CALM, "enrolled_total": 101, "enrolled_abo": 50}),
            earlier(key, LAST_YEAR, {**CALM, "enrolled_total": 100, "enrolled_abo": 25}),
        )
        for key in ("skaraborg", "gr")
    ]
    document = draft(material(*parts))
    lines = [one for one in statements(document.blocks) if one.text == STILL]
    assert {source.unit for one in lines for source in one.sources} == {
        "Skaraborg",
        "Göteborgsregionen",
        "Svaren för kvartal 3 2025",
    }
    assert not [one for one in said(document) if "+1\u00a0%" in one]


OWN: Given = {**CALM, "enrolled_total": 186}


def published_figure(value: int, at: Quarter) -> Figure:
    return Figure("gr", "enrolled_total", value, "Migrationsverket", at.end)


def confirmed(value: int) -> Given:
    return {**CALM, "enrolled_total" + STATE: Standing.HOLDS.value, "enrolled_total" + FIGURE: value}


def test_an_own_number_is_not_compared_with_a_published_one() -> None:
    before = earlier("gr", K2, confirmed(120), published_figure(120, K2))
    given = material(since(part("gr", OWN), before))
    assert not compared(given)
    assert notes(given)[0].endswith("egen uppgift nu, publicerad uppgift förra kvartalet.")
    assert not [one for one in said(draft(given)) if "från 120 till 186" in one]
    assert "tydligt fler" not in whole_text(draft(given))


def test_published_is_compared_with_published_beside_an_own_number() -> None:
    before = earlier("gr", K2, confirmed(160), published_figure(160, K2))
    given = material(since(part("gr", OWN, published_figure(172, Quarter(2026, 3))), before))
    assert told(given)[3] == "något fler (+7,5\u00a0%)"


def test_a_quarter_that_was_not_answered_is_neither_own_nor_published() -> None:
    """No reason is given for what is simply not known; what one gave of its own has its reason."""
    now = published_figure(172, Quarter(2026, 3))
    silent = since(part("gr", CALM, now), earlier("gr", K2, CALM))
    given = replace(material(silent), published=(now,))
    assert notes(given) == []
    assert not compared(given)
    own = since(part("gr", CALM, now), earlier("gr", K2, {**CALM, "enrolled_total": 160}))
    [why] = notes(replace(material(own), published=(now,)))
    assert why.endswith("publicerad uppgift nu, egen uppgift förra kvartalet.")


def test_a_break_is_no_reason_for_a_number_that_nobody_gave() -> None:
    plain = material(since(part("gr", {**CALM, "enrolled_total": 120}), earlier("gr", K2, CALM)))
    named = SeriesBreak(date(2026, 7, 1), "Nytt sätt att räkna", keys=("enrolled_total",))
    assert notes(replace(plain, county=replace(plain.county, breaks=(named,)))) == []


def test_own_numbers_are_compared_although_the_source_has_none() -> None:
    missing = [
        Figure("gr", "enrolled_total", None, "Migrationsverket", at.end, state=FigureState.MISSING)
        for at in (K2, Quarter(2026, 3))
    ]
    given = material(since(part("gr", OWN, missing[1]), earlier("gr", K2, {**CALM, "enrolled_total": 124})))
    assert told(replace(given, published=tuple(missing)))[3] == "tydligt fler (+50\u00a0%)"


def test_own_is_compared_with_own_where_nothing_is_published() -> None:
    before = earlier("gr", K2, {**CALM, "enrolled_total": 124})
    given = material(since(part("gr", OWN, published_figure(172, Quarter(2026, 3))), before))
    assert told(given)[3] == "tydligt fler (+50\u00a0%)"


def test_steps_on_the_scale_are_told_as_moves() -> None:
    moved = since(
        part("fyrbodal", {**CALM, "overall_status": "2", "area.boende.status": "4"}),
        earlier("fyrbodal", K2, {**CALM, "overall_status": "3"}),
    )
    stayed = since(part("gr", CALM), earlier("gr", K2, CALM))
    lines = said(draft(material(moved, stayed)))
    assert "På skalan har det gått från 3 till 2 i Fyrbodal." in lines
    assert "Jämförelsen gäller Fyrbodal och Göteborgsregionen." in lines
    assert "På skalan har det gått från 3 till 4 i Fyrbodal." in lines
    assert not [one for one in lines if "procent" in one and "På skalan" in one]


def test_every_statement_of_development_has_its_sources_and_the_annex_names_the_quarter() -> None:
    document = draft(material(enrolled("gr", 120, 90)))
    assert without_source(document) == []
    assert all(document.notes(one.sources) for one in statements(document.blocks))
    annex = table(document, "Svar och andra källor")
    [quarter] = [cells for cells in annex.rows if cells[1].text == "Svaren för kvartal 2 2026"]
    assert quarter[2].text == "Svaren står på raderna under, ett från varje enhet"
    [answer] = [cells for cells in annex.rows if cells[1].text == "Göteborgsregionen, kvartal 2 2026"]
    assert [cell.text for cell in answer[2:]] == [
        "Svar på fråga 2.1, 4.7",
        "1",
        "28 juni 2026 kl. 00.00",
        "Version 2",
    ]
    assert answer[0].text == f"{quarter[0].text}.1"
    assert (quarter[0].is_led_to, answer[0].is_led_to) == (True, False)


def test_without_earlier_quarters_nothing_is_said_of_development() -> None:
    text = whole_text(draft(material(enrolled("gr", 120, None))))
    assert "Utveckling sedan" not in text
    assert "Siffrornas utveckling är beräknad" not in text
    assert "Siffrornas utveckling är beräknad" in whole_text(draft(material(enrolled("gr", 120, 90))))
