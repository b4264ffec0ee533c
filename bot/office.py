"""What ``samrad people`` and ``samrad link`` work at: settings, the bot's own database, county and time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.clock import system_clock
from bot.own_database import own
from bot.settings import Settings, read_settings
from counties.reading import read_county
from dialogs.named import named
from domain.county import County
from domain.errors import NotFound
from domain.people import Person
from domain.quarter import Quarter
from domain.rounds import Round
from store.store import Store


@dataclass(frozen=True)
class Office:
    """What the commands need, opened for one of them."""

    settings: Settings
    store: Store
    county: County
    now: datetime

    def person(self, person_id: str) -> Person:
        if found := self.store.people.get(person_id):
            return found
        raise NotFound(f"Det finns ingen person med id ”{person_id}”. {self._instead(person_id)}")

    def _instead(self, words: str) -> str:
        """Whose id may have been meant: people know names."""
        found = named(words, self.store.people.everyone())
        meant = [found.one] if found.one else [*found.several, *found.near]
        if not meant:
            return "Se vilka som finns: samrad people list."
        ways = [f"{one.id} ({one.name})" for one in meant]
        return (
            f"Menar du {', '.join(ways[:-1])} eller {ways[-1]}?" if len(ways) > 1 else f"Menar du {ways[0]}?"
        )

    def round(self, words: str) -> Round:
        """The quarter's; without any words the one that takes answers now, or else the latest."""
        quarter = Quarter.parse(words, self.now.date()) if words.strip() else None
        if words.strip() and quarter is None:
            raise NotFound(f"”{words}” är inget kvartal. Skriv till exempel K3 eller 2026Q3.")
        rounds = self.store.rounds
        found = rounds.get(quarter.key) if quarter else rounds.taking_answers(self.now) or rounds.latest()
        if not found:
            raise NotFound(
                f"Det finns ingen omgång för {quarter.label if quarter else 'något kvartal'} ännu."
            )
        return found


@contextmanager
def at_office() -> Iterator[Office]:
    """With the bot's own database, closed after it."""
    settings = read_settings()
    store = Store.open(own(settings))
    try:
        yield Office(settings, store, read_county(settings.county).county, system_clock())
    finally:
        store.close()
