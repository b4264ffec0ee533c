"""Proposed entries of the handbook and what became of them: all is kept, nothing is overwritten."""

from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, insert, select, update

from domain.errors import Conflict, NotFound
from domain.people import Person
from domain.proposals import Decision, NewProposal, Proposal, ProposalStatus
from domain.tickets import TicketAct, TicketStep
from store import tickets
from store.audit import AuditLine, note
from store.database import Database, Found
from store.schema import proposals

_Query: TypeAlias = Select[Any]

_PUBLISHED = proposals.c.status == ProposalStatus.PUBLISHED


def _query(*where: ColumnElement[bool]) -> _Query:
    return select(proposals).where(*where).order_by(proposals.c.id)


_ONE = _query(proposals.c.id == bindparam("of_id"))
_OPEN = _query(proposals.c.status == ProposalStatus.PROPOSED)
_OF_KEY = _query(proposals.c.key == bindparam("of_key"))
_ALL_PUBLISHED = _query(_PUBLISHED)
_EDITION = select(func.count()).select_from(proposals).where(_PUBLISHED)
_STANDING = select(func.max(proposals.c.id)).where(_PUBLISHED, proposals.c.key == bindparam("of_key"))
_ADD = insert(proposals).returning(proposals.c.id)
_DECIDE = (
    update(proposals)
    .where(proposals.c.id == bindparam("of_id"))
    .values(
        status=bindparam("to_status"),
        decided_by=bindparam("who"),
        decided_name=bindparam("who_name"),
        decided_at=bindparam("when"),
        decided_words=bindparam("why"),
    )
)


class Proposals:
    """Proposals come in the order of their ids. What one holds is never changed, only what became of it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def propose(self, new: NewProposal, person: Person, at: datetime) -> Proposal:
        """Keep a proposal; the one that it replaces is no longer open, its ticket gets a step.

        With nothing written, raise Conflict when that one is decided, as tickets do for the ticket's step.
        """
        return self._database.write(lambda connection: _propose(connection, new, person, at))

    def decide(self, proposal: int, decision: Decision, *, edition: int | None = None) -> Proposal:
        """Publish or reject; ``edition``: how many were published when it was decided on.

        With nothing written, raise NotFound for an unknown id, Conflict when it is decided already, and for
        publishing when another version of the entry, or by ``edition`` any other entry, came in between.
        """
        return self._database.write(lambda connection: _decide(connection, proposal, decision, edition))

    def get(self, proposal: int) -> Proposal | None:
        found = self._read(_ONE, of_id=proposal)
        return found[0] if found else None

    def open(self) -> list[Proposal]:
        return self._read(_OPEN)

    def of_key(self, key: str) -> list[Proposal]:
        """Everything that was ever proposed for the entry."""
        return self._read(_OF_KEY, of_key=key)

    def published(self) -> dict[str, Proposal]:
        """The version that holds of each entry that was published, by key."""
        # A version is made from the one published before it, so the latest published has the highest id.
        return {one.key: one for one in self._read(_ALL_PUBLISHED)}

    def standing(self, key: str) -> int | None:
        """The id of the published version that holds; None for an entry that is as the product has it."""
        return self._database.read(lambda connection: _standing(connection, key))

    def edition(self) -> int:
        """How many were published so far: another number is another handbook."""
        return self._database.read(_edition)

    def _read(self, query: _Query, **where: object) -> list[Proposal]:
        return self._database.read(lambda connection: _read(connection, query, **where))


def _read(connection: Connection, query: _Query, **where: object) -> list[Proposal]:
    return [_proposal(row) for row in connection.execute(query, where)]


def _proposal(row: Found) -> Proposal:
    return Proposal(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it


def _standing(connection: Connection, key: str) -> int | None:
    found: int | None = connection.scalar(_STANDING, {"of_key": key})
    return found


def _edition(connection: Connection) -> int:
    return int(connection.scalar(_EDITION) or 0)


def _propose(connection: Connection, new: NewProposal, person: Person, at: datetime) -> Proposal:
    if new.replaces is not None:
        before = _open(connection, new.replaces)
        if before.key != new.key and before.by != person.id:
            raise Conflict(f"{before.name} gäller ett annat svar. Inget är sparat.")
        _set(connection, before, Decision(ProposalStatus.REPLACED, person.id, person.name, at))
    row = {
        "key": new.key,
        "group": new.group,
        "markdown": new.markdown,
        "status": ProposalStatus.PROPOSED,
        "by": person.id,
        "by_name": person.name,
        "at": at,
        "words": new.words,
        "base": new.base,
        "ticket": new.ticket,
    }
    kept = _there(connection, connection.execute(_ADD, row).scalar_one())
    note(connection, AuditLine(at, person.id, "föreslog ett svar", _subject(kept), _origin(new)))
    if new.ticket is not None and new.replaces is None:
        step = TicketStep(TicketAct.PROPOSE, person.id, person.name, at, kept.name)
        tickets.advance(connection, new.ticket, step)
    return kept


def _origin(new: NewProposal) -> str:
    came = [f"ersätter förslag {new.replaces}"] if new.replaces else []
    came += [f"ur F{new.ticket}"] if new.ticket else []
    return ", ".join(came)


def _decide(
    connection: Connection, proposal: int, decision: Decision, edition: int | None = None
) -> Proposal:
    found = _open(connection, proposal)
    if decision.status is ProposalStatus.PUBLISHED:
        if (standing := _standing(connection, found.key)) != found.base:
            raise Conflict(_overtaken(found, _there(connection, standing) if standing else None))
        if edition not in {None, _edition(connection)}:
            raise Conflict(
                "Någon annan publicerade ett svar i samma stund. Inget av ditt är publicerat. Skriv det igen."
            )
    _set(connection, found, decision)
    what = f"{_DONE[decision.status]} ett svar"
    note(connection, AuditLine(decision.at, decision.by, what, _subject(found), decision.words))
    return _there(connection, proposal)


_DONE = {ProposalStatus.PUBLISHED: "publicerade", ProposalStatus.REJECTED: "avvisade"}


def _set(connection: Connection, proposal: Proposal, decision: Decision) -> None:
    row = {
        "of_id": proposal.id,
        "to_status": decision.status,
        "who": decision.by,
        "who_name": decision.by_name,
        "when": decision.at,
        "why": decision.words,
    }
    connection.execute(_DECIDE, row)


def _open(connection: Connection, proposal: int) -> Proposal:
    found = _there(connection, proposal)
    if not found.is_open:
        raise Conflict(
            f"Förslag {found.id} är redan {found.status} av {found.decided_name}. Inget är ändrat."
        )
    return found


def _there(connection: Connection, proposal: int) -> Proposal:
    found = _read(connection, _ONE, of_id=proposal)
    if not found:
        raise NotFound(f"Det finns inget förslag {proposal}. Skriv ”förslag” för att se de öppna.")
    return found[0]


def _overtaken(proposal: Proposal, standing: Proposal | None) -> str:
    by = f" av {standing.decided_name}" if standing else ""
    return (
        f"En nyare version av svaret publicerades{by} efter att förslag {proposal.id} skrevs. Inget är"
        f" publicerat. Läs den nya versionen, och gör ändringen i den med ett nytt förslag."
    )


def _subject(proposal: Proposal) -> str:
    return f"handbok/{proposal.key}/{proposal.id}"
