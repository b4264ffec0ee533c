"""Figure: how an annual number differs between the municipalities of the county."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from statistics import median, quantiles

from domain.county import Figure, FigureState
from domain.material import Material
from domain.report_plan import InDepth
from domain.swedish import count, day, upper_first
from forms.numbers import show
from reports.document import METHOD, Cell, Chart, Drawing, Drawn, Sentence, Series, Source, Table
from reports.past import question_in
from reports.statistics import statistic

_MARKS = ("Lägsta", "10:e percentilen", "Median", "90:e percentilen", "Högsta")
_FEWEST, _FEWEST_OF_SUB_REGION = 10, 5
"""Municipalities with a number that it takes to speak of tenths, and of a sub-region at all."""

_STANDS = {FigureState.PUBLISHED, FigureState.REVISED}
_UNIT = re.compile(r"\s*\((?P<unit>[^()]*)\)$")
_PEOPLE = ("personer", "barn")
_ENDS, _TENTHS = (0, 2, 4), (1, 2, 3)
"""Which of the marks a row has: from the least to the most, and from the first tenth to the last."""

_WITHOUT_TENTHS = "Länet utom lägsta och högsta tiondelen"


@dataclass(frozen=True)
class Place:
    """The county or a sub-region, with its municipalities' numbers of one day."""

    name: str
    figures: tuple[Figure, ...]
    in_tenths: bool

    @cached_property
    def values(self) -> list[float]:
        return sorted(one.value for one in self.figures if one.value is not None)

    @property
    def marks(self) -> tuple[float | None, ...]:
        """Least, first tenth, middle, last tenth, most; each municipality counts alike."""
        tenths = quantiles(self.values, n=10, method="inclusive") if self.in_tenths else []
        ends = (tenths[0], tenths[-1]) if tenths else (None, None)
        found = (self.values[0], ends[0], median(self.values), ends[1], self.values[-1])
        return tuple(None if one is None else round(one, 1) for one in found)

    @property
    def counted(self) -> str:
        """Skaraborg (15 kommuner)."""
        return f"{self.name} ({len(self.values)}\u00a0kommuner)"


@dataclass(frozen=True)
class Measure:
    name: str
    unit: str

    def sources(self, place: Place) -> tuple[Source, ...]:
        return tuple(dict.fromkeys(statistic(figure, self.name) for figure in place.figures))


def spread(material: Material, theme: InDepth) -> Chart | None:
    """The county, and the sub-regions below it, on the latest day that ten municipalities have a number of.

    None without one, and for numbers of people: those tell how large a municipality is, and of a few people.
    """
    measure = _measure(material, theme)
    figures = _latest(material, theme.spread)
    if not figures or measure.unit.startswith(_PEOPLE):
        return None
    places = [Place("Länet", figures, in_tenths=True), *_sub_regions(material, figures)]
    caption = f"{measure.name}: spridning mellan kommunerna {figures[0].as_of.year}"
    return Chart(
        caption,
        _alt(places, measure),
        _drawing(places, measure),
        _table(places, measure),
        tuple(_notes(material, places[0], measure)),
    )


def _measure(material: Material, theme: InDepth) -> Measure:
    """Its name and unit: as a questionnaire asks for it, else as the county's file calls it."""
    for part in material.contributions:
        if question := question_in(part.form, theme.spread):
            return Measure(question.label, question.unit)
    name = theme.names.get(theme.spread, theme.title)
    unit = _UNIT.search(name)
    return Measure(_UNIT.sub("", name), unit["unit"] if unit else "")


def _latest(material: Material, key: str) -> tuple[Figure, ...]:
    def of_day(figure: Figure) -> date:
        return figure.as_of

    those = [one for one in material.municipal if key and one.key == key and one.state in _STANDS]
    known = sorted((one for one in those if one.value is not None), key=of_day, reverse=True)
    days = (tuple(same) for _, same in groupby(known, key=of_day))
    return next((same for same in days if len(same) >= _FEWEST), ())


def _sub_regions(material: Material, figures: Sequence[Figure]) -> Iterator[Place]:
    for council in material.county.councils:
        members = {member.id for member in council.members if member.in_county}
        own = tuple(figure for figure in figures if figure.unit in members)
        if len(own) >= _FEWEST_OF_SUB_REGION:
            yield Place(council.name, own, in_tenths=False)


def _drawing(places: Sequence[Place], measure: Measure) -> Drawing:
    series = tuple(Series(place.counted, place.marks) for place in places)
    return Drawing(Drawn.SPREAD, _MARKS, series, upper_first(measure.unit))


def _table(places: Sequence[Place], measure: Measure) -> Table:
    """Of each place the least, the middle and the most; of the county, too, without its outer tenths."""
    rows = [
        row
        for place in places
        for row in (
            _row(place.counted, _ENDS, place, measure),
            *([_row(_WITHOUT_TENTHS, _TENTHS, place, measure)] if place.in_tenths else []),
        )
    ]
    beside = f" ({measure.unit})" if measure.unit else ""
    return Table(f"{measure.name}{beside}", ("Område", "Lägst", "Median", "Högst"), tuple(rows), (9, 4, 4, 4))


def _row(name: str, marks: Sequence[int], place: Place, measure: Measure) -> tuple[Cell, ...]:
    texts = (name, *(show(place.marks[mark] or 0) for mark in marks))
    return tuple(Cell(text, measure.sources(place)) for text in texts)


def _alt(places: Sequence[Place], measure: Measure) -> str:
    county, *others = places
    low, first, middle, last, high = (show(one or 0) for one in county.marks)
    unit = f" i {measure.unit}" if measure.unit else ""
    words = [
        f"Linjer{unit} från den lägsta till den högsta kommunen.",
        f"{county.counted}: från {low} till {high}, median {middle}.",
        f"De mittersta åtta tiondelarna av kommunerna ligger mellan {first} och {last}.",
    ]
    for place in others:
        low, _, middle, _, high = (show(one or 0) for one in place.marks)
        words.append(f"{place.counted}: från {low} till {high}, median {middle}.")
    return " ".join(words)


def _notes(material: Material, county: Place, measure: Measure) -> Iterator[Sentence]:
    sources = measure.sources(county)
    when = day(county.figures[0].as_of)
    yield Sentence(f"Uppgiften är årlig och avser {when}: den säger inget om kvartalet.", sources)
    yield Sentence(_READ_SO, (METHOD,))
    everyone = [one for council in material.county.councils for one in council.members if one.in_county]
    missing = len(everyone) - len(county.figures)
    if missing:
        words = count(missing, "kommun", "kommuner")
        yield Sentence(f"Uppgift saknas eller får inte visas för {words} i länet.", sources)


_READ_SO = (
    "Varje kommun räknas lika, oavsett hur stor den är. Utan lägsta och högsta tiondelen återstår det som "
    "ligger mellan den 10:e och den 90:e percentilen."
)
