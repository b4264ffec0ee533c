"""``samrad draft`` and ``samrad export``: a round, from the bot's own database or from the played one."""

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
from domain.material import Material
from domain.quarter import Quarter
from domain.rounds import Round
from domain.workdays import STOCKHOLM
from forms import shelf
from reports.open_data import export
from store.store import Store

OWN, PLAYED = "samrad.db", "play/samrad.db"


def write_draft(words: str, out: Path) -> str:
    """Write the draft of the quarter said in ``words`` (the latest round without any); tells where it lies.

    Raises NotFound when no database has such a round.
    """
    material = _material(words)
    file = DraftFiles(out).write(material)
    received = f"{len(material.received)} av {len(material.contributions)}"
    return f"Utkastet för {material.round.quarter.label} bygger på {received} delregioner: {file.path}"


def write_export(words: str, out: Path) -> str:
    """Write the round's answers as open data; tells where they lie. Raises NotFound as ``write_draft``."""
    material = _material(words)
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"lagesrapport-{material.round.key}.db"
    count = export(material, path)
    return f"{count} svar för {material.round.quarter.label}: {path}"


def _material(words: str) -> Material:
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
                return _gathered(store, county, round_, _cut_off(store, path, now))
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


def _gathered(store: Store, county: County, round_: Round, cut_off: datetime) -> Material:
    areas = county.areas_in(round_.quarter)
    forms = {council.id: shelf.form(round_.form, council, areas) for council in county.councils}
    return store.material(county, round_, forms, cut_off=cut_off, written=cut_off.date())
