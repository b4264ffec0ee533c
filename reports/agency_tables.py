"""An agency's numbers for the county in one table: with women and men, and how they have moved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.form import Question
from domain.swedish import upper_first
from reports import telling
from reports.development import Development
from reports.development_told import compared, since_cell
from reports.document import Block, Cell, Paragraph, Sentence, Table
from reports.number_cells import NOT_COMPARED, NOT_PARTED, UNANSWERED, Numbers
from reports.worked_out import CALCULATED, WorkedOut

WOMEN, MEN = "_women", "_men"
_SEXES = ("Kvinnor", "Män")
_SINCE = "Sedan förra kvartalet"
_SOURCE = "Källa"
_NO_SOURCE, _HIDDEN = "Inget tal", "Döljs"
_OWN = frozenset({_NO_SOURCE, _HIDDEN, upper_first(telling.OWN), upper_first(CALCULATED)})
_NOT_PARTED = "Talen är inte uppdelade på kvinnor och män."


def tables(development: Development, unit: Numbers, county: list[Question]) -> Iterator[Block]:
    """A question that need not be answered, and is not, is left out; so is a column without anything.

    Numbers of women and men come first. Without any of them, and where they were asked for, it is told.
    """
    rows = [*_Rows(development, unit, county)]
    if not rows:
        return
    name = unit.part.respondent.name
    parted = any(row.is_parted for row in rows)
    own = all(row.source.text in _OWN for row in rows)
    columns = [
        *((sex, 4, [row.sexes[place] for row in rows]) for place, sex in enumerate(_SEXES) if parted),
        ("Totalt" if parted else "Uppgift", 5, [row.whole for row in rows]),
        (_SINCE, 7, [row.since for row in rows]),
        *([] if own else [(_SOURCE, 6, [row.source for row in rows])]),
    ]
    caption = f"{name}: siffror för länet{', egna uppgifter' if own else ''}"
    yield _table(caption, [row.name for row in rows], columns)
    if not parted and any(row.is_asked_by_sex for row in rows):
        sources = dict.fromkeys(source for row in rows for source in row.whole.sources)
        yield Paragraph((Sentence(_NOT_PARTED, tuple(sources)),))


@dataclass(frozen=True)
class _Row:
    """One number for the county. ``sexes``: of women and of men."""

    name: Cell
    whole: Cell
    since: Cell
    source: Cell
    sexes: tuple[Cell, Cell]

    @property
    def is_asked_by_sex(self) -> bool:
        return self.sexes[0].text != NOT_PARTED

    @property
    def is_parted(self) -> bool:
        return any(cell.text not in {NOT_PARTED, UNANSWERED} for cell in self.sexes)


class _Rows:
    """Those with women and men first, then the calculated ones, then the rest."""

    def __init__(self, development: Development, unit: Numbers, county: Sequence[Question]) -> None:
        self._development, self._unit = development, unit
        self._by_key = {one.key: one for one in county}
        self._whole = [one for one in county if not one.key.endswith((WOMEN, MEN))]
        self._compared = {one.key for one in compared(self._whole)}

    def __iter__(self) -> Iterator[_Row]:
        parted = [one for one in self._whole if one.key + WOMEN in self._by_key]
        yield from (self._asked(one) for one in parted if self._is_told(one))
        yield from (self._worked(one) for one in self._unit.worked if self._is_made_here(one))
        yield from (self._asked(one) for one in self._whole if one not in parted and self._is_told(one))

    def _is_made_here(self, one: WorkedOut) -> bool:
        return not one.why and any(key in self._by_key for key in one.of)

    def _is_told(self, question: Question) -> bool:
        asked = (self._by_key.get(question.key + sex) for sex in ("", WOMEN, MEN))
        return question.required or any(one and self._unit.said(one) for one in asked)

    def _asked(self, question: Question) -> _Row:
        unit = self._unit
        cell = unit.cell(question)
        answers = unit.reading.submission.answers if unit.reading else {}
        hides = (unit.part.respondent.id, question.key) in unit.hidden
        told = _HIDDEN if hides else upper_first(telling.source(question, answers))
        is_compared = question.key in self._compared
        not_compared = Cell(NOT_COMPARED, cell.sources)
        return _Row(
            Cell(_measured(question), cell.sources),
            cell,
            since_cell(self._development, unit, question) if is_compared else not_compared,
            Cell(told or _NO_SOURCE, cell.sources),
            (self._of_sex(question, WOMEN), self._of_sex(question, MEN)),
        )

    def _of_sex(self, question: Question, sex: str) -> Cell:
        asked = self._by_key.get(question.key + sex)
        return self._unit.cell(asked) if asked else Cell(NOT_PARTED, self._unit.cell(question).sources)

    def _worked(self, one: WorkedOut) -> _Row:
        cell = self._unit.cell(one.question)
        not_parted, not_compared = (Cell(words, cell.sources) for words in (NOT_PARTED, NOT_COMPARED))
        since = not_compared if one.before else since_cell(self._development, self._unit, one.question)
        name = Cell(_measured(one.question, CALCULATED), cell.sources)
        return _Row(name, cell, since, Cell(upper_first(CALCULATED), cell.sources), (not_parted, not_parted))


_Column = tuple[str, int, Sequence[Cell]]
"""What it is headed by, its share of the width, and its cells."""


def _table(caption: str, names: Sequence[Cell], columns: Sequence[_Column]) -> Table:
    """Without the column of development when nothing can be compared."""
    shown = [one for one in columns if one[0] != _SINCE or any(cell.text != NOT_COMPARED for cell in one[2])]
    header = ("Mått", *(name for name, _, _ in shown))
    rows = tuple(zip(names, *(cells for _, _, cells in shown), strict=True))
    return Table(caption, header, rows, (12, *(width for _, width, _ in shown)))


def _measured(question: Question, beside: str = "") -> str:
    told = ", ".join(filter(None, (question.unit, beside)))
    return f"{question.label} ({told})" if told else question.label
