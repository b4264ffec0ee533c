"""Where the bot's own database is: PostgreSQL when the settings name one, else a file in its folder."""

from collections.abc import Iterator
from pathlib import Path

from bot.settings import Settings
from store.database import Place

OWN, PLAYED = "samrad.db", "play/samrad.db"


def own(settings: Settings) -> Place:
    """What the bot and its commands work with."""
    if written := settings.database_url.get_secret_value():
        from store.postgresql_place import place_of  # noqa: PLC0415 - loaded only where it is the database

        return place_of(written)
    return settings.var / OWN


def own_if_there(settings: Settings) -> Place | None:
    """None for a file that is missing, for who only reads and makes none."""
    place = own(settings)
    return None if isinstance(place, Path) and not place.is_file() else place


def with_played(settings: Settings) -> Iterator[Place]:
    """The bot's own first, then the one that ``samrad play`` made; those that are there."""
    if found := own_if_there(settings):
        yield found
    if (played := settings.var / PLAYED).is_file():
        yield played


def is_played(place: Place) -> bool:
    return isinstance(place, Path) and place.match(PLAYED)
