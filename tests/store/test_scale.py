"""Years of rounds must cost nothing: what is read at every card, overview and tick is found by an index."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from domain.people import Person, Role
from store.links import Holder
from store.schema import metadata
from store.store import Store
from tests.laying import Laid, only_sqlite

Read = Callable[[Store, datetime], object]

READS: dict[str, Read] = {
    "people of a unit": lambda store, _: store.people.for_units(["fyrbodal"]),
    "people by id": lambda store, _: store.people.names(["anna"]),
    "drafts": lambda store, _: store.submissions.draft("2026Q3", "fyrbodal"),
    "earlier answers": lambda store, _: store.submissions.earlier("2026Q3", "fyrbodal"),
    "latest version": lambda store, _: store.submissions.latest("2026Q3", "fyrbodal"),
    "life": lambda store, _: store.lives.of("2026Q3", "fyrbodal"),
    "lives": lambda store, _: store.lives.all("2026Q3"),
    "figures": lambda store, now: store.figures.for_unit("fyrbodal", now.date()),
    "figures of many": lambda store, now: store.figures.for_units(["fyrbodal", "af"], now.date()),
    "raised before": lambda store, _: store.raised.open_of_earlier_rounds("2026Q3", "fyrbodal"),
    "raised by units": lambda store, _: store.raised.open_for("fyrbodal", "1440"),
    "link": lambda store, _: store.links.find(Holder("anna", "fyrbodal", "2026Q3")),
    "link to the handbook": lambda store, now: store.handbook_links.held("anna", now),
    "outbox of a round": lambda store, _: store.outbox.rows("2026Q3/"),
    "claims": lambda store, now: store.outbox.claim(now, 5, timedelta(minutes=5)),
    "sent to a person": lambda store, now: store.correspondence.to("anna", now),
    "sent in a round": lambda store, _: store.correspondence.in_round("anna", "2026Q3"),
    "outcomes in a round": lambda store, _: store.correspondence.standing("2026Q3"),
    "undelivered": lambda store, now: store.correspondence.undelivered("2026Q3", now),
    "audit": lambda store, _: store.audit.lines("2026Q3"),
}


@contextmanager
def caught() -> Iterator[list[tuple[str, Any]]]:
    """The statements that are run meanwhile, with what they were given."""
    said: list[tuple[str, Any]] = []

    def hear(_connection: object, _cursor: object, statement: str, given: object, *_: object) -> None:
        said.append((statement, given))

    event.listen(Engine, "before_cursor_execute", hear)
    yield said
    event.remove(Engine, "before_cursor_execute", hear)


def plans(store: Store, path: Path, now: datetime, read: Read) -> list[str]:
    """How the file would go about each question that ``read`` asks."""
    with caught() as said:
        read(store, now)
    asked = [(statement, given) for statement, given in said if statement.startswith(("SELECT", "WITH"))]
    assert asked
    with closing(sqlite3.connect(path)) as file:
        return [row[3] for one in asked for row in file.execute(f"EXPLAIN QUERY PLAN {one[0]}", one[1])]


@only_sqlite
@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_no_table_is_read_from_end_to_end(laid: Laid, now: datetime, read: Read) -> None:
    laid.store.people.enroll(Person("anna", "Anna", Role.REPORTER, "fyrbodal"), at=now)
    steps = plans(laid.store, laid.file, now, read)
    scanned = [step for step in steps if step.startswith("SCAN") and step.split()[1] in metadata.tables]
    assert scanned == []


@only_sqlite
def test_of_all_that_a_unit_has_sent_in_eight_rounds_are_read(laid: Laid, now: datetime) -> None:
    steps = plans(laid.store, laid.file, now, READS["earlier answers"])
    found = [step for step in steps if step.startswith("SEARCH submissions")]
    assert [step.endswith(("(unit=? AND round=?)", "(unit=? AND round<?)")) for step in found] == [True, True]
