"""What ``samrad db`` does with the bot's own database: upgrade, check, back up, restore, move."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.clock import system_clock
from bot.own_database import own
from bot.settings import Settings, read_settings
from domain import swedish
from domain.errors import SamradError
from store.audit import SAMRAD, AuditLine
from store.backing_up import Backup, back_up, opened
from store.checking import Checked, check
from store.contents import Contents
from store.database import Database, Place
from store.faults import unusable
from store.in_use import is_open
from store.migrate import HEAD, migrate, revision, steps_ahead
from store.moving import first_held, move, ready

_SUBJECT = "databas"
_SQLITE = "sqlite:///"


class NotDone(SamradError):
    """The words say what stands in the way, and that nothing was changed."""


def upgrade(*, dry_run: bool) -> list[str]:
    """Bring the tables to this version, or tell what would be done. Raise NotDone when it fails."""
    with closing(Database(_there(own(read_settings())))) as database:
        stored = database.read(revision)
        steps = steps_ahead(stored)
        if not steps:
            return [f"Databasen är redan på {HEAD}. Inget är ändrat."]
        plan = f"Från {stored or 'ingen version'} till {HEAD}, i stegen {', '.join(steps)}."
        if dry_run:
            return [plan, "Inget är ändrat. Ta en säkerhetskopia (samrad db backup) och kör utan --dry-run."]
        try:
            migrate(database)
        except Exception as error:
            raise NotDone(
                f"Uppgraderingen till {HEAD} misslyckades ({type(error).__name__}). Inget är ändrat:"
                f" databasen är kvar på {stored or 'ingen version'}, och den förra versionen av Samråd kan"
                " använda den."
            ) from error
        return [plan, "Klart."]


def look_through() -> Checked:
    """All that can be told of whether the database is whole."""
    with closing(Database(_there(own(read_settings())))) as database:
        return check(database)


def back_up_to(file: Path) -> list[str]:
    """Write the backup; what it holds, and its checksum."""
    with closing(Database(_there(own(read_settings())))) as database:
        return list(_of(back_up(database, file)))


def restore(file: Path, *, replace: bool) -> list[str]:
    """Fill the empty database, or with ``replace`` the one in use after a backup of it. Raise NotDone."""
    settings, now = read_settings(), system_clock()
    place = own(settings)
    _must_rest(place)
    settings.var.mkdir(parents=True, exist_ok=True)
    with opened(file, settings.var) as backup, closing(_made(place)) as database:
        ready(backup, database)
        held = database.read(first_held)
        if held and not replace:
            raise NotDone(
                f"Databasen är inte tom: {held} har rader. Inget är ändrat. Med --replace säkerhetskopieras"
                " den först och ersätts sedan."
            )
        said = [f"Det som fanns: {line}" for line in _kept_aside(database, settings, now)] if held else []
        with file.open("rb") as content:
            why = f"{file.name}, sha256 {file_digest(content, 'sha256').hexdigest()}"
        line = AuditLine(now, SAMRAD, "återställde säkerhetskopia", _SUBJECT, why)
        moved = move(backup, database, replace=replace, line=line)
    return [*said, f"Återställd: {_counted(moved)} Varje tabell är jämförd med säkerhetskopian."]


def move_to(written: str) -> list[str]:
    """Copy all to the empty database at that address; the one in use stays as it is. Raise NotDone."""
    source, target = _there(own(read_settings())), _place(written)
    if source == target:
        raise NotDone("Det är samma databas. Skriv adressen till den som ska fyllas.")
    _must_rest(source)
    with _meant(target):
        _must_rest(target)
    with closing(Database(source)) as here, closing(_made(target)) as there:
        moved = move(here, there)
    setting = "tom" if isinstance(target, Path) else "den adressen"
    return [
        f"Flyttat: {_counted(moved)} Varje tabell är jämförd.",
        f"Sätt SAMRAD_DATABASE_URL till {setting} innan boten startas. Den gamla databasen är orörd.",
    ]


def _kept_aside(database: Database, settings: Settings, now: datetime) -> Iterator[str]:
    folder = settings.var / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    return _of(back_up(database, folder / f"samrad-{now:%Y%m%d-%H%M%S-%f}.db"))


def _of(backup: Backup) -> Iterator[str]:
    rows = sum(backup.rows.values())
    filled = sum(1 for count in backup.rows.values() if count)
    yield f"{backup.file}: {rows} rader i {filled} tabeller, version {backup.revision}."
    yield f"SHA-256 {backup.sha256}"


def _counted(moved: Contents) -> str:
    filled = [one.rows for one in moved.values() if one.rows]
    return f"{sum(filled)} rader i {swedish.count(len(filled), 'tabell', 'tabeller')}."


@contextmanager
def _meant(target: Place) -> Iterator[None]:
    """What is wrong with a PostgreSQL database there is not told of as if it were the one in use."""
    try:
        yield
    except DBAPIError as error:
        said = None if isinstance(target, Path) else unusable(error, "i --to")
        raise said or error from error


def _must_rest(place: Place) -> None:
    """Raise NotDone while somebody has it open."""
    if is_open(place):
        raise NotDone(
            "Databasen är öppen i ett annat program, troligen boten. Stoppa boten (alla, om de är flera) och"
            " försök igen. Inget är ändrat."
        )


def _there(place: Place) -> Place:
    if isinstance(place, Path) and not place.is_file():
        raise NotDone(f"Det finns ingen databas i {place} ännu. Den läggs upp när boten startas.")
    return place


def _made(place: Place) -> Database:
    if isinstance(place, Path):
        place.parent.mkdir(parents=True, exist_ok=True)
    return Database(place)


def _place(written: str) -> Place:
    """A PostgreSQL address, or a file. Raise NotDone; nothing that may hold a password is quoted."""
    if "://" not in written:
        return Path(written).absolute()
    if written.startswith(_SQLITE):
        return Path(written.removeprefix(_SQLITE)).absolute()
    from store.postgresql_place import place_of  # noqa: PLC0415 - loaded only where it is the database

    try:
        return place_of(written)
    except ValueError as wrong:
        raise NotDone(f"Adressen går inte att använda: {wrong}.") from None
