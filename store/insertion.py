"""The two inserts that SQL has no portable words for: unless it is there, and over what is there."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, Table
from sqlalchemy.dialects import sqlite

Row = Mapping[str, Any]


def insert_new(connection: Connection, table: Table, row: Row) -> bool:
    """Insert ``row`` unless one of its unique keys is taken; say whether it was new."""
    return connection.execute(_ignoring(table, connection.dialect.name), row).rowcount > 0


def insert_over(connection: Connection, table: Table, row: Row) -> None:
    """Insert ``row``, or put it in place of the one with the same primary key. ``row`` names every column."""
    connection.execute(_replacing(table, connection.dialect.name), row)


@cache
def _ignoring(table: Table, dialect: str) -> Executable:
    # Asked for, since psycopg's cursor has forgotten the count when SQLAlchemy has closed it.
    statement: Executable = _insert(table, dialect).on_conflict_do_nothing()
    return statement.execution_options(preserve_rowcount=True)


@cache
def _replacing(table: Table, dialect: str) -> Executable:
    statement = _insert(table, dialect)
    keys = [column.name for column in table.primary_key]
    rest = {column.name: statement.excluded[column.name] for column in table.c if column.name not in keys}
    over: Executable = statement.on_conflict_do_update(index_elements=keys, set_=rest)
    return over


def _insert(table: Table, dialect: str) -> Any:  # noqa: ANN401 - two dialects' inserts, alike in what we use
    if dialect == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - loaded only where it is the database

    return postgresql.insert(table)
