"""Bring the file's tables up to this version, all or nothing."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from domain.errors import SamradError
from store.database import Database

HEAD = "0009"
"""The newest file in migrations/versions. Kept here so that an up-to-date start need not load Alembic."""

_MIGRATIONS = Path(__file__).parent / "migrations"


class Newer(SamradError):
    """The file was written by a later version of Samråd; nothing was changed."""


def migrate(database: Database, scripts: Path = _MIGRATIONS, head: str = HEAD) -> None:
    """Lay or alter the tables up to ``head`` in one transaction; one that fails leaves nothing behind.

    Raise Newer when the file is ahead of this version.
    """
    if database.read(revision) != head:
        database.write(lambda connection: _upgrade(database, connection, scripts, head))


def revision(connection: Connection) -> str | None:
    """What the tables are at; None when there are none of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    stored: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return stored


def steps_ahead(stored: str | None, scripts: Path = _MIGRATIONS) -> list[str]:
    """The revisions that ``stored`` lacks, the first first. Raise Newer for one that this version lacks."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - 0.1 s, paid only when somebody asks

    known = [script.revision for script in ScriptDirectory(str(scripts)).walk_revisions()][::-1]
    if stored and stored not in known:
        raise Newer(
            f"Databasen är sparad av en nyare version av Samråd ({stored}). "
            "Installera den versionen, eller återställ en äldre säkerhetskopia."
        )
    return known[known.index(stored) + 1 :] if stored else known


def _upgrade(database: Database, connection: Connection, scripts: Path, to: str) -> None:
    from alembic import command  # noqa: PLC0415 - 0.1 s, paid only when the tables are behind
    from alembic.config import Config  # noqa: PLC0415 - the same

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    steps_ahead(revision(connection), scripts)
    command.upgrade(config, to)
    database.altered(connection)
