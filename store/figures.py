"""Published numbers, each as it was read. The latest reading counts; the others are what stood before."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, insert, select

from domain.county import Figure, FigureState
from store.audit import AuditLine, note
from store.database import Database, Found
from store.latest_figures import every_key, one_key
from store.schema import figures

SUBJECT = "siffror"
"""What the audit lines about published numbers are filed under."""

Place = tuple[str, str, date]
"""Unit, question key and the day that the number speaks of."""

_MANY = 500
_PORTION = 64
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
        found: dict[str, list[Figure]] = {}
        for figure in self._found(every_key, units, {"on": on}):
            found.setdefault(figure.unit, []).append(figure)
        return {unit: tuple(those) for unit, those in found.items()}

    def current(self, key: str, units: Sequence[str], on: date) -> dict[str, Figure]:
        """By unit the number under ``key`` that holds on ``on``; a unit without one is not there."""
        return {one.unit: one for one in self._found(one_key, units, {"on": on, "key": key})}

    def series(self, unit: str, key: str) -> list[Figure]:
        """Oldest day first, each day as it was last read."""
        where = {"unit": unit, "key": key}
        rows = self._database.read(lambda connection: connection.execute(_SERIES, where).all())
        return list({row.as_of: read_figure(row) for row in rows}.values())

    def kept(self, like: Iterable[Figure]) -> dict[Place, Figure]:
        """What was last read for the places of ``like``."""
        wanted = list(like)
        return self._database.read(lambda connection: _kept(connection, wanted))

    def _found(
        self, statement: Callable[[int], Select[Any]], units: Sequence[str], given: dict[str, Any]
    ) -> list[Figure]:
        """In portions of a set size, so that a statement is built and compiled once."""

        def work(connection: Connection) -> list[Figure]:
            found: list[Figure] = []
            for start in range(0, len(units), _PORTION):
                these = units[start : start + _PORTION]
                count = 1 if len(these) == 1 else _PORTION
                asked = {f"unit_{at}": these[min(at, len(these) - 1)] for at in range(count)}
                found.extend(map(read_figure, connection.execute(statement(count), given | asked)))
            return found

        return self._database.read(work)


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
            found.update({place(figure): figure for figure in map(read_figure, rows)})
    return {at: figure for at, figure in found.items() if at in wanted}


def _moment(figure: Figure) -> datetime:
    if figure.fetched is None:
        raise ValueError(f"{figure} was kept without the moment when it was read")
    return figure.fetched


def _why(rows: Iterable[dict[str, Any]]) -> str:
    those = list(rows)
    units = len({row["unit"] for row in those})
    sources = ", ".join(sorted({row["source"] for row in those})[:5])
    return f"{len(those)} siffror för {units} enheter: {sources}"


def read_figure(row: Found) -> Figure:
    """A whole number comes back as one."""
    value = int(row.value) if row.value is not None and row.value.is_integer() else row.value
    return Figure(row.unit, row.key, value, row.source, row.as_of, row.fetched, FigureState(row.state))
