"""Bring the file's tables up to this version, all or nothing."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from domain.errors import SamradError
from store.database import Database

HEAD = "0006"
"""The newest file in migrations/versions. Kept here so that an up-to-date start need not load Alembic."""

_MIGRATIONS = Path(__file__).parent / "migrations"


class Newer(SamradError):
    """The file was written by a later version of Samråd; nothing was changed."""


def migrate(database: Database, scripts: Path = _MIGRATIONS, head: str = HEAD) -> None:
    """Lay or alter the tables in one transaction; a migration that fails leaves nothing behind.

    Raise Newer when the file is ahead of this version.
    """
    if database.read(_revision) != head:
        database.write(lambda connection: _upgrade(database, connection, scripts))


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    stored: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return stored


def _upgrade(database: Database, connection: Connection, scripts: Path) -> None:
    from alembic import command  # noqa: PLC0415 - 0.1 s, paid only when the tables are behind
    from alembic.config import Config  # noqa: PLC0415 - the same
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - the same

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    stored = _revision(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if stored and stored not in known:
        raise Newer(
            f"Databasen är sparad av en nyare version av Samråd ({stored}). "
            "Installera den versionen, eller återställ en äldre säkerhetskopia."
        )
    command.upgrade(config, "head")
    database.altered(connection)
