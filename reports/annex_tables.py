"""Annex: the tables that the sections leave out, under the heading of the section that they belong to."""

from collections.abc import Callable, Mapping

from reports import charts
from reports.agencies import agencies_beside
from reports.development import Development
from reports.document import METHOD, Block, Heading, Paragraph, Sentence
from reports.opening import opening
from reports.placing import PRESENCE, RECEPTION, TABLES, numbers_of
from reports.reception import reception_beside


def annex_tables(development: Development) -> list[Block]:
    """Silent without any."""
    said: list[Block] = []
    for section in development.material.county.report.sections:
        beside = _BESIDE.get(section.key, _nothing)
        blocks = [*beside(development), *agencies_beside(development, section.key)]
        said += [Heading(section.title, 2), *blocks] if blocks else []
    if not said:
        return []
    words = Paragraph((Sentence(_READ_SO, (METHOD,)),))
    return [*opening(development.material, TABLES), words, *said]


def _nothing(_: Development) -> list[Block]:
    return []


def _reception(development: Development) -> list[Block]:
    return [*reception_beside(development), *numbers_of(charts.received(development))]


def _presence(development: Development) -> list[Block]:
    return [*numbers_of(charts.lead_times(development))]


def _in_depth(development: Development) -> list[Block]:
    theme = development.material.county.report.theme(development.quarter.number)
    return [*numbers_of(charts.spread(development.material, theme))] if theme else []


_BESIDE: Mapping[str, Callable[[Development], list[Block]]] = {
    RECEPTION: _reception,
    PRESENCE: _presence,
    "in_depth": _in_depth,
}

_READ_SO = "Här står tal som rapporten bygger på men inte går in på."
