"""Published numbers, each as it was read. The latest reading counts; the others are what stood before."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CTE,
    Connection,
    Date,
    Select,
    String,
    and_,
    bindparam,
    column,
    func,
    insert,
    select,
    values,
)

from domain.county import Figure, FigureState
from store.audit import AuditLine, note
from store.database import Database, Found
from store.schema import figures

SUBJECT = "siffror"
"""What the audit lines about published numbers are filed under."""

Place = tuple[str, str, date]
"""Unit, question key and the day that the number speaks of."""

_MANY = 500
_INSERT = insert(figures)
_SERIES = (
    select(figures)
    .where(figures.c.unit == bindparam("unit"), figures.c.key == bindparam("key"))
    .order_by(figures.c.as_of, figures.c.fetched)
)


class Figures:
    """Numbers from outside by unit, question key and day. Nothing is changed: a new reading is a new row."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, read: Iterable[Figure], by: str, at: datetime) -> int:
        """Add what is new or changed and say how many that was. ``by``: a person's id.

        A figure without a moment was read at ``at``. One that says what the latest reading says, or that was
        read before it, adds nothing.
        """
        wanted = [(figure, figure.fetched or at) for figure in read]

        def work(connection: Connection) -> int:
            kept = _kept(connection, [figure for figure, _ in wanted])
            rows: dict[tuple[Place, datetime], dict[str, Any]] = {}
            for figure, fetched in wanted:
                before = kept.get(place(figure))
                if before is None or (fetched > _moment(before) and not same(before, figure)):
                    rows[place(figure), fetched] = {
                        **vars(figure),
                        "fetched": fetched,
                        "state": str(figure.state),
                    }
            if rows:
                connection.execute(_INSERT, list(rows.values()))
                note(connection, AuditLine(at, by, "lade in siffror", SUBJECT, _why(rows.values())))
            return len(rows)

        return self._database.write(work)

    def for_unit(self, unit: str, on: date) -> tuple[Figure, ...]:
        """Of each key the number that speaks of the latest day up to and with ``on``."""
        return self.for_units([unit], on).get(unit, ())

    def for_units(self, units: Sequence[str], on: date) -> dict[str, tuple[Figure, ...]]:
        """``for_unit`` of many in one query; a unit without any number is not there."""
        if not units:
            return {}
        rows = self._rows(_latest(_pairs(units)), {"on": on})
        found: dict[str, list[Figure]] = {}
        for row in rows:
            found.setdefault(row.unit, []).append(_read(row))
        return {unit: tuple(those) for unit, those in found.items()}

    def current(self, key: str, units: Sequence[str], on: date) -> dict[str, Figure]:
        """By unit the number under ``key`` that holds on ``on``; a unit without one is not there."""
        if not units:
            return {}
        asked = select(_asked(units).c.unit, bindparam("key", key, String).label("key")).cte("pairs")
        return {row.unit: _read(row) for row in self._rows(_latest(asked), {"on": on})}

    def series(self, unit: str, key: str) -> list[Figure]:
        """Oldest day first, each day as it was last read."""
        rows = self._rows(_SERIES, {"unit": unit, "key": key})
        return list({row.as_of: _read(row) for row in rows}.values())

    def kept(self, like: Iterable[Figure]) -> dict[Place, Figure]:
        """What was last read for the places of ``like``."""
        wanted = list(like)
        return self._database.read(lambda connection: _kept(connection, wanted))

    def _rows(self, statement: Select[Any], given: dict[str, Any]) -> list[Found]:
        return self._database.read(lambda connection: list(connection.execute(statement, given)))


def place(figure: Figure) -> Place:
    return figure.unit, figure.key, figure.as_of


def same(one: Figure, other: Figure) -> bool:
    """Whether the two say the same of their place, whenever they were read."""
    return (one.value, one.state, one.source) == (other.value, other.state, other.source)


def _kept(connection: Connection, like: Sequence[Figure]) -> dict[Place, Figure]:
    """In portions, since a statement may carry only so many values."""
    wanted = {place(figure) for figure in like}
    units = sorted({unit for unit, _, _ in wanted})
    days = sorted({day for _, _, day in wanted})
    found: dict[Place, Figure] = {}
    for start in range(0, len(units), _MANY):
        for first in range(0, len(days), _MANY):
            rows = connection.execute(
                select(figures)
                .where(
                    figures.c.unit.in_(units[start : start + _MANY]),
                    figures.c.as_of.in_(days[first : first + _MANY]),
                )
                .order_by(figures.c.fetched)
            )
            found.update({place(figure): figure for figure in map(_read, rows)})
    return {at: figure for at, figure in found.items() if at in wanted}


def _asked(units: Sequence[str]) -> CTE:
    unit = column("unit", String)
    return values(unit, name="listed").data([(one,) for one in dict.fromkeys(units)]).cte("asked")


def _pairs(units: Sequence[str]) -> CTE:
    """Each unit with each of its keys, found by jumping from key to key: years of numbers cost nothing."""
    asked = _asked(units)
    first = select(func.min(figures.c.key)).where(figures.c.unit == asked.c.unit).scalar_subquery()
    pairs = select(asked.c.unit, first.label("key")).cte("pairs", recursive=True)
    following = (
        select(func.min(figures.c.key))
        .where(figures.c.unit == pairs.c.unit, figures.c.key > pairs.c.key)
        .scalar_subquery()
    )
    return pairs.union_all(select(pairs.c.unit, following).where(pairs.c.key.is_not(None)))


def _latest(pairs: CTE) -> Select[Any]:
    """For each pair the last reading of the last day up to and with ``on``."""
    then, again = figures.alias("then"), figures.alias("again")
    day = (
        select(func.max(then.c.as_of))
        .where(
            then.c.unit == pairs.c.unit,
            then.c.key == pairs.c.key,
            then.c.as_of <= bindparam("on", type_=Date),
        )
        .scalar_subquery()
    )
    read = (
        select(func.max(again.c.fetched))
        .where(again.c.unit == pairs.c.unit, again.c.key == pairs.c.key, again.c.as_of == figures.c.as_of)
        .scalar_subquery()
    )
    here = and_(figures.c.unit == pairs.c.unit, figures.c.key == pairs.c.key, figures.c.as_of == day)
    return (
        select(figures)
        .select_from(pairs.join(figures, and_(here, figures.c.fetched == read)))
        .order_by(figures.c.unit, figures.c.key)
    )


def _moment(figure: Figure) -> datetime:
    if figure.fetched is None:
        raise ValueError(f"{figure} was kept without the moment when it was read")
    return figure.fetched


def _why(rows: Iterable[dict[str, Any]]) -> str:
    those = list(rows)
    units = len({row["unit"] for row in those})
    sources = ", ".join(sorted({row["source"] for row in those})[:5])
    return f"{len(those)} siffror för {units} enheter: {sources}"


def _read(row: Found) -> Figure:
    """A whole number comes back as one."""
    value = int(row.value) if row.value is not None and row.value.is_integer() else row.value
    return Figure(row.unit, row.key, value, row.source, row.as_of, row.fetched, FigureState(row.state))
