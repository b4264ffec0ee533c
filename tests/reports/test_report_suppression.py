"""Few people stay hidden: somebody who has read all the year's reports cannot work out how many they were."""

from collections.abc import Iterator, Mapping
from itertools import pairwise, product

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from domain.quarter import Quarter
from reports.draft import draft
from tests.reports.attacker import FAR, Attacker, Line, Name, Reports
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


Out = tuple[tuple[Quarter, Told], ...]
"""The editions in the order of their publication, each with what was known then."""


@st.composite
def years(draw: st.DrawFn) -> Out:
    """Each municipality's numbers in each quarter, with many that are few, and what is corrected of them."""
    out: list[tuple[Quarter, Told]] = []
    published: dict[Quarter, Numbers] = {}
    own: dict[Quarter, dict[str, dict[str, int]]] = {}
    of_county = draw(st.booleans())
    for quarter in QUARTERS:
        before = published.get(quarter.previous, {})
        now = {town: draw(of_town(before.get(town, {}))) for town in TOWNS}
        said = draw(owns)
        for _ in range(draw(st.integers(1, 3))):
            published = {**published, quarter: now}
            agency = {"miv": _of_county(now)} if of_county else {}
            own = {**own, quarter: {**agency, **said}}
            out.append((quarter, Told(published, own)))
            corrected = draw(st.sets(st.sampled_from(TOWNS), max_size=2))
            now = {**now, **{town: draw(of_town(before.get(town, {}))) for town in sorted(corrected)}}
            said = said if draw(st.booleans()) else draw(owns)
    return tuple(out)


@st.composite
def of_town(draw: st.DrawFn, before: Mapping[str, int]) -> dict[str, int]:
    """A municipality's numbers of a quarter, after those ``before``."""
    ways = draw(st.tuples(came, came))
    women = draw(st.integers(0, sum(ways)))
    more = dict(zip((*RECEIVED, *SEXES), (*ways, women, sum(ways) - women), strict=True))
    running = {key: before.get(key, 0) + number for key, number in more.items()}
    housed = dict(zip(HOUSED, draw(st.tuples(came, came, came, came)), strict=True))
    totals = {TOTAL: sum(running[key] for key in RECEIVED), ENROLLED: sum(housed.values())}
    return {**running, **housed, **totals}


@st.composite
def _owns(draw: st.DrawFn) -> dict[str, dict[str, int]]:
    """What a council says itself, instead of what is published."""
    if draw(st.booleans()):
        return {}
    homes = dict(zip(HOUSED, draw(st.tuples(came, came, came, came)), strict=True))
    whole = {ENROLLED: sum(homes.values())}
    return {COUNCILS[0]: {**homes, **whole} if draw(st.booleans()) else whole}


owns = _owns()


def _of_county(numbers: Numbers) -> dict[str, int]:
    """What the agency says of the whole county, where it is asked."""
    asked = (ENROLLED, *HOUSED, "received_assigned_ytd")
    return {key: sum(numbers[town][key] for town in TOWNS) for key in asked}


def truth_of(told: Told, quarter: Quarter) -> dict[Name, int]:
    """All numbers of a quarter as they were known then."""
    found: dict[Name, int] = {}
    every = summed(told.published[quarter], SMALL_COUNTY)
    for unit in (*TOWNS, *COUNCILS):
        names = [unit, unit + PUBLISHED] if unit in COUNCILS else [unit]
        found |= {(name, key, quarter.key): every[unit][key] for name in names for key in KEYS}
    for unit, own in told.own[quarter].items():
        found |= {(unit, key, quarter.key): number for key, number in own.items()}
    for key in KEYS:
        published = (found[unit + PUBLISHED, key, quarter.key] for unit in COUNCILS)
        found[COUNTY, key, quarter.key] = sum(published)
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


def over_the_year(truth: Mapping[Name, int]) -> Iterator[Line]:
    """What is counted from New Year does not go down from any edition to one of the next quarter."""
    running = {TOTAL, *RECEIVED, *SEXES}
    those: dict[tuple[str, str], list[list[Name]]] = {}
    for name in truth:
        if name[1] in running:
            each = those.setdefault(name[:2], [[] for _ in QUARTERS])
            each[[at.key for at in QUARTERS].index(name[2].partition(AS)[0])].append(name)
    for each in those.values():
        for first, then in pairwise(each):
            for before, now in product(first, then):
                if truth[now] >= truth[before]:
                    yield (now, 1), (before, -1)


AS = "="


class Known:
    """What the attacker has read: a number that is the same in two editions is known to be the same."""

    def __init__(self) -> None:
        self.reports = Reports()
        self.truth: dict[Name, int] = {}
        self.editions: dict[str, list[Told]] = {}

    def reads(self, quarter: Quarter, told: Told, out: Out) -> None:
        self.editions.setdefault(quarter.key, []).append(told)
        reader, material = Reader(SMALL_COUNTY), told.material(quarter, out)
        reader.read(draft(material), material)
        there = [at for at in QUARTERS if at <= quarter]
        truth = {name: number for at in there for name, number in truth_of(told, at).items()}
        named = {name: _named(name, truth) for name in truth}
        self.truth |= {named[name]: number for name, number in truth.items()}
        for name, (least, most) in reader.reports.between.items():
            self.reports.saw(named[name], least, most)
        # A council's own number need not be what its municipalities come to.
        lines = [one for at in there for one in adding_up(at)]
        known = [line for line in lines if all(name in truth for name, _ in line)]
        true = [line for line in known if not sum(sign * truth[name] for name, sign in line)]
        for line, least, most in (*reader.reports.sums, *((line, 0, 0) for line in true)):
            if all(name in named for name, _ in line):
                one = tuple((named[name], sign) for name, sign in line), least, most
                self.reports.sums += [] if one in self.reports.sums else [one]


def _named(name: Name, truth: Mapping[Name, int]) -> Name:
    """By what it is; the county's sum, which nobody has answered, by what it is a sum of."""
    unit, key, at = name
    of = [(council + PUBLISHED, key, at) for council in COUNCILS] if unit == COUNTY else [name]
    return unit, key, f"{at}{AS}{'+'.join(str(truth[one]) for one in of)}"


def attack(out: Out) -> list[str]:
    """What can be worked out of few people, in words; nothing when all is well."""
    known = Known()
    for place, (quarter, told) in enumerate(out):
        known.reads(quarter, told, out[:place])
    known.reports.sums += [(line, 0, FAR) for line in over_the_year(known.truth)]
    attacker = Attacker(known.reports, known.truth)
    assert attacker.lies() == [], "the attacker has misread the report"
    return [*_shown(known), *_told(attacker, known)]


def _shown(known: Known) -> Iterator[str]:
    for name, true in known.truth.items():
        if true in FEW and known.reports.between.get(name) == (true, true):
            yield f"{name} is shown"


def _told(attacker: Attacker, known: Known) -> Iterator[str]:
    for name, (low, high) in known.reports.between.items():
        true = known.truth[name]
        if low < high and _is_secret(name, known) and not _another(attacker, ((name, 1),), true):
            yield f"{name} can be nothing but {true}"
    for now, before in over_the_year(known.truth):
        came_in = known.truth[now[0]] - known.truth[before[0]]
        if came_in in FEW and not _another(attacker, (now, before), came_in):
            yield f"{now[0]} and {before[0]} tell of {came_in}"


def _is_secret(name: Name, known: Known) -> bool:
    """All that is hidden; of the county's sums, hidden for their parts' sake, those of few people.

    With several editions of a quarter few people in a municipality. What some of them are together the first
    has told for good, and a sum of the second may be just that, when nobody is left beside them.
    """
    few = known.truth[name] in FEW
    if len(known.editions[name[2].partition(AS)[0]]) > 1:
        return few and name[0] in TOWNS
    return few or name[0] != COUNTY


def _another(attacker: Attacker, line: Line, true: int) -> bool:
    """Whether another year that gives the same reports has another number there."""
    return attacker.could_be(line, true + 1, FAR) or attacker.could_be(line, 0, true - 1)


@settings(max_examples=10, deadline=None, derandomize=True, phases=(Phase.explicit, Phase.generate))
@given(out=years())
def test_nobody_works_out_how_many_a_few_people_were(out: Out) -> None:
    assert attack(out) == []
