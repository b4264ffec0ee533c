"""How questions to the experts are shown: a list, and one with all that was done."""

from collections.abc import Callable, Iterator, Sequence

from dialogs import groups
from dialogs.desk import Desk
from domain import swedish
from domain.messages import Button, Message, Panel, Turn
from domain.people import Person
from domain.tickets import Ticket, TicketAct, TicketReason, TicketStatus, TicketStep, answers

_SHOWN = 30
"""Tickets in one list: so many fit on a card."""

_BUTTONS = 4
_TITLE, _ANSWER = 120, 800
"""Characters of a question in a list, and of the handbook's answer."""

_WHY = {
    TicketReason.UNANSWERED: "Handboken hade inget svar",
    TicketReason.DOUBTED: "Den som frågade är inte nöjd med svaret",
}


def listed(title: str, tickets: Sequence[Ticket], turn: Turn, desk: Desk) -> Message:
    """The open ones first, the longest waiting first."""
    order = {TicketStatus.WAITING: 0, TicketStatus.TAKEN: 1}
    rows = sorted(tickets, key=lambda one: (order.get(one.status, 2), one.id if one.is_open else -one.id))
    told = [f"Öppna: {sum(one.is_open for one in tickets)}."]
    if len(rows) > _SHOWN:
        told.append(f"Här är {_SHOWN} av {len(rows)}.")
    told.append(f"Skriv till exempel ”{rows[0].name}” för att se en.")
    called = groups.names(turn, desk)
    facts = tuple(
        (
            f"{one.name} {_cut(one.question, _TITLE)}",
            f"{_status(one)}. {swedish.upper_first(called(one.group))}.",
        )
        for one in rows[:_SHOWN]
    )
    buttons = tuple(Button(f"Visa {one.name}", one.name) for one in rows[:_BUTTONS])
    return Message(panel=Panel(title, tuple(told), facts), buttons=buttons)


def _status(ticket: Ticket) -> str:
    """Tagen av Eva Etablering sedan 12 november 2026."""
    by = f" av {ticket.owner_name}" if ticket.owner and ticket.status is not TicketStatus.CLOSED else ""
    since = swedish.day(ticket.steps[_since(ticket) - 1].at)
    return f"{swedish.upper_first(ticket.status)}{by} sedan {since}"


_LEADS = {
    TicketStatus.WAITING: (TicketAct.ASK, TicketAct.HAND_ON, TicketAct.REOPEN),
    TicketStatus.TAKEN: (TicketAct.TAKE, TicketAct.TAKE_OVER, TicketAct.REOPEN),
    TicketStatus.ANSWERED: (TicketAct.REPLY,),
    TicketStatus.CLOSED: (TicketAct.CLOSE,),
}


def _since(ticket: Ticket) -> int:
    return ticket.last(*_LEADS[ticket.status])


def shown(ticket: Ticket, told: str, turn: Turn, desk: Desk) -> Message:
    """One, to somebody who may see it: the question, replies, what can be done, and its history.

    Who is to answer also sees what the handbook said, and who asked.
    """
    person = turn.person
    if person is None:
        return Message(told)
    answering = answers(ticket, person)
    called = groups.names(turn, desk)
    parts = (told, f"”{ticket.question}”", *_replies(ticket), _ways(ticket, person))
    facts = [("Status", _status(ticket)), ("Hos", swedish.upper_first(called(ticket.group)))]
    facts += [("Frågat", swedish.moment(ticket.asked_at))]
    if answering:
        parts = (*parts, _said(ticket))
        facts += _background(ticket, desk)
    facts += [_history(step, called) for step in ticket.steps[1:]]
    panel = Panel(f"Fråga {ticket.name}", tuple(part for part in parts if part), tuple(facts))
    return Message(panel=panel, buttons=_buttons(ticket, person))


def _background(ticket: Ticket, desk: Desk) -> Iterator[tuple[str, str]]:
    asked, asker = ticket.steps[0], desk.store.people.get(ticket.asker)
    task = f", {desk.county.task(asker.role, asker.unit)}" if asker else ""
    yield "Frågat av", f"{asked.by_name}{task}"
    yield "Varför", f"{_WHY[ticket.reason]}{f': {asked.words}' if asked.words else ''}"
    if entry := desk.handbook.entries.get(ticket.entry):
        yield "Svaret i handboken", f"{entry.question} ({entry.key})"


def _replies(ticket: Ticket) -> Iterator[str]:
    for step in ticket.steps:
        if step.act is TicketAct.REPLY:
            by = f"Svar av {step.by_name} {swedish.moment(step.at)} (en persons svar, inte handbokens)"
            yield f"{by}:\n{step.words}"


def _said(ticket: Ticket) -> str:
    return f"Samråd svarade då:\n{_cut(ticket.shown, _ANSWER)}" if ticket.shown else ""


def _history(step: TicketStep, called: Callable[[str], str]) -> tuple[str, str]:
    to = f" till {called(step.group)}" if step.group else ""
    words = f": {step.words}" if step.words and step.act is not TicketAct.REPLY else "."
    return swedish.moment(step.at), f"{step.by_name} {step.act}{to}{words}"


def _ways(ticket: Ticket, person: Person) -> str:
    """What the person can write about it, besides the buttons."""
    name = ticket.name
    if not answers(ticket, person):
        if ticket.is_open:
            return f"Svaret kommer här i chatten. Behöver du det inte längre skriver du ”avsluta {name}”."
        return f"Är det fortfarande oklart? Skriv ”öppna {name}: …” och vad du undrar."
    if not ticket.is_open:
        return f"Behöver den tas upp igen? Skriv ”öppna {name}: …” och varför."
    if ticket.owner not in {"", person.id}:
        return f"Är ni överens om att du tar den skriver du ”ta över {name}”."
    return (
        f"Skriv ”svara {name}: …” för att svara, ”skicka vidare {name} till etablering: …” om andra vet "
        f"bättre, eller ”avsluta {name}: …” och varför, om den inte behöver något svar."
    )


def reply_meant(ticket: Ticket, words: str) -> Message:
    """Asks whether words without a command are the reply to what the person has taken."""
    buttons = (
        Button(f"Skicka som svar på {ticket.name}", f"svara {ticket.name}: {words}"),
        Button("Fråga handboken", f"fråga {words}"),
    )
    return Message(f"Är det här svaret på {ticket.name}? Frågan är: ”{ticket.question}”", buttons=buttons)


def _buttons(ticket: Ticket, person: Person) -> tuple[Button, ...]:
    if ticket.asker == person.id and ticket.status is TicketStatus.ANSWERED:
        return (
            Button("Det hjälpte", f"hjälpte {ticket.name}"),
            Button("Öppna igen", f"öppna {ticket.name}"),
            Button("Mina frågor", "mina frågor"),
        )
    if not answers(ticket, person):
        return (Button("Mina frågor", "mina frågor"),)
    if ticket.status is TicketStatus.WAITING:
        return (Button("Ta frågan", f"ta {ticket.name}"), Button("Alla öppna", "frågor"))
    if ticket.reply and not ticket.is_open:
        return (propose(ticket), Button("Alla öppna", "frågor"))
    return (Button("Alla öppna", "frågor"),)


def propose(ticket: Ticket) -> Button:
    """From the reply to an entry of the handbook."""
    return Button("Gör till handboksförslag", f"föreslå {ticket.name}")


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[:most].rstrip()} …"
