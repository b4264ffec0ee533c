"""Which units' own numbers are not those that are published: one rule for every place that tells of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.form import Question
from reports.development import Development
from reports.document import Source
from reports.number_cells import Unconfirmed
from reports.own_numbers import deviating
from reports.reading import Reading
from reports.reception_tables import councils_numbers

_KEY = "figures_confirm"
_DEVIATES = "AVVIKER"


@dataclass(frozen=True)
class Deviation:
    """``says_so``: the unit says that published numbers deviate. ``numbers``: those of its own that do.

    Each number: the question, the own and the published one, where both may be shown. One that only has given
    other numbers has said nothing of the published.
    """

    reading: Reading
    says_so: bool
    numbers: tuple[tuple[Question, float, Unconfirmed], ...]

    @property
    def name(self) -> str:
        return self.reading.name

    @property
    def sources(self) -> tuple[Source, ...]:
        """What it has answered, then what is published."""
        own = self.reading.source(_KEY, *(question.key for question, _, _ in self.numbers))
        return (*own, *(source for _, _, other in self.numbers for source in other.sources))


def deviations(development: Development, readings: Sequence[Reading]) -> tuple[Deviation, ...]:
    """In the order of ``readings``; those without any are left out."""
    return tuple(_found(development, readings))


def _found(development: Development, readings: Sequence[Reading]) -> Iterator[Deviation]:
    units = {one.part.respondent.id: one for one in councils_numbers(development)}
    for one in readings:
        unit = units.get(one.part.respondent.id)
        differing = tuple(deviating(unit)) if unit else ()
        says_so = one.choice(_KEY) == _DEVIATES
        if says_so or differing:
            yield Deviation(one, says_so, differing)
