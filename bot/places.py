"""The databases that ``samrad db`` is told of: the one in use, and the one that is to be filled."""

from pathlib import Path

from bot.own_database import OWN
from bot.settings import Settings
from domain.errors import SamradError
from store.database import Database, Place
from store.in_use import is_open

_SQLITE = "sqlite:///"


class NotDone(SamradError):
    """The words say what stands in the way, and that nothing was changed."""


def wanted(written: str) -> Place:
    """A PostgreSQL address, or a file. Raise NotDone; nothing that may hold a password is quoted."""
    if not written.strip():
        raise NotDone("Adressen saknas. Skriv postgresql://…, eller filen som boten läser.")
    if "://" not in written:
        return Path(written)
    if written.startswith(_SQLITE):
        return Path(written.removeprefix(_SQLITE))
    from store.postgresql_place import place_of  # noqa: PLC0415 - loaded only where it is the database

    try:
        return place_of(written)
    except ValueError as wrong:
        raise NotDone(f"Adressen går inte att använda: {wrong}.") from None


def same(one: Place, other: Place) -> bool:
    """Whether both are one database, however the file is named."""
    if isinstance(one, Path) and isinstance(other, Path):
        return one.resolve() == other.resolve()
    return one == other


def must_be_read(file: Path, settings: Settings) -> None:
    """Raise NotDone for any file but the one that the bot reads: what is moved elsewhere would seem lost."""
    read = settings.var / OWN
    if same(file, read):
        return
    moved = f"--to {read}" if settings.database_url.get_secret_value() else "--to postgresql://…"
    raise NotDone(
        f"Boten läser bara filen {read}; i {file} skulle inget synas. Inget är ändrat. Skriv {moved}, eller"
        " samrad db backup FIL för en kopia någon annanstans."
    )


def must_rest(place: Place) -> None:
    """Raise NotDone while somebody has it open."""
    if is_open(place):
        raise NotDone(
            "Databasen är öppen i ett annat program, troligen boten. Stoppa boten (alla, om de är flera) och"
            " försök igen. Inget är ändrat."
        )


def there(place: Place) -> Place:
    """``place``. Raise NotDone for a file that is missing."""
    if isinstance(place, Path) and not place.is_file():
        raise NotDone(
            f"Det finns ingen databas i {place} ännu. Den läggs upp när boten startas, eller av samrad people"
            " add. Finns den i en annan mapp: skriv den mappen i SAMRAD_VAR."
        )
    return place


def made(place: Place) -> Database:
    """Opened; a file and its folder are made if need be."""
    if isinstance(place, Path):
        place.parent.mkdir(parents=True, exist_ok=True)
    return Database(place)
