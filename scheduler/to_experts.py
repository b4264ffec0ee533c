"""The words to those who answer what the handbook does not: a new question, those that wait, proposals."""

from collections.abc import Iterator

from domain import swedish
from domain.messages import Button, Message, Panel
from domain.proposals import Proposal
from domain.tickets import Ticket, TicketAct, TicketReason
from domain.upkeep import Wait, to_decide, unanswered, waiting_for
from scheduler.errand import ErrandTelling

_BUTTONS = 3
_LISTED = 10
"""So many in one message; the others are in the list that a button opens."""

_QUESTION, _SHOWN, _IN_LIST = 1000, 700, 200
"""Characters of a question, of the answer that was shown, and of either in a list."""

ALL = Button("Alla öppna frågor", "frågor")


def new(telling: ErrandTelling) -> Message:
    ticket = telling.ticket
    name, step = ticket.name, ticket.steps[telling.step - 1]
    told = (
        f"{ticket.steps[0].by_name} frågar: ”{cut(ticket.question, _QUESTION)}”",
        *_asked_because(ticket),
        *_since_then(ticket, telling.step),
        f"Vill du svara direkt skriver du ”svara {name}: …”. Tar du frågan ser de andra att du har den.",
        telling.why(ticket.group),
    )
    again = step.act is TicketAct.REOPEN
    title = f"{name} är öppnad igen" if again else f"Ny fråga {name}: {telling.place(ticket.group)}"
    return Message(panel=Panel(title, told), buttons=(*_take(ticket), Button("Visa hela", name)))


def _asked_because(ticket: Ticket) -> Iterator[str]:
    """What the handbook said, and what was wrong with it."""
    if ticket.reason is TicketReason.DOUBTED:
        yield f"Den som frågar tvivlar på svaret i handboken: ”{cut(ticket.shown, _SHOWN)}”"
    else:
        yield "Handboken hade inget svar."
    if words := ticket.steps[0].words:
        yield f"{ticket.steps[0].by_name} skriver: ”{cut(words, _SHOWN)}”"


def _since_then(ticket: Ticket, number: int) -> Iterator[str]:
    """Why it comes now, and the reply that it already has, if any."""
    step = ticket.steps[number - 1]
    if step.act is not TicketAct.ASK:
        words = f": ”{cut(step.words, _SHOWN)}”" if step.words else "."
        yield f"{step.by_name} {step.act} {swedish.day(step.at)}{words}"
    if ticket.reply:
        yield f"{ticket.reply.by_name} svarade tidigare: ”{cut(ticket.reply.words, _SHOWN)}”"


def reminder(telling: ErrandTelling) -> Message:
    waits = waiting_for(telling.person, telling.now)
    tickets = _tickets(waits)
    only = tickets[0]
    count = swedish.upper_first(swedish.count(len(tickets), "fråga", "frågor"))
    title = f"{only.name} väntar på svar" if len(tickets) == 1 else f"{count} väntar på svar"
    told = (
        *(_waiting(one, telling) for one in tickets[:_LISTED]),
        *_more(len(tickets)),
        telling.why(only.group),
    )
    return Message(panel=Panel(title, told), buttons=(*_to_show(tickets), ALL))


def overdue(telling: ErrandTelling) -> Message:
    tickets = _tickets(unanswered(telling.person, telling.now))
    count = swedish.upper_first(swedish.count(len(tickets), "fråga", "frågor"))
    told = (
        "De har väntat i sju arbetsdagar. Hör av dig till den som har frågan, eller skicka den vidare.",
        *(f"{telling.place(one.group)}. {_waiting(one, telling)}" for one in tickets[:_LISTED]),
        *_more(len(tickets)),
    )
    return Message(
        panel=Panel(f"{count} till sakkunniga har inte fått svar", told), buttons=(*_to_show(tickets), ALL)
    )


def _tickets(waits: list[Wait]) -> list[Ticket]:
    """Each once, the one that has waited longest first."""
    tickets = {wait.ticket.id: wait.ticket for wait in waits}
    return sorted(tickets.values(), key=lambda one: (one.asked_at, one.id))


def _waiting(ticket: Ticket, telling: ErrandTelling) -> str:
    asked = f"{ticket.name} från {ticket.steps[0].by_name} {swedish.day(ticket.asked_at)}"
    held = "Ingen har tagit den."
    if ticket.owner:
        held = (
            "Du har tagit den."
            if ticket.owner == telling.person.id
            else f"{ticket.owner_name} har tagit den."
        )
    return f"{asked}: ”{cut(ticket.question, _IN_LIST)}” {held}"


def _take(ticket: Ticket) -> Iterator[Button]:
    if not ticket.owner:
        yield Button("Ta frågan", f"ta {ticket.name}")


def _to_show(tickets: list[Ticket]) -> Iterator[Button]:
    if len(tickets) == 1:
        yield from _take(tickets[0])
    for ticket in tickets[:_BUTTONS]:
        yield Button(f"Visa {ticket.name}", ticket.name)


def _more(count: int) -> Iterator[str]:
    if count > _LISTED:
        yield f"Och {count - _LISTED} till."


def proposed(telling: ErrandTelling) -> Message:
    waiting = to_decide(telling.person, telling.now)
    entries = telling.sources.entries()
    count = swedish.count(len(waiting), "förslag", "förslag", neuter=True)
    told = (
        *(
            _proposal(one, entries[one.key].question if one.key in entries else one.key)
            for one in waiting[:_LISTED]
        ),
        *_more(len(waiting)),
        "Inget publiceras förrän någon annan än den som föreslog har läst och sagt ja.",
        telling.why(waiting[0].group),
    )
    buttons = [Button(f"Visa {one.name}", one.name) for one in waiting[:_BUTTONS]]
    title = f"{swedish.upper_first(count)} till handboken att granska"
    return Message(panel=Panel(title, told), buttons=(*buttons, Button("Alla förslag", "förslag")))


def _proposal(one: Proposal, question: str) -> str:
    words = f" {one.by_name} skriver: ”{cut(one.words, _IN_LIST)}”" if one.words else ""
    return f"{swedish.upper_first(one.name)} från {one.by_name} {swedish.day(one.at)}: {question}{words}"


def cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[:most].rstrip()} …"
