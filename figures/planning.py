"""What a reading would change, sums included. What is kept is asked for, never written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from domain.county import County, Figure
from figures.difference import Difference, Doubt, Place, Reading, compare
from figures.known import Catalogue
from figures.sums import Wanted, add_up, touched, worked_out


class Kept(Protocol):
    """Where the numbers are kept."""

    def kept(self, like: Iterable[Figure]) -> Mapping[Place, Figure]:
        """What was last read for the places of ``like``."""

    def current(self, key: str, units: Sequence[str], on: date) -> Mapping[str, Figure]:
        """By unit the number of the latest day up to and with ``on``."""

    def series(self, unit: str, key: str) -> Sequence[Figure]:
        """Oldest day first."""


def plan(reading: Reading, county: County, catalogue: Catalogue, kept: Kept) -> Difference:
    """The reading beside what is kept, and then the sub-regions' sums as they would become."""
    first = compare(reading, kept.kept(reading.all))
    wanted = touched(county, catalogue, reading.all)
    sums = [
        made
        for one in dict.fromkeys((*wanted, *_later(wanted, first.to_keep, kept)))
        if (made := add_up(one, _numbers(one, first.to_keep, kept)))
    ]
    whole = first.and_then(compare(Reading(tuple(sums)), kept.kept(sums)))
    return whole.doubting(_doubts(_Sums(county, catalogue, kept), reading, first.to_keep, sums))


@dataclass(frozen=True)
class _Sums:
    county: County
    catalogue: Catalogue
    kept: Kept


def _doubts(
    those: _Sums, reading: Reading, written: Sequence[Figure], sums: Iterable[Figure]
) -> Iterator[Doubt]:
    """The sub-regions' own numbers that are not the sums over their municipalities, read now or before (V28).

    An own number that is read is set against what the municipalities come to; and a sum that is read
    against an own number that stands.
    """
    councils = {council.id: council for council in those.county.councils}
    for own in reading.figures:
        known = those.catalogue.get(own.key)
        if known and known.sums and own.unit in councils and own.value is not None:
            wanted = Wanted(councils[own.unit], known, own.as_of)
            summed = add_up(wanted, _numbers(wanted, written, those.kept))
            yield from _unlike(own, summed)
    standing = those.kept.kept(made := [one for one in sums if one.value is not None])
    for summed in made:
        before = standing.get((summed.unit, summed.key, summed.as_of))
        if before and before.value is not None and not worked_out(before):
            yield from _unlike(before, summed)


def _unlike(own: Figure, summed: Figure | None) -> Iterator[Doubt]:
    if summed and summed.value is not None and summed.value != own.value:
        yield Doubt(own, summed)


def _later(wanted: Iterable[Wanted], written: Sequence[Figure], kept: Kept) -> Iterator[Wanted]:
    """A changed number of a series is part of the sums of later days, too: those of the other members."""
    for one in wanted:
        if one.known.series:
            days = {
                figure.as_of
                for unit in one.parts
                for figure in (*kept.series(unit.id, one.known.key), *written)
                if figure.unit == unit.id and figure.key == one.known.key and figure.as_of > one.as_of
            }
            yield from (replace(one, as_of=day) for day in sorted(days))


def _numbers(wanted: Wanted, written: Sequence[Figure], kept: Kept) -> dict[str, Figure]:
    """The municipalities' numbers on the day: as they would be kept, else as they are."""
    ids = [unit.id for unit in wanted.parts]
    numbers = dict(kept.current(wanted.known.key, ids, wanted.as_of))
    for figure in sorted(written, key=lambda one: one.as_of):
        if figure.key != wanted.known.key or figure.unit not in ids or figure.as_of > wanted.as_of:
            continue
        if figure.unit not in numbers or figure.as_of >= numbers[figure.unit].as_of:
            numbers[figure.unit] = figure
    if wanted.known.series:
        return numbers
    return {unit: figure for unit, figure in numbers.items() if figure.as_of == wanted.as_of}
