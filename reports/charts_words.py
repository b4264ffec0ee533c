"""What figures over quarters say in words: a number or why there is none, the most and the least."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from domain.quarter import Quarter
from domain.swedish import listed
from forms.numbers import show
from reports.charts_quarters import Track
from reports.document import ROUND, Source
from reports.number_cells import NOT_ADDED

_FEWEST = 3
"""Quarters that it takes to speak of a most and a least."""


def told(value: float | None, tracks: Sequence[Track], quarter: Quarter) -> str:
    """The number of the tracks together, or why there is none."""
    if value is not None:
        return show(value)
    marks = [mark for track in tracks if (mark := track.mark(quarter))]
    if marks:
        return marks[0].value if len(tracks) == 1 else ".."
    if any(track.value(quarter) is not None for track in tracks):
        return NOT_ADDED
    return "kan inte beräknas" if any(track.is_given(quarter) for track in tracks) else "uppgift saknas"


def sources_of(tracks: Iterable[Track], quarter: Quarter) -> tuple[Source, ...]:
    found = dict.fromkeys(source for track in tracks for source in track.sources(quarter))
    return tuple(found) or (ROUND,)


def parted(quarters: Sequence[Quarter], breaks: Collection[int]) -> str:
    """Where the dashed lines stand; empty without any."""
    names = [quarters[place].label for place in breaks]
    return f"En streckad linje före {listed(names)} visar ett brott i serien." if names else ""


def extremes(numbers: Mapping[Quarter, float], most: str, least: str) -> str:
    """Flest var det kvartal 4 2025 (221) och färst kvartal 3 2025 (152); empty of few quarters."""
    if len(numbers) < _FEWEST or len(set(numbers.values())) == 1:
        return ""
    first, last = max(numbers, key=lambda one: numbers[one]), min(numbers, key=lambda one: numbers[one])
    return f"{most} {first.label} ({show(numbers[first])}) och {least} {last.label} ({show(numbers[last])})."


def gaps(quarters: Iterable[Quarter]) -> str:
    """Empty without any."""
    names = [quarter.label for quarter in quarters]
    return f"Ingen siffra visas för {listed(names)}." if names else ""
