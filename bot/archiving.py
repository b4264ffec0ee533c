"""``samrad archive``: a published report's archive package, from the bot's own database or the played one."""

from contextlib import closing
from datetime import datetime
from pathlib import Path

from bot.clock import system_clock
from bot.draft_files import DraftFiles
from bot.drafting import moment_in
from bot.own_database import with_played
from bot.settings import read_settings
from counties.reading import read_county
from dialogs.desk import Desk
from dialogs.report_archive import archived
from domain.errors import NotFound
from domain.quarter import Quarter
from domain.rounds import Round
from knowledge.handbook import Handbook
from reports.export.rows import Copy
from store.store import Store


def write_archive(words: str, out: Path, copy: Copy = Copy.OPEN) -> str:
    """Write the package of the quarter said in ``words`` (the latest round without any); tells where it lies.

    Raises NotFound when no database has such a round, or its report has not been published.
    """
    settings = read_settings()
    county = read_county(settings.county).county
    now = system_clock()
    quarter = _quarter(words, now)
    for place in with_played(settings):
        with closing(Store.open(place)) as store:
            if round_ := _round(store, quarter):
                made = moment_in(store, place, now)
                package = archived(Desk(store, county, Handbook.load), round_, made, copy)
                lies = DraftFiles(out).lay_down(package)
                marked = " Internt exemplar: får inte lämnas ut." if copy is Copy.INTERNAL else ""
                return f"Arkivpaketet för {round_.quarter.label}: {lies}.{marked}"
    named = quarter.label if quarter else "någon omgång"
    raise NotFound(f"Det finns ingen rapport för {named} i {settings.var}.")


def _quarter(words: str, now: datetime) -> Quarter | None:
    """None is the latest round's. Raise NotFound for words that name no quarter."""
    if not words.strip():
        return None
    if found := Quarter.parse(words, now.date()):
        return found
    raise NotFound(f"”{words}” är inget kvartal. Skriv till exempel K3 eller 2026Q3.")


def _round(store: Store, quarter: Quarter | None) -> Round | None:
    return store.rounds.get(quarter.key) if quarter else store.rounds.latest()
