"""What belongs to no round, worked out from what is stored and written down once: the tick's other half."""

from datetime import date, datetime, timedelta

from domain.delivery import Outcome, Posting
from domain.notices import Errand, Kind
from domain.people import Person
from domain.upkeep import ERRANDS, Upkeep, replies
from domain.weekly import WeekMaterial, errand, lists
from domain.weeks import Week, first_moment, list_of_now, since
from domain.workdays import STOCKHOLM
from scheduler.faults import Tell
from scheduler.gathering import Sources
from scheduler.jobs import job
from scheduler.postings import posting, postings

_NOT_REACHED = frozenset({Outcome.UNREACHABLE, Outcome.FAILED})
_FOLLOWED = timedelta(days=60)
"""How long a reply is still told of: a longer stand-still is not made up for."""


def upkeep(sources: Sources, now: datetime) -> Upkeep:
    store = sources.store
    lately = {one.id: one for one in store.tickets.changed_since(now - _FOLLOWED)}
    tickets = lately | {one.id: one for one in store.tickets.open()}
    today = now.astimezone(STOCKHOLM).date()
    return Upkeep(
        tickets=tuple(tickets.values()),
        proposals=tuple(store.proposals.open()),
        people=tuple(person.on(today) for person in store.people.everyone()),
        now=now,
    )


def material(sources: Sources, stands: Upkeep, week: Week) -> WeekMaterial:
    told_of = {one.key: one.about for one in replies(stands)}
    ended = sources.store.correspondence.of_keys(list(told_of))
    unreached = {told_of[key] for key, outcome in ended.items() if outcome in _NOT_REACHED}
    lost = sources.store.dead_letters.since(week.earliest)
    return WeekMaterial(
        week=week,
        notes=sources.store.questions.since(week.earliest),
        tickets=tuple(one for one in stands.tickets if one.is_open),
        unreached=tuple(one for one in stands.tickets if f"{one.id}" in unreached),
        entries=sources.entries(),
        lost=tuple(row.at for row in lost if row.kind != Kind.TICKET_REPLY),
    )


def post(sources: Sources, now: datetime, tell: Tell) -> int:
    """Put what is called for in the outbox and return how many rows were new. Safe to repeat."""
    stands = upkeep(sources, now)
    found = postings(_called_for(stands, tell), sources, now)
    with job(tell, "veckolistor"):
        found += _weekly(sources, stands)
    return sources.store.outbox.post(found, now)


def _called_for(stands: Upkeep, tell: Tell) -> list[Errand]:
    found = []
    for kind, name in ERRANDS.items():
        with job(tell, name):
            found += list(kind(stands))
    return found


def _weekly(sources: Sources, stands: Upkeep) -> list[Posting]:
    """The week's lists to those who have not got theirs, looked for once an hour."""
    week = list_of_now(sources.hours, stands.now)
    before = sources.store.ticks.last()
    if week is None or (before and _hour(before) == _hour(stands.now)):
        return []
    owners = stands.answering
    decided = sources.store.correspondence.of_keys([week.errand_key(one.id) for one in owners])
    owners = [person for person in owners if week.errand_key(person.id) not in decided]
    if not owners:
        return []
    begins = {person.id: since_last(sources, person, week) for person in owners}
    given = lists(material(sources, stands, week), owners, begins)
    return [posting(errand(week, person), first_moment(week)) for person, _ in given]


def _hour(moment: datetime) -> str:
    return f"{moment.astimezone(STOCKHOLM):%Y-%m-%d %H %z}"


def since_last(sources: Sources, person: Person, week: Week) -> date:
    """From when the person's list of ``week`` tells what was asked: all since the last one that came."""
    sent = sources.store.correspondence.in_round(person.id, Week.PREFIX)
    weeks = [Week.of_key(one.key.split("/")[1]) for one in sent]
    before = [one for one in weeks if one.monday < week.monday]
    return since(week, max(before, key=lambda one: one.monday, default=None))
