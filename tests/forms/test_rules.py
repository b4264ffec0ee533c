"""The rules over the answers: what each finds, what it passes over, and what a warning needs to pass."""

from dataclasses import replace
from datetime import date

import pytest

from counties.reading import CountyBook
from domain.answers import Answers, Value
from domain.county import Figure
from domain.form import Form, Kind, Severity
from domain.quarter import Quarter
from forms import shelf
from forms.rules import CHECKS, EVERYWHERE, Context, Finding, explain, findings, unexplained

NOTHING = Context()
FYRBODAL = replace(NOTHING, members=14)
PUBLISHED = (
    "quota_current",
    "received_total_ytd",
    "received_total_ytd_women",
    "received_total_ytd_men",
    "enrolled_total",
    "enrolled_abo",
    "enrolled_ebo",
    "enrolled_municipal",
    "enrolled_other",
    "enrolled_children",
    "housing_deficit_n",
    "housing_balance_n",
    "housing_surplus_n",
    "housing_assigned_ok_n",
)


@pytest.fixture(scope="session")
def rows(book: CountyBook) -> Form:
    """The councils' form with a published figure, 100, in each row that needs one to be there."""
    figures = tuple(Figure("fyrbodal", key, 100, "Källan", date(2026, 9, 30)) for key in PUBLISHED)
    newest = shelf.newest("delregionalt_samrad")
    areas = book.county.areas_in(Quarter(2026, 3))
    return shelf.form(newest, book.county.respondent("fyrbodal"), areas, figures)


def ids(form: Form, answers: Answers, context: Context = FYRBODAL) -> list[str]:
    """The rules of the form's own file that find something."""
    everywhere = {rule.id for rule in EVERYWHERE}
    return [one.rule for one in findings(form, answers, context) if one.rule not in everywhere]


def only(form: Form, answers: Answers, context: Context = FYRBODAL) -> Finding:
    everywhere = {rule.id for rule in EVERYWHERE}
    (found,) = [one for one in findings(form, answers, context) if one.rule not in everywhere]
    return found


def of(rule: str, form: Form, answers: Answers, context: Context = FYRBODAL) -> list[Finding]:
    return [one for one in findings(form, answers, context) if one.rule == rule]


RECEIVED: dict[str, Value] = {
    "received_total_ytd": 260,
    "received_assigned_ytd": 188,
    "received_self_ytd": 71,
}


def test_parts_that_do_not_add_up_are_told_with_their_numbers(forms: dict[str, Form]) -> None:
    found = only(forms["delregionalt_samrad"], RECEIVED)
    assert (found.rule, found.number, found.severity) == ("V06", "4.6", Severity.WARNING)
    assert found.words == (
        "Delarna (4.4 + 4.5) blir tillsammans 259, men i 4.6 står 260 personer. Vad beror det på?"
    )


@pytest.mark.parametrize(
    "without",
    [
        {"received_self_ytd": 72},
        {"received_self_ytd": None},
        {"received_self_ytd": None, "received_self_ytd~state": "VET_EJ"},
        {"received_total_ytd": None},
    ],
)
def test_what_adds_up_or_is_not_known_is_passed_over(
    forms: dict[str, Form], without: dict[str, Value | None]
) -> None:
    answers = {key: value for key, value in {**RECEIVED, **without}.items() if value is not None}
    assert ids(forms["delregionalt_samrad"], answers) == []


def test_a_confirmed_figure_counts_as_the_number(forms: dict[str, Form]) -> None:
    confirmed: dict[str, Value] = {"received_total_ytd~state": "STAMMER", "received_total_ytd~figure": 300}
    own: dict[str, Value] = {key: RECEIVED[key] for key in ("received_assigned_ytd", "received_self_ytd")}
    assert ids(forms["delregionalt_samrad"], {**own, **confirmed}) == ["V06"]
    assert ids(forms["delregionalt_samrad"], {**own, **confirmed, "received_total_ytd~figure": 259}) == []


def test_zero_is_a_number_like_others(forms: dict[str, Form]) -> None:
    zeros: dict[str, Value] = dict.fromkeys(RECEIVED, 0)
    assert ids(forms["delregionalt_samrad"], zeros) == []
    assert ids(forms["delregionalt_samrad"], {**zeros, "received_self_ytd": 1}) == ["V06"]


def test_women_and_men_are_hard_only_when_all_three_numbers_are_the_councils_own(rows: Form) -> None:
    own: dict[str, Value] = {
        "received_total_ytd": 100,
        "received_total_ytd_women": 60,
        "received_total_ytd_men": 41,
    }
    assert only(rows, own).severity is Severity.HARD
    mixed: dict[str, Value] = {
        **{key: value for key, value in own.items() if key != "received_total_ytd"},
        "received_total_ytd~state": "STAMMER",
        "received_total_ytd~figure": 100,
    }
    assert only(rows, mixed).severity is Severity.WARNING
    assert ids(rows, {**own, "received_total_ytd_men": 40}) == []


COUNCIL: list[tuple[str, dict[str, Value], dict[str, Value]]] = [
    ("V08", {"received_assigned_ytd": 261, "quota_current": 260}, {"quota_current": 261}),
    (
        "V10",
        {
            "enrolled_total": 100,
            "enrolled_abo": 50,
            "enrolled_ebo": 30,
            "enrolled_municipal": 15,
            "enrolled_other": 4,
        },
        {"enrolled_other": 5},
    ),
    ("V11", {"enrolled_children": 101, "enrolled_total": 100}, {"enrolled_children": 100}),
    (
        "V19",
        {"housing_deficit_n": 9, "housing_balance_n": 4, "housing_surplus_n": 2},
        {"housing_surplus_n": 1},
    ),
    ("V20", {"housing_assigned_ok_n": 15}, {"housing_assigned_ok_n": 14}),
    ("V20", {"deepen_work.0.sfi_over_3m_n": 15}, {"deepen_work.0.sfi_over_3m_n": 14}),
    (
        "V29",
        {"handover.1.level": "NATIONELL", "handover.1.kind": "INFORMATION"},
        {"handover.1.addressee": "Regeringen"},
    ),
    ("V34", {"handover.0.kind": "UPPDRAG"}, {"handover.0.outcome": "En ny rutin."}),
    ("V34", {"handover.0.kind": "UPPDRAG"}, {"handover.0.kind": "INFORMATION"}),
    (
        "V35",
        {"figures_confirm": "STAMMER", "quota_current": 99},
        {"figures_confirm": "AVVIKER"},
    ),
]


@pytest.mark.parametrize(("rule", "wrong", "right"), COUNCIL)
def test_each_of_the_councils_rules_finds_what_is_wrong_and_nothing_else(
    rows: Form, rule: str, wrong: dict[str, Value], right: dict[str, Value]
) -> None:
    assert ids(rows, wrong) == [rule]
    assert ids(rows, {**wrong, **right}) == []


AGENCIES: list[tuple[str, str, dict[str, Value], dict[str, Value]]] = [
    (
        "migrationsverket",
        "V11",
        {"enrolled_uac": 8, "enrolled_children": 7},
        {"enrolled_uac": 7},
    ),
    ("migrationsverket", "V12", {"enrolled_tpd": 8, "enrolled_total": 7}, {"enrolled_total": 8}),
    ("migrationsverket", "V13", {"received_assigned_ytd": 8, "assigned_ytd": 7}, {"assigned_ytd": 8}),
    (
        "migrationsverket",
        "V14",
        {"received_late_n": 8, "received_assigned_ytd": 7},
        {"received_late_n": 7},
    ),
    ("migrationsverket", "V31", {"fc_low": 10, "fc_plan": 9, "fc_high": 12}, {"fc_low": 9}),
    ("migrationsverket", "V31", {"fc_low": 8, "fc_plan": 13, "fc_high": 12}, {"fc_high": 13}),
    ("arbetsformedlingen", "V15", {"est_work90": 60.5, "est_study90": 40.0}, {"est_study90": 39.5}),
    (
        "arbetsformedlingen",
        "V15",
        {"member.fyrbodal.est_work90": 60, "member.fyrbodal.est_study90": 41},
        {"member.fyrbodal.est_study90": 40},
    ),
    ("arbetsformedlingen", "V17", {"eduduty_waiting_n": 8, "eduduty_n": 7}, {"eduduty_n": 8}),
    ("arbetsformedlingen", "V17", {"eduduty_n": 8, "est_stock": 7}, {"est_stock": 8}),
    (
        "arbetsformedlingen",
        "V07",
        {
            "member.fyrbodal.est_stock": 10,
            "member.fyrbodal.est_stock_women": 6,
            "member.fyrbodal.est_stock_men": 5,
        },
        {"member.fyrbodal.est_stock_men": 4},
    ),
    ("vastra_gotalandsregionen", "V18", {"hexam_done": 8, "hexam_offered": 7}, {"hexam_done": 7}),
    ("vastra_gotalandsregionen", "V18", {"interp_filled": 8, "interp_ordered": 7}, {"interp_filled": 7}),
]


@pytest.mark.parametrize(("form_id", "rule", "wrong", "right"), AGENCIES)
def test_each_of_the_agencies_rules_finds_what_is_wrong_and_nothing_else(
    forms: dict[str, Form], form_id: str, rule: str, wrong: dict[str, Value], right: dict[str, Value]
) -> None:
    assert ids(forms[form_id], wrong, NOTHING) == [rule]
    assert ids(forms[form_id], {**wrong, **right}, NOTHING) == []


def test_a_number_that_is_counted_from_new_year_becomes_smaller_only_at_new_year(
    forms: dict[str, Form],
) -> None:
    before = replace(FYRBODAL, previous={"received_self_ytd": 80})
    now: dict[str, Value] = {"received_self_ytd": 71}
    same_year = replace(before, same_year=True)
    assert ids(forms["delregionalt_samrad"], now, same_year) == ["V09"]
    assert ids(forms["delregionalt_samrad"], now, before) == []
    assert ids(forms["delregionalt_samrad"], {"received_self_ytd": 80}, same_year) == []


@pytest.mark.parametrize(("stock", "found"), [(105, []), (106, ["V16"]), (95, []), (94, ["V16"])])
def test_who_came_and_left_explains_the_stock_within_five(
    forms: dict[str, Form], stock: int, found: list[str]
) -> None:
    context = replace(NOTHING, previous={"est_stock": 90})
    answers: dict[str, Value] = {"est_stock": stock, "est_in": 30, "est_out": 20}
    assert ids(forms["arbetsformedlingen"], answers, context) == found


def test_or_within_five_percent(forms: dict[str, Form]) -> None:
    context = replace(NOTHING, previous={"est_stock": 1000})
    for stock, found in ((1050, []), (1051, ["V16"])):
        answers: dict[str, Value] = {"est_stock": stock, "est_in": 50, "est_out": 50}
        assert ids(forms["arbetsformedlingen"], answers, context) == found


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        ("5", "3", ["V21"]),
        ("3", "5", ["V21"]),
        ("4", "3", []),
        ("EJ_BEDOMT", "3", []),
        ("5", "EJ_BEDOMT", []),
    ],
)
def test_a_leap_of_two_steps_needs_its_reason(
    forms: dict[str, Form], before: str, now: str, found: list[str]
) -> None:
    form = forms["delregionalt_samrad"]
    for prefix, reason in (("overall_", "status_reason"), ("area.boende.", "area.boende.events")):
        context = replace(FYRBODAL, previous={f"{prefix}status": before})
        answers: dict[str, Value] = {f"{prefix}status": now}
        assert ids(form, answers, context) == found
        assert ids(form, {**answers, reason: "Ett nytt boende har öppnat."}, context) == []


def test_a_low_status_asks_for_its_reason_once(forms: dict[str, Form]) -> None:
    """It is a required answer already (V01): the leap is not told of beside it."""
    context = replace(FYRBODAL, previous={"overall_status": "4"})
    assert ids(forms["delregionalt_samrad"], {"overall_status": "2"}, context) == []


def test_the_leap_is_told_in_numbers(forms: dict[str, Form]) -> None:
    context = replace(FYRBODAL, previous={"overall_status": "5"})
    found = only(forms["delregionalt_samrad"], {"overall_status": "3"}, context)
    assert (found.number, found.severity) == ("2.5", Severity.HARD)
    assert found.words == "Läget har gått från 5 till 3 sedan förra kvartalet. Beskriv kort varför."


@pytest.mark.parametrize(
    ("trend", "before", "now", "found"),
    [
        ("FORBATTRAT", "4", "3", ["V22"]),
        ("FORSAMRAT", "3", "4", ["V22"]),
        ("FORBATTRAT", "3", "4", []),
        ("FORBATTRAT", "3", "3", []),
        ("OFORANDRAT", "3", "4", []),
        ("FORBATTRAT", "EJ_BEDOMT", "3", []),
    ],
)
def test_the_trend_does_not_contradict_the_status(
    forms: dict[str, Form], trend: str, before: str, now: str, found: list[str]
) -> None:
    context = replace(NOTHING, previous={"overall_status": before})
    for form in forms.values():
        assert ids(form, {"overall_status": now, "overall_trend": trend}, context) == found


@pytest.mark.parametrize(
    ("published", "own", "found"),
    [(100, 110, 0), (100, 111, 1), (100, 89, 1), (10, 15, 0), (10, 16, 1), (0, 5, 0), (0, 6, 1)],
)
def test_an_own_number_far_from_the_published_one_asks_why(
    book: CountyBook, published: int, own: int, found: int
) -> None:
    """V23: more than five and more than a tenth away."""
    figure = Figure("fyrbodal", "quota_current", published, "Källan", date(2026, 9, 30))
    respondent = book.county.respondent("fyrbodal")
    form = shelf.form(shelf.newest("delregionalt_samrad"), respondent, (), (figure,))
    assert len(of("V23", form, {"quota_current": own})) == found


def test_a_number_out_of_the_ordinary_is_only_told(forms: dict[str, Form]) -> None:
    """V24: against the spread of up to eight quarters, six at least."""
    form = forms["delregionalt_samrad"]
    series = (100, 104, 98, 102, 96, 101)
    context = replace(FYRBODAL, earlier=tuple({"enrolled_total": number} for number in series))
    (found,) = of("V24", form, {"enrolled_total": 130}, context)
    assert (found.severity, found.number) == (Severity.INFO, "4.7")
    assert "100,5" in found.words
    assert of("V24", form, {"enrolled_total": 107}, context) == []
    five = replace(context, earlier=context.earlier[1:])
    assert of("V24", form, {"enrolled_total": 130}, five) == []
    small = replace(FYRBODAL, earlier=tuple({"enrolled_total": number - 90} for number in series))
    assert of("V24", form, {"enrolled_total": 130}, small) == []
    assert unexplained(form, {"enrolled_total": 130}, context) == []


def test_a_number_that_never_moved_and_gets_a_zero_too_many_is_told(forms: dict[str, Form]) -> None:
    steady = replace(FYRBODAL, earlier=({"enrolled_total": 240},) * 8)
    assert of("V24", forms["delregionalt_samrad"], {"enrolled_total": 2400}, steady)
    assert of("V24", forms["delregionalt_samrad"], {"enrolled_total": 242}, steady) == []


LONG = "Mottagandet fungerar i huvudsak. Bostäder till stora familjer är svårast att hitta."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (LONG, 1),
        (LONG.replace("stora", "större"), 1),
        ("Flera kommuner har slutat med praktik, och sfi har fått vänta på nya lokaler.", 0),
    ],
)
def test_last_quarters_text_again_is_asked_about(forms: dict[str, Form], text: str, found: int) -> None:
    form = forms["delregionalt_samrad"]
    context = replace(FYRBODAL, previous={"headline": LONG})
    told = of("V25", form, {"headline": text}, context)
    assert len(told) == found
    assert all(one.words == "Samma text som förra kvartalet. Är den fortfarande aktuell?" for one in told)
    marked: dict[str, Value] = {"headline": text, "headline~same": "2026Q2"}
    assert of("V25", form, marked, context) == []


def test_five_answers_exactly_as_last_quarter_are_asked_about_once(forms: dict[str, Form]) -> None:
    keys = ["quota_current", "received_self_ytd", "enrolled_total", "uac_assigned_ytd", "tpd_assigned_ytd"]
    answers: dict[str, Value] = {key: 7 + place for place, key in enumerate(keys)}
    (found,) = of("V25", forms["delregionalt_samrad"], answers, replace(FYRBODAL, previous=answers))
    assert found.words.startswith("5 svar är exakt som förra kvartalet (4.3, 4.5, 4.7, 4.8, 4.9).")
    fewer = {key: answers[key] for key in keys[1:]}
    assert of("V25", forms["delregionalt_samrad"], fewer, replace(FYRBODAL, previous=answers)) == []


def test_personal_data_that_came_in_another_way_is_hard_but_for_a_contact(forms: dict[str, Form]) -> None:
    form = forms["delregionalt_samrad"]
    (found,) = of("V26", form, {"headline": "Ring 070-123 45 67 om bostäderna, de har svar på allt."})
    assert (found.key, found.severity) == ("headline", Severity.HARD)
    assert of("V26", form, {"good_practice.0.contact": "integration@kommunen.example.se"}) == []


def test_few_people_and_a_place_are_asked_about(forms: dict[str, Form]) -> None:
    form = forms["delregionalt_samrad"]
    council = replace(FYRBODAL, places=("Åmål", "Orust"))
    text = "I Åmål väntar två familjer på besked om bostad sedan i våras."
    (found,) = of("V27", form, {"headline": text}, council)
    assert (found.severity, found.number) == (Severity.WARNING, "2.3")
    assert found.words.startswith("Tecken ")
    explained: dict[str, Value] = {"headline": text, "headline~why": "ALLMANT_KANT"}
    assert unexplained(form, explained, council) == []
    assert of("V27", form, {"headline": "I Åmål väntar många familjer på besked."}, council) == []


def test_a_warning_passes_with_a_ready_reason_or_a_comment(forms: dict[str, Form]) -> None:
    form = forms["delregionalt_samrad"]
    explained: list[dict[str, Value]] = [
        {"received_total_ytd~why": "DEFINITION"},
        {"received_total_ytd~comment": "Två personer räknas i båda."},
        {"received_total_ytd~why": "ANNAT", "received_total_ytd~comment": "Två räknas i båda."},
    ]
    for words in explained:
        assert unexplained(form, {**RECEIVED, **words}, FYRBODAL) == []
    for lacking in ({}, {"received_total_ytd~why": "ANNAT"}, {"received_self_ytd~why": "DEFINITION"}):
        assert [one.rule for one in unexplained(form, {**RECEIVED, **lacking}, FYRBODAL)] == ["V06"]


def test_what_is_hard_passes_with_no_explanation(forms: dict[str, Form]) -> None:
    answers: dict[str, Value] = {"enrolled_tpd": 8, "enrolled_total": 7, "enrolled_tpd~comment": "Så är det."}
    (found,) = unexplained(forms["migrationsverket"], answers, NOTHING)
    assert found.rule == "V12"
    assert found.words == (f"{found.number} (8 personer) är fler än 2.1 (7 personer). Rätta det som är fel.")


def test_a_warned_question_asks_for_a_reason_and_a_comment(forms: dict[str, Form]) -> None:
    asked = explain(findings(forms["delregionalt_samrad"], RECEIVED, FYRBODAL))
    why, comment = asked["received_total_ytd"]
    assert (why.key, why.number, why.kind) == ("received_total_ytd~why", "4.6", Kind.CHOICE)
    assert [choice.value for choice in why.choices] == ["DEFINITION", "EFTERSLAPNING", "ANNAT"]
    assert (comment.key, comment.kind, comment.limits.most) == ("received_total_ytd~comment", Kind.TEXT, 300)


def test_two_warnings_at_one_question_are_explained_together(rows: Form) -> None:
    answers: dict[str, Value] = {"received_assigned_ytd": 188, "received_self_ytd": 71}
    both = {**answers, "received_total_ytd": 300}
    assert {one.rule for one in findings(rows, both, FYRBODAL)} == {"V06", "V23"}
    why, _ = explain(findings(rows, both, FYRBODAL))["received_total_ytd"]
    values = [choice.value for choice in why.choices]
    assert len(values) == len(set(values)) == 5
    assert unexplained(rows, {**both, "received_total_ytd~why": "DEFINITION"}, FYRBODAL) == []


def test_what_is_only_told_asks_for_nothing(forms: dict[str, Form]) -> None:
    told = findings(
        forms["delregionalt_samrad"], {"headline": LONG}, replace(FYRBODAL, previous={"headline": LONG})
    )
    assert told
    assert explain(told) == {}


def test_every_check_is_used_by_some_rule(forms: dict[str, Form], rows: Form) -> None:
    used = {rule.check for form in (*forms.values(), rows) for rule in form.rules}
    of_earlier_issues = {
        "is_followed_up",
        "is_raised_or_closed",
    }  # its rules come with the questions about each issue
    assert used | {rule.check for rule in EVERYWHERE} | of_earlier_issues == set(CHECKS)


def test_an_empty_form_has_nothing_to_find(forms: dict[str, Form]) -> None:
    for form in forms.values():
        assert findings(form, {}, Context(previous={}, earlier=({},) * 8, same_year=True)) == []


def counted(book: CountyBook, source: str) -> Form:
    """The councils' form with published counts of the housing survey: 6, 4 and 2."""
    keys = ("housing_deficit_n", "housing_balance_n", "housing_surplus_n")
    figures = tuple(
        Figure("fyrbodal", key, value, source, date(2026, 5, 13))
        for key, value in zip(keys, (6, 4, 2), strict=True)
    )
    areas = book.county.areas_in(Quarter(2026, 3))
    newest = shelf.newest("delregionalt_samrad")
    return shelf.form(newest, book.county.respondent("fyrbodal"), areas, figures)


def confirmed(*keys: str) -> dict[str, Value]:
    values = {"housing_deficit_n": 6, "housing_balance_n": 4, "housing_surplus_n": 2}
    return {
        name: value
        for key in keys
        for name, value in ((f"{key}~state", "STAMMER"), (f"{key}~figure", values[key]))
    }


def test_own_counts_agree_with_how_many_municipalities_have_answered(book: CountyBook) -> None:
    """V19: twelve of fourteen have answered, so nobody can have counted thirteen."""
    form = counted(book, "Egen räkning av 12 av 14 kommuner efter Kolada")
    rest = confirmed("housing_balance_n", "housing_surplus_n")
    [found] = of("V19", form, {**rest, "housing_deficit_n": 7})
    assert "13 kommuner, men 12 har svarat." in found.words
    assert of("V19", form, {**rest, "housing_deficit_n": 6}) == []
    [too_many] = of("V19", form, {**rest, "housing_deficit_n": 9})
    assert "15 kommuner, men delregionen har 14." in too_many.words
    elsewhere = counted(book, "Boverket")
    assert of("V19", elsewhere, {**rest, "housing_deficit_n": 7}) == []


def test_published_counts_that_do_not_agree_are_nobodys_to_mend_here(book: CountyBook) -> None:
    form = counted(book, "Egen räkning av 13 av 14 kommuner efter Kolada")
    assert of("V19", form, confirmed("housing_deficit_n", "housing_balance_n", "housing_surplus_n")) == []
