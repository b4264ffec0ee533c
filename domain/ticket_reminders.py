"""When a question to the experts has waited too long, and who is to be reminded of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.tickets import OPEN, Ticket, TicketAct, TicketStatus
from domain.workdays import STOCKHOLM, shift


class Reminded(StrEnum):
    GROUP = "grupp"
    OWNER = "ansvarig"
    COORDINATORS = "samordnare"


@dataclass(frozen=True)
class TicketReminder:
    """Who is to be reminded, from which day. ``step``: the number of the step that the wait began with.

    The same wait is reminded of once: ticket, ``to`` and ``step`` together tell it from every other.
    """

    to: Reminded
    day: date
    step: int


_WAITS: tuple[tuple[Reminded, int, frozenset[TicketStatus], tuple[TicketAct, ...]], ...] = (
    (
        Reminded.GROUP,
        2,
        frozenset({TicketStatus.WAITING}),
        (TicketAct.ASK, TicketAct.HAND_ON, TicketAct.REOPEN),
    ),
    (
        Reminded.OWNER,
        5,
        frozenset({TicketStatus.TAKEN}),
        (TicketAct.TAKE, TicketAct.TAKE_OVER, TicketAct.REOPEN),
    ),
    (Reminded.COORDINATORS, 7, OPEN, (TicketAct.ASK, TicketAct.REOPEN)),
)
"""Who is reminded after how many working days in which status, counted from the latest of which acts."""


def reminders(ticket: Ticket, now: datetime) -> tuple[TicketReminder, ...]:
    """Those whose day has come at ``now`` (aware), whether or not they have been sent."""
    today = now.astimezone(STOCKHOLM).date()
    found = []
    for to, days, statuses, acts in _WAITS:
        step = ticket.last(*acts) if ticket.status in statuses else 0
        if step:
            day = shift(ticket.steps[step - 1].at.astimezone(STOCKHOLM).date(), days)
            found.append(TicketReminder(to, day, step))
    return tuple(one for one in found if one.day <= today)
