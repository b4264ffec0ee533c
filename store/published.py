"""What others have published of the county's units in the last years, as it was last read at a moment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, select

from domain.county import County, Figure, UnitKind
from domain.form import Form, Kind
from domain.quarter import Quarter
from store.figures import place, read_figure
from store.schema import figures

YEARS = 3

_POPULATION = "population"

# By the index of key and day: older years cost nothing, however many there are.
_PUBLISHED = (
    select(figures)
    .where(
        figures.c.key.in_(bindparam("keys", expanding=True)),
        figures.c.as_of >= bindparam("first"),
        figures.c.as_of <= bindparam("last"),
        figures.c.fetched <= bindparam("cut_off"),
    )
    .order_by(figures.c.key, figures.c.as_of, figures.c.fetched)
)


@dataclass(frozen=True)
class Published:
    """``units``: of the sub-regions and the agencies; ``municipal``: of the municipalities in the county."""

    units: tuple[Figure, ...] = ()
    municipal: tuple[Figure, ...] = ()


def published(
    connection: Connection, county: County, forms: Iterable[Form], quarter: Quarter, cut_off: datetime
) -> Published:
    """In one query; of each unit, key and day the latest reading before ``cut_off`` (aware)."""
    where = {
        "keys": sorted({_POPULATION, *_of_theme(county, quarter), *_asked(forms)}),
        "first": date(quarter.year - YEARS, 1, 1),
        "last": quarter.end,
        "cut_off": cut_off,
    }
    found = map(read_figure, connection.execute(_PUBLISHED, where))
    latest = {place(figure): figure for figure in found}.values()
    towns = {unit.id for unit in county.units() if unit.kind is UnitKind.MUNICIPALITY and unit.in_county}
    others = {unit.id for unit in county.units() if unit.kind is not UnitKind.MUNICIPALITY}
    return Published(
        tuple(figure for figure in latest if figure.unit in others),
        tuple(figure for figure in latest if figure.unit in towns),
    )


def _of_theme(county: County, quarter: Quarter) -> Iterator[str]:
    theme = county.report.theme(quarter.number)
    if theme:
        yield from theme.keys
        yield theme.spread


def _asked(forms: Iterable[Form]) -> Iterator[str]:
    """The numbers that any of the questionnaires asks for."""
    for form in forms:
        for card in form.cards:
            yield from (one.key for one in card.questions() if one.kind is Kind.NUMBER)
