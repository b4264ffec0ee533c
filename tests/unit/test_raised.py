"""Raised issues: what they are, how a form's items find them, the lines that can be typed, and the table."""

import tomllib
from dataclasses import replace
from datetime import date, datetime

import pytest

from domain import handover, register
from domain.answers import Value
from domain.county import FocusArea
from domain.form import Card, Form, Group, Kind, Question, Severity
from domain.handover import FollowUp, headed, items, placed, taken
from domain.quarter import Quarter
from domain.raised import (
    AGAIN,
    BESIDE_AREAS,
    FACTORS,
    KINDS,
    LEVELS,
    URGENCIES,
    Content,
    RaisedIssue,
    RaisedStatus,
    RaisedStep,
    Said,
    coming,
)
from domain.rounds import plan
from domain.workdays import STOCKHOLM
from forms import checking, followups, parsing, raising, rules, shelf
from forms.case import Case, Context

HOUSING = Content(
    title="Bostäder saknas",
    body="Det finns inga lediga lägenheter i Åmål för stora familjer.",
    kind="STRUKTURELLT_PROBLEM",
    area="boende",
    level="NATIONELL",
    addressee="regeringen",
    outcome="En utredning om stöd till nybyggnad",
    urgency=3,
    tags=("ANSVAR", "SAMVERKAN"),
)
LANGUAGE = Content(title="Köer till sfi", body="Väntetiden till start är tio veckor i hela delregionen.")
AREAS = (FocusArea("boende", "Boende", date(2022, 1, 1)),)
WINDOW = parsing.Window(date(2026, 11, 11), date(2026, 11, 11))


def moment(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=STOCKHOLM)


def said(round_: str, month: int = 11, day: int = 11) -> Said:
    return Said(round_, "fia", "Fia", moment(month, day))


def issue(
    number: int, content: Content = HOUSING, round_: str = "2026Q2", unit: str = "fyrbodal"
) -> RaisedIssue:
    return RaisedIssue(number, unit, f"form/handover/{number}", content, said(round_, 8, 20))


def followed(one: RaisedIssue, status: RaisedStatus, round_: str = "2026Q3", words: str = "") -> RaisedIssue:
    step = RaisedStep(len(one.steps) + 1, status, said(round_), words)
    return replace(one, steps=(*one.steps, step))


def reworded(one: RaisedIssue, content: Content) -> RaisedIssue:
    step = RaisedStep(len(one.steps) + 1, one.status, said("2026Q3"), content=content)
    return replace(one, steps=(*one.steps, step))


def test_an_issue_is_new_until_someone_says_how_it_goes() -> None:
    new = issue(12)
    assert (new.name, new.status, new.is_open, new.since) == ("M12", "ny", True, moment(8, 20))
    ongoing = followed(new, RaisedStatus.ONGOING)
    assert (ongoing.status, ongoing.is_open, ongoing.since) == ("pågår", True, moment(11, 11))


@pytest.mark.parametrize("status", [RaisedStatus.ANSWERED, RaisedStatus.SOLVED, RaisedStatus.DROPPED])
def test_what_is_answered_solved_or_dropped_is_not_open(status: RaisedStatus) -> None:
    assert not followed(issue(1), status).is_open


def test_a_changed_content_leaves_the_status_and_what_was_said_first() -> None:
    ongoing = followed(issue(1), RaisedStatus.ONGOING)
    changed = reworded(ongoing, LANGUAGE)
    assert (changed.content, changed.first, changed.contents) == (LANGUAGE, HOUSING, (HOUSING, LANGUAGE))
    assert (changed.status, changed.since) == (ongoing.status, ongoing.since)


def test_content_is_the_same_after_being_kept_as_answers() -> None:
    assert Content.of(HOUSING.answers()) == HOUSING
    assert LANGUAGE.answers() == {"title": LANGUAGE.title, "body": LANGUAGE.body}
    assert Content.of(LANGUAGE.answers()) == LANGUAGE


@pytest.mark.parametrize(
    ("level", "kind", "addressee", "warned"),
    [
        ("NATIONELL", "UPPDRAG", "", True),
        ("NATIONELL", "UPPDRAG", "regeringen", False),
        ("NATIONELL", "LYFTS_NATIONELLT", "", False),
        ("REGIONAL", "UPPDRAG", "", False),
    ],
)
def test_the_national_level_needs_an_addressee_or_to_be_lifted(
    level: str, kind: str, addressee: str, *, warned: bool
) -> None:
    assert replace(HOUSING, level=level, kind=kind, addressee=addressee).lacks_addressee is warned


def test_what_is_said_counts_to_the_first_round_that_has_not_closed() -> None:
    summer = plan(Quarter(2026, 2), date(2026, 9, 30), ())
    autumn = plan(Quarter(2026, 3), date(2026, 12, 10), ())
    rounds = [autumn, summer]
    assert coming(rounds, summer.opens) == "2026Q2"
    assert coming(rounds, summer.closes) == "2026Q3"
    assert coming(rounds, autumn.opens) == "2026Q3"
    assert coming(rounds, autumn.closes) == "2026Q4"
    assert coming([summer], moment(10, 15)) == "2026Q3"
    assert coming([], moment(10, 15)) == "2026Q3"
    assert coming([plan(Quarter(2024, 1), date(2024, 6, 10), ())], moment(10, 15)) == "2026Q3"


def test_the_forms_items_are_read_in_their_order() -> None:
    assert items(
        {
            "has_handover": "JA",
            "handover.1.title": LANGUAGE.title,
            "handover.0.title": HOUSING.title,
            "handover.0.title~same": "2026Q2",
            "handover.0.urgency": "3",
            "refused.handover.2.title": "070",
            "good_practice.0.title": "Språkkafé",
        }
    ) == [Content(HOUSING.title, urgency=3), Content(LANGUAGE.title)]


def test_an_item_without_a_title_goes_by_its_first_sentence_and_an_empty_one_is_none() -> None:
    assert items({"handover.0.body": "Bostäder saknas. Det är värst i Åmål.", "handover.1.urgency": "3"}) == [
        Content("Bostäder saknas", "Det är värst i Åmål.")
    ]


@pytest.mark.parametrize(
    ("words", "title", "body"),
    [
        ("Bostäder saknas. Inga lägenheter.\nAlls.", "Bostäder saknas", "Inga lägenheter.\nAlls."),
        ("Bostäder saknas\nInga lägenheter.", "Bostäder saknas", "Inga lägenheter."),
        ("Bostäder saknas i t.ex. Åmål. Inga alls.", "Bostäder saknas i t.ex. Åmål", "Inga alls."),
        ("Sfi: det är kö", "Sfi", "det är kö"),
        ("Bostäder saknas.", "Bostäder saknas", ""),
        ("", "", ""),
    ],
)
def test_the_first_sentence_or_line_is_the_title(words: str, title: str, body: str) -> None:
    assert headed(words) == (title, body)


def test_an_item_is_known_again_where_it_moved() -> None:
    housing, language = issue(1), issue(2, LANGUAGE)
    assert placed([LANGUAGE], [housing, language]) == [language]
    assert placed([LANGUAGE, HOUSING], [housing, language]) == [language, housing]


def test_a_reworded_item_is_known_by_its_text_or_most_of_its_words() -> None:
    housing, language = issue(1), issue(2, LANGUAGE)
    retitled = replace(HOUSING, title="Familjer utan hem")
    rewritten = replace(retitled, body="Det finns fortfarande inga lediga lägenheter för stora familjer.")
    assert placed([retitled], [language, housing]) == [housing]
    assert placed([rewritten], [language, housing]) == [housing]


def test_another_matter_in_the_same_place_is_a_new_issue() -> None:
    assert placed([LANGUAGE], [issue(1)]) == [None]


def test_a_dropped_issue_comes_back_by_its_title_alone() -> None:
    dropped = followed(issue(1), RaisedStatus.DROPPED)
    assert placed([HOUSING], [dropped]) == [dropped]
    assert placed([replace(HOUSING, title="Familjer utan hem")], [dropped]) == [None]


def test_an_item_as_it_first_was_is_known_after_a_change_elsewhere() -> None:
    changed = reworded(issue(1), replace(HOUSING, title="Familjer utan hem"))
    assert placed([HOUSING], [changed]) == [changed]


def test_follow_ups_are_read_by_issue() -> None:
    assert taken(
        {
            "followup.12.status": "LOST",
            "followup.12.words": "Huset är byggt.",
            "followup.7.words": "Vi väntar på svar.",
            "followup.x.status": "LOST",
        }
    ) == {
        7: FollowUp(None, "Vi väntar på svar."),
        12: FollowUp(RaisedStatus.SOLVED, "Huset är byggt."),
    }


def test_the_form_asks_how_each_earlier_issue_goes() -> None:
    status, words, *rest = followups.followup_questions([issue(12), issue(14, LANGUAGE)], "5.7")
    assert (status.key, status.number, status.kind) == ("followup.12.status", "5.7.1.1", Kind.CHOICE)
    assert status.label == "Hur går det med ert tidigare medskick M12, ”Bostäder saknas”?"
    assert status.hint == "Ny sedan 20 augusti 2026."
    assert [choice.label for choice in status.choices] == [
        "Pågår", "Besvarat", "Löst", "Inte längre aktuellt",
    ]  # fmt: skip
    assert (words.key, words.number, words.kind) == ("followup.12.words", "5.7.1.2", Kind.TEXT)
    assert [question.key for question in rest] == ["followup.14.status", "followup.14.words"]


def test_every_answer_about_an_earlier_issue_is_a_status() -> None:
    status, *_ = followups.followup_questions([issue(1)], "5.7")
    for choice in status.choices:
        assert taken({status.key: choice.value})[1].status is handover.STATUSES[choice.value]


ITEM = Question("title", "1", "Rubrik", Kind.TEXT)
HANDOVER = Card(
    "medskick", 2, "Medskick", "", (Group("handover", "2.1", "Medskick", "Lägg till", 5, (ITEM,)),)
)
FORM = Form("samrad", 1, "Samråd", (Card("motet", 1, "Mötet", "", (ITEM,)), HANDOVER))


def warned(form: Form, answers: dict[str, Value]) -> list[tuple[str, str]]:
    case = Case(form, answers, Context())
    return [
        (found.key, rule.words) for rule in form.rules for found in followups.CHECKS[rule.check](rule, case)
    ]


def test_the_questions_come_last_on_the_card_where_issues_are_raised() -> None:
    form = followups.added(FORM, [issue(12)])
    assert form.card("motet") == FORM.card("motet")
    assert [one.number for one in form.card("medskick").questions()] == ["2.2.1.1", "2.2.1.2"]
    assert followups.added(FORM, []) == FORM
    without = replace(FORM, cards=FORM.cards[:1])
    assert followups.added(without, [issue(12)]) == without


def test_an_open_issue_without_a_status_is_warned_about_until_it_has_one() -> None:
    form = followups.added(FORM, [issue(12), followed(issue(14), RaisedStatus.SOLVED), issue(15)])
    asked = [(rule.keys[0], rule.severity) for rule in form.rules if rule.id == "V30"]
    assert asked == [(f"followup.{number}.status", Severity.WARNING) for number in (12, 15)]
    ((key, words),) = warned(form, {"followup.15.status": "PAGAR"})
    assert key == "followup.12.status"
    assert words.startswith("Ni har inte svarat på hur det går med M12.")
    assert not warned(form, {"followup.12.status": "LOST", "followup.15.status": "PAGAR"})


@pytest.mark.parametrize(
    ("status", "title", "refused"),
    [
        ("BESVARAT", "Bostäder saknas", True),
        ("LOST", "bostäder  saknas.", True),
        ("INTE_LANGRE_AKTUELLT", "Bostäder saknas", True),
        ("PAGAR", "Bostäder saknas", False),
        ("BESVARAT", "Köer till sfi", False),
    ],
)
def test_what_is_raised_again_is_not_answered_at_once(status: str, title: str, *, refused: bool) -> None:
    """V36: else the report could only tell that it was answered, and not what was raised."""
    form = followups.added(FORM, [issue(12)])
    found = rules.unexplained(form, {"handover.0.title": title, "followup.12.status": status}, Context())
    assert [(one.rule, one.key, one.severity) for one in found] == (
        [("V36", "followup.12.status", Severity.HARD)] if refused else []
    )
    if refused:
        answered = handover.STATUSES[status]
        assert found[0].words.startswith(
            f"Ni lyfter M12 igen, men svarar att det är {answered}. Välj ”Pågår”"
        )


def test_a_title_with_braces_in_it_is_compared_as_it_stands() -> None:
    form = followups.added(FORM, [issue(12, replace(HOUSING, title="Plan {för} bostäder"))])
    answers: dict[str, Value] = {"handover.0.title": "Plan {för} bostäder", "followup.12.status": "LOST"}
    assert [one.rule for one in rules.unexplained(form, answers, Context())] == ["V36"]


def test_what_the_form_itself_has_closed_can_still_be_changed_there() -> None:
    solved, elsewhere = followed(issue(1), RaisedStatus.SOLVED), followed(issue(2), RaisedStatus.ANSWERED)
    assert followups.asked([solved, elsewhere, issue(3)], {"followup.1.status": "LOST"}) == [solved, issue(3)]


def test_personal_data_in_a_follow_up_is_refused_like_everywhere() -> None:
    question = followups.words_question(issue(1), "5.7.1.2")
    parsed = parsing.parse((question,), {question.key: "Ring 0522-123 45 67"}, WINDOW)
    assert parsed.problems
    assert not parsed.answers


def test_the_card_asks_in_the_words_of_the_register() -> None:
    card = raising.card(AREAS)
    labels = {one.key: {choice.value: choice.label for choice in one.choices} for one in card.questions()}
    assert labels["kind"] == KINDS
    assert labels["level"] == LEVELS
    assert labels["urgency"] == URGENCIES
    assert labels["tags"] == FACTORS
    assert labels["area"] == {"boende": "Boende", **BESIDE_AREAS}


def test_the_councils_form_offers_the_same_choices_as_the_register() -> None:
    ref = shelf.newest("delregionalt_samrad")
    read = tomllib.loads((shelf.FOLDER / f"{ref.id}.{ref.version}.toml").read_text(encoding="utf-8"))
    parts = [part for card in read["card"] for part in card["part"] if part.get("key") == handover.GROUP]
    asked = {question["key"]: question for part in parts for question in part["question"]}
    choices = {key: dict(question["choices"]) for key, question in asked.items() if "choices" in question}
    assert choices == {
        "kind": KINDS,
        "level": LEVELS,
        "urgency": URGENCIES,
        "tags": FACTORS,
        "area": BESIDE_AREAS,
    }
    card = raising.card(AREAS)
    assert set(asked) == {question.key for question in card.questions()}
    for question in card.questions():
        assert question.limits.most == asked[question.key].get("most"), question.key


def test_what_is_typed_on_named_lines_fills_in_the_card() -> None:
    card = raising.card(AREAS)
    text = (
        "Bostäder saknas. Det finns inga lediga lägenheter i Åmål\nför stora familjer.\n"
        "Typ: strukturellt problem\nOMRÅDE: boende; nivå: nationell\nmottagare: regeringen; och Boverket\n"
        "önskat utfall: En utredning\noch pengar\nangelägenhet: 3\nframgångsfaktorer: samverkan, kompetens"
    )
    assert raising.raw_values(card, text) == {
        "title": "Bostäder saknas",
        "body": "Det finns inga lediga lägenheter i Åmål\nför stora familjer.",
        "kind": "STRUKTURELLT_PROBLEM",
        "area": "boende",
        "level": "NATIONELL",
        "addressee": "regeringen; och Boverket",
        "outcome": "En utredning\noch pengar",
        "urgency": "3",
        "tags": "SAMVERKAN,KOMPETENS",
    }


def test_every_line_of_the_example_can_be_typed_as_it_stands() -> None:
    card = raising.card(AREAS)
    keys = [question.key for question in card.questions()]
    given = raising.raw_values(card, raising.example(keys, card))
    assert list(given) == keys
    parsed = parsing.parse(card, {key: words for key, words in given.items() if words != "er text"}, WINDOW)
    assert not parsed.problems


def test_the_card_wants_an_outcome_unless_it_is_information() -> None:
    card = raising.card(AREAS)
    whole = HOUSING.answers()
    without = {key: value for key, value in whole.items() if key != "outcome"}
    assert not checking.missing_on(card, whole)
    assert [problem.number for problem in checking.missing_on(card, without)] == ["Önskat utfall"]
    assert not checking.missing_on(card, {**without, "kind": "INFORMATION"})


NAMES = {"fyrbodal": "Fyrbodal", "skaraborg": "Skaraborg"}


def test_the_table_has_new_ongoing_and_closed_the_most_urgent_first() -> None:
    mild = replace(HOUSING, urgency=1)
    issues = [
        issue(1, mild),
        followed(issue(2), RaisedStatus.ONGOING),
        followed(issue(3), RaisedStatus.SOLVED),
        issue(4, mild, round_="2026Q3"),
        issue(5, round_="2026Q3", unit="skaraborg"),
        followed(issue(6), RaisedStatus.ONGOING, words=AGAIN),
    ]
    rows = register.listed(issues, "2026Q3", NAMES)
    assert [(row.stage, row.name) for row in rows] == [
        ("Nya", "M5"),
        ("Nya", "M4"),
        ("Lyfta igen", "M6"),
        ("Pågående", "M2"),
        ("Pågående", "M1"),
        ("Avslutade", "M3"),
    ]
    row = rows[0]
    assert (row.title, row.sender, row.addressee) == ("Bostäder saknas", "Skaraborg", "regeringen")
    assert (row.level, row.kind, row.standing) == ("Nationell", "Strukturellt problem", "ny")
    assert row.since == date(2026, 8, 20)
    assert [row.standing for row in rows[2:]] == ["lyft igen", "pågår", "pågår", "löst"]


def test_the_table_of_an_earlier_round_is_as_it_was_then() -> None:
    solved = followed(issue(1), RaisedStatus.SOLVED)
    assert [(row.stage, row.standing) for row in register.listed([solved], "2026Q2", NAMES)] == [
        ("Nya", "ny")
    ]
    assert not register.listed([issue(2, round_="2026Q3")], "2026Q2", NAMES)


@pytest.mark.parametrize(
    "hidden",
    [
        issue(1, unit="1439"),
        followed(issue(1), RaisedStatus.SOLVED, "2026Q2"),
        followed(issue(1, round_="2026Q3"), RaisedStatus.DROPPED),
    ],
    ids=["another's", "closed before", "taken back at once"],
)
def test_what_is_not_to_be_shown_is_not_in_the_table(hidden: RaisedIssue) -> None:
    assert not register.listed([hidden], "2026Q3", NAMES)
