"""``samrad draft``: the draft of a round, from the bot's own database or from the played one."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from bot.clock import system_clock
from bot.draft_files import DraftFiles
from bot.settings import read_settings
from counties.reading import read_county
from domain.county import County
from domain.errors import NotFound
from domain.quarter import Quarter
from domain.rounds import Round
from domain.workdays import STOCKHOLM
from forms import shelf
from store.store import Store

OWN, PLAYED = "samrad.db", "play/samrad.db"


def write_draft(words: str, out: Path) -> str:
    """Write the draft of the quarter said in ``words`` (the latest round without any); tells where it lies.

    Raises NotFound when no database has such a round.
    """
    settings = read_settings()
    county = read_county(settings.county).county
    now = system_clock()
    quarter = Quarter.parse(words, now.date()) if words.strip() else None
    if words.strip() and quarter is None:
        raise NotFound(f"”{words}” är inget kvartal. Skriv till exempel K3 eller 2026Q3.")
    for path in _databases(settings.var):
        with closing(Store.open(path)) as store:
            round_ = store.rounds.get(quarter.key) if quarter else store.rounds.latest()
            if round_:
                return _written(store, county, round_, out, _cut_off(store, path, now))
    wanted = quarter.label if quarter else "någon omgång"
    raise NotFound(
        f"Det finns inga svar för {wanted} i {settings.var}. Spela upp ett kvartal med ”samrad play”."
    )


def _databases(var: Path) -> Iterator[Path]:
    return (var / name for name in (OWN, PLAYED) if (var / name).is_file())


def _cut_off(store: Store, path: Path, now: datetime) -> datetime:
    """A played round has its own time: that of its last tick."""
    last = store.ticks.last() if path.match(PLAYED) else None
    return last.astimezone(STOCKHOLM) if last else now


def _written(store: Store, county: County, round_: Round, out: Path, cut_off: datetime) -> str:
    areas = county.areas_on(round_.quarter.start)
    forms = {council.id: shelf.form(round_.form, council, areas) for council in county.councils}
    material = store.material(county, round_, forms, cut_off=cut_off, written=cut_off.date())
    file = DraftFiles(out).write(material)
    received = f"{len(material.received)} av {len(material.contributions)}"
    return f"Utkastet för {round_.quarter.label} bygger på {received} delregioner: {file.path}"
