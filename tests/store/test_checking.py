"""samrad db check: every kind of fault is found, and nothing else."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, text, update

from domain.people import Person, Role
from domain.raised import Content, Said
from domain.report_versions import VersionDraft
from domain.tickets import NewTicket, TicketAct, TicketReason, TicketStep
from domain.workdays import STOCKHOLM
from store.checking import check
from store.database import Database
from store.migrate import migrate
from store.schema import audit, drafts, report_versions, tickets
from store.store import Store
from tests.laying import only_sqlite
from tests.store.saving import AUTUMN, FORM, card

NOW = datetime(2026, 10, 1, 12, tzinfo=STOCKHOLM)
KEY = AUTUMN.key

Spoil = Callable[[Connection], object]


@pytest.fixture
def filled(database: Database) -> Database:
    store = Store(database)
    store.rounds.create(AUTUMN, "samuel", NOW)
    store.people.enroll(Person("anna", "Anna Ek", Role.REPORTER, "skaraborg"), at=NOW)
    store.submissions.save(card("a", 0, deltagare=40), NOW)
    store.submissions.submit(card("b", 1, deltagare=50), FORM, NOW)
    store.raised.raise_("skaraborg", "prov", Content("Bostäder", "Fler"), Said(KEY, "anna", "Anna Ek", NOW))
    asked = NewTicket("Vem?", "", "", TicketReason.UNANSWERED, "bosattning", "anna")
    ticket = store.tickets.ask(asked, "Anna Ek", NOW)
    store.tickets.step(ticket.id, TicketStep(TicketAct.TAKE, "eva", "Eva", NOW))
    store.reports.keep(VersionDraft(KEY, "{}", NOW, "sara", "Sara", NOW, "prov"))
    return database


def test_a_database_in_use_is_whole(filled: Database) -> None:
    found = check(filled)
    assert found.faults == []
    assert (found.rows["drafts"], found.rows["ticket_steps"], found.rows["outbox"]) == (2, 2, 0)


FAULTS: dict[str, tuple[Spoil, str]] = {
    "a save is missing": (
        lambda connection: connection.execute(delete(drafts).where(drafts.c.revision == 1)),
        "drafts 2026Q3 skaraborg: 1 rader fast den sista är nummer 2.",
    ),
    "a line of the log is missing": (
        lambda connection: connection.execute(delete(audit).where(audit.c.subject == "2026Q3/rapport/1")),
        "report_versions: en rad saknar sin rad i loggen, den första report_versions 2026Q3 1.",
    ),
    "a ticket says what its steps do not": (
        lambda connection: connection.execute(update(tickets).values(owner="någon")),
        "tickets F1: status, ägare eller grupp följer inte av stegen.",
    ),
    "a version's content has changed": (
        lambda connection: connection.execute(update(report_versions).values(content=b"annat")),
        "report_versions 2026Q3 1: innehållet är inte det som sparades.",
    ),
}


def test_each_fault_is_one_line(filled: Database) -> None:
    for spoil, _ in FAULTS.values():
        filled.write(spoil)
    assert sorted(check(filled).faults) == sorted(said for _, said in FAULTS.values())


ON_SQLITE: dict[str, tuple[str, str]] = {
    "a word that nobody knows": (
        "UPDATE tickets SET reason = 'okänt'",
        "tickets: rad 1 i nyckelordning går inte att läsa (LookupError).",
    ),
    "JSON that is none": (
        "UPDATE drafts SET answers = '{' WHERE revision = 2",
        "drafts: rad 2 i nyckelordning går",
    ),
    "a number that is none": (
        "UPDATE submissions SET form_version = 'två'",
        "submissions: rad 1 i nyckelordning har något annat än form_version ska hålla.",
    ),
    "a pointer at nothing": (
        "DELETE FROM rounds",
        "round_forms: rad 1 pekar på en rad i rounds som inte finns.",
    ),
}


@only_sqlite
@pytest.mark.parametrize(("words", "said"), ON_SQLITE.values(), ids=ON_SQLITE.keys())
def test_what_sqlite_lets_in_is_found(filled: Database, place: Path, words: str, said: str) -> None:
    with closing(sqlite3.connect(place)) as connection:
        connection.execute(words)
        connection.commit()
    assert any(fault.startswith(said) for fault in check(filled).faults)


@only_sqlite
def test_a_damaged_file_is_told_of_and_not_an_error(database: Database, place: Path) -> None:
    database.close()
    content = bytearray(place.read_bytes())
    content[4096 * 3 : 4096 * 9] = b"\xff" * 4096 * 6
    place.write_bytes(content)
    with closing(Database(place)) as damaged:
        assert check(damaged).faults


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True, scope="session")
def test_numbers_that_would_come_again_are_found(filled: Database) -> None:
    filled.write(lambda connection: connection.execute(text("SELECT setval('audit_id_seq', 1)")).all())
    assert check(filled).faults == ["audit: nästa nummer är 2, men 9 finns redan."]


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True, scope="session")
def test_what_postgresql_could_not_look_at_is_said(filled: Database) -> None:
    assert any("amcheck" in line for line in check(filled).left_out)


def test_tables_of_another_version_are_told_of(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "äldre.db")) as older:
        migrate(older, head="0003")
        [fault] = check(older).faults
    assert fault.startswith("Databasen är på 0003")
