"""Figure: how many were received in each quarter, by how they got their home, the sub-regions together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from domain.quarter import Quarter
from domain.swedish import listed, upper_first
from domain.trends import drawn
from forms.numbers import show
from reports.charts_quarters import Track, break_places, short, since_break, since_known, told_breaks
from reports.charts_words import extremes, gaps, parted, sources_of, told
from reports.development import Development
from reports.document import METHOD, Cell, Chart, Drawing, Drawn, Sentence, Series, Table
from reports.past import question_in

_ASSIGNED, _SELF, _ALL = "received_assigned_ytd", "received_self_ytd", "received_total_ytd"
_NAMES = {_ASSIGNED: "Efter anvisning", _SELF: "Ordnat bostad själva", _ALL: "Mottagna totalt"}
_SAID = {_ASSIGNED: "efter anvisning", _SELF: "som ordnat bostad själva"}
_KINDS = ((_ASSIGNED, _SELF), (_ASSIGNED,), (_ALL,))
"""What can be drawn. It is what most sub-regions have numbers of; of two alike the first."""

_FEWEST = 2
"""Quarters with a number that make a figure."""

_UNIT = "personer"


def received(development: Development) -> Chart | None:
    """The sub-regions that have a number now, added up in each of eight quarters; None without two quarters.

    They are the same in all quarters: one where any of them lacks its number is a gap.
    """
    kinds = (Received.of(development, keys) for keys in _KINDS)
    chosen = max(kinds, key=lambda one: len(one.names))
    quarters = since_known(drawn(development.quarter), chosen.shown(drawn(development.quarter)))
    if len(chosen.shown(quarters)) < _FEWEST:
        return None
    where = listed(chosen.names) if chosen.left_out else "länet"
    return Chart(
        f"Mottagna per kvartal i {where}",
        _alt(chosen, quarters),
        _drawing(chosen, quarters),
        _table(chosen, quarters),
        tuple(_notes(chosen, quarters)),
    )


@dataclass(frozen=True)
class Received:
    """``tracks``: by key those of each sub-region that is drawn, the same sub-regions of all keys.

    ``left_out``: by name why the others are not.
    """

    tracks: Mapping[str, Sequence[Track]]
    left_out: Mapping[str, str]

    @classmethod
    def of(cls, development: Development, keys: tuple[str, ...]) -> Self:
        """Of the sub-regions that have a number in the report's quarter under each of the keys."""
        found, left_out = [], {}
        for part in development.material.councils:
            tracks = [Track(development, part, one) for key in keys if (one := question_in(part.form, key))]
            if why := _why_not(tracks, keys, development.quarter):
                left_out[part.respondent.name] = why
            else:
                found.append(tracks)
        return cls(dict(zip(keys, zip(*found, strict=True), strict=False)), left_out)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self.tracks)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(track.name for track in next(iter(self.tracks.values()), ()))

    def value(self, key: str, quarter: Quarter) -> float | None:
        """The sum of the sub-regions, where each of them has a number."""
        numbers = [_in_county(track, quarter) for track in self.tracks[key]]
        known = [one for one in numbers if one is not None]
        return sum(known) if len(known) == len(numbers) else None

    def total(self, quarter: Quarter) -> float | None:
        numbers = [self.value(key, quarter) for key in self.keys]
        known = [one for one in numbers if one is not None]
        return sum(known) if len(known) == len(numbers) else None

    def shown(self, quarters: Iterable[Quarter]) -> list[Quarter]:
        """Those with a number under any key."""
        return [one for one in quarters if any(self.value(key, one) is not None for key in self.keys)]

    @cached_property
    def every(self) -> list[Track]:
        return [track for tracks in self.tracks.values() for track in tracks]


def _in_county(track: Track, quarter: Quarter) -> float | None:
    """The number, unless it speaks of municipalities outside the county (V28)."""
    return None if _beyond(track, quarter) else track.value(quarter)


def _beyond(track: Track, quarter: Quarter) -> bool:
    """Whether it is the own number of a council with such municipalities; a published one is without them."""
    return track.is_own(quarter) and any(not member.in_county for member in track.part.respondent.members)


def _why_not(tracks: Sequence[Track], keys: Sequence[str], now: Quarter) -> str:
    """Why the sub-region is not drawn; empty for one that is."""
    if len(tracks) < len(keys):
        return _MISSING
    for track in tracks:
        if track.value(now) is None:
            return _NOT_SHOWN if track.mark(now) else _NOT_MADE if track.is_given(now) else _MISSING
        if _beyond(track, now):
            return _BEYOND
    return ""


def _drawing(of: Received, quarters: Sequence[Quarter]) -> Drawing:
    return Drawing(
        Drawn.STACKED,
        tuple(short(quarter) for quarter in quarters),
        tuple(Series(_NAMES[key], tuple(of.value(key, one) for one in quarters)) for key in of.keys),
        f"{upper_first(_UNIT)} per kvartal",
        tuple(break_places(of.every, quarters)),
    )


def _table(of: Received, quarters: Sequence[Quarter]) -> Table:
    summed = ("Summa",) if len(of.keys) > 1 else ()
    header = ("Kvartal", *(f"{name} ({_UNIT})" for name in (*(_NAMES[key] for key in of.keys), *summed)))
    rows = tuple(tuple(_row(of, quarter)) for quarter in quarters)
    return Table("Mottagna per kvartal", header, rows, tuple(5 for _ in header))


def _row(of: Received, quarter: Quarter) -> Iterator[Cell]:
    yield Cell(quarter.label, sources_of(of.every, quarter))
    for key, tracks in of.tracks.items():
        yield Cell(told(of.value(key, quarter), tracks, quarter), sources_of(tracks, quarter))
    if len(of.keys) > 1:
        yield Cell(told(of.total(quarter), of.every, quarter), sources_of(of.every, quarter))


def _alt(of: Received, quarters: Sequence[Quarter]) -> str:
    now = quarters[-1]
    totals = {one: number for one in quarters if (number := of.total(one)) is not None}
    breaks = break_places(of.every, quarters)
    since = {one: totals[one] for one in since_break(breaks, quarters) if one in totals}
    parts = [f"{show(of.value(key, now) or 0)} {_SAID[key]}" for key in of.keys if len(of.keys) > 1]
    how = f": {listed(parts)}" if parts else f" {_SAID.get(of.keys[0], '')}".rstrip()
    kind = "Staplar, delade efter hur de mottagna har fått bostad," if parts else "Staplar,"
    words = (
        f"{kind} en för varje kvartal från {quarters[0].label} till {now.label}.",
        f"{upper_first(now.label)} togs {show(totals[now])} {_UNIT} emot{how}.",
        parted(quarters, breaks),
        extremes(since, "Därefter var det flest" if breaks else "Flest var det", "färst"),
        gaps(one for one in quarters if one not in totals),
    )
    return " ".join(filter(None, words))


def _notes(of: Received, quarters: Sequence[Quarter]) -> Iterator[Sentence]:
    now, whose = quarters[-1], sources_of(of.every, quarters[-1])
    yield Sentence(_comparable(of, now), (*whose, METHOD))
    yield Sentence(_PARTED, (METHOD,))
    missing = [one for one in quarters if of.total(one) is None]
    if missing:
        answered = tuple(source for one in missing for source in sources_of(of.every, one))
        yield Sentence(f"{gaps(missing)} {_WHY_GAPS}", (*answered, METHOD))
    if any(track.is_corrected for track in of.every):
        yield Sentence("Tal som har rättats visas som de är kända nu.", (*whose, METHOD))
    yield from told_breaks(break_places(of.every, quarters), quarters)


def _comparable(of: Received, now: Quarter) -> str:
    reasons: dict[str, list[str]] = {}
    for name, why in of.left_out.items():
        reasons.setdefault(why, []).append(name)
    words = [f"Samma delregioner ingår i alla kvartal: {listed(of.names)}."]
    words += [f"{listed(names)} ingår inte: {why.format(now.label)}." for why, names in reasons.items()]
    return " ".join(words)


_MISSING, _NOT_SHOWN = "talet för {} saknas", "talet för {} får inte visas"
_NOT_MADE = "talet för {} kan inte beräknas"
_BEYOND = "den egna uppgiften för {} omfattar kommuner utanför länet"
_PARTED = (
    "Kvartalets tal är det som har räknats från nyår, minus det som hade räknats till och med kvartalet före."
)
_WHY_GAPS = "Någon av delregionerna har då inget tal, eller ett som inte får visas eller summeras."
