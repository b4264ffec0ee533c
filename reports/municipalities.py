"""Annex 1: what is published of each municipality, with few people hidden against every sum in the report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.county import Figure, FigureState, OrgUnit
from domain.form import Kind, Question
from domain.material import Contribution
from domain.swedish import alphabetical, day, listed
from forms.numbers import show
from reports.development import Development
from reports.document import METHOD, Block, Cell, Heading, Paragraph, Sentence, Source, Table
from reports.opening import opening
from reports.published import published_of
from reports.reception_tables import family, part_of
from reports.statistics import statistic

KEY = "municipalities"
_COLUMNS = 5
"""Numbers side by side on a page."""

_NONE = "ingen uppgift"
_OTHER = "övriga tal"
_SUMMED = ", summa för delregionen"
_LACKING = {
    FigureState.SUPPRESSED: "visas inte av källan",
    FigureState.WITHDRAWN: "indragen av källan",
    FigureState.MISSING: "saknas hos källan",
}


def municipalities(development: Development) -> list[Block]:
    """A part for each sub-region that anything is published of; silent without any."""
    said: list[Block] = []
    for part in development.material.councils:
        tables = list(_Part(development, part).tables())
        said += [Heading(part.respondent.name, 2), *tables] if tables else []
    if not said:
        return []
    words = Paragraph((Sentence(_READ_SO, (METHOD,)),))
    return [*opening(development.material, KEY), words, *said]


_READ_SO = (
    "Tabellerna visar vad källorna har publicerat om kvartalet för länets kommuner, och delregionens summa. "
    "Det är inte kommunernas egna svar. Tal som visar, eller tillsammans med andra tal i rapporten skulle "
    "avslöja, hur det är för 1–5 personer döljs."
)


@dataclass(frozen=True)
class _Column:
    """A number, with the day that it speaks of or holds from; ``figures`` by unit."""

    question: Question
    on: date
    figures: dict[str, Figure]


class _Part:
    """One sub-region and its municipalities in the county."""

    def __init__(self, development: Development, part: Contribution) -> None:
        self._development, self._part = development, part
        towns = {member.name: member for member in part.respondent.members if member.in_county}
        self._towns = [towns[name] for name in alphabetical(towns)]

    def tables(self) -> Iterator[Block]:
        """What is withdrawn for all of them is told in a sentence instead of a column."""
        every = list(self._columns())
        columns = [one for one in every if not _is_withdrawn(one)]
        for first in range(0, len(columns), _COLUMNS):
            part = part_of(first // _COLUMNS, len(columns), _COLUMNS)
            yield self._table(columns[first : first + _COLUMNS], part)
        for one in every:
            if _is_withdrawn(one):
                name = one.question.label.removesuffix(_SUMMED)
                words = f"Källan har dragit in {name[:1].lower()}{name[1:]} för alla kommuner."
                yield Paragraph((Sentence(words, _sources(one)),))

    def _columns(self) -> Iterator[_Column]:
        """The numbers that the sub-region is asked for and any of its municipalities has, one day of each."""
        for card in self._part.form.cards:
            for question in card.questions():
                if question.kind is Kind.NUMBER and (found := self._column(question)):
                    yield found

    def _column(self, question: Question) -> _Column | None:
        published, quarter = self._development.published, self._development.quarter
        on = published.day(self._part.respondent.id, [town.id for town in self._towns], question.key, quarter)
        if on is None:
            return None
        units = [*self._towns, self._part.respondent.unit]
        figures = {
            unit.id: figure
            for unit in units
            if (figure := published.figure(unit.id, question.key, quarter, on))
        }
        has_town = any(town.id in figures for town in self._towns)
        return _Column(question, on, figures) if has_town else None

    def _table(self, columns: Sequence[_Column], part: str) -> Table:
        """Called by what its numbers are of; ``part``: which of several tables it is."""
        name = self._part.respondent.name
        days = {column.on for column in columns}
        families = dict.fromkeys(family(column.question.key) or _OTHER for column in columns)
        when = f" ({day(columns[0].on)})" if len(days) == 1 else ""
        caption = f"{name}: publicerade siffror per kommun{when}, {listed(families)}{part}"
        header = ("Kommun", *(_headed(column, alone=len(days) == 1) for column in columns))
        rows = [self._row(town, town.name, town.id, columns) for town in self._towns]
        unit = self._part.respondent.unit
        rows.append(self._row(unit, f"{name}, summa", published_of(unit.id), columns))
        return Table(caption, header, tuple(rows), (6, *(5 for _ in columns)))

    def _row(self, unit: OrgUnit, name: str, place: str, columns: Sequence[_Column]) -> tuple[Cell, ...]:
        cells = [self._cell(unit, place, column) for column in columns]
        sources = tuple(dict.fromkeys(source for cell in cells for source in cell.sources))
        return (Cell(name, sources or (METHOD,)), *cells)

    def _cell(self, unit: OrgUnit, place: str, column: _Column) -> Cell:
        figure = column.figures.get(unit.id)
        if figure is None:
            return Cell(_NONE, _sources(column))
        sources = (statistic(figure, column.question.label),)
        mark = self._development.marks.get((place, column.question.key))
        if mark:
            return Cell(mark.value, sources)
        if figure.value is None:
            return Cell(_LACKING.get(figure.state, _NONE), sources)
        return Cell(show(figure.value), sources)


def _is_withdrawn(column: _Column) -> bool:
    return all(one.state is FigureState.WITHDRAWN for one in column.figures.values())


def _headed(column: _Column, *, alone: bool) -> str:
    beside = [column.question.unit, "" if alone else day(column.on)]
    label = column.question.label.removesuffix(_SUMMED)
    return f"{label} ({', '.join(filter(None, beside))})"


def _sources(column: _Column) -> tuple[Source, ...]:
    """What a missing number is missing from."""
    first = next(iter(column.figures.values()))
    return (statistic(first, column.question.label),)
