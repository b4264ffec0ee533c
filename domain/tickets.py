"""A question that the handbook did not answer, or answered in doubt: from the asker to an expert and back.

A ticket ("F12") belongs to a named group of experts. Every act is a step that is kept; none is overwritten.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TicketStatus(StrEnum):
    WAITING = "väntar"
    TAKEN = "tagen"
    ANSWERED = "besvarad"
    CLOSED = "avslutad"


class TicketReason(StrEnum):
    """Why somebody is asked: the handbook knew nothing, or the asker doubts what it said."""

    UNANSWERED = "obesvarad"
    DOUBTED = "ifrågasatt"


class TicketAct(StrEnum):
    ASK = "frågade"
    TAKE = "tog frågan"
    HAND_ON = "skickade vidare"
    REPLY = "svarade"
    CLOSE = "avslutade"
    REOPEN = "öppnade igen"
    PROPOSE = "gjorde ett förslag till handboken"


OPEN = frozenset({TicketStatus.WAITING, TicketStatus.TAKEN})


@dataclass(frozen=True)
class TicketStep:
    """``words``: the reply, the reason, or what was added. ``group``: where it was passed on to."""

    act: TicketAct
    by: str
    by_name: str
    at: datetime
    words: str = ""
    group: str = ""


@dataclass(frozen=True)
class Ticket:
    """``shown``: the answer that the asker got, as it was shown. ``entry``: the key it came from, if any.

    ``asker`` and ``owner`` are ids of persons; ``owner`` is empty until somebody takes it.
    """

    id: int
    question: str
    shown: str
    entry: str
    reason: TicketReason
    group: str
    asker: str
    asked_at: datetime
    status: TicketStatus = TicketStatus.WAITING
    owner: str = ""
    steps: tuple[TicketStep, ...] = ()

    @property
    def name(self) -> str:
        return f"F{self.id}"

    @property
    def reply(self) -> TicketStep | None:
        """The latest reply; None as long as there is none."""
        return next((step for step in reversed(self.steps) if step.act is TicketAct.REPLY), None)
