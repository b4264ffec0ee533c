"""The words to who asked the experts: the reply, from whom, and that it is a person's."""

from collections.abc import Iterator

from domain import swedish
from domain.messages import Button, Message, Panel
from domain.tickets import Ticket, TicketAct, TicketStep
from domain.upkeep import tellings
from scheduler.errand import ErrandTelling
from scheduler.to_experts import cut

_QUESTION = 500
_STEPS = 3
"""Replies and a closing in one message at most: the latest."""

_A_PERSONS = (
    "Det är en persons svar, inte handbokens. Är något fortfarande oklart skriver du ”öppna {}: …” och vad."
)


def reply(telling: ErrandTelling) -> Message:
    ticket = telling.ticket
    steps = [ticket.steps[number - 1] for number in tellings(ticket)][-_STEPS:]
    replied = any(step.act is TicketAct.REPLY for step in steps)
    title = f"Svar på din fråga {ticket.name}" if replied else f"Din fråga {ticket.name} är avslutad"
    told = (
        f"Du frågade: ”{cut(ticket.question, _QUESTION)}”",
        *_steps(steps, ticket, telling),
        *((_A_PERSONS.format(ticket.name),) if replied else ()),
    )
    buttons = (
        Button("Det är fortfarande oklart", f"öppna {ticket.name}: det är fortfarande oklart"),
        Button("Visa frågan", ticket.name),
        *((Button("Tack", "tack"),) if replied else ()),
    )
    return Message(panel=Panel(title, told), buttons=buttons)


def _steps(steps: list[TicketStep], ticket: Ticket, telling: ErrandTelling) -> Iterator[str]:
    for step in steps:
        by = f"{step.by_name} ({telling.place(ticket.group)}) {step.act} {swedish.day(step.at)}"
        yield f"{by}:\n{step.words}" if step.words else f"{by}."
