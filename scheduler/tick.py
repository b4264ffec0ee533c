"""One tick: what is due at a moment, worked out anew from what is stored, and written down once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from domain.county import County
from domain.delivery import Posting
from domain.quarter import Quarter
from domain.reminders import Notice, due
from domain.rounds import FormRef, Round, plan
from domain.workdays import STOCKHOLM, SendHours, shift
from store.store import Store

CREATED = -40
"""Working days from the regional council at which a round is planned (reporting calendar)."""

_FOLLOWED = timedelta(days=14)
"""How long after its closing a round still gives notices: a longer stand-still is not made up for."""


@dataclass(frozen=True)
class Schedule:
    """``councils``: the regional council's day for each quarter whose round is to be planned."""

    store: Store
    county: County
    hours: SendHours
    form: FormRef
    councils: Mapping[Quarter, date] = field(default_factory=dict)


def tick(schedule: Schedule, now: datetime) -> int:
    """Plan rounds, put what is due in the outbox, and return how many rows were new. Safe to repeat."""
    _plan_rounds(schedule, now)
    new = sum(_notices(schedule, round_, now) for round_ in schedule.store.rounds.all())
    schedule.store.ticks.note(now)
    return new


def _plan_rounds(schedule: Schedule, now: datetime) -> None:
    for quarter, council_date in schedule.councils.items():
        if shift(council_date, CREATED) <= now.astimezone(STOCKHOLM).date():
            schedule.store.rounds.create(plan(quarter, council_date, schedule.form), "samråd", now)


def _notices(schedule: Schedule, round_: Round, now: datetime) -> int:
    if not round_.opens <= now <= round_.closes + _FOLLOWED:
        return 0
    store = schedule.store
    waiting = store.submissions.waiting(round_.key, [council.id for council in schedule.county.councils])
    notices = due(round_, waiting, store.people.everyone(), now)
    return store.outbox.post([_posting(notice, schedule.hours, now) for notice in notices], now)


def _posting(notice: Notice, hours: SendHours, now: datetime) -> Posting:
    what = {"round": notice.round, "unit": notice.unit or "", "rule": notice.rule}
    return Posting(notice.key, notice.person, notice.kind, what, hours.earliest(now), notice.replaces)
