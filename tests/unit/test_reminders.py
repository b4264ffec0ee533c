"""Which notices a round calls for at a moment."""

from collections.abc import Iterable
from datetime import date, datetime

import pytest

from domain.people import Person, Role
from domain.quarter import Quarter
from domain.reminders import RULES, Kind, Notice, due
from domain.rounds import FormRef, Round, plan
from domain.workdays import STOCKHOLM

FIA = Person("fia", "Fia", Role.REPORTER, "fyrbodal")
FOLKE = Person("folke", "Folke", Role.DEPUTY, "fyrbodal")
SIV = Person("siv", "Siv", Role.REPORTER, "skaraborg")
SARA = Person("sara", "Sara", Role.COORDINATOR)
MONA = Person("mona", "Mona", Role.MEMBER, "fyrbodal")
EVA = Person("eva", "Eva", Role.EXPERT)
EVERYONE = (FIA, FOLKE, SIV, SARA, MONA, EVA)

OPENED = datetime(2026, 10, 29, 10, tzinfo=STOCKHOLM)
FIRST = datetime(2026, 11, 12, 10, tzinfo=STOCKHOLM)
SECOND = datetime(2026, 11, 17, 10, tzinfo=STOCKHOLM)
THIRD = datetime(2026, 11, 18, 10, tzinfo=STOCKHOLM)
LATE = datetime(2026, 11, 20, 10, tzinfo=STOCKHOLM)
CLOSED = datetime(2026, 11, 26, 10, tzinfo=STOCKHOLM)


@pytest.fixture
def round_() -> Round:
    return plan(Quarter(2026, 3), date(2026, 12, 10), FormRef("delregionalt_samrad", 1))


def who_gets_what(notices: Iterable[Notice]) -> dict[str, str]:
    return {notice.person: notice.rule for notice in notices}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (OPENED.replace(hour=9), {}),
        (OPENED, {"fia": "öppnad", "folke": "öppnad", "siv": "öppnad"}),
        (FIRST, {"fia": "påminnelse 1", "folke": "öppnad", "siv": "påminnelse 1"}),
        (SECOND, {"fia": "påminnelse 2", "folke": "öppnad", "siv": "påminnelse 2"}),
        (THIRD, {"fia": "påminnelse 3", "folke": "påminnelse 3", "siv": "påminnelse 3"}),
        (LATE, {"fia": "försenad", "folke": "försenad", "siv": "försenad", "sara": "försenade enheter"}),
        (CLOSED, {"fia": "stängd", "folke": "stängd", "siv": "stängd", "sara": "försenade enheter"}),
    ],
)
def test_each_moment_has_its_notice_for_each_role(
    round_: Round, now: datetime, expected: dict[str, str]
) -> None:
    assert who_gets_what(due(round_, ["fyrbodal", "skaraborg"], EVERYONE, now)) == expected


@pytest.mark.parametrize("now", [OPENED, FIRST, SECOND, THIRD, LATE, CLOSED])
def test_nobody_hears_anything_when_all_have_reported(round_: Round, now: datetime) -> None:
    assert list(due(round_, [], EVERYONE, now)) == []


def test_only_the_unit_that_waits_is_reminded(round_: Round) -> None:
    assert who_gets_what(due(round_, ["skaraborg"], EVERYONE, THIRD)) == {"siv": "påminnelse 3"}


def test_the_coordinator_gets_the_list_while_anyone_is_late(round_: Round) -> None:
    assert who_gets_what(due(round_, ["skaraborg"], EVERYONE, LATE)) == {
        "siv": "försenad",
        "sara": "försenade enheter",
    }


def test_after_downtime_the_latest_notice_replaces_those_before_it(round_: Round) -> None:
    (notice,) = due(round_, ["fyrbodal"], [FIA], THIRD)
    assert notice.key == "2026Q3/påminnelse 3/fyrbodal/fia"
    assert notice.replaces == (
        "2026Q3/öppnad/fyrbodal/fia",
        "2026Q3/påminnelse 1/fyrbodal/fia",
        "2026Q3/påminnelse 2/fyrbodal/fia",
    )
    assert notice.moment == THIRD


def test_a_notice_replaces_only_what_was_meant_for_the_same_role(round_: Round) -> None:
    (notice,) = due(round_, ["fyrbodal"], [FOLKE], THIRD)
    assert notice.replaces == ("2026Q3/öppnad/fyrbodal/folke",)


def test_the_same_moment_asked_twice_gives_the_same_notices(round_: Round) -> None:
    assert list(due(round_, ["fyrbodal"], EVERYONE, LATE)) == list(due(round_, ["fyrbodal"], EVERYONE, LATE))


def test_keys_are_unique_over_a_whole_round(round_: Round) -> None:
    keys = {
        notice.key
        for now in (OPENED, FIRST, SECOND, THIRD, LATE, CLOSED)
        for notice in due(round_, ["fyrbodal", "skaraborg"], EVERYONE, now)
    }
    assert len(keys) == 5 + 3 + 4 + 2 + 3, keys


def test_the_rules_stand_in_order_of_time(round_: Round) -> None:
    moments = [rule.moment(round_) for rule in RULES]
    assert moments == sorted(moments)
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert {rule.kind for rule in RULES} == set(Kind)
