"""Reading every table of a report as somebody does who wants to know what it does not say."""

import re
from collections.abc import Iterator

from domain.county import County
from domain.form import Kind, Question
from domain.material import Material
from domain.quarter import Quarter
from reports.document import Cell, Chart, Document, Table
from tests.reports.attacker import FAR, Line, Name, Reports

COUNTY, PUBLISHED = "länet", "~publicerat"
_NUMBER = r"\d{1,3}(?:\u00a0\d{3})+|\d+"
_FIRST = re.compile(rf"^({_NUMBER})(?![\d,])")
_BESIDE = re.compile(rf"publicerat ({_NUMBER})\b")
_FROM_TO = re.compile(rf"från ({_NUMBER}) till ({_NUMBER})(?![\d,])")
_SAME = re.compile(rf"oförändrat \(({_NUMBER})\)")
_UNIT = re.compile(r" \((?:personer|kommuner|procent|dagar|veckor|personer per år)[^()]*\)$")
_OWN_QUARTER = "Mottagna totalt, under kvartalet"
_RUNNING, _TOTAL = "_ytd", "received_total_ytd"


class Reader:
    """``reports``: what has been learnt so far, of all the reports that were read."""

    def __init__(self, county: County) -> None:
        self.reports = Reports()
        self._county = county
        self._units = {council.name: council.id for council in county.councils}
        self._towns = {member.name: member.id for one in county.councils for member in one.members}

    def read(self, document: Document, material: Material) -> None:
        quarter = material.round.quarter
        self._labels = {one.label: one.key for part in material.contributions for one in _asked(part.form)}
        for block in document.blocks:
            match block:
                case Table():
                    self._table(block, quarter)
                case Chart():
                    self._received(block, material)
                case _:
                    pass

    def _table(self, table: Table, quarter: Quarter) -> None:
        if "siffror per delregion" in table.caption.lower() and table.header[0] == "Delregion":
            self._columns(table, quarter, {**self._units, "Länet": COUNTY})
        elif "publicerade siffror per kommun" in table.caption:
            sums = {f"{name}, summa": unit + PUBLISHED for name, unit in self._units.items()}
            self._columns(table, quarter, {**self._towns, **sums})
        elif table.caption.rpartition(". ")[2].startswith("Migrationsverket:"):
            self._agency(table, quarter)
        elif "Utveckling sedan förra kvartalet" in table.caption:
            self._moved(table, quarter)

    def _columns(self, table: Table, quarter: Quarter, rows: dict[str, str]) -> None:
        for name, *cells in table.rows:
            for header, cell in zip(table.header[1:], cells, strict=True):
                self._cell(rows[name.text], _UNIT.sub("", header), quarter, cell)

    def _cell(self, unit: str, label: str, quarter: Quarter, cell: Cell) -> None:
        if label == _OWN_QUARTER:
            line = _in_quarter(unit, _TOTAL, quarter)
            for number in _numbers(cell.text):
                self._sum(line, number)
            if cell.text == "<6":
                self.reports.sums.append((line, 1, 5))
        elif label in self._labels:
            self._saw((unit, self._labels[label], quarter.key), cell.text)

    def _sum(self, line: Line, number: int) -> None:
        self.reports.sums.append((line, number, number))

    def _saw(self, name: Name, text: str) -> None:
        if text == "<6":
            self.reports.saw(name, 1, 5)
        elif text == "..":
            # A county's sum is no number of its own, and has its mark for what it is a sum of.
            self.reports.saw(name, 1 if name[0] == COUNTY else 6, FAR)
        for number in _numbers(text):
            self.reports.saw(name, number, number)
        if beside := _BESIDE.search(text):
            number = _whole(beside[1])
            self.reports.saw((name[0] + PUBLISHED, *name[1:]), number, number)

    def _agency(self, table: Table, quarter: Quarter) -> None:
        columns = {"Kvinnor": "_women", "Män": "_men", "Totalt": "", "Uppgift": ""}
        for name, *cells in table.rows:
            key = self._labels.get(_UNIT.sub("", name.text))
            for header, cell in zip(table.header[1:], cells, strict=True):
                if key and header in columns:
                    self._saw(("miv", key + columns[header], quarter.key), cell.text)

    def _moved(self, table: Table, quarter: Quarter) -> None:
        """What is said in numbers of a sub-region's development; of totals it is the quarters' own."""
        for name, *cells in table.rows:
            label = _UNIT.sub("", name.text)
            key = self._labels.get(label.replace(", under kvartalet", ", hittills i år"))
            for header, cell in zip(table.header[1:], cells, strict=True):
                if key and header in self._units:
                    for at, number in _moves(cell.text, quarter):
                        # Published is compared with published, and in these counties everything is.
                        self._learn(self._units[header] + PUBLISHED, key, at, number)

    def _learn(self, unit: str, key: str, at: Quarter, number: int) -> None:
        if _RUNNING in key:
            self._sum(_in_quarter(unit, key, at), number)
        else:
            self.reports.saw((unit, key, at.key), number, number)

    def _received(self, chart: Chart, material: Material) -> None:
        """Each quarter's sum over the sub-regions that the figure is of."""
        if "Mottagna per kvartal" not in chart.caption:
            return
        where = chart.caption.rpartition(" i ")[2]
        named = [unit for name, unit in self._units.items() if where == "länet" or name in where]
        assigned, alone = "received_assigned_ytd", "received_self_ytd"
        keys = {"Efter": [assigned], "Ordnat": [alone], "Summa": [assigned, alone], "Mottagna": [_TOTAL]}
        quarters = {material.round.quarter.label: material.round.quarter}
        quarters |= {one.quarter.label: one.quarter for part in material.councils for one in part.earlier}
        for first, *cells in chart.table.rows:
            for header, cell in zip(chart.table.header[1:], cells, strict=True):
                for number in _numbers(cell.text):
                    lines = [
                        _in_quarter(unit + PUBLISHED, key, quarters[first.text])
                        for unit in named
                        for key in keys[header.split()[0]]
                    ]
                    self._sum(tuple(one for line in lines for one in line), number)


def _asked(form: object) -> Iterator[Question]:
    for card in form.cards:  # type: ignore[attr-defined]
        yield from (one for one in card.questions() if one.kind is Kind.NUMBER)


def _in_quarter(unit: str, key: str, quarter: Quarter) -> Line:
    """What came in the quarter: the total less the one before it, in the same year."""
    now: Line = (((unit, key, quarter.key), 1),)
    return now if quarter.number == 1 else (*now, ((unit, key, quarter.previous.key), -1))


def _numbers(text: str) -> Iterator[int]:
    if found := _FIRST.match(text):
        yield _whole(found[1])


def _moves(text: str, quarter: Quarter) -> Iterator[tuple[Quarter, int]]:
    if found := _FROM_TO.search(text):
        yield quarter.previous, _whole(found[1])
        yield quarter, _whole(found[2])
    if found := _SAME.search(text):
        yield quarter.previous, _whole(found[1])
        yield quarter, _whole(found[1])


def _whole(text: str) -> int:
    return int(text.replace("\u00a0", ""))
