"""What others have published of the county's units in the last years, as it was last read at a moment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, and_, bindparam, or_, select

from domain.county import County, Figure, UnitKind
from domain.form import Form, Kind
from domain.quarter import Quarter
from store.figures import place, read_figure
from store.schema import figures

YEARS = 3
"""How far back annual statistics go."""

_POPULATION = "population"
_ANNUAL_DAYS = ((12, 31), (1, 1))
"""The days of the year that annual numbers speak of."""

# By the index of key and day: older years cost nothing, however many there are.
_PUBLISHED = (
    select(figures)
    .where(
        or_(
            and_(
                figures.c.key.in_(bindparam("keys", expanding=True)),
                figures.c.as_of >= bindparam("first"),
                figures.c.as_of <= bindparam("last"),
            ),
            and_(
                figures.c.key.in_(bindparam("annual", expanding=True)),
                figures.c.as_of.in_(bindparam("days", expanding=True)),
            ),
        ),
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
    """In one query; of each unit, key and day the latest reading before ``cut_off`` (aware).

    What the forms ask for from New Year of last year, and annual numbers of the last years.
    """
    years = range(quarter.year - YEARS, quarter.year + 1)
    days = [date(year, *day) for year in years for day in _ANNUAL_DAYS]
    where = {
        "keys": sorted(set(_asked(forms))),
        "first": date(quarter.year - 1, 1, 1),
        "last": quarter.end,
        "annual": sorted({_POPULATION, *_of_theme(county, quarter)}),
        "days": [day for day in days if day <= quarter.end],
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
