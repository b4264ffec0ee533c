"""What ``samrad db`` does with the bot's own database: upgrade, check, back up, restore, move."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.clock import system_clock
from bot.own_database import own
from bot.places import NotDone, made, must_be_read, must_rest, same, there, wanted
from bot.settings import Settings, read_settings
from domain import swedish
from store.audit import SAMRAD, AuditLine
from store.backing_up import Backup, back_up, opened
from store.checking import Checked, check
from store.contents import Contents
from store.database import Database, Place
from store.faults import unusable
from store.migrate import HEAD, migrate, revision, steps_ahead
from store.moving import first_held, move, ready

_SUBJECT = "databas"
_GO_ON = "Kör samrad db check och starta boten."


def upgrade(*, dry_run: bool) -> list[str]:
    """Bring the tables to this version, or tell what would be done. Raise NotDone when it fails."""
    with closing(Database(there(own(read_settings())))) as database:
        stored = database.read(revision)
        steps = steps_ahead(stored)
        if not steps:
            return [f"Databasen är redan på {HEAD}. Inget är ändrat."]
        plan = f"{_from(stored)} {HEAD}, i stegen {', '.join(steps)}."
        if dry_run:
            return [plan, "Inget är ändrat. Ta en säkerhetskopia (samrad db backup) och kör utan --dry-run."]
        try:
            migrate(database)
        except Exception as error:
            raise NotDone(
                f"Uppgraderingen till {HEAD} misslyckades ({type(error).__name__}). Inget är ändrat:"
                f" {_still(stored)}"
            ) from error
        return [plan, "Klart."]


def _from(stored: str | None) -> str:
    return f"Från {stored} till" if stored else "Databasen är tom. Till"


def _still(stored: str | None) -> str:
    if not stored:
        return "databasen är tom som förut."
    return f"databasen är kvar på {stored}, och den förra versionen av Samråd kan använda den."


def look_through() -> Checked:
    """All that can be told of whether the database is whole."""
    with closing(Database(there(own(read_settings())))) as database:
        return check(database)


def back_up_to(file: Path) -> list[str]:
    """Write the backup; what it holds, and its checksum."""
    with closing(Database(there(own(read_settings())))) as database:
        return list(_of(back_up(database, file)))


def restore(file: Path, *, replace: bool) -> list[str]:
    """Fill the empty database, or with ``replace`` the one in use after a backup of it. Raise NotDone."""
    settings, now = read_settings(), system_clock()
    place = own(settings)
    if same(place, file):
        raise NotDone(f"{file} är databasen själv, ingen säkerhetskopia. Skriv namnet på en kopia.")
    must_rest(place)
    settings.var.mkdir(parents=True, exist_ok=True)
    with opened(file, settings.var) as backup, closing(made(place)) as database:
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
    done = f"Återställd: {_counted(moved)} Varje tabell är jämförd med säkerhetskopian."
    return [*said, done, _GO_ON]


def move_to(written: str) -> list[str]:
    """Copy all to the empty database at that address; the one in use stays as it is. Raise NotDone."""
    settings = read_settings()
    source, target = there(own(settings)), wanted(written)
    if same(source, target):
        raise NotDone("Det är samma databas. Skriv adressen till den som ska fyllas.")
    if isinstance(target, Path):
        must_be_read(target, settings)
    must_rest(source)
    with _meant(target):
        must_rest(target)
    with closing(Database(source)) as here, closing(made(target)) as empty:
        ready(here, empty)
        if held := empty.read(first_held):
            raise NotDone(f"Databasen är inte tom: {held} har rader. Inget är ändrat. {_instead(target)}")
        moved = move(here, empty)
    return [f"Flyttat: {_counted(moved)} Varje tabell är jämförd.", _after(source, target)]


def _after(source: Place, target: Place) -> str:
    """What is to be done now: a file that is left where the bot looks would be taken up again by mistake."""
    setting = "den adressen innan boten startas"
    if isinstance(target, Path):
        setting = f"tom innan boten startas: boten läser {target} då"
    aside = f" Flytta undan {source} när du har sett att allt är där." if isinstance(source, Path) else ""
    return f"Sätt SAMRAD_DATABASE_URL till {setting}. Den gamla databasen är orörd.{aside}"


def _instead(target: Place) -> str:
    if isinstance(target, Path):
        return f"Flytta undan {target} och försök igen."
    return "Skriv adressen till en tom databas."


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
