"""An agency's numbers for the county in tables: women and men, then the rest, with how they have moved."""

from collections.abc import Iterator
from typing import TypeVar

from domain.form import Question
from domain.swedish import upper_first
from reports import telling
from reports.development import Development
from reports.development_told import compared, since_cell
from reports.document import Cell, Table
from reports.number_cells import Numbers
from reports.worked_out import CALCULATED, WorkedOut

WOMEN, MEN = "_women", "_men"
_SINCE = "Sedan förra kvartalet"
_Item = TypeVar("_Item")


def tables(development: Development, unit: Numbers, county: list[Question]) -> Iterator[Table]:
    """A question that need not be answered, and is not, is left out; so is a column without anything."""
    by_key = {one.key: one for one in county}
    whole = [one for one in county if not one.key.endswith((WOMEN, MEN))]
    parted = [one for one in whole if one.key + WOMEN in by_key]
    plain = [one for one in whole if one not in parted and (one.required or unit.said(one))]
    name = unit.part.respondent.name
    rows = _Rows(development, unit, {one.key for one in compared(whole)})
    sexed = [
        rows.asked(one, by_key[one.key + WOMEN], by_key[one.key + MEN], one)
        for one in parted
        if one.required or any(unit.said(by_key[one.key + sex]) for sex in ("", WOMEN, MEN))
    ]
    worked = [one for one in unit.worked if not one.why]
    sexed += [rows.worked(one, 3) for one in worked if sexed]
    others = [rows.asked(one, one) for one in plain]
    others += [rows.worked(one, 1) for one in worked if not sexed]
    header = ("Mått", "Kvinnor", "Män", "Totalt", _SINCE, "Källa")
    if sexed:
        yield _table(f"{name}: kvinnor och män", header, sexed, (9, 4, 4, 4, 6, 6))
    if others:
        yield _table(f"{name}: siffror för länet", ("Mått", "Uppgift", _SINCE, "Källa"), others, (9, 5, 6, 6))


class _Rows:
    """``compared``: the keys whose development is told."""

    def __init__(self, development: Development, unit: Numbers, compared: set[str]) -> None:
        self._development, self._unit, self._compared = development, unit, compared

    def asked(self, named: Question, *shown: Question) -> tuple[Cell, ...]:
        cells = [self._unit.cell(one) for one in shown]
        answers = self._unit.reading.submission.answers if self._unit.reading else {}
        hides = (self._unit.part.respondent.id, named.key) in self._unit.hidden
        source = "" if hides else upper_first(telling.source(named, answers))
        since = Cell("", ())
        if named.key in self._compared:
            since = since_cell(self._development, self._unit, named)
        return (
            Cell(_measured(named), cells[-1].sources),
            *cells,
            since,
            Cell(source, cells[-1].sources),
        )

    def worked(self, one: WorkedOut, columns: int) -> tuple[Cell, ...]:
        """A calculated number under the heading of the whole."""
        cell = self._unit.cell(one.question)
        empty = (Cell("", ()) for _ in range(columns - 1))
        source = Cell(upper_first(CALCULATED), cell.sources)
        since = Cell("", ()) if one.before else since_cell(self._development, self._unit, one.question)
        return (Cell(_measured(one.question), cell.sources), *empty, cell, since, source)


def _table(
    caption: str, header: tuple[str, ...], rows: list[tuple[Cell, ...]], widths: tuple[int, ...]
) -> Table:
    """Without the column of development when nothing can be compared."""
    place = header.index(_SINCE)
    if any(row[place].text for row in rows):
        return Table(caption, header, tuple(rows), widths)
    return Table(
        caption,
        _without(header, place),
        tuple(_without(row, place) for row in rows),
        _without(widths, place),
    )


def _without(line: tuple[_Item, ...], place: int) -> tuple[_Item, ...]:
    return (*line[:place], *line[place + 1 :])


def _measured(question: Question) -> str:
    return f"{question.label} ({question.unit})" if question.unit else question.label
