"""``samrad draft`` and ``samrad export``: rounds, from the bot's own database or from the played one."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

from bot.clock import system_clock
from bot.draft_files import DraftFiles
from bot.settings import Settings, read_settings
from counties.reading import read_county
from domain.county import County, Respondent, UnitKind
from domain.errors import NotFound
from domain.form import Form
from domain.material import Material
from domain.quarter import Quarter
from domain.rounds import Round
from domain.swedish import listed
from domain.workdays import STOCKHOLM
from forms import shelf
from reports.export.files import write
from reports.export.gathering import gathered
from reports.export.rows import Copy, Format
from store.store import Store

OWN, PLAYED = "samrad.db", "play/samrad.db"
ALL = "alla"


def write_draft(words: str, out: Path) -> str:
    """Write the draft of the quarter said in ``words`` (the latest round without any); tells where it lies.

    Raises NotFound when no database has such a round.
    """
    (material,) = _materials([words] if words.strip() else [])
    file = DraftFiles(out).write(material)
    return f"Utkastet för {material.round.quarter.label} bygger på {material.counted}: {file.path}"


def write_export(words: Sequence[str], wanted: Format, copy: Copy, out: Path) -> str:
    """Write the answers of the quarters said in ``words``; tells where they lie.

    Without any it is the latest round, with "alla" every round. Raises NotFound as ``write_draft``.
    """
    export = gathered(_materials(words, copy), copy)
    path = write(export, wanted, out)
    quarters = listed(round_.quarter for round_ in export.rounds)
    marked = ". Internt exemplar: får inte publiceras" if copy is Copy.INTERNAL else ""
    return f"{len(export.rows)} svar för {quarters}{marked}: {path}"


def _materials(words: Sequence[str], copy: Copy = Copy.OPEN) -> list[Material]:
    """All from the first database that has every round that is asked for, oldest first."""
    settings = read_settings()
    now = system_clock()
    wanted = None if ALL in {word.strip().casefold() for word in words} else _quarters(words, now.date())
    county = read_county(settings.county).county
    for path in _databases(settings.var):
        with closing(Store.open(path)) as store:
            if rounds := _rounds(store, wanted):
                cut_off = _cut_off(store, path, now)
                return [_material(store, county, one, cut_off, copy) for one in rounds]
    raise NotFound(_nowhere(wanted, settings))


def _quarters(words: Sequence[str], today: date) -> list[Quarter]:
    """Each once, in order; none said is the latest. Raise NotFound for words that name no quarter."""
    found = {word: Quarter.parse(word, today) for word in words if word.strip()}
    for word, quarter in found.items():
        if quarter is None:
            raise NotFound(f"”{word}” är inget kvartal. Skriv till exempel K3 eller 2026Q3.")
    return sorted({quarter for quarter in found.values() if quarter})


def _rounds(store: Store, wanted: list[Quarter] | None) -> list[Round]:
    """None is every round; an empty list the latest. Empty when any that is asked for is not there."""
    if wanted is None:
        return store.rounds.all()
    if not wanted:
        latest = store.rounds.latest()
        return [latest] if latest else []
    found = [round_ for quarter in wanted if (round_ := store.rounds.get(quarter.key))]
    return found if len(found) == len(wanted) else []


def _nowhere(wanted: list[Quarter] | None, settings: Settings) -> str:
    quarters = listed(quarter.label for quarter in wanted) if wanted else "någon omgång"
    return f"Det finns inga svar för {quarters} i {settings.var}. Spela upp ett kvartal med ”samrad play”."


def _databases(var: Path) -> Iterator[Path]:
    return (var / name for name in (OWN, PLAYED) if (var / name).is_file())


def _cut_off(store: Store, path: Path, now: datetime) -> datetime:
    """A played round has its own time: that of its last tick."""
    last = store.ticks.last() if path.match(PLAYED) else None
    return last.astimezone(STOCKHOLM) if last else now


def _material(store: Store, county: County, round_: Round, cut_off: datetime, copy: Copy) -> Material:
    asked = [*county.reporting(), *(_municipalities(county) if copy is Copy.INTERNAL else ())]
    forms = _forms(store, county, round_, asked)
    return store.material(county, round_, forms, cut_off=cut_off, written=cut_off.date())


def _municipalities(county: County) -> Iterator[Respondent]:
    for unit in county.units():
        if unit.kind is UnitKind.MUNICIPALITY and unit.form:
            yield county.respondent(unit.id)


def _forms(store: Store, county: County, round_: Round, asked: Sequence[Respondent]) -> dict[str, Form]:
    """Each unit's form of the round, if the round has one for it, with the figures published for it."""
    areas = county.areas_in(round_.quarter)
    known = store.figures.for_units([one.id for one in asked], round_.quarter.end)
    figures = {
        unit: tuple(figure for figure in those if figure.holds_in(round_.quarter))
        for unit, those in known.items()
    }
    pinned = {ref.id for ref in round_.forms}
    return {
        one.id: shelf.form(round_.form(one.unit.form), one, areas, figures.get(one.id, ()))
        for one in asked
        if one.unit.form in pinned
    }
