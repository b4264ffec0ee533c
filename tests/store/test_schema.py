from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Select, UpdateBase, insert, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.schema import CreateTable
from sqlalchemy.sql import ClauseElement

from domain.workdays import STOCKHOLM
from store import (
    addresses,
    answering,
    audit,
    inbound,
    insertion,
    outbox,
    people,
    questions,
    report_life,
    report_links,
    report_remarks,
    report_steps,
    reports,
    rounds,
    tickets,
    ticks,
    whereabouts,
)
from store.database import Database
from store.schema import drafts, metadata, submissions
from store.schema import ticks as ticks_table

NIGHT = datetime(2026, 10, 25, tzinfo=UTC)
SPRING = datetime(2026, 3, 29, tzinfo=UTC)
DRAFT: dict[str, Any] = {
    "round": "2026Q3",
    "unit": "skaraborg",
    "revision": 1,
    "card": "läge",
    "answers": {"2.1": 3},
    "request": "r1",
    "digest": "d",
    "by": "anna",
    "by_name": "Anna",
    "at": NIGHT,
}


def kept(database: Database, moment: datetime) -> datetime:
    def work(connection: Connection) -> datetime:
        connection.execute(insert(ticks_table), {"name": "prov", "at": moment})
        found: datetime = connection.execute(select(ticks_table.c.at)).scalar_one()
        connection.execute(ticks_table.delete())
        return found

    return database.write(work)


@pytest.mark.parametrize("midnight", [NIGHT, SPRING])
def test_a_moment_comes_back_as_the_same_moment_all_through_a_clock_change(
    database: Database, midnight: datetime
) -> None:
    for quarter in range(12):
        moment = (midnight + timedelta(minutes=15 * quarter)).astimezone(STOCKHOLM)
        back = kept(database, moment)
        assert back.timestamp() == moment.timestamp()
        assert (back.hour, back.fold, back.tzinfo) == (moment.hour, moment.fold, STOCKHOLM)


def test_a_moment_keeps_its_microseconds_and_its_order_whatever_its_zone(database: Database) -> None:
    moment = datetime(2026, 7, 1, 23, 59, 59, 123456, tzinfo=UTC)
    assert kept(database, moment) == moment == kept(database, moment.astimezone(STOCKHOLM))


def test_a_naive_moment_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="is naive"):
        kept(database, datetime(2026, 10, 1, 12))  # noqa: DTZ001 - naive on purpose


def with_round(connection: Connection) -> None:
    moments = dict.fromkeys(("opens", "due", "closes", "draft_at"), NIGHT)
    row = {"key": "2026Q3", "council_date": NIGHT.date(), "form_id": "f", "form_version": 1, **moments}
    connection.execute(insert(metadata.tables["rounds"]), row)
    connection.execute(insert(drafts), DRAFT)


@pytest.mark.parametrize(
    "second",
    [DRAFT | {"request": "r2"}, DRAFT | {"revision": 2}, DRAFT | {"unit": "fyrbodal"}],
    ids=["same revision", "same request", "same request of another unit"],
)
def test_the_database_itself_refuses_a_second_draft(database: Database, second: dict[str, Any]) -> None:
    database.write(with_round)
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        database.write(lambda connection: connection.execute(insert(drafts), second))


def test_the_database_itself_refuses_a_submission_without_its_draft(database: Database) -> None:
    sent = {
        "round": "2026Q3",
        "unit": "skaraborg",
        "version": 1,
        "revision": 7,
        "form_id": "f",
        "form_version": 1,
        "at": NIGHT,
    }
    database.write(with_round)
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        database.write(lambda connection: connection.execute(insert(submissions), sent))


def test_tables_and_statements_can_be_written_for_postgresql() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy has left it without types
    modules = (
        addresses,
        answering,
        audit,
        inbound,
        outbox,
        people,
        questions,
        report_life,
        report_links,
        report_remarks,
        report_steps,
        reports,
        rounds,
        tickets,
        ticks,
        whereabouts,
    )
    statements = [
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, (Select, UpdateBase))
    ]
    assert len(statements) > 20
    for statement in statements:
        columns = [column.name for column in statement.table.c] if isinstance(statement, UpdateBase) else None
        assert str(statement.compile(dialect=dialect, column_keys=columns))
    for table in metadata.sorted_tables:
        made = str(CreateTable(table).compile(dialect=dialect))
        assert ("TIMESTAMP WITH TIME ZONE" in made) == any(
            column.type.__class__.__name__ == "Instant" for column in table.c
        )
        for insert_one in (insertion._ignoring, insertion._replacing):  # noqa: SLF001 - there is no server to ask
            written = insert_one(table, "postgresql")
            assert isinstance(written, ClauseElement)
            assert "ON CONFLICT" in str(written.compile(dialect=dialect))
