"""What coordinators are told of Samråd itself, worked out from what is kept and written down once.

Apart from the other errands: what breaks there must not silence the alarm of it.
"""

from datetime import datetime

from domain.notices import Errand
from domain.watching import ALARMS, STOOD, TOLD_OF, Standstill, Watched, missed
from domain.workdays import STOCKHOLM
from scheduler.faults import Tell
from scheduler.gathering import Sources
from scheduler.jobs import job
from scheduler.postings import postings


def watched(sources: Sources, now: datetime) -> Watched:
    today = now.astimezone(STOCKHOLM).date()
    return Watched(
        keys=sources.keys(),
        standstills=tuple(sources.store.watching.standstills(now - TOLD_OF)),
        failing=tuple(sources.store.watching.failing()),
        people=tuple(person.on(today) for person in sources.store.people.everyone()),
        now=now,
        heard=sources.hours.earliest(now).date(),
    )


def note_standstill(sources: Sources, now: datetime) -> None:
    """To be called before anything else of a tick: what was due meanwhile is decided by this one."""
    last = sources.store.ticks.last()
    if last and now - last >= STOOD and missed(sources.hours, last, now) >= STOOD:
        sources.store.watching.stood_still(Standstill(last, now))


def post(sources: Sources, now: datetime, tell: Tell) -> int:
    """Put the alarms in the outbox and return how many were new. Safe to repeat."""
    called_for = _called_for(watched(sources, now), tell)
    return sources.store.outbox.post(postings(called_for, sources, now), now)


def _called_for(stands: Watched, tell: Tell) -> list[Errand]:
    found = []
    for kind, name in ALARMS.items():
        with job(tell, name):
            found += list(kind(stands))
    return found
