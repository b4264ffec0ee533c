"""Raised issues as the report may tell them, and what several units raise."""

import pytest

from domain.material import Material
from domain.raised import AGAIN, Content, RaisedIssue, RaisedStatus, Said
from reports.themes import Issue, Theme, in_brief, open_issues, themes
from tests.reports.quarter_three import CALM, CUT_OFF, ROUND, Given, material, part
from tests.reports.test_report_raised import issue, item


def one(unit: str, title: str, *, council: bool = True, urgency: int = 0, new: bool = True) -> Issue:
    content = Content(title, area="halsa", urgency=urgency)
    return Issue(unit, council, "", content, ROUND.quarter, {}, is_new=new)


def names(given: Material) -> list[tuple[str, str, str]]:
    return [(each.unit, each.name, each.content.title) for each in open_issues(given)]


@pytest.mark.parametrize(
    ("councils", "agencies", "words"),
    [
        (1, 1, "en delregion och en aktör"),
        (2, 0, "två delregioner"),
        (3, 1, "tre delregioner och en aktör"),
        (0, 2, "två aktörer"),
    ],
)
def test_how_many_raise_it_agrees_in_number(councils: int, agencies: int, words: str) -> None:
    those = [one(f"D{place}", "Titel") for place in range(councils)]
    those += [one(f"A{place}", "Titel", council=False) for place in range(agencies)]
    assert Theme(tuple(those), ("titel",)).counted == words


def test_what_most_units_raise_comes_first_then_what_is_new_and_urgent() -> None:
    exam, duty, tooth = "Hälsoundersökningen dröjer", "Utbildningsplikten", "Tandvårdsstödet"
    those = [
        *(one(unit, exam) for unit in ("A", "B", "C")),
        *(one(unit, duty, new=False) for unit in ("A", "B")),
        *(one(unit, tooth, urgency=3) for unit in ("A", "B")),
    ]
    assert [theme.issues[0].content.title for theme in themes(those)] == [exam, tooth, duty]


def test_one_unit_that_says_the_same_twice_is_no_theme() -> None:
    assert themes([one("A", "Hälsoundersökningen dröjer"), one("A", "Hälsoundersökningen dröjer")]) == ()


def test_in_brief_each_unit_is_named_once_before_any_is_named_again() -> None:
    those = [one(unit, "Hälsoundersökningen dröjer") for unit in ("A", "A", "A", "B", "C", "C")]
    [sentence] = in_brief(material(), themes(those))
    title = "”Hälsoundersökningen dröjer”"
    assert sentence.text == (
        "Liknande medskick om hälsoundersökningen inom hälsa kommer från tre delregioner: "
        f"{title} (A), {title} (B), {title} (C), {title} (A) och ytterligare två medskick."
    )
    [short] = in_brief(material(), themes(those[2:]))
    assert short.text.endswith(f"{title} (C) och {title} (C).")


def test_an_answer_that_the_register_has_is_one_issue_with_its_number() -> None:
    answers: Given = {**CALM, **item(0, title="Fråga 3")}
    kept = RaisedIssue(3, "gr", "form/handover/0", Content("Fråga 3"), Said("2026Q3", "id", "Kim", CUT_OFF))
    assert names(material(part("gr", answers), raised=(kept,))) == [("Göteborgsregionen", "M3", "Fråga 3")]


def test_an_answer_that_was_closed_since_is_no_longer_open() -> None:
    answers: Given = {**CALM, **item(0, title="Fråga 3")}
    closed = issue(3, "gr", "2026Q3", RaisedStatus.SOLVED)
    assert names(material(part("gr", answers), raised=(closed,))) == []


def test_an_old_issue_is_open_until_it_is_closed_and_is_not_new() -> None:
    [old] = open_issues(material(raised=(issue(2, "gr", "2026Q2", RaisedStatus.ONGOING),)))
    assert (old.name, old.is_new, old.since.label) == ("M2", False, "kvartal 2 2026")


def test_what_a_later_quarter_raises_once_more_is_raised_now_and_not_new() -> None:
    old = issue(2, "gr", "2026Q2", RaisedStatus.RAISED, words=AGAIN)
    [again] = open_issues(material(part("gr", {**CALM, **item(0, title="Fråga 2")}), raised=(old,)))
    assert (again.name, again.is_new, again.is_again, again.is_raised_now) == ("M2", False, True, True)


def test_what_a_later_round_raised_and_what_a_municipality_raised_is_not_there() -> None:
    assert names(material(raised=(issue(2, "gr", "2026Q4"), issue(3, "gr-1", "2026Q3")))) == []


def test_a_unit_that_keeps_its_texts_has_choices_and_no_words() -> None:
    answers: Given = {
        **CALM,
        **item(
            0, title="Hemlig", body="Text", addressee="VGR", outcome="Mål", kind="UPPDRAG", level="REGIONAL"
        ),
        "publishable": "ENDAST_LST",
    }
    [kept] = open_issues(material(part("gr", answers)))
    assert kept.content == Content("", kind="UPPDRAG", level="REGIONAL")
    assert not kept.is_told


def test_a_unit_that_has_not_answered_has_its_older_issues_untold() -> None:
    [old] = open_issues(material(part("gr", None), raised=(issue(2, "gr", "2026Q2"),)))
    assert (old.name, old.is_told) == ("M2", False)
