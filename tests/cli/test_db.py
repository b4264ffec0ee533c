"""samrad db: the bot's database upgraded, checked, backed up, restored and moved, from the shell."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
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
    assert told.out.splitlines()[-2].startswith("Återställd: ")
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
        away = "postgresql://samrad@127.0.0.1:1/samrad"
        for words in (("restore", "kopia.db", "--replace"), ("move", "--to", away)):
            assert "öppen i ett annat program, troligen boten" in samrad("db", *words).refused
        assert samrad("db", "backup", "en till.db").code == 0


def test_a_move_to_postgresql_and_back_and_the_bot_reads_what_was_moved(
    samrad: Samrad, used: Path, url: str
) -> None:
    told = samrad("db", "move", "--to", "-", said=f"{url}\n").out
    assert told.startswith("Flyttat: ")
    assert told.endswith(f"Flytta undan {used} när du har sett att allt är där.\n")
    samrad.settings["SAMRAD_DATABASE_URL"] = url
    samrad("people", "add", "bo", "Bo Al", "uppgiftslämnare", "Skaraborg")
    assert samrad("db", "check").code == 0
    said = samrad("db", "move", "--to", str(used)).refused
    assert said.endswith(f"Flytta undan {used} och försök igen.")
    used.rename(used.with_name("gammal.db"))
    assert f"boten läser {used}" in samrad("db", "move", "--to", str(used)).out
    del samrad.settings["SAMRAD_DATABASE_URL"]
    people = samrad("people", "list").out
    assert ("fia" in people, "bo:" in people) == (True, True)


def test_a_move_to_a_file_that_the_bot_would_not_read_says_which_it_reads(
    samrad: Samrad, file: Path, url: str
) -> None:
    samrad.settings["SAMRAD_DATABASE_URL"] = url
    samrad("people", "add", "fia", "Fia Ek", "uppgiftslämnare", "Fyrbodal")
    for words in ("ny.db", f"sqlite:///{samrad.folder}/ny.db", "sqlite:///", "."):
        said = samrad("db", "move", "--to", words).refused
        assert f"Skriv --to {file}" in said
        assert "samrad db backup FIL" in said
    assert not list(samrad.folder.rglob("*.db"))
    assert samrad("db", "move", "--to", "-", said=f"sqlite:///{file}\n").code == 0


def test_from_one_file_to_another_nothing_is_moved(samrad: Samrad, used: Path) -> None:
    said = samrad("db", "move", "--to", "ny.db").refused
    assert "--to postgresql://" in said
    assert "samrad db backup FIL" in said
    assert "Adressen saknas" in samrad("db", "move", "--to", "").refused
    assert "Adressen saknas" in samrad("db", "move", "--to", "-", said="").refused
    for same in (str(used), f"{used.parent}/../var/samrad.db", "var/samrad.db"):
        assert "samma databas" in samrad("db", "move", "--to", same).refused
        assert "samma databas" in samrad("db", "move", "--to", same, SAMRAD_VAR="var").refused
    assert not (samrad.folder / "ny.db").exists()


def test_a_move_to_where_there_is_something_says_what_to_do(samrad: Samrad, used: Path, url: str) -> None:
    samrad("people", "add", "bo", "Bo Al", "uppgiftslämnare", "Skaraborg", SAMRAD_DATABASE_URL=url)
    said = samrad("db", "move", "--to", url).refused
    assert said.startswith("samrad: Databasen är inte tom: ")
    assert said.endswith("Inget är ändrat. Skriv adressen till en tom databas.")
    assert used.is_file()


def test_a_backup_is_not_restored_onto_itself(samrad: Samrad, used: Path) -> None:
    (samrad.folder / "lank.db").symlink_to(used)
    for named in (str(used), "lank.db", "var/../var/samrad.db"):
        said = samrad("db", "restore", named, "--replace").refused
        assert "är databasen själv, ingen säkerhetskopia" in said
    assert not (used.parent / "backups").exists()


@pytest.mark.usefixtures("used")
def test_a_restored_database_is_to_be_checked_and_the_bot_started(samrad: Samrad) -> None:
    samrad("db", "backup", "kopia.db")
    told = samrad("db", "restore", "kopia.db", "--replace").out
    assert told.splitlines()[-1] == "Kör samrad db check och starta boten."


@pytest.mark.usefixtures("used")
def test_where_a_backup_cannot_be_written_is_named_as_it_was_typed(samrad: Samrad) -> None:
    said = samrad("db", "backup", "finns/inte/kopia.db").refused
    assert said == "samrad: Mappen finns/inte finns inte. Skapa den, eller skriv en annan."
    (samrad.folder / "fil").write_text("en fil")
    assert "Mappen fil är ingen mapp" in samrad("db", "backup", "fil/kopia.db").refused
    long = f"{'k' * 250}.db"
    assert f"Namnet {long} är för långt" in samrad("db", "backup", long).refused
    for folder in ("/proc", "/sys"):
        assert re.search(rf" {folder}/kopia\.db[ .]", samrad("db", "backup", f"{folder}/kopia.db").refused)
    assert "kopia.db" not in {one.name for one in samrad.folder.iterdir()}


def test_an_empty_database_is_said_to_be_empty(samrad: Samrad, file: Path, url: str) -> None:
    file.parent.mkdir()
    file.touch()
    for place in ("", url):
        samrad.settings["SAMRAD_DATABASE_URL"] = place
        told = samrad("db", "check")
        assert told.code == 1
        assert told.err.startswith("FEL Databasen är tom. ")
        assert "samrad db restore" in told.err
        assert samrad("db", "upgrade", "--dry-run").out.startswith(f"Databasen är tom. Till {HEAD}, i stegen")
        assert "Databasen är tom: det finns inget att kopiera" in samrad("db", "backup", "k.db").refused
    assert "Databasen är tom: det finns inget att flytta" in samrad("db", "move", "--to", str(file)).refused


def test_a_database_of_somebody_else_is_said_to_be_so(samrad: Samrad, file: Path) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE recept (id)")
    assert "I databasen finns annat än Samråd: recept." in samrad("db", "check").err


def test_a_database_of_a_newer_version_is_not_told_to_be_upgraded(
    samrad: Samrad, used: Path, url: str
) -> None:
    samrad("people", "list", SAMRAD_DATABASE_URL=url)
    with closing(sqlite3.connect(used)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    newer = "Databasen är sparad av en nyare version av Samråd (9999)"
    assert newer in samrad("db", "check").err
    for words in (("upgrade",), ("move", "--to", url), ("upgrade", "--dry-run")):
        assert newer in samrad("db", *words).refused


def test_what_a_newer_version_keeps_on_postgresql_is_not_copied_by_this_one(
    samrad: Samrad, url: str, file: Path
) -> None:
    samrad.settings["SAMRAD_DATABASE_URL"] = url
    samrad("people", "list")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for words in (("backup", "kopia.db"), ("move", "--to", str(file)), ("upgrade",)):
        assert "nyare version av Samråd (9999)" in samrad("db", *words).refused
    assert not (samrad.folder / "kopia.db").exists()


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
