"""One tick: what is due at a moment, worked out anew from what is stored, and written down once."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import partial

from domain import coordination, decisions, reminders, report_notices
from domain.county import County
from domain.delivery import Outcome, Posting
from domain.notices import Notice
from domain.quarter import Quarter
from domain.rounds import CASE_CLOSED, FormRef, Round, created_on, day_of, plan
from domain.situation import Situation, Units
from domain.workdays import STOCKHOLM, SendHours, at
from forms.versions import digest
from scheduler import alarms, errands, news
from scheduler.faults import Tell, aloud, told
from scheduler.gathering import Entries, KnownKeys, Sources, no_entries, no_keys, situation
from scheduler.jobs import job, of
from store.store import Store

_FOLLOWED = timedelta(days=14)
"""How long after the case is closed a round still gives notices: a longer stand-still is not made up for."""


@dataclass(frozen=True)
class Schedule:
    """``councils``: the regional council's day for each quarter whose round is to be planned.

    ``forms``: the questionnaires that a new round is pinned to. ``by_mail``, ``entries`` and ``keys``: as
    ``Sources``.
    """

    store: Store
    county: County
    hours: SendHours
    forms: tuple[FormRef, ...]
    councils: Mapping[Quarter, date] = field(default_factory=dict)
    by_mail: bool = False
    entries: Entries = no_entries
    keys: KnownKeys = no_keys

    @property
    def sources(self) -> Sources:
        return Sources(
            self.store,
            self.county,
            self.hours,
            by_mail=self.by_mail,
            entries=self.entries,
            keys=self.keys,
        )


Of = Callable[[Sources, Situation], Iterator[Notice]]
"""The notices of one kind that a round calls for."""


def tick(schedule: Schedule, now: datetime, tell: Tell = aloud) -> int:
    """Plan rounds, put what is due in the outbox, and return how many rows were new. Safe to repeat.

    ``tell`` is told of what broke; it stops neither the other rounds nor the other units of the same.
    """
    sources = schedule.sources
    _plan_rounds(schedule, now, tell)
    new = 0
    with job(tell, "omgångarna"):
        for round_ in schedule.store.rounds.all():
            with job(tell, f"omgången för {round_.quarter.label}"):
                new += _post(schedule, round_, now, tell)
    with job(tell, "handbokens utskick"):
        new += errands.post(sources, now, tell)
    with job(tell, "larm till samordnarna"):
        new += alarms.post(sources, now, tell)
    schedule.store.ticks.note(now)
    return new


def _plan_rounds(schedule: Schedule, now: datetime, tell: Tell) -> None:
    today = now.astimezone(STOCKHOLM).date()
    for quarter, council_date in schedule.councils.items():
        with job(tell, f"planeringen av omgången för {quarter.label}"):
            if created_on(council_date, schedule.hours) <= today:
                _plan_round(schedule, quarter, council_date, now)


def _plan_round(schedule: Schedule, quarter: Quarter, council_date: date, now: datetime) -> None:
    if schedule.store.rounds.get(quarter.key) is not None:
        return
    planned = plan(quarter, council_date, schedule.forms, schedule.hours)
    if schedule.store.rounds.create(planned, "samråd", now):
        for ref in planned.forms:
            schedule.store.form_versions.note(ref, digest(ref), now)


def _post(schedule: Schedule, round_: Round, now: datetime, tell: Tell) -> int:
    kinds = _kinds(schedule, round_, now)
    if not kinds:
        return 0
    stands, label = situation(schedule.sources, round_, now), round_.quarter.label
    decided = schedule.store.correspondence.standing(round_.key)
    postings = [
        _posting(notice, schedule.hours, now)
        for kind in kinds
        for notice in _unbroken(kind, schedule.sources, stands, of(tell, f"{KINDS[kind]} för {label}"))
        if _says_more(notice, decided)
    ]
    return schedule.store.outbox.post(postings, now)


def _kinds(schedule: Schedule, round_: Round, now: datetime) -> tuple[Of, ...]:
    """All of a round that is followed; of one that is over its report, which may be corrected years later."""
    if _followed(round_, schedule.hours, now):
        return tuple(KINDS)
    steps = schedule.store.report_life.steps(round_.key)
    return (_of_the_report,) if steps and now - steps[-1].at <= decisions.FRESH else ()


def _unbroken(kind: Of, sources: Sources, now: Situation, tell: Tell) -> list[Notice]:
    """The notices of the kind. When they cannot be worked out for all, the units at fault are left out."""
    try:
        return list(kind(sources, now))
    except Exception as error:  # noqa: BLE001 - one broken part must not hold up the rest
        tell(error)
    broken = {unit for unit in _units(now) if _breaks(kind, sources, _of(now, {unit}))}
    found: list[Notice] = []
    with told(tell):
        found += kind(sources, _of(now, _units(now) - broken))
    return found


def _breaks(kind: Of, sources: Sources, now: Situation) -> bool:
    try:
        list(kind(sources, now))
    except Exception:  # noqa: BLE001 - told of already; here it is asked which unit it is
        return True
    return False


def _units(now: Situation) -> set[str]:
    return {*now.units.asked, *now.units.invited, *now.kept.steps}


def _of(now: Situation, units: Collection[str]) -> Situation:
    """The round as if no other units were in it."""
    asked = tuple(unit for unit in now.units.asked if unit in units)
    invited = {unit: council for unit, council in now.units.invited.items() if unit in units}
    steps = {unit: taken for unit, taken in now.kept.steps.items() if unit in units}
    return replace(now, units=Units(asked, invited), kept=replace(now.kept, steps=steps))


def _says_more(notice: Notice, decided: Mapping[str, Outcome]) -> bool:
    """Whether it is new, or replaces what is new or has come to wait again: else nothing is written."""
    replaced = (decided.get(key, Outcome.WAITING) for key in notice.replaces)
    return notice.key not in decided or Outcome.WAITING in replaced


def _followed(round_: Round, hours: SendHours, now: datetime) -> bool:
    first = at(created_on(round_.council_date, hours), time.min)
    last = at(day_of(round_.council_date, CASE_CLOSED, hours), time.max)
    # Counted back from now: behind the last day of the calendar there is none to count to.
    return first <= now and now - _FOLLOWED <= max(last, round_.closes)


def _of_the_report(_sources: Sources, now: Situation) -> Iterator[Notice]:
    return report_notices.due(now)


KINDS: Mapping[Of, str] = {
    lambda _, now: reminders.due(now): "påminnelser",
    lambda _, now: decisions.due(now): "besked om svaren",
    _of_the_report: "besked om rapporten",
    lambda _, now: coordination.due(now): "listor till samordnarna",
    lambda sources, now: coordination.digest(
        now, partial(news.any_for, sources, now), partial(news.any_undelivered_for, sources, now)
    ): "sammandrag",
    lambda _, now: coordination.evaluation(now): "utvärderingar",
}
"""Each with the name of the job."""


def notices(sources: Sources, now: Situation) -> Iterator[Notice]:
    """All that the round calls for now, to everyone."""
    for kind in KINDS:
        yield from kind(sources, now)


def _posting(notice: Notice, hours: SendHours, now: datetime) -> Posting:
    what = {
        "round": notice.round,
        "unit": notice.unit or "",
        "rule": notice.rule,
        "step": str(notice.step),
    }
    return Posting(notice.key, notice.person, notice.kind, what, hours.earliest(now), notice.replaces)
