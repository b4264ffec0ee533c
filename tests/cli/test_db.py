"""samrad db: the bot's database upgraded, checked, backed up, restored and moved, from the shell."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from store import migrate as migrating
from store.database import Database
from store.migrate import HEAD, migrate
from store.store import Store
from tests.cli.samrad import Samrad
from tests.postgresql import Server


@pytest.fixture
def file(samrad: Samrad) -> Path:
    return samrad.folder / "var" / "samrad.db"


@pytest.fixture
def used(samrad: Samrad, file: Path) -> Path:
    """A database with somebody in it."""
    assert samrad("people", "add", "fia", "Fia Ek", "uppgiftslämnare", "Fyrbodal").code == 0
    return file


@pytest.fixture
def url(postgresql: Server) -> Iterator[str]:
    name = postgresql.new()
    yield postgresql.place(name).set(drivername="postgresql").render_as_string(hide_password=False)
    postgresql.drop(name)


def older(file: Path) -> None:
    file.parent.mkdir()
    with closing(Database(file)) as database:
        migrate(database, head="0003")


def test_an_upgrade_is_first_told_of_and_then_done(samrad: Samrad, file: Path) -> None:
    older(file)
    plan = f"Från 0003 till {HEAD}, i stegen 0004, "
    assert samrad("db", "upgrade", "--dry-run").out.startswith(plan)
    assert samrad("db", "check").code == 1
    assert samrad("db", "upgrade").out.startswith(plan)
    assert samrad("db", "upgrade").out == f"Databasen är redan på {HEAD}. Inget är ändrat.\n"


def test_an_upgrade_that_fails_says_what_still_works(samrad: Samrad, file: Path) -> None:
    """The table that a migration wants to lay is there already."""
    older(file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE closed_addresses (id)")
    said = samrad("db", "upgrade").refused
    assert re.search(r"misslyckades \(\w+\)\. Inget är ändrat: databasen är kvar på 0003", said)
    with closing(Database(file)) as database:
        assert database.read(migrating.revision) == "0003"


@pytest.mark.usefixtures("used")
def test_a_whole_database_is_told_of_with_its_rows(samrad: Samrad) -> None:
    told = samrad("db", "check")
    assert (told.code, told.err) == (0, "")
    assert "people: 1\n" in told.out
    assert told.out.splitlines()[-1].startswith("Allt stämmer: ")


def test_every_fault_is_a_line_and_the_exit_code_one(samrad: Samrad, used: Path) -> None:
    with closing(sqlite3.connect(used)) as connection:
        connection.execute("UPDATE assignments SET role = 'okänd'")
        connection.execute("DELETE FROM people")
        connection.commit()
    told = samrad("db", "check")
    assert told.code == 1
    assert len(told.err.splitlines()) == 2
    assert all(line.startswith("FEL ") for line in told.err.splitlines())


def test_a_backup_is_restored_over_what_came_after_which_is_kept_aside(samrad: Samrad, used: Path) -> None:
    kept = samrad("db", "backup", "kopia.db")
    assert re.fullmatch(r"kopia\.db: \d+ rader i 3 tabeller, version \d+\.\nSHA-256 [0-9a-f]{64}\n", kept.out)
    samrad("people", "add", "bo", "Bo Al", "uppgiftslämnare", "Skaraborg")
    assert "Databasen är inte tom" in samrad("db", "restore", "kopia.db").refused
    told = samrad("db", "restore", "kopia.db", "--replace")
    assert told.out.splitlines()[-1].startswith("Återställd: ")
    people = samrad("people", "list").out
    assert ("fia" in people, "bo:" in people) == (True, False)
    [aside] = (used.parent / "backups").iterdir()
    samrad("db", "restore", str(aside), "--replace")
    assert "bo:" in samrad("people", "list").out
    with closing(Store.open(used)) as store:
        assert store.audit.lines()[-1].why.startswith(f"{aside.name}, sha256 ")


def test_while_the_bot_runs_nothing_is_restored_or_moved(samrad: Samrad, used: Path) -> None:
    samrad("db", "backup", "kopia.db")
    with closing(Store.open(used)):
        for words in (("restore", "kopia.db", "--replace"), ("move", "--to", "annan.db")):
            assert "öppen i ett annat program, troligen boten" in samrad("db", *words).refused
        assert samrad("db", "backup", "en till.db").code == 0


def test_a_move_to_postgresql_and_back(samrad: Samrad, used: Path, url: str) -> None:
    assert samrad("db", "move", "--to", "-", said=f"{url}\n").out.startswith("Flyttat: ")
    samrad.settings["SAMRAD_DATABASE_URL"] = url
    assert "fia" in samrad("people", "list").out
    assert samrad("db", "check").code == 0
    assert "tom" in samrad("db", "move", "--to", "ny.db").out
    del samrad.settings["SAMRAD_DATABASE_URL"]
    assert (samrad.folder / "ny.db").is_file()
    assert "inte tom" in samrad("db", "move", "--to", "ny.db").refused
    assert "samma databas" in samrad("db", "move", "--to", str(used)).refused


def test_without_a_database_nothing_is_made(samrad: Samrad) -> None:
    for words in (("upgrade",), ("check",), ("backup", "kopia.db"), ("move", "--to", "ny.db")):
        assert "Det finns ingen databas" in samrad("db", *words).refused
    assert "ingen säkerhetskopia.db" in samrad("db", "restore", "ingen säkerhetskopia.db").refused
    assert not list(samrad.folder.rglob("*.db"))


@pytest.mark.usefixtures("used")
def test_a_wrong_address_is_told_of_without_its_password(samrad: Samrad) -> None:
    said = samrad("db", "move", "--to", "mysql://samrad:hemligt@db/samrad").refused
    assert "Adressen går inte att använda" in said
    assert "hemligt" not in said
