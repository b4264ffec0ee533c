"""What a full quarter has besides the play: history that moves, and published numbers of municipalities.

The numbers are invented and the same every time. Each quarter has its own, a sub-region's are the sums of its
municipalities', and some are so small that they are hidden.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from zlib import crc32

from bench.history import OPEN, PLAYED
from counties.reading import CountyBook
from domain.answers import FIGURE, STATE, Standing
from domain.county import Council, County, Figure, OrgUnit
from domain.quarter import Quarter
from domain.trends import DRAWN
from domain.workdays import STOCKHOLM
from reports.document import Chart, Document, Drawn, Table
from store.store import Store

_SOURCE, _PEOPLE = "Migrationsverket", "population"
_RUNNING = {
    "received_assigned_ytd": 22,
    "received_self_ytd": 12,
    "uac_assigned_ytd": 3,
    "tpd_assigned_ytd": 4,
}
_HOUSED = {"enrolled_abo": 60, "enrolled_ebo": 90, "enrolled_municipal": 30, "enrolled_other": 9}
"""The most that comes to a municipality in a quarter, and that lives in it."""

_TOTAL, _WOMEN, _MEN = (f"received_total_ytd{sex}" for sex in ("", "_women", "_men"))
_ENROLLED, _QUOTA, _SPREAD = "enrolled_total", "quota_current", "foreign_born_employed"
_AGENCIES: Mapping[str, Mapping[str, float]] = {
    "af": {"lead_permit_to_program_days": 31, "est_in": 210, "est_out": 245, "eduduty_n": 480},
    "miv": {"lead_decision_to_municipality_days": 48, "assigned_q": 212, "enrolled_uac": 48},
    "vgr": {"hexam_wait_days": 24, "hexam_offered": 640, "hexam_done": 512, "hcomm_sessions": 38},
}
"""What agencies answer with that is another number each quarter, about as large as this."""
_FORECAST = {"fc_low": 4000, "fc_plan": 5500, "fc_high": 7250, "fc_date": "2026-10-20"}

_ONLY_WHEN_ASKED = {"english", "corrections"}
"""Sections that are there when asked for, and when something has been published wrongly."""
_RATE = "per 1 000 invånare"
_MOVES = 2
"""A history that moves has more than so many different numbers."""
_LATEST = (
    "SELECT d.round, d.unit, d.revision, d.answers FROM drafts d JOIN submissions s "
    "ON s.round = d.round AND s.unit = d.unit AND s.revision = d.revision WHERE d.round <= ?"
)
_UPDATE = "UPDATE drafts SET answers = ? WHERE round = ? AND unit = ? AND revision = ?"

Answers = dict[str, object]


def fill(path: Path, book: CountyBook) -> None:
    """Give each closed quarter in the database numbers of its own, and each municipality published ones."""
    with closing(sqlite3.connect(path)) as connection:
        sent = connection.execute(_LATEST, (PLAYED.key,)).fetchall()
        connection.execute("DELETE FROM figures WHERE as_of <= ?", (PLAYED.end.isoformat(),))
        connection.commit()
        rounds = sorted({Quarter.from_key(row[0]) for row in sent})
        rows = [
            (json.dumps(said, ensure_ascii=False), round_, unit, revision)
            for round_, unit, revision, answers in sent
            if (said := _said(book.county, unit, Quarter.from_key(round_), json.loads(answers)))
        ]
        connection.executemany(_UPDATE, rows)
        connection.commit()
    with closing(Store.open(path)) as store:
        at = datetime.combine(OPEN.start, datetime.min.time(), STOCKHOLM)
        store.figures.keep(_figures(book.county, rounds), "samordnare", at)


def lacking(document: Document, county: County) -> list[str]:
    """What a full report has and this one has not: sections, figures, towns, what rests on statistics."""
    planned = [one.key for one in county.report.sections if one.key not in _ONLY_WHEN_ASKED]
    sections = {section.key: section for section in document.sections}
    charts = [block for block in document.blocks if isinstance(block, Chart)]
    tables = [block for block in document.blocks if isinstance(block, Table)]
    drawn = {chart.drawing.drawn for chart in charts}
    towns = {
        row[0].text
        for block in (sections["municipalities"].blocks if "municipalities" in sections else ())
        for row in (block.rows if isinstance(block, Table) else ())
    }
    return [
        *(f"the section {key}" for key in planned if key not in sections),
        *(f"the figure of {kind.value}" for kind in Drawn if kind not in drawn),
        *(f"a history of its own in {one.caption}" for one in charts if not _is_whole(one)),
        *(f"the municipality {town.name}" for town in _towns(county) if town.name not in towns),
        *([] if any(_RATE in table.header for table in tables) else [f"the table {_RATE}"]),
    ]


def _is_whole(chart: Chart) -> bool:
    """Whether one of quarters shows all of them, and not the same number in each."""
    if chart.drawing.drawn not in {Drawn.STACKED, Drawn.LINES}:
        return True
    numbers = [set(one.values) for one in chart.drawing.series]
    return len(chart.drawing.categories) == DRAWN and all(len(each) > _MOVES for each in numbers)


def _towns(county: County) -> list[OrgUnit]:
    return [one for council in county.councils for one in council.members if one.in_county]


def _said(county: County, unit: str, at: Quarter, answers: Answers) -> Answers:
    """The answers with the quarter's own numbers; nothing for who has none."""
    councils = {council.id: council for council in county.councils}
    if unit in councils:
        published = _council(councils[unit], at)
        kept = {key: value for key, value in answers.items() if key.partition("~")[0] not in published}
        for key, number in published.items():
            kept |= {key + STATE: Standing.HOLDS.value, key + FIGURE: number}
        return kept | {"sfi_wait_weeks": 3 + _chance(unit, "sfi", at.key, below=60) / 10}
    if unit in _AGENCIES:
        moved = {key: _about(unit, key, at, most) for key, most in _AGENCIES[unit].items()}
        return answers | moved | (_migration(answers, at) if unit == "miv" else {})
    return {}


def _migration(answers: Answers, at: Quarter) -> Answers:
    """Its own numbers of the county, which add up, and the forecast."""
    housed = {key: _about("miv", key, at, int(str(answers[key]))) for key in _HOUSED}
    assigned = sum(_about("miv", "assigned", one, 230) for one in _so_far(at))
    totals = {_ENROLLED: sum(housed.values()), "assigned_ytd": assigned}
    return {**housed, **totals, "received_assigned_ytd": assigned - 10, **_FORECAST}


def _figures(county: County, quarters: list[Quarter]) -> Iterator[Figure]:
    """All that is published of the sub-regions and their municipalities."""
    years = sorted({quarter.year - 1 for quarter in quarters})
    for council in county.councils:
        towns = [one.id for one in council.members if one.in_county]
        for at in quarters:
            for unit, numbers in (
                *((town, _town(town, at)) for town in towns),
                (council.id, _council(council, at)),
            ):
                yield from (_figure(unit, key, number, at) for key, number in numbers.items())
        for year in years:
            yield from _annual(council.id, towns, year)


def _figure(unit: str, key: str, number: float, at: Quarter) -> Figure:
    on = date(at.year, 1, 1) if key == _QUOTA else at.end
    return Figure(unit, key, number, _SOURCE, on, _read(on if key == _QUOTA else at.end))


def _annual(council: str, towns: list[str], year: int) -> Iterator[Figure]:
    """How many live there, and how many of those who were born abroad have work."""
    last = date(year, 12, 31)
    people = {town: 6000 + _chance(town, year, below=60000) for town in towns}
    for unit, number in (*people.items(), (council, sum(people.values()))):
        yield Figure(unit, _PEOPLE, number, "SCB", last, _read(last))
    for town in towns:
        share = 40 + _chance(town, _SPREAD, year, below=450) / 10
        yield Figure(town, _SPREAD, share, "Kolada N02268", last, _read(last))


def _read(day: date) -> datetime:
    when = day + timedelta(days=30)
    return datetime(when.year, when.month, when.day, 6, 15, tzinfo=STOCKHOLM)


def _town(town: str, at: Quarter) -> dict[str, int]:
    """Of one municipality, counted from New Year where they are."""
    found = {key: sum(_in(town, key, one, most) for one in _so_far(at)) for key, most in _RUNNING.items()}
    found[_TOTAL] = found["received_assigned_ytd"] + found["received_self_ytd"]
    found[_WOMEN] = sum(_women(town, one) for one in _so_far(at))
    found[_MEN] = found[_TOTAL] - found[_WOMEN]
    found |= {key: _in(town, key, at, most) for key, most in _HOUSED.items()}
    found[_ENROLLED] = sum(found[key] for key in _HOUSED)
    return found | {"enrolled_children": found[_ENROLLED] // 3}


def _council(council: Council, at: Quarter) -> dict[str, int]:
    added: dict[str, int] = {_QUOTA: 120 + _chance(council.id, at.year, below=400)}
    for town in council.members:
        for key, number in (_town(town.id, at) if town.in_county else {}).items():
            added[key] = added.get(key, 0) + number
    return added


def _women(town: str, at: Quarter) -> int:
    came = sum(_in(town, key, at, _RUNNING[key]) for key in ("received_assigned_ytd", "received_self_ytd"))
    return _chance(town, "women", at.key, below=came + 1)


def _in(town: str, key: str, at: Quarter, most: int) -> int:
    """In one quarter; one in seven is so few that it is hidden, or tells what is."""
    few = _chance(town, key, at.key, "few", below=7) == 0
    return _chance(town, key, at.key, below=3 if few else most + 1)


def _about(unit: str, key: str, at: Quarter, usual: float) -> int:
    """Within a fifth of what is usual."""
    return int(usual * (80 + _chance(unit, key, at.key, below=41)) / 100)


def _chance(*what: object, below: int) -> int:
    """A number from 0 up to ``below``, the same for the same ``what``."""
    return crc32("/".join(map(str, what)).encode()) % below


def _so_far(at: Quarter) -> Iterator[Quarter]:
    return (Quarter(at.year, number) for number in range(1, at.number + 1))
