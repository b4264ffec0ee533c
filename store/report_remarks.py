"""What the units said in the fact check, and what was done about it: rows are added, never changed."""

from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, insert, select

from domain.errors import Conflict, NotAllowed, NotFound
from domain.people import Person
from domain.report_life import NewRemark, Remark, Settled, must_take_remarks
from store.audit import AuditLine, note
from store.database import Found
from store.insertion import insert_new
from store.report_steps import current
from store.schema import report_remarks as remarks
from store.schema import report_settled as settled

MOST_OPEN = 30
"""So many of a unit's remarks may wait for an answer at once."""

_Query: TypeAlias = Select[Any]

_SETTLED = ("words", "by", "by_name", "at")


def _query(*where: ColumnElement[bool]) -> _Query:
    outcome = (settled.c[name].label(f"settled_{name}") for name in _SETTLED)
    return select(remarks, *outcome).outerjoin(settled).where(*where).order_by(remarks.c.id)


_OF_ROUND = _query(remarks.c.round == bindparam("of_round"))
_ONE = _query(remarks.c.id == bindparam("of_id"))
_OPEN = (
    select(func.count())
    .select_from(remarks.outerjoin(settled))
    .where(remarks.c.round == bindparam("of_round"), settled.c.remark.is_(None))
)
_ADD = insert(remarks).returning(remarks.c.id)


def of_round(connection: Connection, round_key: str) -> list[Remark]:
    """The first first."""
    return [_read(row) for row in connection.execute(_OF_ROUND, {"of_round": round_key})]


def unsettled(connection: Connection, round_key: str) -> int:
    return int(connection.scalar(_OPEN, {"of_round": round_key}) or 0)


def one(connection: Connection, id_: int) -> Remark | None:
    row = connection.execute(_ONE, {"of_id": id_}).first()
    return _read(row) if row else None


def add(connection: Connection, round_key: str, new: NewRemark, person: Person, at: datetime) -> Remark:
    """The same remark of the same person counts once, however often it is sent.

    Raise NotAllowed, with nothing written, when the unit's fact check is not open then, or when so many of
    its remarks wait that nobody could answer them.
    """
    must_take_remarks(current(connection, round_key), new.unit, at)
    waiting = [kept for kept in of_round(connection, round_key) if kept.unit == new.unit and not kept.settled]
    for kept in waiting:
        if kept.by == person.id and _what(kept) == _what(new):
            return kept
    if len(waiting) >= MOST_OPEN:
        raise NotAllowed(
            f"{MOST_OPEN} av era synpunkter väntar redan på svar. Hör av er till samordnaren, eller vänta "
            "tills några är besvarade."
        )
    said: dict[str, Any] = {"round": round_key, "by": person.id, "by_name": person.name, "at": at}
    id_ = connection.execute(_ADD, vars(new) | said).scalar_one()
    kept = Remark(id=id_, **vars(new), **said)
    why = f"synpunkt {id_}, {new.unit}, {new.section}"
    note(connection, AuditLine(at, person.id, "lämnade en synpunkt", _subject(kept), why))
    return kept


def _what(said: NewRemark | Remark) -> tuple[str, str, str]:
    return said.section, said.quote, said.words


def settle(connection: Connection, id_: int, how: Settled) -> Remark:
    """Raise NotFound for an unknown one, Conflict for one that somebody has settled."""
    found = one(connection, id_)
    if not found:
        raise NotFound(f"Det finns ingen synpunkt {id_}. Läs om listan med synpunkter.")
    if not insert_new(connection, settled, vars(how) | {"remark": id_}):
        theirs = one(connection, id_) or found
        by, said = (theirs.settled.by_name, theirs.settled.words) if theirs.settled else ("någon annan", "")
        raise Conflict(
            f"Synpunkt {id_} är redan avslutad av {by}: ”{said}”. Inget är ändrat. Du skrev: ”{how.words}”."
        )
    why = f"synpunkt {id_}: {how.words}"
    note(connection, AuditLine(how.at, how.by, "avslutade en synpunkt", _subject(found), why))
    return Remark(**vars(found) | {"settled": how})


def _read(row: Found) -> Remark:
    columns = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it
    outcome = {name: columns.pop(f"settled_{name}") for name in _SETTLED}
    return Remark(**columns, settled=Settled(**outcome) if outcome["by"] is not None else None)


def _subject(remark: Remark) -> str:
    return f"{remark.round}/rapport/synpunkt/{remark.id}"
