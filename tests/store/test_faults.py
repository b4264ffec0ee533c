"""A database file that cannot be used is named, with what to do."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from store import sqlite_engine
from store.faults import Unusable
from store.store import Store
from tests.laying import Laid, only_sqlite


def test_a_folder_in_the_files_place(tmp_path: Path) -> None:
    path = tmp_path / "samrad.db"
    path.mkdir()
    with pytest.raises(Unusable, match=f"^Databasen {path} går inte att öppna.*SAMRAD_VAR"):
        Store.open(path)


def test_bytes_that_are_no_database(tmp_path: Path) -> None:
    path = tmp_path / "samrad.db"
    path.write_bytes(bytes(range(256)) * 40)
    with pytest.raises(Unusable, match=f"^Databasen {path} är ingen databas"):
        Store.open(path)


def test_a_file_that_another_program_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_engine, "_WRITER", ("busy_timeout=1",))
    monkeypatch.setattr(sqlite_engine, "_READER", ("busy_timeout=1",))
    path = tmp_path / "samrad.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Unusable, match=f"^Databasen {path} är låst av ett annat program"):
            Store.open(path)


def test_a_disk_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_engine, "_WRITER", ("query_only=ON",))
    path = tmp_path / "samrad.db"
    with pytest.raises(Unusable, match=f"^Databasen {path} går inte att skriva i"):
        Store.open(path)


@only_sqlite
def test_what_people_wrote_is_not_in_an_errors_words(laid: Laid) -> None:
    store, path = laid.store, laid.file
    with closing(sqlite3.connect(path)) as bare:
        bare.execute("DROP TABLE addresses")
    with pytest.raises(OperationalError, match="no such table") as wrong:
        store.addresses.of_person("Fia Fyrbodal")
    assert "Fia" not in str(wrong.value)
    assert wrong.value.__notes__[0] == str(path)
