"""Which notices the calendar calls for at a moment, and to whom."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from domain.life import Act
from domain.notices import Kind, Notice
from domain.people import Assignment, Person, Role
from domain.reminders import FOR_MUNICIPALITIES, RULES, WITH_EXTENSION, due, units_for
from tests.unit.standing import FIA, FOLKE, STINA, done, move, standing

PLANNED = "2026-10-15 10:00"
OPENED = "2026-10-29 10:00"
FIRST = "2026-11-12 10:00"
SECOND = "2026-11-17 10:00"
THIRD = "2026-11-18 10:00"
LATE = "2026-11-20 10:00"
CLOSED = "2026-11-26 10:00"
MOMENTS = (PLANNED, OPENED, FIRST, SECOND, THIRD, LATE, CLOSED)

SENT = done(move(Act.SUBMIT, "fia", "2026-11-02 12:00"))
ASKED = move(Act.ASK_EXTENSION, "fia", "2026-11-19 15:00", "Samrådet blev sent.", "2026-11-25 23:59")
EXTENDED = done(ASKED, move(Act.GRANT_EXTENSION, "sara", "2026-11-19 16:00", "", "2026-11-25 23:59"))


def told(notices: Iterable[Notice]) -> dict[str, str]:
    return {notice.person: notice.rule for notice in notices}


def everyone(rule: str, **others: str) -> dict[str, str]:
    return {"fia": rule, "siv": rule, "ada": rule, **others}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-10-15 09:59", {}),
        (PLANNED, everyone("kontakter")),
        ("2026-10-29 09:59", {}),
        (OPENED, everyone("öppnad", folke="öppnad", stina="inbjudan")),
        (FIRST, everyone("påminnelse 1", folke="öppnad", stina="inbjudan")),
        ("2026-11-13 10:00", everyone("påminnelse 1", folke="öppnad", stina="inbjudan igen")),
        (SECOND, everyone("påminnelse 2", folke="öppnad", stina="inbjudan igen")),
        (THIRD, everyone("påminnelse 3", folke="påminnelse 3", stina="inbjudan igen")),
        # Councils have met by then: a municipality is not asked any more, and never told that it is late.
        (LATE, everyone("försenad", folke="försenad")),
        (CLOSED, everyone("stängd", folke="stängd")),
    ],
)
def test_each_moment_has_its_notice_for_each_role(now: str, expected: dict[str, str]) -> None:
    assert told(due(standing(now))) == expected


@pytest.mark.parametrize("now", MOMENTS)
@pytest.mark.parametrize("act", [Act.SUBMIT, Act.NOTHING])
def test_who_is_done_hears_nothing(now: str, act: Act) -> None:
    steps = done(move(act, "fia", "2026-10-29 09:00", "Inget har hänt."))
    assert {"fia", "folke"}.isdisjoint(told(due(standing(now, {"fyrbodal": steps}))))


def test_who_is_approved_hears_nothing() -> None:
    steps = done(move(Act.APPROVE, "sara", "2026-11-03 12:00"), before=SENT)
    assert "fia" not in told(due(standing(THIRD, {"fyrbodal": steps})))


def test_a_draft_is_not_done() -> None:
    steps = done(move(Act.SAVE, "fia", "2026-11-02 12:00"))
    assert told(due(standing(THIRD, {"fyrbodal": steps})))["fia"] == "påminnelse 3"


def test_readers_experts_and_coordinators_are_never_reminded() -> None:
    for now in MOMENTS:
        assert {"mona", "eva", "sara"}.isdisjoint(told(due(standing(now))))


def test_after_downtime_the_latest_notice_replaces_those_before_it() -> None:
    (notice,) = due(standing(THIRD, people=(FIA,)))
    assert notice.key == "2026Q3/påminnelse 3/fyrbodal/fia"
    assert notice.replaces == (
        "2026Q3/kontakter/fyrbodal/fia",
        "2026Q3/öppnad/fyrbodal/fia",
        "2026Q3/påminnelse 1/fyrbodal/fia",
        "2026Q3/påminnelse 2/fyrbodal/fia",
    )


def test_a_notice_replaces_only_what_was_meant_for_the_same_role() -> None:
    notices = {notice.person: notice for notice in due(standing(THIRD, people=(FIA, FOLKE)))}
    assert notices["folke"].replaces == ("2026Q3/öppnad/fyrbodal/folke",)


def test_the_same_moment_asked_twice_gives_the_same_notices() -> None:
    assert list(due(standing(LATE))) == list(due(standing(LATE)))


def test_keys_are_unique_over_a_whole_round() -> None:
    notices = [notice for now in MOMENTS for notice in due(standing(now))]
    assert len({notice.key for notice in notices}) == len({(n.person, n.rule) for n in notices})


def test_more_time_moves_what_is_left_to_the_units_own_day() -> None:
    now = {"fyrbodal": EXTENDED}
    # What has been said already, and nothing new: neither "påminnelse 3" nor "försenad".
    assert told(due(standing(LATE, now)))["fia"] == "öppnad"
    assert told(due(standing("2026-11-24 10:00", now)))["fia"] == "påminnelse anstånd"
    late = {notice.person: notice for notice in due(standing(CLOSED, now))}
    assert late["fia"].rule == "stängd"
    assert late["siv"].key == "2026Q3/stängd/skaraborg/siv"


def test_late_after_more_time_is_told_once_more_with_the_new_day_in_its_key() -> None:
    asked = move(Act.ASK_EXTENSION, "fia", "2026-11-18 15:00", "Samrådet blev sent.", "2026-11-23 23:59")
    steps = done(asked, move(Act.GRANT_EXTENSION, "sara", "2026-11-18 16:00", "", "2026-11-23 23:59"))
    late = {notice.person: notice for notice in due(standing("2026-11-24 10:00", {"fyrbodal": steps}))}
    assert late["fia"].key == "2026Q3/försenad 2026-11-23/fyrbodal/fia"
    assert late["siv"].key == "2026Q3/försenad/skaraborg/siv"


def test_what_was_to_be_said_before_an_answer_was_returned_is_history() -> None:
    steps = done(move(Act.RETURN, "sara", "2026-11-16 15:00", "Se över 2.3."), before=SENT)
    now = {"fyrbodal": steps}
    assert "fia" not in told(due(standing("2026-11-16 16:00", now)))
    assert told(due(standing(SECOND, now)))["fia"] == "påminnelse 2"
    assert told(due(standing(LATE, now)))["fia"] == "försenad", "what was returned has not come back"
    again = done(move(Act.SUBMIT, "fia", "2026-11-18 09:00"), before=steps)
    assert "fia" not in told(due(standing(LATE, {"fyrbodal": again}))), "what has come is never called late"
    after_due = done(move(Act.RETURN, "sara", "2026-11-20 09:00", "Se över 2.3."), before=SENT)
    assert "fia" not in told(due(standing(LATE, {"fyrbodal": after_due}))), "there is time until closing"


def test_one_who_answers_for_several_gets_one_notice_for_all() -> None:
    both = replace(FIA, also=(Assignment(Role.REPORTER, "skaraborg"),))
    (notice,) = due(standing(THIRD, people=(both,)))
    assert "2026Q3/påminnelse 3/skaraborg/fia" in (notice.key, *notice.replaces)
    assert units_for("påminnelse 3", both, standing(THIRD, people=(both,))) == ["fyrbodal", "skaraborg"]
    (left,) = due(standing(THIRD, {"fyrbodal": SENT}, (both,)))
    assert left.unit == "skaraborg"


def test_the_deputy_steps_in_where_no_reporter_can_be_reached() -> None:
    alone = standing(SECOND, people=(FIA, FOLKE), reached=frozenset({"folke"}))
    assert told(due(alone)) == {"fia": "påminnelse 2", "folke": "påminnelse 2"}
    without = standing(SECOND, people=(FOLKE,), reached=frozenset({"folke"}))
    assert told(due(without)) == {"folke": "påminnelse 2"}


def test_responsibility_follows_the_dates() -> None:
    leaving = replace(FIA, until=date(2026, 11, 12))
    coming = Person("nils", "Nils", Role.REPORTER, "fyrbodal", since=date(2026, 11, 13))
    assert told(due(standing(FIRST, people=(leaving, coming)))) == {"fia": "påminnelse 1"}
    assert told(due(standing(SECOND, people=(leaving, coming)))) == {"nils": "påminnelse 2"}


def test_the_second_invitation_is_three_working_days_before_the_council_meets() -> None:
    meets = {"skaraborg": date(2026, 11, 10)}
    assert told(due(standing("2026-11-04 10:00", people=(STINA,), meetings=meets))) == {"stina": "inbjudan"}
    assert told(due(standing("2026-11-05 10:00", people=(STINA,), meetings=meets))) == {
        "stina": "inbjudan igen"
    }
    assert told(due(standing("2026-11-11 10:00", people=(STINA,), meetings=meets))) == {}


def test_a_council_that_meets_at_once_has_its_municipalities_asked_once() -> None:
    meets = {"skaraborg": date(2026, 10, 30)}
    (notice,) = due(standing(OPENED, people=(STINA,), meetings=meets))
    assert (notice.rule, notice.replaces) == ("inbjudan", ("2026Q3/inbjudan igen/1495/stina",))


def test_the_rules_stand_under_one_name_each_and_in_order() -> None:
    names = [rule.name for rule in (*RULES, *FOR_MUNICIPALITIES)]
    assert len(set(names)) == len(names)
    assert [rule for rule in WITH_EXTENSION if rule not in RULES] == [
        rule for rule in WITH_EXTENSION if rule.name == "påminnelse anstånd"
    ]
    assert {rule.kind for rule in RULES} == {
        Kind.CONTACTS,
        Kind.OPENED,
        Kind.REMINDER,
        Kind.LATE,
        Kind.CLOSED,
    }
