"""Which errands the upkeep of the handbook calls for: questions to experts, and proposals.

Worked out from how things stand, never held.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from domain.delivery import Outcome
from domain.experts import members
from domain.notices import Errand, Kind
from domain.people import Person
from domain.proposals import Proposal, decides
from domain.ticket_reminders import Reminded, reminders
from domain.tickets import Ticket, TicketAct, TicketStatus, answers

_BEGINS = (TicketAct.ASK, TicketAct.HAND_ON, TicketAct.REOPEN)
"""What makes a ticket a new one to somebody."""


@dataclass(frozen=True)
class Upkeep:
    """How it stands at ``now`` (aware). ``people``: with the assignments that hold today.

    ``tickets``: the open ones, and those that something was done with lately. ``proposals``: the open ones.
    """

    tickets: tuple[Ticket, ...]
    proposals: tuple[Proposal, ...]
    people: tuple[Person, ...]
    now: datetime

    def person(self, person_id: str) -> Person | None:
        return next((person for person in self.people if person.id == person_id), None)

    @cached_property
    def answering(self) -> list[Person]:
        """Experts and coordinators."""
        return [person for person in self.people if person.coordinates or person.groups]

    def members(self, group: str, asker: str) -> list[Person]:
        """Who answers the group's questions; nobody is asked back."""
        return members(group, [person for person in self.answering if person.id != asker])

    @cached_property
    def waits(self) -> tuple["Wait", ...]:
        """Every wait that somebody is to be reminded of, the longest first."""
        found = [
            Wait(one, each.to, each.step, each.day)
            for one in self.tickets
            for each in reminders(one, self.now)
        ]
        return tuple(sorted(found, key=lambda wait: (wait.day, wait.ticket.id)))


@dataclass(frozen=True)
class Wait:
    """A ticket that has waited too long since its step of that number, and who is to be told from ``day``."""

    ticket: Ticket
    to: Reminded
    step: int
    day: date

    def key(self, person: Person) -> str:
        return f"{self.ticket.name}/{_LABELS[self.to]} {self.step}/{person.id}"

    def told_to(self, now: Upkeep) -> list[Person]:
        if self.to is Reminded.COORDINATORS:
            return [person for person in now.answering if person.coordinates]
        return concerned(self.ticket, now)


_LABELS = {
    Reminded.GROUP: "påminnelse",
    Reminded.OWNER: "påminnelse till ansvarig",
    Reminded.COORDINATORS: "utan svar",
}


def concerned(ticket: Ticket, now: Upkeep) -> list[Person]:
    """Whose turn it is: the owner's who still answers, else the group's. Nobody is to answer themselves."""
    owner = now.person(ticket.owner)
    if ticket.status is TicketStatus.TAKEN and owner and answers(ticket, owner):
        return [owner]
    return now.members(ticket.group, ticket.asker)


def new(now: Upkeep) -> Iterator[Errand]:
    """A question that came to a group, or back to who answered it. After some days the reminder tells it."""
    for ticket in now.tickets:
        number = ticket.last(*_BEGINS)
        if _is_new(ticket, number, now):
            label = "ny" if number == 1 else f"ny {number}"
            for person in concerned(ticket, now):
                if person.id != ticket.steps[number - 1].by:
                    key = f"{ticket.name}/{label}/{person.id}"
                    yield Errand(key, Kind.TICKET_NEW, person.id, f"{ticket.id}", number)


def _is_new(ticket: Ticket, number: int, now: Upkeep) -> bool:
    if not ticket.is_open or ticket.last(TicketAct.TAKE, TicketAct.TAKE_OVER) > number:
        return False
    return not any(one.to is not Reminded.COORDINATORS for one in reminders(ticket, now.now))


def reminded(now: Upkeep) -> Iterator[Errand]:
    return (
        Errand(wait.key(person), Kind.TICKET_REMINDER, person.id, f"{wait.ticket.id}", wait.step)
        for wait in now.waits
        if wait.to is not Reminded.COORDINATORS
        for person in wait.told_to(now)
    )


def overdue(now: Upkeep) -> Iterator[Errand]:
    return (
        Errand(wait.key(person), Kind.TICKET_OVERDUE, person.id, f"{wait.ticket.id}", wait.step)
        for wait in now.waits
        if wait.to is Reminded.COORDINATORS
        for person in wait.told_to(now)
    )


def waiting_for(person: Person, now: Upkeep) -> list[Wait]:
    """What the person is to answer or take, and has been waiting for that."""
    return [one for one in now.waits if one.to is not Reminded.COORDINATORS and person in one.told_to(now)]


def unanswered(person: Person, now: Upkeep) -> list[Wait]:
    """What a coordinator is to look to; nothing for anyone else."""
    return [one for one in now.waits if one.to is Reminded.COORDINATORS and person.coordinates]


def replies(now: Upkeep) -> Iterator[Errand]:
    """What was answered, to the asker: a reply, or that somebody else closed the question."""
    for ticket in now.tickets:
        for number in tellings(ticket):
            key = f"{ticket.name}/svar {number}/{ticket.asker}"
            yield Errand(key, Kind.TICKET_REPLY, ticket.asker, f"{ticket.id}", number)


def tellings(ticket: Ticket) -> list[int]:
    """The numbers of the steps that the asker is to hear of, since the question was last opened."""
    acts = {TicketAct.REPLY, TicketAct.CLOSE}
    steps = enumerate(ticket.steps, start=1)
    opened = ticket.last(TicketAct.REOPEN)
    return [n for n, step in steps if n > opened and step.act in acts and step.by != ticket.asker]


def proposed(now: Upkeep) -> Iterator[Errand]:
    for person in now.answering:
        for one in to_decide(person, now):
            yield Errand(f"{one.name}/att granska/{person.id}", Kind.PROPOSED, person.id, f"{one.id}")


def to_decide(person: Person, now: Upkeep) -> list[Proposal]:
    """The proposals that wait for the person to publish or reject; nobody decides on their own."""
    return [one for one in now.proposals if one.by != person.id and decides(one.group, person)]


ERRANDS = {
    new: "nya frågor till sakkunniga",
    reminded: "påminnelser till sakkunniga",
    overdue: "frågor utan svar",
    replies: "svar till den som frågade",
    proposed: "förslag till handboken",
}
"""A new kind of errand is one line here, with the name of the job."""


def in_one(
    errands: Iterable[Errand], decided: Mapping[str, Outcome]
) -> Iterator[tuple[Errand, list[Errand]]]:
    """Of each series the latest that has not been sent, and those that it is sent in place of.

    ``decided``: how what is in the outbox stands, by key. What waits there alone is left as it is.
    """
    unsent: dict[tuple[str, Kind, str], list[Errand]] = {}
    for errand in errands:
        if decided.get(errand.key, Outcome.WAITING) is Outcome.WAITING:
            unsent.setdefault(errand.series, []).append(errand)
    for *others, latest in unsent.values():
        if others or latest.key not in decided:
            yield latest, others
