"""Section 10: the quarter's theme in annual statistics: context, and never the trend of a quarter."""

from collections.abc import Iterator, Sequence
from datetime import date

from domain.county import Figure
from domain.material import Contribution
from domain.quarter import Quarter
from domain.report_plan import InDepth
from domain.swedish import day
from domain.table import Hidden
from forms.numbers import show
from reports import charts
from reports.development import Development
from reports.document import METHOD, Block, Cell, Heading, Paragraph, Sentence, Source, Table
from reports.number_cells import NOT_ADDED
from reports.opening import opening
from reports.past import question_in
from reports.placing import drawn_beside
from reports.published import published_of
from reports.statistics import is_annual, statistic

KEY = "in_depth"
_YEARS = 3
_WHOLE_YEAR = ", hittills i år"
_ADDED = ("personer", "kommuner")
_NONE = "ingen uppgift"


def in_depth(development: Development) -> list[Block]:
    """Silent without a theme for the quarter, and until its figures have been published."""
    material = development.material
    theme = material.county.report.theme(development.quarter.number)
    if theme is None:
        return []
    tables = [table for key in theme.keys for table in _tables(development, theme, key)]
    said: list[Block] = [*tables, *drawn_beside(material, charts.spread(material, theme))]
    if not said:
        return []
    words = Paragraph((Sentence(_ANNUAL, (METHOD,)),))
    return [*opening(material, KEY), Heading(theme.title, 2), words, *said]


_ANNUAL = (
    "Uppgifterna är årliga. De ger bakgrund och säger inget om utvecklingen under kvartalet. En delregions "
    "tal är summan av dess kommuner i länet. Medelvärden av kommuner redovisas inte."
)


def _tables(development: Development, theme: InDepth, key: str) -> Iterator[Table]:
    """The sub-regions' numbers of the last years, a column for each."""
    annual = _Annual(development, theme, key)
    if annual.days:
        header = ("Delregion", *(day(on) for on in annual.days))
        yield Table(annual.name, header, tuple(annual.rows()), (6, *(5 for _ in annual.days)))


class _Annual:
    """One key figure of the sub-regions; ``days``: those that any of them has a number of."""

    def __init__(self, development: Development, theme: InDepth, key: str) -> None:
        self._development, self._councils = development, development.material.councils
        figures = [one for one in development.material.published if one.key == key and is_annual(one)]
        self._known = {(one.unit, one.as_of): one for one in figures if one.value is not None}
        councils = {part.respondent.id for part in self._councils}
        self.days = sorted({on for unit, on in self._known if unit in councils})[-_YEARS:]
        asked = (question_in(part.form, key) for part in self._councils)
        self._question = next((one for one in asked if one), None)
        label = theme.names.get(key) or (self._question.label if self._question else key)
        self.name = label.replace(_WHOLE_YEAR, ", hela året")

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        for part in self._councils:
            yield self._row(part.respondent.name, [self._cell(part, on) for on in self.days])
        if self._question and self._question.unit.startswith(_ADDED):
            yield self._row("Länet", [self._county(on) for on in self.days])

    def _row(self, name: str, cells: list[Cell]) -> tuple[Cell, ...]:
        return (Cell(name, tuple(dict.fromkeys(source for cell in cells for source in cell.sources))), *cells)

    def _cell(self, part: Contribution, on: date) -> Cell:
        figure = self._known.get((part.respondent.id, on))
        mark = self._mark(part, on)
        words = mark.value if mark else show(figure.value) if figure and figure.value is not None else _NONE
        return Cell(words, self._sources([figure] if figure else self._of(on)))

    def _county(self, on: date) -> Cell:
        """The sum, where each sub-region has a number that is shown."""
        values = [one.value for one in self._of(on) if one.value is not None]
        words = NOT_ADDED
        if any(self._mark(part, on) for part in self._councils):
            words = Hidden.BESIDE.value
        elif len(values) == len(self._councils):
            words = show(sum(values))
        return Cell(words, self._sources(self._of(on)))

    def _of(self, on: date) -> list[Figure]:
        units = [part.respondent.id for part in self._councils]
        return [self._known[unit, on] for unit in units if (unit, on) in self._known]

    def _mark(self, part: Contribution, on: date) -> Hidden | None:
        """Numbers of people have one where few people are, or would be told of."""
        if self._question is None:
            return None
        marks = self._development.hidden.get(Quarter.of(on), {})
        return marks.get((published_of(part.respondent.id), self._question.key))

    def _sources(self, figures: Sequence[Figure]) -> tuple[Source, ...]:
        return tuple(dict.fromkeys(statistic(one, self.name) for one in figures))
