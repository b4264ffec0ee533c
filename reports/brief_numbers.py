"""The numbers that have moved most since last quarter, for the quarter in brief."""

from collections.abc import Iterator

from domain.trends import Size
from reports.agencies import agency_numbers, of_county
from reports.development import Development
from reports.development_told import Moved, moved
from reports.document import Sentence, Source
from reports.reading import read
from reports.reception_tables import asked_of, councils_numbers

_MOST = 3


def biggest(development: Development) -> tuple[Sentence, ...]:
    """The clearest changes, at most three, the largest first; nothing where nothing can be compared."""
    those = list(_moved(development))
    clear = sorted((one for one in those if one.size is Size.CLEAR), key=lambda one: -abs(one.percent))
    if clear or not those:
        return tuple(one.sentence for one in clear[:_MOST])
    before = development.quarter.previous.label
    text = f"Inget tal som kan jämföras med {before} har ändrats tydligt."
    return (Sentence(text, _sources(those)),)


def _moved(development: Development) -> Iterator[Moved]:
    units = councils_numbers(development)
    yield from moved(development, units, asked_of(units))
    for reading in read(development.material.agencies):
        yield from moved(development, [agency_numbers(development, reading)], of_county(reading))


def _sources(those: list[Moved]) -> tuple[Source, ...]:
    return tuple(source for one in those for source in one.sentence.sources)
