"""SAMRAD_DATABASE_URL: the bot's own database on PostgreSQL, from the shell."""

import socket
from collections.abc import Iterator

import pytest

from tests.cli.samrad import Samrad
from tests.postgresql import Server


@pytest.fixture
def url(postgresql: Server) -> Iterator[str]:
    name = postgresql.new()
    yield postgresql.place(name).set(drivername="postgresql").render_as_string(hide_password=False)
    postgresql.drop(name)


@pytest.mark.parametrize(
    "written", ["mysql://samrad:hemligt@db/samrad", "samrad", "postgresql://samrad:hemligt@db/samrad?x=1"]
)
def test_a_wrong_address_stops_the_start_with_its_name_and_what_to_write(
    samrad: Samrad, written: str
) -> None:
    said = samrad("serve", SAMRAD_DATABASE_URL=written).refused
    assert said.startswith("samrad: SAMRAD_DATABASE_URL är fel: ")
    assert "hemligt" not in said


def test_a_server_that_is_away_stops_the_start_in_one_line(samrad: Samrad) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    said = samrad("serve", SAMRAD_DATABASE_URL=f"postgresql://samrad:hemligt@127.0.0.1:{port}/samrad").refused
    assert said.startswith("samrad: Databasen i SAMRAD_DATABASE_URL gick inte att nå.")
    assert "hemligt" not in said


@pytest.mark.parametrize(
    "part", ["samrad:p@hemligt@127.0.0.1:1/x", "samrad@hemligt:5432/x", "hemligt/hemligt"]
)
def test_no_part_of_an_address_that_was_written_wrongly_is_shown(samrad: Samrad, part: str) -> None:
    said = samrad("serve", SAMRAD_DATABASE_URL=f"postgresql://{part}").refused
    assert "SAMRAD_DATABASE_URL" in said
    assert "hemligt" not in said


def test_where_one_moves_to_is_not_taken_for_the_one_in_use(samrad: Samrad) -> None:
    samrad("chat", said="jag är Fyrbodal\n")
    said = samrad("db", "move", "--to", "postgresql://samrad@hemligt:1/x").refused
    assert said.startswith("samrad: Databasen i --to ")
    assert "hemligt" not in said


def test_the_commands_work_with_it_and_make_no_file(samrad: Samrad, url: str) -> None:
    samrad.settings["SAMRAD_DATABASE_URL"] = url
    assert "Fyrbodal" in samrad("chat", said="jag är Fyrbodal\n").out
    assert "Fyrbodal" in samrad("people", "list").out
    assert samrad("rehearse").code == 0
    assert not list(samrad.folder.rglob("samrad.db"))
