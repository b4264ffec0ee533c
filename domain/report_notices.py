"""Which notices the life of the report calls for: to be checked, remarked on, decided, published. Pure."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain import decisions
from domain.notices import Kind, Notice
from domain.people import ANSWERING, Person, Role
from domain.report_life import Remark, ReportAct, ReportStatus, ReportStep
from domain.situation import Situation
from domain.workdays import STOCKHOLM, at, shift

QUIET = timedelta(minutes=5)
"""So long after the last of several remarks they are told of together."""

REMIND_BEFORE = 1
"""Working days before a fact check ends at which those who have said nothing are told once more."""

_CLOCK = time(10)
_RECIPIENTS = ANSWERING | {Role.DECIDER, Role.MEMBER}
_DECISIONS = frozenset({ReportAct.DECIDE, ReportAct.TAKE_BACK})


@dataclass(frozen=True)
class _Occasion:
    """One thing to tell. ``number``: what it tells of; ``before``: the numbers that it tells of as well."""

    kind: Kind
    moment: datetime
    number: int
    unit: str | None = None
    before: tuple[int, ...] = ()


def due(now: Situation) -> Iterator[Notice]:
    """What has come of the report and still holds, to those whom it concerns today."""
    for rule in RULES:
        for occasion, people in rule(now):
            if occasion.moment <= now.now <= occasion.moment + decisions.FRESH:
                for person in people:
                    yield _notice(occasion, person, now)


def pending(now: Situation) -> tuple[str, ...]:
    """The units that were asked to check their part, and have said nothing while there is time."""
    remarked = {one.unit for one in _of_this_check(now)}
    return tuple(unit for unit in now.report.waits_for(now.now) if unit not in remarked)


def to_check(person: Person, now: Situation) -> list[str]:
    """The person's units whose part is still to be checked."""
    waiting = pending(now)
    return [unit for unit in person.answers_for() if unit in waiting]


def open_remarks(now: Situation, unit: str | None = None) -> list[Remark]:
    """Those that nobody has settled, the oldest first."""
    return [one for one in now.kept.remarks if not one.settled and unit in {None, one.unit}]


def check_over(now: Situation) -> datetime | None:
    """When the fact check ended: at the last answer or with its last day. None before that."""
    checked, until = now.report.checked, now.report.checked_until
    if not checked or not until or now.report.waits_for(now.now):
        return None
    accepts = [one.at for one in now.kept.report if _accepts(one, checked)]
    return max(accepts, default=until) if set(now.report.asked) <= now.report.accepted else until


def recipients(now: Situation) -> list[Person]:
    """Whom the published report is told to: everyone who took part, answers for a unit, reads or decides.

    Who runs the round knows. A role that is over makes nobody a reader.
    """
    return recipients_of(now.kept.people, {person.id for person in now.contributors()}, now.today)


def recipients_of(people: Iterable[Person], took_part: Collection[str], today: date) -> list[Person]:
    """As ``recipients``. ``people``: with all their dates; ``took_part``: ids."""
    kept = (one for one in people if one.id in took_part or _receives(one, today))
    found = (person.on(today) for person in kept)
    return [person for person in found if not person.coordinates]


def _receives(person: Person, today: date) -> bool:
    return any(one.role in _RECIPIENTS and one.holds(today) for one in person.assignments)


_Told = Iterator[tuple[_Occasion, Iterable[Person]]]


def _check(now: Situation) -> _Told:
    """To the people of each unit asked: read your part, until when, and what silence means."""
    if (step := now.report.checked) and now.report.check_runs(now.now):
        yield _Occasion(Kind.CHECK, step.at, step.number), _checkers(now)


def _check_again(now: Situation) -> _Told:
    step, until = now.report.checked, now.report.checked_until
    if not step or not until or not now.report.check_runs(now.now):
        return
    day = now.hours.last_allowed(shift(until.astimezone(STOCKHOLM).date(), -REMIND_BEFORE))
    if day > step.at.astimezone(STOCKHOLM).date():
        yield _Occasion(Kind.CHECK_AGAIN, at(day, _CLOCK), step.number), _checkers(now)


def _checkers(now: Situation) -> list[Person]:
    """Those who report for a unit that is still to be checked, each once."""
    found = (person for unit in pending(now) for person in decisions.reporters(unit, now))
    return list({person.id: person for person in found}.values())


def _remarks(now: Situation) -> _Told:
    """To the coordinators, the unit's open remarks together, when no more has come for some minutes."""
    for unit in dict.fromkeys(one.unit for one in open_remarks(now)):
        open_ = open_remarks(now, unit)
        *before, last = sorted(open_, key=lambda one: (one.at, one.id))
        occasion = _Occasion(Kind.REMARKS, last.at + QUIET, last.id, unit, tuple(one.id for one in before))
        yield occasion, _others(now.coordinators, last.by)


def _settled(now: Situation) -> _Told:
    """To who made remarks: what was done about them, together."""
    for person in now.people:
        done = [(one.settled.at, one) for one in now.kept.remarks if one.settled and one.by == person.id]
        if not done:
            continue
        *before, (moment, last) = sorted(done, key=lambda one: (one[0], one[1].id))
        if last.settled and last.settled.by != person.id:
            numbers = tuple(one.id for _, one in before)
            yield _Occasion(Kind.SETTLED, moment + QUIET, last.id, last.unit, numbers), [person]


def _decision_due(now: Situation) -> _Told:
    """To who decides and to the coordinators, when the fact check is over."""
    over, step = check_over(now), now.report.checked
    if over and step and now.report.status is ReportStatus.CHECK and not _decided_since(step, now):
        morning = now.hours.next_morning(over) if over == step.until else over
        people = {one.id: one for one in (*now.deciders, *now.coordinators)}
        yield _Occasion(Kind.DECISION_DUE, morning, step.number), people.values()


def _decided_since(step: ReportStep, now: Situation) -> bool:
    """Whoever takes a decision back knows that it is time for a new one."""
    return any(one.act is ReportAct.DECIDE and one.number > step.number for one in now.kept.report)


def _decision(now: Situation) -> _Told:
    """To the coordinators that it is decided; that a decision is taken back to who decides, too."""
    made = [one for one in now.kept.report if one.act in _DECISIONS]
    if made and now.report.status is made[-1].status:
        last = made[-1]
        also = now.deciders if last.act is ReportAct.TAKE_BACK else ()
        people = {one.id: one for one in (*now.coordinators, *also)}
        yield _Occasion(Kind.DECISION, last.at, last.number), _others(people.values(), last.by)


def _published(now: Situation) -> _Told:
    if step := now.report.published:
        yield _Occasion(Kind.PUBLISHED, step.at, step.number), recipients(now)


RULES: tuple[Callable[[Situation], _Told], ...] = (
    _check,
    _check_again,
    _remarks,
    _settled,
    _decision_due,
    _decision,
    _published,
)
"""What the report's life calls for. A new rule is one line here."""


def _of_this_check(now: Situation) -> list[Remark]:
    since = now.report.checked
    return [one for one in now.kept.remarks if since and one.at >= since.at]


def _accepts(step: ReportStep, checked: ReportStep) -> bool:
    return step.act is ReportAct.ACCEPT and step.number > checked.number


def _others(people: Iterable[Person], by: str) -> list[Person]:
    return [person for person in people if person.id != by]


def _notice(occasion: _Occasion, person: Person, now: Situation) -> Notice:
    def key(number: int) -> str:
        return f"{now.round.key}/{occasion.kind} {number}/{occasion.unit or '-'}/{person.id}"

    return Notice(
        key=key(occasion.number),
        kind=occasion.kind,
        rule=occasion.kind.value,
        round=now.round.key,
        person=person.id,
        unit=occasion.unit,
        moment=occasion.moment,
        replaces=tuple(key(number) for number in occasion.before),
        step=occasion.number,
    )
