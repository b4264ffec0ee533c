"""A claimed row before it is sent: whether it is to be sent now, what it says, and where."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from domain.delivery import Address, Claimed, GivenUp, Outcome, Reason, Unreachable
from domain.messages import Message
from domain.notices import MOST_PUSHES, OF_NO_ROUND, PUSHES, Kind, waits_its_turn
from domain.nudges import TOO_MANY
from domain.workdays import STOCKHOLM, at
from scheduler.gathering import Sources
from scheduler.ready import Ready, ready
from store.store import Store

Reach = Callable[[Claimed], Sequence[Address]]
"""Where the row's person is reached, the best way first. Raises Unreachable, which says why nowhere."""


@dataclass(frozen=True)
class Prepared:
    """What to send, and where, the best way first."""

    row: Claimed
    message: Message
    addresses: Sequence[Address]


def prepared(row: Claimed, sources: Sources, reach: Reach, now: datetime) -> Prepared | None:
    """None when it is not to be sent now, which is noted."""
    outbox = sources.store.outbox
    about = ready(row, sources, now)
    if why := about.needless if about else "personen finns inte längre":
        outbox.note(row.key, Outcome.NEEDLESS, now, why=why)
        return None
    try:
        addresses = reach(row)
    except Unreachable as nowhere:
        outbox.give_up(row.key, GivenUp(Outcome.UNREACHABLE, str(nowhere), nowhere.reason), now)
        return None
    if about is None or _held_back(about, sources, now):
        return None
    return Prepared(row, about.message(), addresses)


def nowhere(store: Store, person: str, missing: str) -> Unreachable:
    """Why the person is reached nowhere: the marks on the addresses there are, else what is ``missing``."""
    closed = store.closures.of_person(person)
    if not closed:
        return Unreachable(missing, Reason.NO_ADDRESS)
    return Unreachable("; ".join(dict.fromkeys(one.why for one in closed)), closed[0].reason)


def _held_back(about: Ready, sources: Sources, now: datetime) -> bool:
    """Whether the person has had enough, today or in the round; then it waits or is never sent."""
    row, sent, outbox = about.row, sources.store.correspondence, sources.store.outbox
    if about.kind in PUSHES:
        pushes = [one for one in sent.in_round(row.person, about.round) if one.kind in PUSHES]
        if len([one for one in pushes if one.key != row.key]) >= MOST_PUSHES:
            outbox.note(row.key, Outcome.NEEDLESS, now, why=f"personen {TOO_MANY}")
            return True
    midnight = at(now.astimezone(STOCKHOLM).date(), time())
    today = [Kind(one.kind) for one in sent.to(row.person, midnight) if one.key != row.key]
    if waits_its_turn(about.kind, today):
        # Before the round's own at ten: a list that comes every day would else hold it up for weeks.
        lone = about.kind in OF_NO_ROUND
        later = sources.hours.next_opening(now) if lone else sources.hours.next_morning(now)
        outbox.later(row.key, later, now, "personen har redan fått ett meddelande i dag")
        return True
    return False
