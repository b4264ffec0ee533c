"""``samrad draft`` and ``samrad export``: rounds, from the bot's own database or from the played one."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from bot.clock import system_clock
from bot.county_names import must_be_known
from bot.draft_files import DraftFiles
from bot.own_database import is_played, with_played
from bot.settings import Settings, read_settings
from counties.reading import read_county
from dialogs.report_work import options
from domain.county import County, Respondent, UnitKind
from domain.errors import NotFound
from domain.form import Form
from domain.material import Material
from domain.quarter import Quarter
from domain.rounds import Round
from domain.swedish import listed
from domain.workdays import STOCKHOLM
from forms import shelf
from reports.composing import composed
from reports.document import Document
from reports.export.files import write
from reports.export.gathering import gathered
from reports.export.rows import Copy, Format
from reports.internal import internal_annex
from reports.writers import Format as Report
from reports.writers import file_name
from reports.writers import write as write_report
from store.database import Place
from store.store import Store

ALL = "alla"

Taken = TypeVar("Taken")


@dataclass(frozen=True)
class Wanted:
    """Which files of a draft. ``english``: with the summary in English, also when nobody has asked for it.

    ``internal``: the internal annex too, in files of its own. ``template``: Word's own, None for ours.
    """

    formats: tuple[Report, ...] = (Report.WORD,)
    english: bool = False
    internal: bool = False
    template: Path | None = None


def write_draft(words: str, out: Path, wanted: Wanted) -> str:
    """Write the draft of the quarter said in ``words`` (the latest round without any), with what was edited.

    Tells where the files lie. Raises NotFound when no database has such a round, and BadTemplate.
    """
    copy = Copy.INTERNAL if wanted.internal else Copy.OPEN
    ((material, documents),) = _taken([words] if words.strip() else [], copy, partial(_documents, wanted))
    files = DraftFiles(out)
    made = [
        files.lay_down(write_report(document, one, name, wanted.template))
        for name, document in documents.items()
        for one in wanted.formats
    ]
    said = f"Utkastet för {material.round.quarter.label} bygger på {material.counted}:"
    return f"{said} {made[0]}" if len(made) == 1 else "\n".join((said, *made))


def _documents(wanted: Wanted, store: Store, material: Material) -> tuple[Material, dict[str, Document]]:
    """The draft as it stands, by what its files are called; and the internal annex when it is asked for."""
    key = material.round.key
    asked = options(store.report_life.of(key))
    told = replace(asked, english=asked.english or wanted.english)
    draft = composed(material, store.reports.edits(key), told).document
    internal = {f"internt-underlag-{key}": internal_annex(material)} if wanted.internal else {}
    return material, {file_name(key): draft, **internal}


def write_export(words: Sequence[str], wanted: Format, copy: Copy, out: Path) -> str:
    """Write the answers of the quarters said in ``words``; tells where they lie.

    Without any it is the latest round, with "alla" every round. Raises NotFound as ``write_draft``.
    """
    export = gathered(_taken(words, copy, lambda _, material: material), copy)
    path = write(export, wanted, out)
    quarters = listed(round_.quarter for round_ in export.rounds)
    marked = ". Internt exemplar: får inte publiceras" if copy is Copy.INTERNAL else ""
    return f"{len(export.rows)} svar för {quarters}{marked}: {path}"


def _taken(words: Sequence[str], copy: Copy, take: Callable[[Store, Material], Taken]) -> list[Taken]:
    """What ``take`` makes of each round, oldest first.

    All are from the first database that has every round that is asked for. Raises BadSetting for a county's
    files that cannot be used.
    """
    settings = read_settings()
    now = system_clock()
    wanted = None if ALL in {word.strip().casefold() for word in words} else _quarters(words, now.date())
    book = read_county(settings.county)
    must_be_known(book)
    for place in with_played(settings):
        with closing(Store.open(place)) as store:
            if rounds := _rounds(store, wanted):
                cut_off = moment_in(store, place, now)
                return [take(store, _material(store, book.county, one, cut_off, copy)) for one in rounds]
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


def moment_in(store: Store, place: Place, now: datetime) -> datetime:
    """When it is in the database: a played round has its own time, that of its last tick."""
    last = store.ticks.last() if is_played(place) else None
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
