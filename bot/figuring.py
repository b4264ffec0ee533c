"""``samrad figures``: published numbers from a file or from Kolada, and what is kept of them."""

import asyncio
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.clock import system_clock
from bot.own_database import own
from bot.settings import read_settings
from counties.reading import read_county
from domain import swedish
from domain.county import County, OrgUnit
from domain.errors import NotFound
from figures.difference import Difference, Reading
from figures.files import read_file
from figures.known import Catalogue, catalogue, plain
from figures.kolada import kolada_at
from figures.kolada_cache import Cache
from figures.kolada_reading import Asked, read_kolada
from figures.planning import plan
from figures.table import BadFile
from figures.telling import Teller
from store.audit import SAMRAD
from store.database import Database
from store.faults import unusable
from store.figures import Figures
from store.migrate import migrate

_CACHE = "kolada.db"
_MOST_PROBLEMS = 20
_FIRST_YEAR = 2000


@dataclass(frozen=True)
class Bench:
    """What the commands work with."""

    county: County
    catalogue: Catalogue
    kept: Figures
    now: datetime

    @property
    def teller(self) -> Teller:
        return Teller(self.county, self.catalogue)

    def take_in(self, reading: Reading, *, write: bool) -> Iterator[str]:
        """Show what would change, and write it when ``write``."""
        difference = plan(reading, self.county, self.catalogue, self.kept)
        yield from self.teller.difference(difference)
        yield self._ending(difference, write=write)

    def _ending(self, difference: Difference, *, write: bool) -> str:
        count = len(difference.to_keep)
        if not count:
            return "Inget nytt att lägga in."
        if not write:
            return f"Inget är skrivet än. Lägg till --yes, så läggs {count} siffror in."
        written = self.kept.keep(difference.to_keep, SAMRAD, self.now)
        return f"{written} siffror är inlagda."


def import_file(path: Path, *, write: bool) -> Iterator[str]:
    """Show what the file changes; write it when ``write``. Raise BadFile when a row must be mended."""
    with _bench() as bench:
        reading = read_file(path, bench.county, bench.catalogue, bench.now)
        if reading.problems:
            yield from reading.problems[:_MOST_PROBLEMS]
            count = swedish.count(len(reading.problems), "rad", "rader")
            raise BadFile(f"{path.name} har {count} att rätta. Inget är skrivet. Rätta och försök igen.")
        yield from bench.take_in(reading, write=write)


def fetch_kolada(address: str, year: int, *, write: bool) -> Iterator[str]:
    """Show what Kolada's numbers for ``year`` change; write them when ``write``."""
    kolada = kolada_at(address)
    with _bench() as bench:
        if not _FIRST_YEAR <= year <= bench.now.year:
            raise NotFound(
                f"Skriv ett år från {_FIRST_YEAR} till {bench.now.year}, till exempel --year 2025."
            )
        asked = Asked(bench.county, bench.catalogue, year, bench.now)
        read = asyncio.run(read_kolada(kolada, Cache(read_settings().var / _CACHE), asked))
        yield from read.notes
        yield from bench.take_in(read.reading, write=write)


def list_figures(words: str) -> Iterator[str]:
    """The numbers that hold today: a unit's, or every council's and agency's. Raise NotFound for no unit."""
    with _bench() as bench:
        units = [_unit(bench.county, words)] if words else [one.unit for one in bench.county.reporting()]
        found = bench.kept.for_units([unit.id for unit in units], bench.now.date())
        for unit in units:
            if unit.id in found:
                yield f"{unit.name}:"
                yield from bench.teller.figures(found[unit.id])
        if not found:
            yield "Inga siffror finns inlagda. Lägg in med samrad figures import eller samrad figures kolada."


def list_names() -> Iterator[str]:
    """What a row of a file may speak of."""
    yield from (f"{known.name} ({known.key})" for known in catalogue().figures)


def _unit(county: County, words: str) -> OrgUnit:
    for unit in county.units():
        if plain(words) in {plain(unit.id), plain(unit.name)}:
            return unit
    raise NotFound(
        f"Det finns ingen enhet som heter ”{words}” i länet. Skriv till exempel Fyrbodal eller Åmål."
    )


@contextmanager
def _bench() -> Iterator[Bench]:
    settings = read_settings()
    settings.var.mkdir(parents=True, exist_ok=True)
    county = read_county(settings.county).county
    with closing(Database(own(settings))) as database:
        try:
            migrate(database)
            yield Bench(county, catalogue(), Figures(database), system_clock())
        except Exception as error:
            if said := unusable(error):
                raise said from error
            raise
