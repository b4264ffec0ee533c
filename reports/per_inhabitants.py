"""What sub-regions have received so far this year, set against how many live there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.county import Figure
from domain.form import Question
from domain.material import Material
from domain.swedish import day
from forms.numbers import show
from reports.document import ROUND, Block, Cell, Paragraph, Sentence, Source, Table
from reports.number_cells import Numbers
from reports.reception_tables import beyond_county, county_total, own_question
from reports.statistics import statistic

_RECEIVED, _INHABITANTS = "received_total_ytd", "population"
_HEADER = ("Delregion", "Mottagna", "Invånare", "per 1 000 invånare")


@dataclass(frozen=True)
class _Known:
    """A sub-region's number that may be shown, and its inhabitants."""

    unit: Numbers
    question: Question
    number: float
    figure: Figure
    people: float

    @property
    def sources(self) -> tuple[Source, ...]:
        return (*self.unit.cell(self.question).sources, self.inhabitants)

    @property
    def inhabitants(self) -> Source:
        return statistic(self.figure, "Invånare")


def per_inhabitants(material: Material, units: Sequence[Numbers]) -> list[Block]:
    """A table and the day that the inhabitants were counted; nothing without a number and inhabitants."""
    known = list(_known(material, units))
    if not known:
        return []
    rows = (*(_row(one) for one in known), *_county(units, known))
    sources = tuple(dict.fromkeys(one.inhabitants for one in known))
    note = f"Invånare {day(known[0].figure.as_of)} enligt {sources[0].unit}."
    caption = "Mottagna hittills i år per 1 000 invånare"
    return [Table(caption, _HEADER, rows, (6, 5, 5, 5)), Paragraph((Sentence(note, sources),))]


def _known(material: Material, units: Sequence[Numbers]) -> Iterator[_Known]:
    people = {one.unit: one for one in _inhabitants(material)}
    for unit in units:
        question, figure = own_question(unit, _RECEIVED), people.get(unit.part.respondent.id)
        # A number that speaks of municipalities outside the county is not of the same people.
        if question is None or figure is None or not figure.value or beyond_county(unit, question):
            continue
        number = _shown(unit, question)
        if number is not None:
            yield _Known(unit, question, number, figure, figure.value)


def _inhabitants(material: Material) -> list[Figure]:
    """Of the latest day that is known at the quarter's end: one day for all."""
    there = [one for one in material.published if one.key == _INHABITANTS and one.value]
    days = [one.as_of for one in there if one.as_of <= material.round.quarter.end]
    return [one for one in there if one.as_of == max(days, default=date.min)]


def _shown(unit: Numbers, question: Question) -> float | None:
    """The number as the table of numbers shows it; None for one that is hidden or not there."""
    if unit.has_said(question):
        return unit.plain(question)
    published = unit.unconfirmed.get(question.key)
    return published.value if published else None


def _row(one: _Known) -> tuple[Cell, ...]:
    received = one.unit.cell(one.question).sources
    return (
        Cell(one.unit.part.respondent.name, received),
        Cell(show(one.number), received),
        Cell(show(one.people), (one.inhabitants,)),
        Cell(_rate(one.number, one.people), one.sources),
    )


def _county(units: Sequence[Numbers], known: Sequence[_Known]) -> Iterator[tuple[Cell, ...]]:
    """The county's own, where its sum may be shown and is made of the rows above."""
    number, people = sum(one.number for one in known), sum(one.people for one in known)
    if len(known) < len(units) or county_total(units, known[0].question).text != show(number):
        return
    sources = tuple(dict.fromkeys(source for one in known for source in one.sources))
    received = tuple(dict.fromkeys(s for one in known for s in one.unit.cell(one.question).sources))
    inhabitants = tuple(dict.fromkeys(one.inhabitants for one in known))
    yield (
        Cell("Länet", (ROUND,)),
        Cell(show(number), received),
        Cell(show(people), inhabitants),
        Cell(_rate(number, people), sources),
    )


def _rate(number: float, people: float) -> str:
    return f"{number * 1000 / people:.1f}".replace(".", ",")
