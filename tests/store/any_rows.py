"""Rows for every table, made of values that are hard to keep."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import JSON, Column, Date, Enum, Float, Integer, LargeBinary, String, Table
from sqlalchemy.types import Boolean, DateTime, TypeDecorator

from store.schema import metadata

ROWS = 3
"""In each table, so that the row number n of one points at number n of another."""

Values = dict[type, Sequence[Any]]
Laid = dict[str, list[dict[str, Any]]]

_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
_json = st.recursive(
    st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.integers() | _text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_text, inner, max_size=3),
    max_leaves=6,
)


def _several(one: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(one, min_size=4, max_size=7)


values: st.SearchStrategy[Values] = st.fixed_dictionaries(
    {
        String: _several(_text),
        Integer: _several(st.integers(-(2**31), 2**31 - 1)),
        Float: _several(st.floats(allow_nan=False, allow_infinity=False)),
        Boolean: _several(st.booleans()),
        Date: _several(st.dates(date(1900, 1, 1), date(2100, 1, 1))),
        DateTime: _several(
            st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis asks for naive bounds, and adds the zone
        ),
        JSON: _several(_json),
        LargeBinary: _several(st.binary(max_size=200)),
    }
)


def rows(given: Values) -> Laid:
    """By table; every key is another, every pointer points at a row."""
    return _Making({kind: cycle(found) for kind, found in given.items()}).all()


@dataclass
class _Making:
    given: dict[type, Iterator[Any]]
    laid: Laid = field(default_factory=dict)

    def all(self) -> Laid:
        for table in metadata.sorted_tables:
            self.laid[table.name] = [self._row(table, number) for number in range(ROWS)]
        return self.laid

    def _row(self, table: Table, number: int) -> dict[str, Any]:
        row = {column.name: self._value(column, number) for column in table.c}
        for points in table.foreign_key_constraints:
            there = self.laid[points.referred_table.name][number]
            row |= {one.parent.name: there[one.column.name] for one in points.elements}
        return row

    def _value(self, column: Column[Any], number: int) -> Any:  # noqa: ANN401 - whatever the column keeps
        kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
        if column.nullable and number == 1:
            return None
        if isinstance(kind, Enum) and kind.enum_class:
            members = list(kind.enum_class)
            return members[number % len(members)]
        value = next(next(found for base, found in self.given.items() if isinstance(kind, base)))
        return _one_of_its_own(value, number) if column.primary_key or _is_unique(column) else value


def _is_unique(column: Column[Any]) -> bool:
    return column.name in {"request", "source", "revision"}


def _one_of_its_own(value: Any, number: int) -> Any:  # noqa: ANN401 - the same
    if isinstance(value, int):
        return number + 1
    if isinstance(value, datetime | date):
        return value.replace(year=1950 + number, day=1) + timedelta(days=number)
    return f"{value[:10]}{number}"
