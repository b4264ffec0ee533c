"""Which notices the calendar calls for to those who run the round, and at its end to those who took part."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from domain.life import closes, late
from domain.notices import Kind, Notice
from domain.people import Person
from domain.report_life import ReportStatus
from domain.rounds import CASE_CLOSED, CHECKED_FROM, DRAFTED, FEEDBACK, PUBLISHED, created_on, day_of
from domain.situation import Situation
from domain.workdays import STOCKHOLM, at, shift

UNMANNED_BEFORE = 2
"""Working days before the opening at which units that nobody can be reached for are told of."""

_CLOCK = time(10)


@dataclass(frozen=True)
class Milestone:
    """``day``: when it comes; ``holds``: whether there is something to tell, from then on."""

    kind: Kind
    day: Callable[[Situation], date]
    holds: Callable[[Situation], bool]

    def moment(self, now: Situation) -> datetime:
        return at(self.day(now), _CLOCK)


def late_units(now: Situation) -> list[str]:
    """Those whose time is out with nothing sent in; who has been given more time is not late."""
    return [unit for unit in now.units.asked if late(now.life(unit), now.round, now.now)]


def _opening(now: Situation) -> date:
    return now.round.opens.astimezone(STOCKHOLM).date()


def _before_opening(now: Situation) -> date:
    return now.hours.last_allowed(shift(_opening(now), -UNMANNED_BEFORE))


def _after_due(now: Situation) -> date:
    return shift(now.round.due.astimezone(STOCKHOLM).date(), 1)


def _counted(offset: int) -> Callable[[Situation], date]:
    return lambda now: day_of(now.round.council_date, offset, now.hours)


def case_closed(now: Situation) -> date:
    return day_of(now.round.council_date, CASE_CLOSED, now.hours)


def _unchecked(now: Situation) -> bool:
    """Whether the report has never been sent to be checked, and there is still use in it."""
    return now.today < now.round.council_date and not now.report.checked and not _ready(now)


def _unpublished(now: Situation) -> bool:
    """Whether it has not been published, nor decided today: that has just been told."""
    decided = now.report.decided
    fresh = decided is not None and decided.at.astimezone(STOCKHOLM).date() == now.today
    return now.today <= now.round.council_date and not now.report.edition and not fresh


def _ready(now: Situation) -> bool:
    return now.report.status in {ReportStatus.DECIDED, ReportStatus.PUBLISHED} or bool(now.report.edition)


MILESTONES: tuple[Milestone, ...] = (
    Milestone(
        Kind.CREATED,
        lambda now: created_on(now.round.council_date, now.hours),
        lambda now: now.now < now.round.opens,
    ),
    # On the opening day itself it is told at ten, and once.
    Milestone(Kind.UNMANNED, _before_opening, lambda now: bool(now.unmanned()) and now.today < _opening(now)),
    Milestone(
        Kind.STILL_UNMANNED,
        _opening,
        lambda now: bool(now.unmanned()) and now.now < now.round.due,
    ),
    Milestone(Kind.LATE_LIST, _after_due, lambda now: bool(late_units(now))),
    Milestone(Kind.DRAFT, _counted(DRAFTED), _unchecked),
    Milestone(Kind.CHECK_DUE, _counted(CHECKED_FROM), _unchecked),
    Milestone(Kind.PUBLISH_DUE, _counted(PUBLISHED), _unpublished),
    Milestone(Kind.FEEDBACK, _counted(FEEDBACK), lambda now: now.today < case_closed(now)),
    Milestone(Kind.CASE, _counted(CASE_CLOSED), lambda _now: True),
)
"""In order of time: each comes to every coordinator, and one that waits gives way to the next."""

News = Callable[[Person], bool]
"""Whether something has happened since the coordinator's last digest."""


def due(now: Situation) -> Iterator[Notice]:
    """The latest milestone whose day has come and that has something to tell."""
    true = [one for one in MILESTONES if one.moment(now) <= now.now and one.holds(now)]
    if not true:
        return
    for person in now.coordinators:
        *others, key = (_key(now, one.kind, person) for one in true)
        yield _notice(now, true[-1].kind, person, true[-1].moment(now), (key, tuple(others)))


def _nobody(_person: Person) -> bool:
    return False


def digest(now: Situation, news: News, undelivered: News = _nobody) -> Iterator[Notice]:
    """The day's digest to each coordinator for whom there is news. A day with a milestone has none.

    Something that did not arrive (``undelivered``) is told of on the other days, too.
    """
    moment = at(now.today, _CLOCK)
    if moment > now.now or now.hours.window(now.today) is None:
        return
    if any(one.day(now) == now.today and _has_its_day(one, now) for one in MILESTONES):
        return
    has_news = news if now.round.opens < moment and now.today <= last_day_of_news(now) else undelivered
    for person in now.coordinators:
        if has_news(person):
            key = f"{now.round.key}/{Kind.DIGEST} {now.today}/-/{person.id}"
            yield _notice(now, Kind.DIGEST, person, moment, (key, ()))


def _has_its_day(one: Milestone, now: Situation) -> bool:
    """On the opening day there is mostly nothing to tell of: then the digest comes as on other days."""
    return one.kind is not Kind.STILL_UNMANNED or one.holds(now)


def last_day_of_news(now: Situation) -> date:
    """Until the draft is made, longer where somebody has more time; while it is checked, until that ends."""
    ends = [closes(now.life(unit), now.round) for unit in now.units.asked]
    if now.report.status is ReportStatus.CHECK and now.report.checked_until:
        ends.append(now.report.checked_until)
    return max(now.round.draft_at, *ends).astimezone(STOCKHOLM).date()


def evaluation(now: Situation) -> Iterator[Notice]:
    """Three questions to everyone who took part and has not answered them, until the case is closed."""
    moment = at(day_of(now.round.council_date, FEEDBACK, now.hours), _CLOCK)
    if moment <= now.now and now.today <= case_closed(now):
        for person in now.contributors():
            if person.id not in now.kept.evaluated:
                key = _key(now, Kind.EVALUATION, person)
                yield _notice(now, Kind.EVALUATION, person, moment, (key, ()))


def is_for(kind: Kind, person: Person, now: Situation) -> bool:
    """Whether a notice of that kind still has something to tell the person."""
    if kind is Kind.EVALUATION:
        return person.id not in now.kept.evaluated and now.today <= case_closed(now)
    milestone = next((one for one in MILESTONES if one.kind is kind), None)
    return milestone is None or milestone.holds(now)


def _key(now: Situation, kind: Kind, person: Person) -> str:
    return f"{now.round.key}/{kind}/-/{person.id}"


def _notice(
    now: Situation, kind: Kind, person: Person, moment: datetime, keys: tuple[str, tuple[str, ...]]
) -> Notice:
    """``keys``: its own, and those it replaces."""
    return Notice(
        key=keys[0],
        kind=kind,
        rule=kind.value,
        round=now.round.key,
        person=person.id,
        unit=None,
        moment=moment,
        replaces=keys[1],
    )
