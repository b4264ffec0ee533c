"""The phases of a round, to the second."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.quarter import Quarter
from domain.rounds import FormRef, Phase, Round, plan
from domain.workdays import STOCKHOLM


@pytest.fixture
def round_() -> Round:
    return plan(Quarter(2026, 3), date(2026, 12, 10), (FormRef("delregionalt_samrad", 1),))


def test_a_round_goes_through_its_phases(round_: Round) -> None:
    a_second = timedelta(seconds=1)
    phases = [
        (round_.opens - a_second, Phase.PLANNED),
        (round_.opens, Phase.OPEN),
        (round_.due - a_second, Phase.OPEN),
        (round_.due + a_second, Phase.LATE),
        (round_.closes - a_second, Phase.LATE),
        (round_.closes + a_second, Phase.CLOSED),
    ]
    for moment, phase in phases:
        assert round_.phase(moment) is phase, moment
        assert round_.takes_answers(moment) is (phase in {Phase.OPEN, Phase.LATE}), moment


def test_the_last_second_of_the_due_day_is_on_time(round_: Round) -> None:
    last = datetime(2026, 11, 19, 23, 59, 59, 500_000, tzinfo=STOCKHOLM)
    assert round_.phase(last) is Phase.OPEN
    assert last <= round_.due
    assert round_.phase(datetime(2026, 11, 20, tzinfo=STOCKHOLM)) is Phase.LATE


def test_the_last_second_of_the_closing_day_still_takes_answers(round_: Round) -> None:
    assert round_.takes_answers(datetime(2026, 11, 25, 23, 59, 59, 500_000, tzinfo=STOCKHOLM))
    assert not round_.takes_answers(datetime(2026, 11, 26, tzinfo=STOCKHOLM))


def test_a_moment_told_in_utc_is_the_same_phase(round_: Round) -> None:
    assert round_.phase(datetime(2026, 11, 19, 22, 59, tzinfo=UTC)) is Phase.OPEN
    assert round_.phase(datetime(2026, 11, 19, 23, 1, tzinfo=UTC)) is Phase.LATE
