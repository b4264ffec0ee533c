"""Questions to experts and what was done with them: steps are added, never changed."""

from datetime import datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Select, bindparam, insert, select, update

from domain.errors import Conflict, NotAllowed, NotFound
from domain.tickets import (
    MOST_A_DAY,
    MOST_OPEN,
    OPEN,
    NewTicket,
    Ticket,
    TicketAct,
    TicketStatus,
    TicketStep,
    after,
)
from store.audit import AuditLine, note
from store.database import Database, Found
from store.insertion import Row, insert_new
from store.schema import ticket_steps as steps
from store.schema import tickets

_Query: TypeAlias = Select[Any]


def _query(*where: ColumnElement[bool]) -> _Query:
    return select(tickets).where(*where).order_by(tickets.c.id)


_OPEN = tickets.c.status.in_(list(OPEN))
_OF_GROUP = tickets.c.group == bindparam("of_group")
_OF_ASKER = tickets.c.asker == bindparam("of_asker")
_TOUCHED = tickets.c.id.in_(select(steps.c.ticket).where(steps.c.at >= bindparam("since")))

ONE = _query(tickets.c.id == bindparam("of_id"))
ALL = _query()
EVERY_OPEN = _query(_OPEN)
GROUPS = _query(_OF_GROUP)
GROUPS_OPEN = _query(_OF_GROUP, _OPEN)
ASKERS = _query(_OF_ASKER)
CHANGED = _query(_TOUCHED)

_DAY = timedelta(hours=24)
_AT_ONCE = 500
_STEPS = (
    select(steps)
    .where(steps.c.ticket.in_(bindparam("of_tickets", expanding=True)))
    .order_by(steps.c.ticket, steps.c.number)
)
_ADD = insert(tickets).returning(tickets.c.id)
_MOVE = (
    update(tickets)
    .where(tickets.c.id == bindparam("of_id"))
    .values(status=bindparam("to_status"), owner=bindparam("to_owner"), group=bindparam("to_group"))
)


class Tickets:
    """``person``: a person's id, ``group``: a group's key. Tickets come in the order of their ids."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ask(self, new: NewTicket, name: str, at: datetime) -> Ticket:
        """Keep a new ticket; ``name``: the asker's. The same question, still open, is given back as it is.

        Raise NotAllowed when the asker has as many open, or has asked as many in a day, as one may.
        """
        return self._database.write(lambda connection: _ask(connection, new, name, at))

    def step(self, ticket: int, step: TicketStep, *, seen: int | None = None) -> Ticket:
        """Take the step; ``seen``: how many steps there were when it was decided on.

        With nothing written, raise NotFound for an unknown id, Conflict when there are other steps by now,
        NotAllowed when the status forbids it.
        """
        return self._database.write(lambda connection: advance(connection, ticket, step, seen))

    def get(self, ticket: int) -> Ticket | None:
        found = self._read(ONE, of_id=ticket)
        return found[0] if found else None

    def open(self) -> list[Ticket]:
        return self._read(EVERY_OPEN)

    def of_group(self, group: str, *, open_only: bool = True) -> list[Ticket]:
        return self._read(GROUPS_OPEN if open_only else GROUPS, of_group=group)

    def of_asker(self, person: str) -> list[Ticket]:
        """All that the person has asked, whatever became of it."""
        return self._read(ASKERS, of_asker=person)

    def changed_since(self, at: datetime) -> list[Ticket]:
        """Those with a step at ``at`` (aware) or later: asked, taken, answered or closed since."""
        return self._read(CHANGED, since=at)

    def all(self) -> list[Ticket]:
        return self._read(ALL)

    def _read(self, query: _Query, **where: object) -> list[Ticket]:
        return self._database.read(lambda connection: read(connection, query, **where))


def read(connection: Connection, query: _Query, **where: object) -> list[Ticket]:
    """The tickets that ``query`` picks, each with all its steps."""
    found = connection.execute(query, where).all()
    done: dict[int, list[TicketStep]] = {}
    ids = [row.id for row in found]
    for start in range(0, len(ids), _AT_ONCE):
        for row in connection.execute(_STEPS, {"of_tickets": ids[start : start + _AT_ONCE]}):
            done.setdefault(row.ticket, []).append(_step(row))
    return [_ticket(row, done.get(row.id, [])) for row in found]


def advance(connection: Connection, ticket: int, step: TicketStep, seen: int | None = None) -> Ticket:
    """Take the step in the transaction at hand, with its line in the audit log; raise as ``Tickets.step``."""
    while True:
        before = _there(connection, ticket)
        if seen not in {None, len(before.steps)}:
            raise Conflict(_overtaken(before))
        moved = after(before, step)
        # The unique number decides: where another process took it first, the rules are asked once more.
        if insert_new(connection, steps, _step_row(moved, step)):
            connection.execute(_MOVE, _standing(moved))
            note(connection, _line(before, moved, step))
            return moved


def _ask(connection: Connection, new: NewTicket, name: str, at: datetime) -> Ticket:
    own = read(connection, ASKERS, of_asker=new.asker)
    waiting = [one for one in own if one.is_open]
    same = next((one for one in waiting if one.question == new.question), None)
    if same:
        return same
    if len(waiting) >= MOST_OPEN:
        raise NotAllowed(
            f"Du har {MOST_OPEN} frågor som väntar på svar. Vänta tills någon är besvarad, eller skriv "
            "”mina frågor” och avsluta en som du inte behöver längre."
        )
    if sum(at - one.asked_at < _DAY for one in own) >= MOST_A_DAY:
        raise NotAllowed(f"Du har ställt {MOST_A_DAY} frågor det senaste dygnet. Fråga igen i morgon.")
    row = {
        "question": new.question,
        "shown": new.shown,
        "entry": new.entry,
        "reason": new.reason,
        "group": new.group,
        "asker": new.asker,
        "asked_at": at,
        "status": TicketStatus.WAITING,
        "owner": "",
    }
    number = connection.execute(_ADD, row).scalar_one()
    first = TicketStep(TicketAct.ASK, new.asker, name, at, new.words, new.group)
    insert_new(connection, steps, {**vars(first), "ticket": number, "number": 1})
    kept = _there(connection, number)
    note(connection, AuditLine(at, new.asker, "frågade en sakkunnig", kept.name, f"till {new.group}"))
    return kept


def _there(connection: Connection, ticket: int) -> Ticket:
    found = read(connection, ONE, of_id=ticket)
    if not found:
        raise NotFound(f"Det finns ingen fråga F{ticket}. Skriv ”frågor” för att se vilka som finns.")
    return found[0]


def _overtaken(ticket: Ticket) -> str:
    last = ticket.steps[-1]
    return (
        f"Någon hann före: {last.by_name} {last.act} {ticket.name}. Inget av ditt är sparat. "
        f"Skriv ”{ticket.name}” för att se hur den står."
    )


def _step_row(ticket: Ticket, step: TicketStep) -> Row:
    return {**vars(step), "ticket": ticket.id, "number": len(ticket.steps)}


def _standing(ticket: Ticket) -> Row:
    return {
        "of_id": ticket.id,
        "to_status": ticket.status,
        "to_owner": ticket.owner,
        "to_group": ticket.group,
    }


def _line(before: Ticket, moved: Ticket, step: TicketStep) -> AuditLine:
    """Eva: "skickade vidare", "tagen blev väntar, till etablering". What was written stays in the step."""
    why = f"{before.status} blev {moved.status}" if before.status != moved.status else f"{moved.status}"
    why += f", till {moved.group}" if moved.group != before.group else ""
    return AuditLine(step.at, step.by, step.act, moved.name, why)


def _step(row: Found) -> TicketStep:
    return TicketStep(row.act, row.by, row.by_name, row.at, row.words, row.group)


def _ticket(row: Found, done: list[TicketStep]) -> Ticket:
    return Ticket(**row._mapping, steps=tuple(done))  # noqa: SLF001 - SQLAlchemy's public name for it
