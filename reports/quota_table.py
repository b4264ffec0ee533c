"""The quotas of the county and the sub-regions: what is decided, from which day, and what is answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.county import Figure
from domain.form import Question
from domain.swedish import day
from forms.numbers import show
from reports import agencies
from reports.development import Development
from reports.development_notes import notes
from reports.document import METHOD, Block, Cell, Paragraph, Sentence, Source, Table
from reports.number_cells import Numbers
from reports.reading import read
from reports.reception_tables import asked_of, councils_numbers, own_question
from reports.statistics import statistic
from reports.swedish import answered_day

_COUNTY, _SUB_REGION, _DECIDED = "county_quota", "quota_current", "county_quota_from"
OF_QUOTAS = (_COUNTY, _SUB_REGION, _DECIDED)
"""The answers that the table tells of."""

_NONE = "ingen uppgift"
_SAME = "samma tal"

_READ = (
    "Länstalet och delregionernas kommuntal står i tabellen med en rad för varje dag som ett beslut gäller "
    "från. En delregions kommuntal är summan av dess kommuners tal."
)

_Row = tuple[Cell, ...]


def quota_table(development: Development) -> Iterator[Block]:
    """Each published decision by the day that it holds from, and last what holds by the answers."""
    county = _county(development)
    rows = [*_decided(development, county), *_answered(development, county)]
    if rows:
        units = councils_numbers(development)
        asked = [one for one in asked_of(units) if one.key == _SUB_REGION]
        header = ("Gäller från", "Länstal", *(part.respondent.name for part in development.material.councils))
        widths = (6, *(5 for _ in header[1:]))
        yield Paragraph((Sentence(_READ, (METHOD,)),))
        yield Table("Länstal och kommuntal (personer per år)", header, tuple(rows), widths)
        yield from notes(development, units, asked)


@dataclass(frozen=True)
class _County:
    """The county's quota as an agency has answered it. ``is_decided``: it is the published one that holds.

    ``decided``: the day of the decision in words, "" for none, and what that rests on.
    """

    cell: Cell
    is_decided: bool
    decided: str
    sources: tuple[Source, ...]

    def dated(self, cell: Cell) -> Cell:
        """The quota with the day that it was decided."""
        if not self.decided:
            return cell
        return Cell(f"{cell.text} (beslutat {self.decided})", (*cell.sources, *self.sources))


def _county(development: Development) -> _County | None:
    for reading in read(development.material.agencies):
        unit = agencies.agency_numbers(development, reading)
        question = reading.questions.get(_COUNTY)
        if question and unit.said(question):
            decided = reading.value(_DECIDED)
            words = answered_day(decided) if decided else ""
            same = _is_decided(development, unit, question)
            return _County(unit.cell(question), same, words, reading.source(_DECIDED))
    return None


def _decided(development: Development, county: _County | None) -> Iterator[_Row]:
    """A row for each day that a decision holds from, but for those that say what the row before says.

    The agency's day of decision stands by the quota that holds now, where that is what it has answered.
    """
    rows = _decisions(development)
    dated = [on for on, (quota, *_) in rows.items() if quota.sources and on <= development.quarter.end][-1:]
    for on, (quota, *those) in rows.items():
        told = county.dated(quota) if county and county.is_decided and on in dated else quota
        yield _row(day(on), [told, *those])


def _decisions(development: Development) -> dict[date, list[Cell]]:
    """By day the county's quota and the sub-regions', in their order."""
    published, councils = development.material.published, development.material.councils
    known = {(one.unit, one.as_of): one for one in published if one.key == _SUB_REGION}
    whole = {one.as_of: one for one in published if one.key == _COUNTY}
    rows: dict[date, list[Cell]] = {}
    before: list[str] = []
    for on in sorted({on for _, on in known} | set(whole)):
        quotas = (_figure(known.get((part.respondent.id, on)), "Kommuntal") for part in councils)
        cells = [_figure(whole.get(on), "Länstal"), *quotas]
        texts = [cell.text for cell in cells]
        if texts != before and any(cell.sources for cell in cells):
            before, rows[on] = texts, cells
    return rows


def _row(name: str, cells: list[Cell]) -> _Row:
    """What there is nothing of rests on what there is."""
    sources = tuple(source for cell in cells for source in cell.sources)
    return (Cell(name, sources), *(cell if cell.sources else Cell(_NONE, sources) for cell in cells))


def _figure(figure: Figure | None, label: str) -> Cell:
    if figure is None or figure.value is None:
        return Cell(_NONE, ())
    return Cell(show(figure.value), (statistic(figure, label),))


def _answered(development: Development, county: _County | None) -> Iterator[_Row]:
    """What the councils and the agency have answered of the quota that holds now, where it is another."""
    whole = Cell(_NONE, ()) if county is None or county.is_decided else county.dated(county.cell)
    cells = [whole, *(_council(development, unit) for unit in councils_numbers(development))]
    if any(cell.sources and cell.text != _SAME for cell in cells):
        yield _row(f"Enligt svaren för {development.quarter.label}", cells)


def _council(development: Development, unit: Numbers) -> Cell:
    own = own_question(unit, _SUB_REGION)
    if own is None or not unit.has_said(own):
        return Cell(_NONE, ())
    cell = unit.cell(own)
    return Cell(_SAME, cell.sources) if _is_decided(development, unit, own) else cell


def _is_decided(development: Development, unit: Numbers, question: Question) -> bool:
    """Whether the number is the published one that holds in the quarter."""
    figures = [one for one in development.material.published if one.key == question.key]
    whose = [one for one in figures if question.key == _COUNTY or one.unit == unit.part.respondent.id]
    holding = [one for one in whose if one.holds_in(development.quarter)]
    number = unit.plain(question)
    return bool(holding) and number == max(holding, key=lambda one: one.as_of).value
