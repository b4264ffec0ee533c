"""A sub-region's number: the sum over its municipalities in the county, and never an average.

When a municipality's number is missing, there is no sum: a part is not the whole, and what was suppressed
could be worked out from it. The source says for how many it is missing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from domain import swedish
from domain.county import Council, County, Figure, FigureState, OrgUnit
from figures.known import Catalogue, Count, Known

_SUM, _NO_SUM, _COUNT = "Egen summa", "Ingen summa", "Egen räkning"
_LACKS = {
    None: "saknas",
    FigureState.MISSING: "saknas",
    FigureState.SUPPRESSED: "är undertryckt",
    FigureState.WITHDRAWN: "är indragen",
}


@dataclass(frozen=True)
class Wanted:
    """A sub-region's number that a reading touches, to be worked out for one day."""

    council: Council
    known: Known
    as_of: date
    count: Count | None = None

    @property
    def key(self) -> str:
        return self.count.key if self.count else self.known.key

    @property
    def parts(self) -> tuple[OrgUnit, ...]:
        return in_county(self.council)


def in_county(council: Council) -> tuple[OrgUnit, ...]:
    """The municipalities whose numbers count: guests from another county do not."""
    return tuple(member for member in council.members if member.in_county)


def worked_out(figure: Figure) -> bool:
    """Whether a number is a sum or a count of ours, and nobody else's."""
    return figure.source.startswith((_SUM, _NO_SUM, _COUNT))


def touched(county: County, catalogue: Catalogue, read: Iterable[Figure]) -> tuple[Wanted, ...]:
    """The sums that the municipalities' numbers in ``read`` are part of, each once.

    A number that was read for the sub-region itself stands as it is.
    """
    those = list(read)
    given = {(figure.unit, figure.key, figure.as_of) for figure in those}
    found = dict.fromkeys(wanted for figure in those for wanted in _sums_with(county, catalogue, figure))
    return tuple(one for one in found if (one.council.id, one.key, one.as_of) not in given)


def add_up(wanted: Wanted, numbers: Mapping[str, Figure]) -> Figure | None:
    """The sub-region's number from its municipalities' (by unit id); None when there is nothing at all."""
    there = [numbers[unit.id] for unit in wanted.parts if unit.id in numbers]
    if not there:
        return None
    value, state, words = _counted(wanted, there) if wanted.count else _summed(wanted, there)
    return Figure(
        unit=wanted.council.id,
        key=wanted.key,
        value=value,
        source=f"{words} efter {swedish.listed(sorted({one.source for one in there}))}",
        as_of=wanted.as_of,
        fetched=max((one.fetched for one in there if one.fetched), default=None),
        state=state,
    )


def _summed(wanted: Wanted, there: list[Figure]) -> tuple[float | None, FigureState, str]:
    whole = len(wanted.parts)
    lacking = [one.state for one in there if one.value is None]
    unread = whole - len(there)
    if lacking or unread:
        return (
            None,
            _state(lacking, unread),
            f"{_NO_SUM}: {_how_many(lacking, unread)} av {_municipalities(whole)},",
        )
    values = [one.value for one in there if one.value is not None]
    revised = any(one.state is FigureState.REVISED for one in there)
    state = FigureState.REVISED if revised else FigureState.PUBLISHED
    return round(sum(values), wanted.known.decimals), state, f"{_SUM} av {_municipalities(whole)}"


def _state(lacking: list[FigureState], unread: int) -> FigureState:
    if FigureState.WITHDRAWN in lacking:
        return FigureState.WITHDRAWN
    only_hidden = not unread and set(lacking) == {FigureState.SUPPRESSED}
    return FigureState.SUPPRESSED if only_hidden else FigureState.MISSING


def _counted(wanted: Wanted, there: list[Figure]) -> tuple[float | None, FigureState, str]:
    """A count is of those that have a number, and says how many they are."""
    values = [one.value for one in there if one.value is not None]
    words = f"{_COUNT} av {len(values)} av {_municipalities(len(wanted.parts))}"
    if not values or wanted.count is None:
        return None, FigureState.MISSING, words
    return values.count(wanted.count.value), FigureState.PUBLISHED, words


def _municipalities(count: int) -> str:
    return f"{count} {'kommun' if count == 1 else 'kommuner'}"


def _how_many(lacking: list[FigureState], unread: int) -> str:
    counts: dict[FigureState | None, int] = {None: unread}
    counts |= {state: lacking.count(state) for state in lacking}
    return "uppgiften " + swedish.listed(
        f"{_LACKS.get(state, 'saknas')} för {number}" for state, number in counts.items() if number
    )


def _sums_with(county: County, catalogue: Catalogue, figure: Figure) -> Iterator[Wanted]:
    known, council = catalogue.get(figure.key), county.council_of(figure.unit)
    if known is None or council is None or figure.unit not in {unit.id for unit in in_county(council)}:
        return
    if known.sums:
        yield Wanted(council, known, figure.as_of)
    for count in catalogue.counted_from(known.key):
        yield Wanted(council, known, figure.as_of, count)
