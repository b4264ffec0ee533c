"""Which notices the life of an answer calls for: returned, approved, an extension asked for or answered."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from domain.life import Act, Status, Step, takes_answers
from domain.notices import Kind, Notice
from domain.people import Person
from domain.situation import REPORTING, Situation
from domain.workdays import STOCKHOLM, at, shift

FRESH = timedelta(days=14)
"""What was done longer ago is not told any more: a longer standstill is not made up for."""

AGAIN_AFTER = 2
"""Working days after which a returned answer is spoken of once more."""

_TOLD: Mapping[Act, Kind] = {
    Act.RETURN: Kind.RETURNED,
    Act.REOPEN: Kind.REOPENED,
    Act.APPROVE: Kind.APPROVED,
    Act.GRANT_EXTENSION: Kind.GRANTED,
    Act.REFUSE_EXTENSION: Kind.REFUSED,
    Act.ASK_EXTENSION: Kind.ASKED,
}
_STILL_TO_DO = frozenset({Kind.RETURNED, Kind.REOPENED, Kind.RETURNED_AGAIN})
_APPROVED = frozenset({Status.APPROVED, Status.LOCKED})


_ANSWERS_TO_ASKING = frozenset({Act.ASK_EXTENSION, Act.GRANT_EXTENSION, Act.REFUSE_EXTENSION})


def due(now: Situation) -> Iterator[Notice]:
    """What has been done with each answer lately and still holds, to those whom it concerns."""
    for unit, steps in now.kept.steps.items():
        for step in steps:
            if step.action in _TOLD and now.now - step.at <= FRESH:
                yield from _of_step(unit, step, now)


def step_of(unit: str, number: int, now: Situation) -> Step | None:
    return next((one for one in now.kept.steps.get(unit, ()) if one.number == number), None)


def holds(kind: Kind, unit: str, step: Step, now: Situation) -> bool:
    """Whether what the step decided is still how things stand."""
    life = now.life(unit)
    match kind:
        case kind if kind in _STILL_TO_DO:
            mine = life.returned is not None and life.returned.number == step.number
            return mine and takes_answers(life, now.round, now.now)
        case Kind.APPROVED:
            return life.status in _APPROVED and _is_last(unit, step, frozenset({Act.APPROVE}), now)
        case _:
            return now.waits(unit) and _is_last(unit, step, _ANSWERS_TO_ASKING, now)


def audience(kind: Kind, unit: str, step: Step, now: Situation) -> list[Person]:
    """Whom it concerns today; never the one who did it, nor who came later to what is settled."""
    if kind is Kind.ASKED:
        return _overseers(unit, now)
    people = [person for person in reporters(unit, now) if person.id != step.by]
    if kind in _STILL_TO_DO:
        return people
    then = {person.id for person in now.kept.people if unit in person.on(_day(step)).answers_for()}
    return [person for person in people if person.id in then]


def _of_step(unit: str, step: Step, now: Situation) -> Iterator[Notice]:
    kind = _TOLD[step.action]
    yield from _to_each(kind, unit, step, step.at, now)
    if kind in _STILL_TO_DO:
        again = at(shift(_day(step), AGAIN_AFTER), time(10))
        yield from _to_each(Kind.RETURNED_AGAIN, unit, step, again, now)


def _to_each(kind: Kind, unit: str, step: Step, moment: datetime, now: Situation) -> Iterator[Notice]:
    if now.now < moment or not holds(kind, unit, step, now):
        return
    first = f"{now.round.key}/{_TOLD[step.action]} {step.number}"
    again = f"{now.round.key}/{Kind.RETURNED_AGAIN} {step.number}"
    for person in audience(kind, unit, step, now):
        key = again if kind is Kind.RETURNED_AGAIN else first
        yield Notice(
            key=f"{key}/{unit}/{person.id}",
            kind=kind,
            rule=kind.value,
            round=now.round.key,
            person=person.id,
            unit=unit,
            moment=moment,
            replaces=(f"{first}/{unit}/{person.id}",) if kind is Kind.RETURNED_AGAIN else (),
            step=step.number,
        )


def _day(step: Step) -> date:
    return step.at.astimezone(STOCKHOLM).date()


def _is_last(unit: str, step: Step, actions: frozenset[Act], now: Situation) -> bool:
    """Whether nothing of the kind has been done since."""
    return not any(one.number > step.number and one.action in actions for one in now.kept.steps.get(unit, ()))


def reporters(unit: str, now: Situation) -> list[Person]:
    """Those who report for the unit, and whoever of its people has written in the answer."""
    wrote = {one.by for one in now.kept.steps.get(unit, ())}
    return [
        person for person in now.answering(unit) if person.id in wrote or now.roles(person, unit) & REPORTING
    ]


def _overseers(unit: str, now: Situation) -> list[Person]:
    """The coordinators; for a municipality its council's leader, when there is one."""
    council = now.units.invited.get(unit)
    leaders = [person for person in now.people if council and person.leads(council)]
    return leaders or list(now.coordinators)
