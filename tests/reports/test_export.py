"""The export as a model: one row for each question, and what became of it."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from domain.answers import COMMENT, FIGURE, SAME, STATE, WHY, Standing, State
from domain.county import Figure, FigureState
from domain.form import Card, Form, Question
from domain.material import Contribution, Material
from domain.quarter import Quarter
from domain.rounds import plan
from domain.workdays import STOCKHOLM
from reports.export import wide
from reports.export.gathering import gathered
from reports.export.rows import COLUMNS, Copy, Export, Row
from tests.reports.quarter_three import (
    AGENCY,
    CALM,
    FORMS,
    Given,
    material,
    nothing_to_report,
    part,
)

FETCHED = datetime(2026, 11, 2, 6, 30, tzinfo=STOCKHOLM)


def figure(value: float | None, state: FigureState = FigureState.PUBLISHED) -> Figure:
    return Figure("gr", "enrolled_total", value, "Migrationsverket", date(2026, 9, 30), FETCHED, state)


def row(given: Export | Contribution, unit: str, key: str, copy: Copy = Copy.OPEN) -> Row:
    export = given if isinstance(given, Export) else gathered([material(given)], copy)
    [found] = [one for one in export.rows if (one.unit, one.key) == (unit, key)]
    return found


def told(given: Contribution, key: str, copy: Copy = Copy.OPEN) -> tuple[object, ...]:
    found = row(given, given.respondent.id, key, copy)
    return found.state, found.apart and found.apart.value, found.reason, found.value, found.amount


def test_the_six_states_are_never_mixed() -> None:
    given: Given = {
        **AGENCY,
        "est_stock": 120,
        "est_in": 0,
        "est_out" + STATE: Standing.NOT_READY.value,
        "eduduty_n" + STATE: Standing.NOT_APPLICABLE.value,
        "entryjob_n": 4,
        "presence_change" + STATE: Standing.NOTHING.value,
    }
    af = part("af", given)
    assert told(af, "est_stock") == (State.REPORTED, None, "", "120 personer", 120)
    assert told(af, "est_in") == (State.ZERO, None, "", "0 personer", 0)
    assert told(af, "est_out") == (State.MISSING, None, "inte klar än", None, None)
    assert told(af, "eduduty_n") == (State.NOT_APPLICABLE, None, "", None, None)
    assert told(af, "entryjob_n") == (State.SUPPRESSED, None, "1–5 personer", "<6", None)
    assert told(af, "eduduty_waiting_n") == (State.UNANSWERED, None, "", None, None)
    assert told(af, "presence_change") == (State.ZERO, None, "", "Inget har ändrats", None)


def test_a_unit_that_is_not_in_and_one_with_nothing_to_report_are_told_apart() -> None:
    assert told(part("gr", None), "headline") == (None, "ej inkommet", "", None, None)
    nothing = nothing_to_report("vgr", "Ingen verksamhet i sommar.")
    assert told(nothing, "headline") == (None, "inget att rapportera", "", None, None)
    assert told(nothing, "headline", Copy.INTERNAL)[2] == "Ingen verksamhet i sommar."
    assert row(nothing, "vgr", "headline").status == "inget att rapportera"


def test_texts_that_are_background_are_left_out_and_choices_are_not() -> None:
    kept = part("gr", {**CALM, "publishable": "ENDAST_LST", "enrolled_total": 235})
    assert told(kept, "headline") == (State.REPORTED, "endast underlag", "", None, None)
    assert told(kept, "enrolled_total")[3:] == ("235 personer", 235)
    assert row(kept, "gr", "overall_status").code == "3"
    assert told(kept, "headline", Copy.INTERNAL)[3] == CALM["headline"]


def test_a_unit_can_keep_the_texts_of_one_card() -> None:
    given: Given = {
        **CALM,
        "area.boende.events": "Tre kommuner saknar lediga lägenheter.",
        "publishable": "DELVIS",
        "withheld": ["lage"],
    }
    partly = part("gr", given)
    assert told(partly, "headline")[1] == "endast underlag"
    assert told(partly, "area.boende.events")[3] == "Tre kommuner saknar lediga lägenheter."


def test_an_example_is_shared_only_when_the_council_says_so() -> None:
    example: Given = {"good_practice.0.title": "Språkspår", "good_practice.0.municipality": "gr-2"}
    kept, shared = (part("gr", {**CALM, **example, "good_practice.0.share": said}) for said in ("NEJ", "JA"))
    assert [told(kept, key)[1] for key in example] == ["endast underlag"] * 2
    assert [told(shared, key)[3] for key in example] == ["Språkspår", "Göteborg"]


def test_what_is_between_the_unit_and_the_authority_is_only_in_the_internal_copy() -> None:
    noted = part("gr", {**CALM, "note_to_lst": "Bara till er.", "figures_comment": "Fyra för mycket."})
    opened, internal = (gathered([material(noted)], copy) for copy in Copy)
    assert "Bara till er." not in repr(opened)
    assert "Fyra för mycket." not in repr(opened)
    assert "Kim Exempelsson" not in repr(opened)
    assert row(internal, "gr", "note_to_lst").value == "Bara till er."
    assert row(internal, "gr", "headline").sent_by == "Kim Exempelsson"
    assert set(internal.columns()) - set(opened.columns()) == {"sent_by", "on_behalf"}


def test_the_internal_copy_has_the_small_numbers_and_says_what_it_is() -> None:
    few = part("gr", {**CALM, "enrolled_total": 4})
    assert told(few, "enrolled_total", Copy.INTERNAL)[3:] == ("4 personer", 4)
    internal = gathered([material(few)], Copy.INTERNAL)
    assert internal.name == "lagesrapport-2026Q3-intern"
    assert gathered([material(few)], Copy.OPEN).name == "lagesrapport-2026Q3"


def test_a_municipalitys_input_is_only_in_the_internal_copy() -> None:
    given = material()
    unit = given.county.councils[0].members[0]
    asked = Form("kommun", 1, "", (Card("inspel", 1, "", "", (_asked("headline"),)),))
    respondent = given.county.respondent(unit.id)
    sent = part("skaraborg", CALM).submission
    noted = replace(given, inputs=(Contribution(respondent, asked, sent),))
    opened, internal = (gathered([noted], copy) for copy in Copy)
    assert unit.id not in {one.unit for one in opened.rows}
    assert row(internal, unit.id, "headline").unit_kind == "kommun"


def test_a_number_says_where_it_comes_from() -> None:
    confirmed: Given = {"enrolled_total" + STATE: Standing.HOLDS.value, "enrolled_total" + FIGURE: 240}
    where = "Migrationsverket, avser 30 september 2026"
    assert _source(confirmed, figure(240)) == f"publicerad uppgift, bekräftad: {where}"
    assert _source(confirmed, figure(250)) == f"publicerad uppgift, bekräftad: {where}; källan visar nu 250"
    assert _source(confirmed, figure(None, FigureState.WITHDRAWN)).endswith("har dragit in uppgiften")
    assert _source(confirmed) == "publicerad uppgift, bekräftad"
    assert _source({"enrolled_total": 270}, figure(240)) == f"egen uppgift; publicerat 240 ({where})"
    assert _source({"enrolled_total": 270}, figure(3)) == "egen uppgift"
    carried: Given = {"sfi_wait_weeks": 4.5, "sfi_wait_weeks" + SAME: "2026Q2"}
    found = row(part("gr", {**CALM, **carried}), "gr", "sfi_wait_weeks")
    assert found.source == "egen uppgift; oförändrat sedan kvartal 2 2026"


def _source(given: Given, *figures: Figure) -> str:
    return row(part("gr", {**CALM, **given}, *figures), "gr", "enrolled_total").source


def test_a_withdrawn_figure_that_nobody_answered_says_why_there_is_no_number() -> None:
    withdrawn = part("gr", CALM, figure(None, FigureState.WITHDRAWN))
    assert told(withdrawn, "enrolled_total")[:3] == (
        State.UNANSWERED,
        None,
        "källan har dragit in uppgiften",
    )


def test_a_warning_is_explained_by_its_ready_reason_and_in_the_internal_copy_by_the_words() -> None:
    given: Given = {
        **CALM,
        "enrolled_total": 270,
        "enrolled_total" + WHY: "DEFINITION",
        "enrolled_total" + COMMENT: "Vi har med dem som väntar.",
    }
    explained = part("gr", given, figure(100))
    assert row(explained, "gr", "enrolled_total").comment == "Vi räknar på ett annat sätt"
    assert row(explained, "gr", "enrolled_total", Copy.INTERNAL).comment == (
        "Vi räknar på ett annat sätt. Vi har med dem som väntar."
    )


def test_how_it_goes_with_earlier_medskick_has_rows_of_its_own() -> None:
    given: Given = {**CALM, "followup.12.status": "PAGAR", "followup.12.words": "Möte i mars."}
    told_of = part("gr", given)
    assert told(told_of, "followup.12.status")[3] == "Pågår"
    assert told(told_of, "followup.12.words")[3] == "Möte i mars."
    kept = part("gr", {**given, "publishable": "ENDAST_LST"})
    assert told(kept, "followup.12.words")[1] == "endast underlag"


def _asked(key: str) -> Question:
    [found] = [
        question
        for card in part("gr", None).form.cards
        for question in card.questions()
        if question.key == key
    ]
    return found


def earlier(given: Material, *dropped: str) -> Material:
    """The quarter before, on a version of the forms that lacks ``dropped``."""
    quarter = Quarter(2026, 2)
    return replace(
        given,
        round=plan(quarter, date(2026, 9, 24), FORMS),
        contributions=tuple(_on_version_one(one, quarter, dropped) for one in given.contributions),
    )


def _on_version_one(one: Contribution, quarter: Quarter, dropped: tuple[str, ...]) -> Contribution:
    cards = tuple(
        replace(card, parts=tuple(part for part in card.parts if part.key not in dropped))
        for card in one.form.cards
    )
    sent = one.submission and replace(one.submission, round=quarter.key, form_version=1)
    return replace(one, form=replace(one.form, version=1, cards=cards), submission=sent)


def test_over_quarters_a_question_that_a_version_lacks_is_not_an_unanswered_one() -> None:
    now = material(part("gr", {**CALM, "sfi_wait_weeks": 5}))
    both = gathered([now, earlier(now, "sfi_wait_weeks")], Copy.OPEN)
    assert both.name == "lagesrapport-2026Q2-2026Q3"
    assert [one.key for one in both.rounds] == ["2026Q2", "2026Q3"]
    found = {one.round: one for one in both.rows if (one.unit, one.key) == ("gr", "sfi_wait_weeks")}
    assert (found["2026Q2"].state, found["2026Q2"].apart) == (None, "ej ställd")
    assert found["2026Q2"].form_version == 1
    assert (found["2026Q3"].state, found["2026Q3"].amount) == (State.REPORTED, 5)
    unanswered = [one for one in both.rows if one.key == "outlook" and one.unit == "gr"]
    assert [one.state for one in unanswered] == [State.UNANSWERED] * 2


def test_a_question_that_was_taken_away_later_is_not_lost() -> None:
    then = material(part("gr", {**CALM, "sfi_wait_weeks": 5}))
    now = earlier(then, "sfi_wait_weeks")
    swapped = [replace(now, round=then.round), replace(then, round=now.round)]
    both = gathered(swapped, Copy.OPEN)
    found = {one.round: one for one in both.rows if (one.unit, one.key) == ("gr", "sfi_wait_weeks")}
    assert found["2026Q2"].amount == 5
    assert found["2026Q3"].apart == "ej ställd"


def test_an_export_of_no_round_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one round"):
        gathered([], Copy.OPEN)


def test_the_wide_sheet_has_one_row_for_each_unit_and_marks_of_its_own() -> None:
    given: Given = {
        **AGENCY,
        "est_stock": 1234,
        "est_in": 0,
        "est_out" + STATE: Standing.NOT_READY.value,
        "entryjob_n": 4,
        "eduduty_n" + STATE: Standing.NOT_APPLICABLE.value,
    }
    export = gathered([material(part("af", given), part("gr", None))], Copy.OPEN)
    header, lines = wide.header(export), wide.lines(export)
    assert {len(line) for line in lines} == {len(header)}
    assert [line[1] for line in lines][-3:] == [
        "Arbetsförmedlingen",
        "Migrationsverket",
        "Västra Götalandsregionen",
    ]
    af = dict(zip(header, lines[4], strict=True))
    shown = {name: af[name] for name in _NUMBERS}
    assert shown == _NUMBERS
    gr = dict(zip(header, lines[3], strict=True))
    assert gr["Vad är viktigast just nu? (headline)"] == "ej inkommet"
    assert gr["Pågående etableringsjobb (entryjob_n)"] is None


_NUMBERS = {
    "Deltagare, kvartalets sista månad (est_stock)": 1234,
    "Nya i programmet under kvartalet (est_in)": 0,
    "Lämnat programmet under kvartalet (est_out)": "uppgift saknas (inte klar än)",
    "Pågående etableringsjobb (entryjob_n)": "<6",
    "Omfattas av utbildningsplikt (eduduty_n)": "ej tillämpligt",
    "Har utbildningsplikt och väntar på plats (eduduty_waiting_n)": "–",
}


def test_every_field_of_a_row_has_a_heading() -> None:
    assert list(COLUMNS) == list(Row.__dataclass_fields__)
    assert len(set(COLUMNS.values())) == len(COLUMNS)
