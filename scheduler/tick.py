"""One tick: what is due at a moment, worked out anew from what is stored, and written down once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial

from domain import coordination, decisions, reminders
from domain.county import County
from domain.delivery import Outcome, Posting
from domain.notices import Notice
from domain.quarter import Quarter
from domain.rounds import CASE_CLOSED, FormRef, Round, created_on, day_of, plan
from domain.situation import Situation
from domain.workdays import STOCKHOLM, SendHours, at
from forms.versions import digest
from scheduler import news
from scheduler.gathering import Sources, situation
from store.store import Store

_FOLLOWED = timedelta(days=14)
"""How long after the case is closed a round still gives notices: a longer stand-still is not made up for."""


@dataclass(frozen=True)
class Schedule:
    """``councils``: the regional council's day for each quarter whose round is to be planned.

    ``forms``: the questionnaires that a new round is pinned to. ``by_mail``: as ``Sources``.
    """

    store: Store
    county: County
    hours: SendHours
    forms: tuple[FormRef, ...]
    councils: Mapping[Quarter, date] = field(default_factory=dict)
    by_mail: bool = False

    @property
    def sources(self) -> Sources:
        return Sources(self.store, self.county, self.hours, by_mail=self.by_mail)


def tick(schedule: Schedule, now: datetime) -> int:
    """Plan rounds, put what is due in the outbox, and return how many rows were new. Safe to repeat."""
    _plan_rounds(schedule, now)
    new = sum(_post(schedule, round_, now) for round_ in schedule.store.rounds.all())
    schedule.store.ticks.note(now)
    return new


def _plan_rounds(schedule: Schedule, now: datetime) -> None:
    today = now.astimezone(STOCKHOLM).date()
    for quarter, council_date in schedule.councils.items():
        due = created_on(council_date, schedule.hours) <= today
        if due and schedule.store.rounds.get(quarter.key) is None:
            planned = plan(quarter, council_date, schedule.forms, schedule.hours)
            if schedule.store.rounds.create(planned, "samråd", now):
                for ref in planned.forms:
                    schedule.store.form_versions.note(ref, digest(ref), now)


def _post(schedule: Schedule, round_: Round, now: datetime) -> int:
    if not _followed(round_, schedule.hours, now):
        return 0
    stands = situation(schedule.sources, round_, now)
    decided = schedule.store.correspondence.standing(round_.key)
    postings = [
        _posting(notice, schedule.hours, now)
        for notice in notices(schedule.sources, stands)
        if _says_more(notice, decided)
    ]
    return schedule.store.outbox.post(postings, now)


def _says_more(notice: Notice, decided: Mapping[str, Outcome]) -> bool:
    """Whether it is new, or replaces what is new or has come to wait again: else nothing is written."""
    replaced = (decided.get(key, Outcome.WAITING) for key in notice.replaces)
    return notice.key not in decided or Outcome.WAITING in replaced


def _followed(round_: Round, hours: SendHours, now: datetime) -> bool:
    first = at(created_on(round_.council_date, hours), time.min)
    last = at(day_of(round_.council_date, CASE_CLOSED, hours), time.max)
    return first <= now <= max(last, round_.closes) + _FOLLOWED


def notices(sources: Sources, now: Situation) -> Iterator[Notice]:
    """All that the round calls for now, to everyone."""
    yield from reminders.due(now)
    yield from decisions.due(now)
    yield from coordination.due(now)
    yield from coordination.digest(now, partial(news.any_for, sources, now))
    yield from coordination.evaluation(now)


def _posting(notice: Notice, hours: SendHours, now: datetime) -> Posting:
    what = {
        "round": notice.round,
        "unit": notice.unit or "",
        "rule": notice.rule,
        "step": str(notice.step),
    }
    return Posting(notice.key, notice.person, notice.kind, what, hours.earliest(now), notice.replaces)
