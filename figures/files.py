"""A file of published numbers, CSV or Excel, read into figures. What cannot be read names its row.

A row says enhet (a name or a code), uppgift (a question's key or name), värde, avser (a day, month, quarter
or year), källa and, if need be, status. "..", "-" and an empty value are no number, and never zero.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from domain import swedish
from domain.county import County, Figure
from figures.cells import day_of, text_of, value_of
from figures.difference import Place, Reading, place
from figures.known import Catalogue, Known, plain
from figures.table import MOST_BYTES, BadFile, Row, rows_of
from figures.text_file import read_text
from figures.workbook import read_workbook

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_LONGEST_SOURCE = 200
_FIRST_DAY = date(2000, 1, 1)
_YEARS_AHEAD = 3


def read_file(path: Path, county: County, catalogue: Catalogue, now: datetime) -> Reading:
    """The numbers of a file, as read at ``now`` (aware). Raise BadFile when it cannot be read at all.

    Rows that must be mended are told of in ``problems``; the others are in the reading all the same.
    """
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise BadFile(f"{path.name} är större än {MOST_BYTES // 1_000_000} MB. Dela den i flera filer.")
    if content.startswith(_OLE):
        raise BadFile(
            f"{path.name} är i ett äldre Excel-format eller har lösenord. Spara den som .xlsx utan lösenord."
        )
    table = read_workbook(content) if content.startswith(_ZIP) else read_text(content)
    reader = _Reader(county, catalogue, now)
    for row in rows_of(table):
        reader.take(row)
    return reader.reading()


@dataclass
class _Reader:
    county: County
    catalogue: Catalogue
    now: datetime
    read: dict[Place, tuple[int, Figure, bool]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def take(self, row: Row) -> None:
        try:
            figure, absent = self._figure(row)
            self._add(row.number, figure, absent=absent)
        except ValueError as wrong:
            self.problems.append(f"Rad {row.number}: {wrong}")

    def reading(self) -> Reading:
        return Reading(
            tuple(figure for _, figure, absent in self.read.values() if not absent),
            tuple(figure for _, figure, absent in self.read.values() if absent),
            tuple(self.problems),
        )

    def _add(self, number: int, figure: Figure, *, absent: bool) -> None:
        first, before, _ = self.read.setdefault(place(figure), (number, figure, absent))
        if before != figure:
            raise ValueError(
                f"raden säger något annat än rad {first} om samma enhet, uppgift och dag. Ta bort en av dem."
            )

    def _figure(self, row: Row) -> tuple[Figure, bool]:
        unit = self._unit(text_of(row.cells["enhet"]))
        known = self._known(text_of(row.cells["uppgift"]))
        value = value_of(row.cells["värde"], row.cells.get("status"), known)
        as_of = self._day(row, known)
        source = text_of(row.cells["källa"])
        if not source or len(source) > _LONGEST_SOURCE or not source.isprintable():
            raise ValueError(
                f"källa saknas eller är längre än {_LONGEST_SOURCE} tecken. Skriv vem som publicerat."
            )
        return Figure(unit, known.key, value.amount, source, as_of, self.now, value.state), value.absent

    def _unit(self, words: str) -> str:
        if found := self._units.get(plain(words)):
            return found
        names = [unit.name for unit in self.county.units()]
        advice = "Skriv en kommun, en kommunkod eller en delregion i länet."
        raise ValueError(_unknown("enheten", words, names, advice))

    @cached_property
    def _units(self) -> dict[str, str]:
        """By every way to write a unit: its id, its code, its name, and "Åmåls kommun" of Åmål."""
        called: dict[str, str] = {}
        for unit in self.county.units():
            name = plain(unit.name)
            for way in (f"{name} kommun", f"{name}s kommun", unit.code or unit.id, unit.id, name):
                called[plain(way)] = unit.id
        return called

    def _known(self, words: str) -> Known:
        if known := self.catalogue.find(words):
            return known
        advice = "Skriv ”samrad figures names” för att se vad uppgifterna heter."
        raise ValueError(_unknown("uppgiften", words, self.catalogue.names(), advice))

    def _day(self, row: Row, known: Known) -> date:
        day = day_of(row.cells["avser"], known)
        today = self.now.date()
        last = date(today.year + _YEARS_AHEAD, 12, 31) if known.series else today
        if not _FIRST_DAY <= day <= last:
            allowed = f"från {swedish.day(_FIRST_DAY)} till {swedish.day(last)}"
            raise ValueError(f"avser är {swedish.day(day)}. Skriv en dag {allowed}.")
        return day


def _unknown(what: str, words: str, names: list[str], advice: str) -> str:
    if not words:
        return f"{what} saknas. {advice}"
    near = get_close_matches(words, names, n=1)
    return f"{what} ”{words[:80]}” finns inte. " + (f"Menar du {near[0]}?" if near else advice)
