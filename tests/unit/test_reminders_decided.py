"""Which notices follow from what is done with an answer, and what coordinators are told when."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from domain import coordination, decisions
from domain.life import Act
from domain.notices import Kind, Notice, waits_its_turn
from domain.people import Person, Role
from tests.unit.standing import FIA, FOLKE, SARA, SIV, done, move, standing

SENT = done(move(Act.SUBMIT, "folke", "2026-11-02 12:00"))
RETURNED = done(move(Act.RETURN, "sara", "2026-11-03 15:00", "Se över 2.3."), before=SENT)
ASKED = done(move(Act.ASK_EXTENSION, "fia", "2026-11-18 15:00", "Samrådet blev sent.", "2026-11-24 23:59"))


def told(notices: Iterable[Notice]) -> list[tuple[str, str]]:
    return sorted((notice.person, notice.rule) for notice in notices)


def decided(now: str, *steps: object, unit: str = "fyrbodal") -> list[tuple[str, str]]:
    return told(decisions.due(standing(now, {unit: steps[0]})))  # type: ignore[dict-item]  # one tuple of steps


def test_a_returned_answer_is_told_at_once_to_the_reporter_and_to_who_sent_it_in() -> None:
    assert decided("2026-11-03 15:00", RETURNED) == [("fia", "återsänd"), ("folke", "återsänd")]


def test_a_returned_answer_is_told_again_after_two_working_days() -> None:
    assert ("fia", "återsänd, påminnelse") not in decided("2026-11-05 09:59", RETURNED)
    assert ("fia", "återsänd, påminnelse") in decided("2026-11-05 10:00", RETURNED)


def test_a_returned_answer_that_came_again_is_not_told_of() -> None:
    again = done(move(Act.SUBMIT, "fia", "2026-11-04 12:00"), before=RETURNED)
    assert decided("2026-11-05 10:00", again) == []


def test_a_second_return_has_a_key_of_its_own() -> None:
    again = done(
        move(Act.SUBMIT, "fia", "2026-11-04 12:00"),
        move(Act.RETURN, "sara", "2026-11-04 15:00", "Nästan."),
        before=RETURNED,
    )
    first = {notice.key for notice in decisions.due(standing("2026-11-03 16:00", {"fyrbodal": RETURNED}))}
    second = {notice.key for notice in decisions.due(standing("2026-11-04 16:00", {"fyrbodal": again}))}
    assert first.isdisjoint(second)


def test_a_request_for_more_time_goes_to_the_coordinator_until_it_is_answered() -> None:
    assert decided("2026-11-18 15:00", ASKED) == [("sara", "begäran om anstånd")]
    granted = done(
        move(Act.GRANT_EXTENSION, "sara", "2026-11-18 16:00", "", "2026-11-24 23:59"), before=ASKED
    )
    assert decided("2026-11-18 16:00", granted) == [("fia", "anstånd beviljat")]
    refused = done(move(Act.REFUSE_EXTENSION, "sara", "2026-11-18 16:00", "Utkastet görs då."), before=ASKED)
    assert decided("2026-11-18 16:00", refused) == [("fia", "anstånd avslaget")]


def test_a_municipalitys_request_goes_to_its_councils_leader() -> None:
    asked = done(move(Act.ASK_EXTENSION, "stina", "2026-11-18 15:00", "Sjuk.", "2026-11-24 23:59"))
    assert decided("2026-11-18 15:00", asked, unit="1495") == [("siv", "begäran om anstånd")]


def test_an_approval_is_told_and_a_reopening_after_it() -> None:
    approved = done(move(Act.APPROVE, "sara", "2026-11-03 12:00"), before=SENT)
    assert decided("2026-11-03 12:00", approved) == [("fia", "godkänd"), ("folke", "godkänd")]
    reopened = done(move(Act.REOPEN, "sara", "2026-11-04 12:00", "En siffra till."), before=approved)
    assert decided("2026-11-04 12:00", reopened) == [("fia", "öppnad igen"), ("folke", "öppnad igen")]


def test_nobody_is_told_of_what_they_did_themselves() -> None:
    by_leader = done(move(Act.SUBMIT, "stina", "2026-11-02 12:00"))
    returned = done(move(Act.RETURN, "siv", "2026-11-03 15:00", "Lite till."), before=by_leader)
    assert decided("2026-11-03 15:00", returned, unit="1495") == [("stina", "återsänd")]


def test_who_came_later_is_told_of_what_is_left_to_do_and_not_of_what_is_settled() -> None:
    new = Person("nils", "Nils", Role.REPORTER, "fyrbodal", since=date(2026, 11, 4))
    people = (replace(FIA, until=date(2026, 11, 3)), new, SARA)
    approved = done(move(Act.APPROVE, "sara", "2026-11-03 12:00"), before=SENT)
    late = standing("2026-11-05 09:00", {"fyrbodal": approved}, people)
    assert told(decisions.due(late)) == []
    open_ = standing("2026-11-05 09:00", {"fyrbodal": RETURNED}, people)
    assert told(decisions.due(open_)) == [("nils", "återsänd")]


def test_what_was_done_long_ago_is_not_told() -> None:
    assert decided("2026-11-18 15:00", RETURNED) == []


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-10-15 09:59", []),
        ("2026-10-15 10:00", [("sara", "omgång skapad")]),
        ("2026-10-29 10:00", []),
        ("2026-11-20 09:59", []),
        ("2026-11-20 10:00", [("sara", "försenade enheter")]),
        ("2026-11-26 10:00", [("sara", "dags för utkast")]),
        ("2026-12-17 10:00", [("sara", "dags för återkoppling")]),
        ("2026-12-23 10:00", [("sara", "dags att stänga ärendet")]),
    ],
)
def test_each_milestone_comes_to_the_coordinator(now: str, expected: list[tuple[str, str]]) -> None:
    assert told(coordination.due(standing(now))) == expected


def test_there_is_no_list_of_the_late_when_nobody_is() -> None:
    steps = {
        unit: done(move(Act.SUBMIT, "x", "2026-11-02 12:00")) for unit in ("fyrbodal", "skaraborg", "af")
    }
    assert told(coordination.due(standing("2026-11-20 10:00", steps))) == []


def test_who_has_more_time_is_not_on_the_list_of_the_late() -> None:
    granted = done(
        move(Act.GRANT_EXTENSION, "sara", "2026-11-18 16:00", "", "2026-11-24 23:59"), before=ASKED
    )
    now = standing("2026-11-20 10:00", {"fyrbodal": granted})
    assert coordination.late_units(now) == ["skaraborg", "af"]


def test_a_unit_that_nobody_can_be_reached_for_is_told_of_two_working_days_before_the_opening() -> None:
    people = (FIA, FOLKE, SIV, SARA)
    reached = frozenset({"folke", "siv", "sara"})
    before = standing("2026-10-26 10:00", people=people, reached=reached)
    assert told(coordination.due(before)) == [("sara", "omgång skapad")]
    then = standing("2026-10-27 10:00", people=people, reached=reached)
    assert then.unmanned() == ["af"]
    (notice,) = coordination.due(then)
    assert (notice.kind, notice.replaces) == (Kind.UNMANNED, ("2026Q3/omgång skapad/-/sara",))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param("2026-10-29 10:00", ["sara"], id="an ordinary day"),
        pytest.param("2026-10-29 09:59", [], id="before ten"),
        pytest.param("2026-10-31 10:00", [], id="a saturday"),
        pytest.param("2026-11-20 10:00", [], id="the day of the late list"),
        pytest.param("2026-11-25 10:00", ["sara"], id="the last day"),
        pytest.param("2026-11-27 10:00", [], id="after the draft"),
    ],
)
def test_the_digest_comes_at_ten_on_working_days_of_an_open_round(now: str, expected: list[str]) -> None:
    notices = list(coordination.digest(standing(now), lambda _person: True))
    assert [notice.person for notice in notices] == expected
    assert list(coordination.digest(standing(now), lambda _person: False)) == []


def test_the_questions_at_the_end_go_to_those_who_took_part() -> None:
    behalf = done(move(Act.SAVE, "fia", "2026-11-02 12:00"), move(Act.SUBMIT, "sara", "2026-11-03 12:00"))
    steps = {"fyrbodal": behalf, "1495": done(move(Act.SUBMIT, "stina", "2026-11-02 12:00"))}
    assert told(coordination.evaluation(standing("2026-12-17 09:59", steps))) == []
    asked = [("fia", "utvärdering"), ("stina", "utvärdering")]
    assert told(coordination.evaluation(standing("2026-12-17 10:00", steps))) == asked
    answered = standing("2026-12-17 10:00", steps, evaluated=frozenset({"fia"}))
    assert told(coordination.evaluation(answered)) == [("stina", "utvärdering")]
    assert told(coordination.evaluation(standing("2027-01-07 10:00", steps))) == []


@pytest.mark.parametrize(
    ("kind", "sent", "waits"),
    [
        (Kind.REMINDER, [], False),
        (Kind.REMINDER, [Kind.OPENED], True),
        (Kind.REMINDER, [Kind.RETURNED], True),
        (Kind.RETURNED, [Kind.REMINDER], False),
        (Kind.DIGEST, [Kind.LATE_LIST], True),
        (Kind.DIGEST, [Kind.ASKED], False),
        (Kind.ASKED, [Kind.DIGEST, Kind.ASKED], False),
    ],
)
def test_two_messages_keep_a_working_day_apart_except_what_was_just_done(
    kind: Kind, sent: list[Kind], *, waits: bool
) -> None:
    assert waits_its_turn(kind, sent) is waits
