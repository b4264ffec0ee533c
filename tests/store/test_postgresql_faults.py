"""A PostgreSQL database that cannot be used is named, with what to do; nobody's words are in what is said."""

import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime

import psycopg
import pytest
from sqlalchemy import URL, Connection, text
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from domain.delivery import Address
from domain.messages import Account
from domain.people import Person, Role
from store.database import Database
from store.faults import Unusable, unusable
from store.postgresql_place import place_of, with_defaults
from store.store import Store
from tests.postgresql import Server

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)


@dataclass
class Desk:
    """Databases that somebody has set up badly."""

    server: Server
    name: str

    def refused(self, place: URL) -> str:
        with pytest.raises(Unusable) as said:
            Store.open(place)
        return str(said.value)


@pytest.fixture
def desk(postgresql: Server) -> Iterator[Desk]:
    name = postgresql.new()
    yield Desk(postgresql, name)
    postgresql.drop(name)


def test_a_server_that_does_not_answer(desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    said = desk.refused(place_of(f"postgresql://samrad:hemligt@127.0.0.1:{port}/samrad"))
    assert said == (
        "Databasen i SAMRAD_DATABASE_URL gick inte att nå. Se till att databasservern är igång, och att"
        " adress, användare och lösenord är rätt."
    )


def test_a_database_that_is_not_there(desk: Desk) -> None:
    said = desk.refused(desk.server.place("saknas"))
    assert said.endswith("finns inte. Skapa den, eller skriv rätt namn sist i adressen.")


def test_a_user_that_is_not_there(desk: Desk) -> None:
    said = desk.refused(desk.server.place(desk.name).set(username="okänd", password="hemligt"))
    assert said.endswith("Se till att användaren finns och får logga in på databasen.")
    assert "hemligt" not in said


def test_a_user_without_rights(desk: Desk) -> None:
    desk.server.do("DROP ROLE IF EXISTS gast")
    desk.server.do("CREATE ROLE gast LOGIN")
    said = desk.refused(desk.server.place(desk.name).set(username="gast"))
    assert said.endswith("ger inte användaren rätt att göra detta. Gör användaren till databasens ägare.")


def test_a_database_that_is_only_read(desk: Desk) -> None:
    desk.server.do(f"ALTER DATABASE {desk.name} SET default_transaction_read_only = on")
    assert "går bara att läsa" in desk.refused(desk.server.place(desk.name))


def test_a_database_that_cannot_keep_every_character(desk: Desk) -> None:
    name = desk.server.new(more="ENCODING 'LATIN1' LOCALE 'C'")
    assert "är inte i UTF-8" in desk.refused(desk.server.place(name))
    desk.server.drop(name)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (psycopg.errors.DiskFull(), "databasserverns disk är full"),
        (psycopg.errors.LockNotAvailable(), "är upptagen"),
        (psycopg.errors.QueryCanceled(), "svarade inte i tid"),
        (psycopg.errors.TooManyConnections(), "inga lediga anslutningar"),
        (psycopg.errors.InvalidPassword(), "lösenordet är fel"),
        (psycopg.errors.AdminShutdown(), "startar om eller stänger"),
        (psycopg.errors.DataCorrupted(), "är skadad"),
        (psycopg.errors.UndefinedTable(), "går inte att använda (UndefinedTable)"),
        (
            psycopg.OperationalError('FATAL:  password authentication failed for user "x"'),
            "lösenordet är fel",
        ),
        (psycopg.OperationalError("connection failed: server does not support SSL"), "?sslmode=disable"),
        (psycopg.OperationalError("något på ett annat språk"), "gick inte att nå"),
    ],
)
def test_each_fault_is_told_in_swedish_with_what_to_do(error: psycopg.Error, said: str) -> None:
    told = str(unusable(error))
    assert said in told
    assert told.endswith(".")


REFUSED: tuple[tuple[str, type[DBAPIError]], ...] = (
    ("INSERT INTO people (id, name, mail, invented) VALUES (:given, 'b', '', false)", IntegrityError),
    ("INSERT INTO people (id, mail, invented) VALUES (:given || '2', '', false)", IntegrityError),
    ("SELECT CAST(CAST(:given AS varchar) AS integer)", DataError),
    ("INSERT INTO accounts (tenant, id, name, person) VALUES ('t', 'a', '', :given || '3')", IntegrityError),
)


def test_what_people_wrote_is_not_in_an_errors_words(desk: Desk) -> None:
    """PostgreSQL itself quotes the whole row that it refuses."""
    with closing(Store.open(desk.server.place(desk.name))) as store:
        store.people.enroll(Person("hemligt", "Fia", Role.REPORTER, "fyrbodal"))
    with closing(Database(desk.server.place(desk.name))) as database:
        for wrong, kind in REFUSED:
            with pytest.raises(kind) as refused:
                database.write(_with_secret(wrong))
            assert "hemligt" not in f"{refused.value} {refused.value.orig} {refused.value.__notes__}"


def _with_secret(words: str) -> Callable[[Connection], object]:
    return lambda connection: connection.execute(text(words), {"given": "hemligt"}).rowcount


def test_a_number_that_no_column_holds_finds_nothing_on_either_engine(store: Store) -> None:
    for beyond in (2**31, -(2**40), 10**30):
        assert store.tickets.get(beyond) is None
        assert store.raised.get(beyond) is None
        assert store.proposals.get(beyond) is None
        assert store.report_life.get_remark(beyond) is None


def test_every_character_that_a_person_can_write_comes_back(store: Store) -> None:
    names = [
        "Åsa Öberg-Ünal",
        "Ağrı \N{FAMILY} \N{RIGHT-TO-LEFT OVERRIDE}",
        "'; DROP TABLE people; --",
        '%s %(name)s :x \\ "',
        "ÅÄÖåäö",
    ]
    for number, name in enumerate(names):
        store.people.enroll(Person(f"p{number}", name, Role.REPORTER, "fyrbodal"), Account("t", name, name))
        store.addresses.remember(
            Address(Account("t", name, name), "https://smba.example.test/", name, "bot"),
            NOW,
        )
    assert [person.name for person in store.people.everyone()] == names
    found = [store.addresses.of_person(f"p{number}") for number in range(len(names))]
    assert [one.conversation for one in found if one] == names


@pytest.mark.parametrize(
    "written",
    [
        "x",
        "mysql://samrad:hemligt@db/samrad",
        "postgresql://samrad:hemligt@db",
        "postgresql://samrad:hemligt@db:port/samrad",
        "postgresql://samrad:hemligt@db/samrad?okänt=1",
        "postgresql://samrad:hem\nligt@db/samrad",
        "postgresql://samrad:p@hemligt@127.0.0.1:1/samrad",
        "postgresql://samrad:p@ss@hemligt@db:5432/samrad",
        "postgresql://samrad:p/@hemligt@db/samrad",
        "postgresql://samrad:p?@hemligt@db/samrad",
        "postgresql://samrad@p@hemligt/samrad",
    ],
)
def test_a_wrong_address_is_told_of_without_being_quoted(written: str) -> None:
    with pytest.raises(ValueError, match=r"adress|frågetecknet") as said:
        place_of(written)
    assert "hemligt" not in str(said.value)
    assert said.value.__cause__ is None


def test_the_password_is_not_in_what_a_place_is_shown_as() -> None:
    place = place_of("postgres://samrad:hem%40ligt@db.example.se/samrad")
    assert "hem" not in f"{place} {place!r}"
    assert place.password == "hem@ligt"


def test_to_other_machines_the_connection_is_encrypted_unless_somebody_says_otherwise() -> None:
    assert with_defaults(place_of("postgresql://a:b@db.example.se/c")).query["sslmode"] == "require"
    full = "postgresql://a:b@db.example.se/c?sslmode=verify-full"
    assert with_defaults(place_of(full)).query["sslmode"] == "verify-full"
    assert "sslmode" not in with_defaults(place_of("postgresql://a:b@127.0.0.1/c")).query
