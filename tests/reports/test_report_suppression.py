"""Few people stay hidden: somebody who has read all the year's reports cannot work out how many they were."""

from collections.abc import Iterator
from itertools import pairwise

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from domain.quarter import Quarter
from reports.draft import draft
from tests.reports.attacker import FAR, Attacker, Line, Name
from tests.reports.published_county import (
    ENROLLED,
    HOUSED,
    RECEIVED,
    SEXES,
    SMALL_COUNTY,
    TOTAL,
    TOWNS,
    Numbers,
    Told,
    summed,
)
from tests.reports.reading_numbers import COUNTY, PUBLISHED, Reader

QUARTERS = (Quarter(2026, 1), Quarter(2026, 2))
COUNCILS = tuple(council.id for council in SMALL_COUNTY.councils)
SUMS = ((TOTAL, RECEIVED), (TOTAL, SEXES), (ENROLLED, HOUSED))
KEYS = tuple(dict.fromkeys(key for total, parts in SUMS for key in (total, *parts)))
FEW = range(1, 6)

came = st.sampled_from([0, 0, 1, 2, 3, 5, 6, 7, 9, 30])


@st.composite
def years(draw: st.DrawFn) -> Told:
    """Each municipality's numbers in each quarter, with many that are few."""
    published: dict[Quarter, Numbers] = {}
    running = {town: dict.fromkeys((*RECEIVED, *SEXES), 0) for town in TOWNS}
    for quarter in QUARTERS:
        now = {}
        for town in TOWNS:
            ways = draw(st.tuples(came, came))
            women = draw(st.integers(0, sum(ways)))
            for key, more in zip((*RECEIVED, *SEXES), (*ways, women, sum(ways) - women), strict=True):
                running[town][key] += more
            housed = dict(zip(HOUSED, draw(st.tuples(came, came, came, came)), strict=True))
            totals = {TOTAL: sum(running[town][key] for key in RECEIVED), ENROLLED: sum(housed.values())}
            now[town] = {**running[town], **housed, **totals}
        published[quarter] = now
    own: dict[Quarter, dict[str, dict[str, int]]] = {quarter: {} for quarter in QUARTERS}
    if draw(st.booleans()):
        own = {quarter: {"miv": _of_county(published[quarter])} for quarter in QUARTERS}
    if draw(st.booleans()):
        own[QUARTERS[-1]][COUNCILS[0]] = {ENROLLED: draw(st.integers(0, 60))}
    return Told(published, own)


def _of_county(numbers: Numbers) -> dict[str, int]:
    """What the agency says of the whole county, where it is asked."""
    asked = (ENROLLED, *HOUSED, "received_assigned_ytd")
    return {key: sum(numbers[town][key] for town in TOWNS) for key in asked}


def truth_of(told: Told) -> dict[Name, int]:
    found: dict[Name, int] = {}
    for quarter, numbers in told.published.items():
        every = summed(numbers, SMALL_COUNTY)
        for unit in (*TOWNS, *COUNCILS):
            names = [unit, unit + PUBLISHED] if unit in COUNCILS else [unit]
            found |= {(name, key, quarter.key): every[unit][key] for name in names for key in KEYS}
        for council in COUNCILS:
            own = told.own[quarter].get(council, {})
            found |= {(council, key, quarter.key): number for key, number in own.items()}
        for key in KEYS:
            published = (found[unit + PUBLISHED, key, quarter.key] for unit in COUNCILS)
            found[COUNTY, key, quarter.key] = sum(published)
            found["miv", key, quarter.key] = sum(numbers[town][key] for town in TOWNS)
    return found


def adding_up(quarter: Quarter) -> Iterator[Line]:
    """All that comes to nothing in a quarter: by way, by sex, by home; towns, sub-regions, the county."""

    def less(total: tuple[str, str], *parts: tuple[str, str]) -> Line:
        return (((*total, quarter.key), -1), *(((*part, quarter.key), 1) for part in parts))

    published = [unit + PUBLISHED for unit in COUNCILS]
    for unit in (*TOWNS, *COUNCILS, *published, COUNTY, "miv"):
        yield from (less((unit, total), *((unit, part) for part in parts)) for total, parts in SUMS)
    for key in KEYS:
        for council, unit in zip(SMALL_COUNTY.councils, published, strict=True):
            yield less((unit, key), *((member.id, key) for member in council.members))
            yield less((unit, key), (council.id, key))
        yield less((COUNTY, key), *((unit, key) for unit in published))
        yield less((COUNTY, key), ("miv", key))


def over_the_year() -> Iterator[Line]:
    """What is counted from New Year never goes down."""
    units = (*TOWNS, *COUNCILS, *(unit + PUBLISHED for unit in COUNCILS), COUNTY, "miv")
    for first, then in pairwise(QUARTERS):
        for unit in units:
            for key in (TOTAL, *RECEIVED, *SEXES):
                yield ((unit, key, then.key), 1), ((unit, key, first.key), -1)


def attack(told: Told) -> list[str]:
    """What can be worked out of few people, in words; nothing when all is well."""
    reader, truth = Reader(SMALL_COUNTY), truth_of(told)
    for quarter in QUARTERS:
        material = told.material(quarter)
        reader.read(draft(material), material)
        # A council's own number need not be what its municipalities come to.
        true = [line for line in adding_up(quarter) if not sum(sign * truth[name] for name, sign in line)]
        reader.reports.sums += [(line, 0, 0) for line in true]
    reader.reports.sums += [(line, 0, FAR) for line in over_the_year()]
    attacker = Attacker(reader.reports, truth)
    assert attacker.lies() == [], "the attacker has misread the report"
    return [*_shown(reader, truth), *_told(attacker, reader, truth)]


def _shown(reader: Reader, truth: dict[Name, int]) -> list[str]:
    seen = reader.reports.between
    return [f"{one} is shown" for one, true in truth.items() if true in FEW and seen.get(one) == (true, true)]


def _told(attacker: Attacker, reader: Reader, truth: dict[Name, int]) -> Iterator[str]:
    for name, (low, high) in reader.reports.between.items():
        line: Line = ((name, 1),)
        if low < high and name[0] != COUNTY and not _another(attacker, line, truth[name]):
            yield f"{name} can be nothing but {truth[name]}"
    for now, before in over_the_year():
        came_in = truth[now[0]] - truth[before[0]]
        if came_in in FEW and not _another(attacker, (now, before), came_in):
            yield f"{now[0]} and {before[0]} tell of {came_in}"


def _another(attacker: Attacker, line: Line, true: int) -> bool:
    """Whether another year that gives the same reports has another number there."""
    return attacker.could_be(line, true + 1, FAR) or attacker.could_be(line, 0, true - 1)


@settings(max_examples=8, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(told=years())
def test_nobody_works_out_how_many_a_few_people_were(told: Told) -> None:
    assert attack(told) == []
