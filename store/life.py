"""The life of each answer: one row a step, written in the transaction of what it tells of, never changed."""

from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection, bindparam, select

from domain.errors import NotAllowed
from domain.life import Act, Life, Move, Status, Step, step
from domain.rounds import Round
from domain.swedish import moment
from store.audit import AuditLine, note
from store.database import Database, Found
from store.insertion import Row, insert_new
from store.schema import drafts, steps

_ROUND = select(steps).where(steps.c.round == bindparam("of_round")).order_by(steps.c.unit, steps.c.number)
_UNIT = (
    select(steps)
    .where(steps.c.round == bindparam("of_round"), steps.c.unit == bindparam("of_unit"))
    .order_by(steps.c.number)
)


_WRITTEN_BY = (
    select(drafts.c.revision)
    .where(
        drafts.c.round == bindparam("of_round"),
        drafts.c.unit == bindparam("of_unit"),
        drafts.c.by == bindparam("writer"),
    )
    .limit(1)
)


class Lives:
    """``round_key`` is a round's key and ``unit`` a unit's id throughout."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, round_key: str, unit: str) -> Life:
        return self._database.read(lambda connection: current(connection, round_key, unit))

    def steps(self, round_key: str, unit: str) -> list[Step]:
        """All that was done, oldest first."""
        return self._database.read(lambda connection: _steps(connection, round_key, unit))

    def all(self, round_key: str) -> dict[str, Life]:
        """The lives in a round by unit; a unit with no steps is not there."""
        return self._database.read(lambda connection: in_round(connection, round_key))

    def journal(self, round_key: str) -> dict[str, tuple[Step, ...]]:
        """All that was done in a round by unit, oldest first; a unit with no steps is not there."""

        def work(connection: Connection) -> dict[str, tuple[Step, ...]]:
            rows = connection.execute(_ROUND, {"of_round": round_key})
            by_unit = groupby(rows, key=lambda row: str(row.unit))
            return {unit: tuple(_read(row) for row in rows) for unit, rows in by_unit}

        return self._database.read(work)

    def take(self, round_: Round, unit: str, move: Move) -> Life:
        """Do it and return the life as it became.

        Raise NotAllowed or Closed, with nothing written, when it may not be done.
        """
        return self._database.write(lambda connection: advance(connection, round_, unit, move))


def current(connection: Connection, round_key: str, unit: str) -> Life:
    return Life.of(_steps(connection, round_key, unit))


def in_round(connection: Connection, round_key: str, by: datetime | None = None) -> dict[str, Life]:
    """As ``Lives.all``; ``by`` (aware): as they stood then."""
    rows = connection.execute(_ROUND, {"of_round": round_key})
    known = (row for row in rows if by is None or row.at <= by)
    by_unit = groupby(known, key=lambda row: str(row.unit))
    return {unit: Life.of(_read(row) for row in rows) for unit, rows in by_unit}


def advance(connection: Connection, round_: Round, unit: str, move: Move) -> Life:
    """Take the step in the transaction at hand, with its line in the audit log; raise as ``Lives.take``.

    A save that leaves the status as it is writes nothing.
    """
    while True:
        life = current(connection, round_.key, unit)
        taken = step(life, move, round_)
        if not taken:
            return life
        if move.act is Act.APPROVE and _has_written(connection, round_.key, unit, move.by):
            raise NotAllowed(
                "Du har själv fyllt i en del av svaret. Be en annan samordnare att granska och godkänna det."
            )
        # The unique number decides: where another process took it first, the rules are asked once more.
        if insert_new(connection, steps, _row(round_, unit, taken)):
            note(connection, _line(round_, unit, life, taken))
            return life.after(taken)


def _has_written(connection: Connection, round_key: str, unit: str, person: str) -> bool:
    where = {"of_round": round_key, "of_unit": unit, "writer": person}
    return connection.execute(_WRITTEN_BY, where).first() is not None


def _steps(connection: Connection, round_key: str, unit: str) -> list[Step]:
    found = connection.execute(_UNIT, {"of_round": round_key, "of_unit": unit})
    return [_read(row) for row in found]


def _row(round_: Round, unit: str, taken: Step) -> Row:
    place = {"round": round_.key, "unit": unit}
    return vars(taken) | place | {"action": taken.action.value, "status": taken.status.value}


def _read(row: Found) -> Step:
    return Step(
        number=row.number,
        action=Act(row.action),
        status=Status(row.status),
        by=row.by,
        by_name=row.by_name,
        at=row.at,
        version=row.version,
        until=row.until,
        words=row.words,
    )


def _line(round_: Round, unit: str, before: Life, taken: Step) -> AuditLine:
    """Anna: "återsände version 2", "inlämnad blev återsänd, till 3 mars 2027 kl. 23.59: Vad menas?"."""
    what = taken.action + (f" version {taken.version}" if taken.version else "")
    why = f"{before.status} blev {taken.status}" if before.status != taken.status else f"{taken.status}"
    why += f", till {moment(taken.until)}" if taken.until else ""
    why += f": {taken.words}" if taken.words else ""
    return AuditLine(taken.at, taken.by, what, f"{round_.key}/{unit}", why)
