import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from shutil import copyfile, copytree, ignore_patterns

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from store import migrate as migrating
from store.database import Database
from store.migrate import HEAD, Newer, migrate
from store.schema import metadata
from store.store import Store

SCRIPTS = Path(migrating.__file__).parent / "migrations"

FAILING = """
import sqlalchemy as sa
from alembic import op
revision = "9999"
down_revision = "the newest"
def upgrade():
    op.create_table("half", sa.Column("id", sa.Integer, primary_key=True))
    op.drop_table("ticks")
    op.execute("INSERT INTO half (id) VALUES (1)")
    raise RuntimeError("halvvägs")
"""


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def laid(connection: Connection) -> list[str]:
    return sorted(inspect(connection).get_table_names())


@pytest.fixture
def failing(tmp_path: Path) -> Path:
    scripts = tmp_path / "100 % fel"
    copytree(SCRIPTS, scripts, ignore=ignore_patterns("__pycache__"))
    revision = FAILING.replace("the newest", HEAD)
    (scripts / "versions" / "v9999_halfway.py").write_text(revision, encoding="utf-8")
    return scripts


def test_an_empty_file_in_a_new_folder_gets_every_table(tmp_path: Path) -> None:
    path = tmp_path / "ny" / "mapp" / "samrad.sqlite"
    Store.open(path).close()
    assert tables(path) == set(metadata.tables) | {"alembic_version"}


def test_the_migrations_lead_to_the_tables_of_the_schema(database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    assert database.read(differences) == []


def test_head_is_the_newest_migration() -> None:
    assert ScriptDirectory(str(SCRIPTS)).get_current_head() == HEAD


def test_a_failed_migration_of_an_empty_file_leaves_nothing_behind(tmp_path: Path, failing: Path) -> None:
    path = tmp_path / "ny.sqlite"
    database = Database(path)
    with pytest.raises(RuntimeError, match="halvvägs"):
        migrate(database, failing, "9999")
    database.close()
    assert tables(path) == set()


def test_a_failed_migration_of_a_database_in_use_leaves_it_as_it_was(
    database: Database, failing: Path
) -> None:
    before = database.read(laid)
    with pytest.raises(RuntimeError, match="halvvägs"):
        migrate(database, failing, "9999")
    assert database.read(laid) == before
    assert (
        database.read(lambda connection: connection.scalar(text("SELECT version_num FROM alembic_version")))
        == HEAD
    )


def test_a_file_of_a_later_version_is_refused_with_what_to_do(migrated: Path, tmp_path: Path) -> None:
    path = tmp_path / "senare.sqlite"
    copyfile(migrated, path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '2031'")
        connection.commit()
    with pytest.raises(Newer, match="nyare version av Samråd"):
        Store.open(path)


def test_an_up_to_date_file_opens_without_loading_alembic(migrated: Path, tmp_path: Path) -> None:
    path = tmp_path / "samrad.sqlite"
    copyfile(migrated, path)
    opens = (
        "import sys; from pathlib import Path; from store.store import Store; "
        "Store.open(Path(sys.argv[1])).close(); "
        "sys.exit(bool({'alembic', 'sqlalchemy.dialects.postgresql', 'holidays'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", opens, path], check=False).returncode == 0  # noqa: S603 - our own words
