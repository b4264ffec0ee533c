"""Years of rounds in a database: the rows of a played quarter, copied to other quarters and units.

The play lays in what the bot itself writes. SQLite copies it, each row with its round, unit, person and
moments changed, so that every table, index and audit line is as full as years of use would leave it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from shutil import copyfile

from bot.local.play import play
from counties.reading import CountyBook
from domain.county import County, UnitKind
from domain.people import Role
from domain.quarter import Quarter
from domain.rounds import Round, plan
from domain.workdays import SendHours
from store.store import Store

PLAYED = Quarter(2026, 3)
OPEN = Quarter(2026, 4)
COUNTIES, MUNICIPALITIES = 21, 290
ALIKE = "1440"
"""The municipality in the play that every other one answers like."""
HALF_DONE = ("fyrbodal", "skaraborg")
"""Councils that have filled in but not sent in, in the round that is open."""

_QUARTER, _DAY = timedelta(days=91), timedelta(days=1)
_STAYS = 12
"""Quarters before a unit gets a new reporter and a new deputy."""

_MOMENT = "strftime('%Y-%m-%d %H:%M:%f', t.{0}, p.shift) || '000'"
_BY = {"by": 'coalesce(p.person, t."by")'}
_PLACE = {"round": "p.round", "unit": "p.unit"}
_ISSUE = "p.number * 100 + t.{0}"
_UNDER = "p.round || replace(substr(t.{0}, 7) || '/', '/' || p.pattern || '/', '/' || p.unit || '/')"
_IS_UNIT = "t.unit = p.pattern AND t.round = '2026Q3'"
_OF_EARLIER = "t.round = '2026Q2' AND t.unit = p.pattern AND p.following != ''"
_ABOUT_EARLIER = (
    "p.following != '' AND t.issue IN "
    "(SELECT id FROM played.raised_issues WHERE round = '2026Q2' AND unit = p.pattern)"
)

_COPIES: dict[str, tuple[dict[str, str], str]] = {
    "drafts": (_PLACE | _BY | {"request": "t.request || '.' || p.number"}, _IS_UNIT),
    "submissions": (_PLACE, f"{_IS_UNIT} AND p.whole"),
    "steps": (_PLACE | _BY, f"{_IS_UNIT} AND (p.whole OR t.number = 1)"),
    "links": (
        _PLACE | {"id": "t.id || '.' || p.number", "person": "coalesce(p.person, t.person)"},
        _IS_UNIT,
    ),
    "figures": ({"unit": "p.unit", "as_of": "p.day"}, "t.unit = p.pattern AND t.as_of = '2026-09-30'"),
    "raised_issues": (_PLACE | _BY | {"id": _ISSUE.format("id")}, _OF_EARLIER),
    "raised_steps": (
        _BY | {"issue": _ISSUE.format("issue"), "round": "p.following"},
        f"t.round = '2026Q3' AND {_ABOUT_EARLIER}",
    ),
    "outbox": (
        {
            "key": _UNDER.format("key") + " || p.number",
            "person": "coalesce(p.person, t.person)",
            "what": "json_set(t.what, '$.round', p.round, '$.unit', p.unit)",
        },
        # What goes to the coordinators is copied once a county, with its employment service.
        "json_extract(t.what, '$.unit') = iif(p.pattern = 'af' AND t.key LIKE '%/-/%', '', p.pattern)",
    ),
    "audit": (
        {"id": "NULL", "who": "t.who", "subject": f"rtrim({_UNDER.format('subject')}, '/')"},
        "t.subject LIKE '2026Q3/%' AND instr(t.subject || '/', '/' || p.pattern || '/')",
    ),
}
"""By table: what is another in the copy, in SQL, and which rows are copied to which place."""

_MOMENTS = frozenset({"at", "until", "expires", "fetched", "not_before", "leased_until"})


@dataclass(frozen=True)
class Unit:
    """``pattern``: the unit of the play that it answers like. ``own``: of the county that was played."""

    id: str
    pattern: str
    own: bool


async def played(book: CountyBook, folder: Path) -> Path:
    """The database of the play."""
    async for _ in play(PLAYED, book, folder / "play", folder / "out"):
        pass
    return folder / "play" / "samrad.db"


def laid_in(pattern: Path, path: Path, book: CountyBook, closed: int) -> Round:
    """Make ``path``: that many closed rounds, all counties' units in each; returns the open round.

    ``pattern`` is the played database. Raises ValueError when a row would refer to one that is not there.
    """
    copyfile(pattern, path)
    with closing(Store.open(path)) as store:
        last = store.rounds.get(PLAYED.key)
        if last is None:
            raise ValueError("the play has left no round")
        rounds = list(_rounds(last, closed, book.hours))
        for round_ in rounds:
            store.rounds.create(round_, "samordnare", round_.opens)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            f"PRAGMA synchronous=OFF; ATTACH '{pattern}' AS played;"
            "CREATE TEMP TABLE places (number INTEGER PRIMARY KEY, round, unit, pattern, person, shift, day,"
            " following, whole);"
        )
        _staff(connection, list(_units(book.county)), closed)
        _places(connection, list(_units(book.county)), rounds)
        for table, (changed, where) in _COPIES.items():
            _copy(connection, table, changed, where)
        _whole(connection)
    return rounds[0]


def _rounds(last: Round, closed: int, hours: SendHours) -> Iterator[Round]:
    """The open one, the one of the play, and those before it, as many as are to be closed."""
    quarter = OPEN
    for back in range(-1, closed):
        council = last.council_date - back * _QUARTER
        yield last if back == 0 else plan(quarter, council, last.forms, hours)
        quarter = quarter.previous


def _units(county: County) -> Iterator[Unit]:
    """Those of the played county, and as many more as there are in the country."""
    asked = [unit for unit in county.units() if unit.form]
    own = [unit for unit in asked if unit.kind is not UnitKind.MUNICIPALITY]
    municipalities = [unit for unit in asked if unit.kind is UnitKind.MUNICIPALITY]
    others = range(2, COUNTIES + 1)
    yield from (Unit(unit.id, unit.id, own=True) for unit in own)
    yield from (Unit(f"{unit.id}-{other}", unit.id, own=False) for other in others for unit in own)
    yield from (Unit(unit.id, unit.id if unit.id == "1495" else ALIKE, own=True) for unit in municipalities)
    yield from (
        Unit(f"kommun-{more}", ALIKE, own=False) for more in range(len(municipalities), MUNICIPALITIES)
    )


def _staff(connection: sqlite3.Connection, units: list[Unit], closed: int) -> None:
    """A reporter and a deputy for each unit, others every third year; the play has some of its own now."""
    people = [
        (_person(unit, turn, role), role, unit.id, *_held(turn, closed))
        for unit in units
        for turn in range(-(-closed // _STAYS))
        for role in (Role.REPORTER.value, Role.DEPUTY.value)
        if turn or unit.id != unit.pattern
    ]
    connection.executemany("INSERT INTO people VALUES (?1, ?1, '', 0)", [(one[0],) for one in people])
    connection.executemany("INSERT INTO assignments VALUES (?, 0, ?, ?, ?, ?)", people)
    connection.executemany(
        "INSERT INTO accounts SELECT tenant, ?1, name, ?1 FROM played.accounts LIMIT 1",
        [(one[0],) for one in people],
    )
    connection.executemany(
        "INSERT INTO addresses SELECT tenant, ?1, channel, ?1, name, service_url, bot, personal, heard "
        "FROM played.addresses LIMIT 1",
        [(one[0],) for one in people],
    )
    connection.commit()


def _person(unit: Unit, turn: int, role: str) -> str:
    return f"{unit.id}/{role}/{turn}"


def _held(turn: int, closed: int) -> tuple[str | None, str | None]:
    """From and with which day; the first and the last have no such end."""
    ends = [OPEN.end - _STAYS * _QUARTER * times for times in (turn + 1, turn)]
    last = (turn + 1) * _STAYS >= closed
    return None if last else (ends[0] + _DAY).isoformat(), ends[1].isoformat() if turn else None


def _places(connection: sqlite3.Connection, units: list[Unit], rounds: list[Round]) -> None:
    """One row for each unit in each round that the play has not filled itself.

    The round that is open, and is the same in every database, has the played county's units alone.
    """
    there = set(connection.execute("SELECT round, unit FROM submissions"))
    rows = (
        (
            round_.key,
            unit.id,
            unit.pattern,
            _reporter(unit, back),
            f"{-back * _QUARTER.days} days",
            round_.quarter.end.isoformat(),
            "" if back < 0 else rounds[back].key,
            not (back < 0 and unit.pattern in HALF_DONE),
        )
        for back, round_ in enumerate(rounds, start=-1)
        for unit in units
        if (round_.key, unit.id) not in there and (unit.own or back >= 0)
    )
    connection.executemany("INSERT INTO places VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _reporter(unit: Unit, back: int) -> str | None:
    """Who answered so many rounds before the played one; None is who did in the play."""
    turn = (back + 1) // _STAYS
    return None if turn == 0 and unit.id == unit.pattern else _person(unit, turn, Role.REPORTER.value)


def _copy(connection: sqlite3.Connection, table: str, changed: dict[str, str], where: str) -> None:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    moved = {name: _MOMENT.format(name) for name in columns if name in _MOMENTS}
    given = {name: f"t.{name}" for name in columns} | moved | changed
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(given[name] for name in columns)
    rows = f"SELECT {values} FROM places p JOIN played.{table} t ON {where}"  # noqa: S608 - our own words
    connection.execute(f"INSERT INTO main.{table} ({names}) {rows}")
    connection.commit()


def _whole(connection: sqlite3.Connection) -> None:
    if broken := connection.execute("PRAGMA foreign_key_check").fetchall():
        raise ValueError(f"{len(broken)} rows refer to what is not there, such as {broken[0]}")
