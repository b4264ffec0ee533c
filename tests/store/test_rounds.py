from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from domain.errors import NotFound
from domain.quarter import Quarter
from domain.rounds import FormRef, Round, plan
from store.store import Store

FORMS = (FormRef("lägesrapport", 2),)
SECOND = timedelta(seconds=1)


@pytest.fixture
def winter() -> Round:
    """Its weeks reach over the night when the clock is set forward."""
    return plan(Quarter(2027, 1), date(2027, 4, 26), FORMS)


def test_a_round_comes_back_as_it_was_planned(store: Store, winter: Round, now: datetime) -> None:
    assert store.rounds.create(winter, "samuel", now)
    kept = store.rounds.get("2027Q1")
    assert kept == winter
    assert kept is not None
    assert (kept.opens.utcoffset(), kept.due.utcoffset()) == (timedelta(hours=1), timedelta(hours=2))
    assert f"{kept.opens:%H.%M} {kept.due:%H.%M}" == "08.30 23.59"


def test_a_quarter_has_one_round_and_the_first_stands(store: Store, autumn: Round, now: datetime) -> None:
    assert store.rounds.create(autumn, "samuel", now)
    assert not store.rounds.create(plan(autumn.quarter, date(2026, 12, 1), FORMS), "sara", now)
    assert store.rounds.get("2026Q3") == autumn
    (line,) = store.audit.lines("2026Q3")
    assert (line.who, line.what) == ("samuel", "skapade omgång")
    assert line.why == "regionalt samråd 2026-11-02, lägesrapport version 2"


def test_the_latest_round_is_that_of_the_latest_quarter(store: Store, autumn: Round, now: datetime) -> None:
    assert store.rounds.latest() is None
    assert store.rounds.get("2026Q3") is None
    spring = plan(Quarter(2026, 2), date(2026, 8, 24), FORMS)
    for round_ in (autumn, spring):
        store.rounds.create(round_, "samuel", now)
    assert store.rounds.latest() == autumn
    assert store.rounds.all() == [spring, autumn]


def test_answers_are_taken_from_the_opening_until_the_closing(
    store: Store, autumn: Round, now: datetime
) -> None:
    store.rounds.create(autumn, "samuel", now)
    for moment, round_ in (
        (autumn.opens - SECOND, None),
        (autumn.opens, autumn),
        (autumn.due + SECOND, autumn),
        (autumn.closes - SECOND, autumn),
        (autumn.closes, None),
    ):
        assert store.rounds.taking_answers(moment) == round_
        assert autumn.takes_answers(moment) == (round_ is not None)


def test_when_two_rounds_take_answers_the_later_quarter_is_meant(
    store: Store, autumn: Round, now: datetime
) -> None:
    next_one = plan(Quarter(2026, 4), date(2026, 11, 3), FORMS)
    for round_ in (next_one, autumn):
        store.rounds.create(round_, "samuel", now)
    assert store.rounds.taking_answers(autumn.due) == next_one


def test_a_moved_round_has_new_dates_its_own_form_and_a_line_of_it(
    store: Store, autumn: Round, now: datetime
) -> None:
    store.rounds.create(autumn, "samuel", now)
    moved = plan(autumn.quarter, date(2026, 12, 1), [FormRef("annat", 9)])
    store.rounds.move(moved, "sara", now)
    assert store.rounds.get("2026Q3") == replace(moved, forms=autumn.forms)
    line = store.audit.lines("2026Q3")[-1]
    assert (line.who, line.what, line.why) == (
        "sara", "flyttade omgång", "regionalt samråd 2026-11-02 blev 2026-12-01",
    )  # fmt: skip


def test_a_round_that_is_not_there_cannot_be_moved(store: Store, autumn: Round, now: datetime) -> None:
    with pytest.raises(NotFound, match="ingen omgång 2026Q3"):
        store.rounds.move(autumn, "sara", now)
    assert store.audit.lines() == []
