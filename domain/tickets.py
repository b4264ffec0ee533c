"""A question that the handbook did not answer, or answered in doubt: from the asker to an expert and back.

A ticket ("F12") belongs to a named group of experts. Every act is a step that is kept; none is overwritten.
Who may do what, and where each act leads, is all here.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.errors import Conflict, NotAllowed
from domain.people import Person

LONGEST = 2000
"""Characters of a question, a reply or a reason."""

MOST_OPEN, MOST_A_DAY = 10, 20
"""So many open questions may one person have, and so many ask in 24 hours."""


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
    TAKE_OVER = "tog över frågan"
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
class NewTicket:
    """A question to a group. ``shown``, ``entry`` and ``asker`` as of a ticket.

    ``words``: what the asker said was wrong with the answer, if anything.
    """

    question: str
    shown: str
    entry: str
    reason: TicketReason
    group: str
    asker: str
    words: str = ""


@dataclass(frozen=True)
class Ticket:
    """``shown``: the answer that the asker got, as it was shown. ``entry``: the key it came from, if any.

    ``asker`` and ``owner`` are ids of persons; ``owner`` is empty until somebody takes it. ``steps``: all
    that was done, the asking first.
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
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def reply(self) -> TicketStep | None:
        """The latest reply; None as long as there is none."""
        return next((step for step in reversed(self.steps) if step.act is TicketAct.REPLY), None)

    @property
    def owner_name(self) -> str:
        """What the owner was called when last doing something with it."""
        return next((step.by_name for step in reversed(self.steps) if step.by == self.owner), self.owner)

    def last(self, *acts: TicketAct) -> int:
        """The number, from 1, of the latest step that is one of the acts; 0 when there is none."""
        done = enumerate(self.steps, start=1)
        return max((number for number, step in done if step.act in acts), default=0)


def answers(ticket: Ticket, person: Person) -> bool:
    """Whether the person, as of today, is one who answers it: of its group, or a coordinator."""
    return person.coordinates or ticket.group in person.groups


def sees(ticket: Ticket, person: Person) -> bool:
    """Whether the person may know that there is such a ticket."""
    return ticket.asker == person.id or answers(ticket, person)


_OF_THE_ASKER = frozenset({TicketAct.CLOSE, TicketAct.REOPEN})
_OF_THE_OWNER = frozenset({TicketAct.TAKE, TicketAct.REPLY, TicketAct.HAND_ON, TicketAct.CLOSE})
_HELD = frozenset({TicketStatus.TAKEN, TicketStatus.ANSWERED})


def must_be_allowed(ticket: Ticket, act: TicketAct, person: Person) -> None:
    """Raise NotAllowed when the act is not the person's, Conflict when somebody else holds the ticket.

    What another has taken is taken over first; only a coordinator passes it on or closes it without.
    """
    if act in _OF_THE_ASKER and ticket.asker == person.id:
        return
    if not answers(ticket, person):
        raise NotAllowed(
            f"{ticket.name} är din egen fråga, så den besvaras av de sakkunniga. "
            f"Du kan skriva ”avsluta {ticket.name}” eller, när den är besvarad, ”öppna {ticket.name}: …”."
        )
    held = ticket.status in _HELD and ticket.owner not in {"", person.id}
    free = person.coordinates and act in {TicketAct.HAND_ON, TicketAct.CLOSE}
    if held and act in _OF_THE_OWNER and not free:
        raise Conflict(_told_of_owner(ticket))


def _told_of_owner(ticket: Ticket) -> str:
    if ticket.status is TicketStatus.ANSWERED:
        return (
            f"{ticket.owner_name} har redan svarat på {ticket.name}. "
            f"Skriv ”öppna {ticket.name}: …” och varför, om svaret behöver ändras."
        )
    return (
        f"{ticket.owner_name} har redan tagit {ticket.name}. Inget är ändrat. "
        f"Är ni överens om att du tar den skriver du ”ta över {ticket.name}”."
    )


def after(ticket: Ticket, step: TicketStep) -> Ticket:
    """The ticket one step later. Raise NotAllowed, with what to do instead, when its status forbids it."""
    if why := _forbidden(ticket, step):
        raise NotAllowed(why)
    moved: dict[TicketAct, tuple[TicketStatus, str]] = {
        TicketAct.TAKE: (TicketStatus.TAKEN, step.by),
        TicketAct.TAKE_OVER: (TicketStatus.TAKEN, step.by),
        TicketAct.HAND_ON: (TicketStatus.WAITING, ""),
        TicketAct.REPLY: (TicketStatus.ANSWERED, step.by),
        TicketAct.CLOSE: (TicketStatus.CLOSED, ticket.owner),
        TicketAct.REOPEN: _opened(ticket, step),
    }
    status, owner = moved.get(step.act, (ticket.status, ticket.owner))
    group = step.group if step.act is TicketAct.HAND_ON else ticket.group
    return replace(ticket, status=status, owner=owner, group=group, steps=(*ticket.steps, step))


def _opened(ticket: Ticket, step: TicketStep) -> tuple[TicketStatus, str]:
    """The asker's goes back to who answered; who else opens it again has it."""
    owner = ticket.owner if step.by == ticket.asker else step.by
    return (TicketStatus.TAKEN if owner else TicketStatus.WAITING), owner


def _forbidden(ticket: Ticket, step: TicketStep) -> str:
    """Why the status does not let it be done; empty when it does."""
    name, act = ticket.name, step.act
    if act is TicketAct.PROPOSE:
        return "" if ticket.reply else f"{name} har inget svar ännu. Skriv ”svara {name}: …” först."
    if act is TicketAct.REOPEN:
        return f"{name} är inte avslutad: den {_how(ticket)}." if ticket.is_open else ""
    if act in {TicketAct.TAKE, TicketAct.TAKE_OVER} and ticket.is_open and ticket.owner == step.by:
        return f"Du har redan tagit {name}. Skriv ”svara {name}: …” när du vill svara."
    if act is TicketAct.HAND_ON and step.group == ticket.group:
        return f"{name} ligger redan där. Inget är ändrat."
    added = act is TicketAct.REPLY and ticket.status is TicketStatus.ANSWERED
    if ticket.is_open or added:
        return ""
    return f"{name} är {ticket.status}. Skriv ”öppna {name}: …” och varför, om den ska tas upp igen."


def _how(ticket: Ticket) -> str:
    return f"är tagen av {ticket.owner_name}" if ticket.owner else "väntar på en sakkunnig"
