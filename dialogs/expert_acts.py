"""What is done with a question to the experts: taken, answered, passed on, closed, opened again."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dialogs import groups, ticket_pages
from dialogs.desk import Desk
from domain import swedish
from domain.errors import NotAllowed, NotFound
from domain.experts import ExpertGroup, group_called
from domain.messages import Button, Message, Turn
from domain.people import Person
from domain.tickets import Ticket, TicketAct, TicketStep

_TO = re.compile(r"(?:till\s+)?(?P<group>[^:,\n]*)(?:[:,\n]\s*(?P<words>.*))?", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Doing:
    """What a person wants to do with a ticket that was seen as it stands in ``ticket``."""

    desk: Desk
    turn: Turn
    person: Person
    ticket: Ticket
    words: str

    def step(self, act: TicketAct, group: str = "", words: str = "") -> Ticket:
        """Raises Conflict when somebody has done something with it since."""
        step = TicketStep(act, self.person.id, self.person.name, self.turn.at, words, group)
        return self.desk.store.tickets.step(self.ticket.id, step, seen=len(self.ticket.steps))


def _take(doing: Doing) -> Message:
    kept = doing.step(TicketAct.TAKE)
    return ticket_pages.shown(kept, f"Du har tagit {kept.name}.", doing.turn, doing.desk)


def _take_over(doing: Doing) -> Message:
    kept = doing.step(TicketAct.TAKE_OVER)
    return ticket_pages.shown(kept, f"Du har tagit över {kept.name}.", doing.turn, doing.desk)


def _reply(doing: Doing) -> Message:
    name = doing.ticket.name
    if not doing.words:
        return Message(f"Skriv svaret efter kolon: ”svara {name}: …”. Frågan är: ”{doing.ticket.question}”")
    kept = doing.step(TicketAct.REPLY, words=doing.words)
    return Message(
        f"Tack! Svaret på {name} är sparat, och {kept.steps[0].by_name} får det med ditt namn. "
        "Kan fler ha nytta av det? Gör det till ett förslag till handboken.",
        buttons=(ticket_pages.propose(kept), Button("Fler frågor", "frågor")),
    )


def _hand_on(doing: Doing) -> Message:
    said = _TO.fullmatch(doing.words)
    group = group_called(said["group"].strip(), doing.desk.county.expert_groups) if said else None
    if said is None or group is None:
        raise NotFound(_which(doing.ticket, doing.desk.county.expert_groups))
    kept = doing.step(TicketAct.HAND_ON, group.key, (said["words"] or "").strip())
    to = groups.called(group.key, doing.turn, doing.desk)
    return Message(f"{kept.name} är skickad vidare till {to}.", buttons=(Button("Fler frågor", "frågor"),))


def _which(ticket: Ticket, known: tuple[ExpertGroup, ...]) -> str:
    keys = swedish.listed(group.key for group in known)
    return (
        f"Skriv till vilka, och gärna varför: ”skicka vidare {ticket.name} till etablering: …”. "
        f"Det kan vara {keys}."
    )


def _close(doing: Doing) -> Message:
    name = doing.ticket.name
    if not doing.words and doing.person.id != doing.ticket.asker:
        raise NotAllowed(f"Skriv varför: ”avsluta {name}: …”. Den som frågade ser skälet.")
    doing.step(TicketAct.CLOSE, words=doing.words)
    return Message(f"{name} är avslutad.")


def _reopen(doing: Doing) -> Message:
    name = doing.ticket.name
    if not doing.words:
        raise NotAllowed(f"Skriv vad som är oklart eller ska ändras: ”öppna {name}: …”.")
    kept = doing.step(TicketAct.REOPEN, words=doing.words)
    at = kept.owner_name if kept.owner else groups.called(kept.group, doing.turn, doing.desk)
    return Message(f"{name} är öppen igen, hos {at}.")


DO: Mapping[TicketAct, Callable[[Doing], Message]] = {
    TicketAct.TAKE: _take,
    TicketAct.TAKE_OVER: _take_over,
    TicketAct.REPLY: _reply,
    TicketAct.HAND_ON: _hand_on,
    TicketAct.CLOSE: _close,
    TicketAct.REOPEN: _reopen,
}
