"""What a database holds, told so that engines can be compared: rows and a checksum for each table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from hashlib import sha256
from json import dumps
from typing import Any, TypeAlias

from sqlalchemy import JSON, Connection, LargeBinary, MetaData, RowMapping, Table, event, select
from sqlalchemy.engine.interfaces import ReflectedColumn

from store.schema import metadata

_AT_ONCE, _HEAVY_AT_ONCE = 500, 4


@dataclass(frozen=True)
class Content:
    """``checksum``: SHA-256 over the rows in the order of their keys, the same on both engines."""

    rows: int
    checksum: str


Contents: TypeAlias = dict[str, Content]
"""By table."""


class Tally:
    """Counts rows and sums them as they go by."""

    def __init__(self) -> None:
        self._sum = sha256()
        self._rows = 0

    def add(self, rows: Iterable[RowMapping]) -> None:
        for row in rows:
            line = dumps([_plain(value) for value in row.values()], separators=(",", ":"))
            self._sum.update(f"{line}\n".encode())
            self._rows += 1

    def content(self) -> Content:
        return Content(self._rows, self._sum.hexdigest())


def known_tables() -> list[Table]:
    """Those of this version, each before those that point at it."""
    return metadata.sorted_tables


def tables_in(connection: Connection) -> list[Table]:
    """Those that are there, in the same order, whatever version laid them. Of a SQLite database of ours."""
    found = MetaData()
    event.listen(found, "column_reflect", _for_any_engine)
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != "alembic_version"]


def portions(connection: Connection, table: Table) -> Iterator[Sequence[RowMapping]]:
    """All rows in the order of their keys, so many at a time as memory takes."""
    heavy = any(isinstance(column.type, LargeBinary) for column in table.c)
    at_once = _HEAVY_AT_ONCE if heavy else _AT_ONCE
    asked = select(table).order_by(*table.primary_key).execution_options(yield_per=at_once)
    return connection.execute(asked).mappings().partitions()


def contents(connection: Connection, tables: Iterable[Table]) -> Contents:
    return {table.name: _content(connection, table) for table in tables}


def _content(connection: Connection, table: Table) -> Content:
    tally = Tally()
    for rows in portions(connection, table):
        tally.add(rows)
    return tally.content()


def _for_any_engine(_inspector: object, _table: object, column: ReflectedColumn) -> None:
    """SQLite's own types do not read what another engine hands over."""
    generic = column["type"].as_generic()
    column["type"] = JSON(none_as_null=True) if isinstance(generic, JSON) else generic


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    """As JSON can say it, the same whichever engine kept it."""
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return sha256(value).hexdigest()
    if isinstance(value, float):
        return value + 0.0  # SQLite keeps no negative zero.
    return value.value if isinstance(value, Enum) else value
