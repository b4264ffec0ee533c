"""The numbers that have moved most since last quarter, for the quarter in brief."""

from collections.abc import Iterable, Iterator

from domain.trends import Size
from reports.agencies import agency_numbers, of_county
from reports.development import Development
from reports.development_told import Moved, moved
from reports.document import Sentence, Source
from reports.reading import read
from reports.reception_tables import asked_of, councils_numbers

_MOST = 3
LEAST_CHANGE, LEAST_NUMBER = 20, 50
"""What makes a change one to speak of first: a large share of a small number is soon come by."""


def biggest(development: Development) -> tuple[Sentence, ...]:
    """The clearest changes as sentences; that there are none; nothing where nothing can be compared."""
    those = compared(development)
    if clear := clearest(those):
        return tuple(one.sentence for one in clear)
    before = development.quarter.previous.label
    text = f"Inget större tal som kan jämföras med {before} har ändrats tydligt."
    return (Sentence(text, sources_of(those)),) if those else ()


def compared(development: Development) -> tuple[Moved, ...]:
    """Every number that can be said in percent of last quarter's."""
    return tuple(_moved(development))


def clearest(those: Iterable[Moved]) -> tuple[Moved, ...]:
    """Large numbers that have moved more than fifteen percent, at most three, the largest share first.

    Of shares that are the same in whole percent the one of the largest number.
    """
    clear = [one for one in those if one.size is Size.CLEAR and _is_large(one)]
    return tuple(sorted(clear, key=lambda one: (-round(abs(one.percent)), -_by(one)))[:_MOST])


def _is_large(one: Moved) -> bool:
    return _by(one) >= LEAST_CHANGE and min(one.change.before, one.change.now) >= LEAST_NUMBER


def _by(one: Moved) -> float:
    return abs(one.change.now - one.change.before)


def _moved(development: Development) -> Iterator[Moved]:
    units = councils_numbers(development)
    yield from moved(development, units, asked_of(units))
    for reading in read(development.material.agencies):
        yield from moved(development, [agency_numbers(development, reading)], of_county(reading))


def sources_of(those: Iterable[Moved]) -> tuple[Source, ...]:
    return tuple(source for one in those for source in one.sentence.sources)
