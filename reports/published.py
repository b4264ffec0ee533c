"""What others publish of the sub-regions and their municipalities, as if they had answered the form with it.

So that small numbers are hidden in one and the same way, whoever counted them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from domain.answers import Submission
from domain.county import Figure, OrgUnit, Respondent
from domain.form import Card, Form
from domain.material import Contribution, Earlier, Material
from domain.quarter import Quarter
from domain.table import Cell
from domain.workdays import STOCKHOLM
from reports.bounds import Place, Sum
from reports.statistics import is_annual

_PUBLISHED = "~published"


def published_of(unit: str) -> str:
    """What a sub-region is called as one that others publish numbers of."""
    return f"{unit}{_PUBLISHED}"


@dataclass(frozen=True)
class PublishedParts:
    """``below``: by sub-region its municipalities in the county."""

    parts: tuple[Contribution, ...] = ()
    below: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def alike(self, counts: Mapping[Place, Cell]) -> list[tuple[Place, Place]]:
        """The number that a sub-region answered and the published one, both ways: hidden together."""
        found = []
        for council in self.below:
            for place in [place for place in counts if place[0] == council]:
                other = published_of(council), place[1]
                if counts.get(other) and counts[place]:
                    found += [(place, other), (other, place)]
        return found

    def sums(self, counts: Mapping[Place, Cell]) -> Iterator[Sum]:
        """The municipalities come to their sub-region, and that to the same number where it is confirmed."""
        asked = dict.fromkeys(key for unit, key in counts if unit.endswith(_PUBLISHED))
        for council, towns in self.below.items():
            for key in asked:
                total = published_of(council), key
                parts = tuple((town, key) for town in towns if (town, key) in counts)
                if parts:
                    yield parts, total
                if counts.get(total) is not None and counts.get((council, key)) == counts[total]:
                    yield (total,), (council, key)

    def of_county(self, counts: Mapping[Place, Cell], sums: Iterable[Sum]) -> Iterator[Sum]:
        """What is published of the sub-regions, where that and not what they say comes to an agency's."""
        for parts, total in sums:
            others = tuple((published_of(unit), key) for unit, key in parts)
            cells = [counts.get(other) for other in others]
            numbers = [cell for cell in cells if isinstance(cell, int)]
            said = [counts.get(part) for part in parts]
            if len(numbers) == len(parts) > 1 and cells != said and sum(numbers) == counts.get(total):
                yield others, total


NOTHING_PUBLISHED = PublishedParts()


class Published:
    """The published counts of a material, quarter by quarter."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._figures: dict[tuple[str, str, Quarter], dict[date, Figure]] = {}
        self._series: dict[tuple[str, str], list[Figure]] = {}
        quarters: dict[date, Quarter] = {}
        for figure in (*material.published, *material.municipal):
            on = figure.as_of
            quarter = quarters.get(on) or quarters.setdefault(on, Quarter.of(on))
            at = figure.unit, figure.key, quarter
            self._figures.setdefault(at, {})[figure.as_of] = figure
            self._series.setdefault((figure.unit, figure.key), []).append(figure)
        self._made: dict[Quarter, PublishedParts] = {}
        self._units: dict[Quarter, Mapping[str, Contribution]] = {}
        self._forms: dict[str, Form] = {}

    def figure(self, unit: str, key: str, quarter: Quarter, on: date | None = None) -> Figure | None:
        """The number of the latest day in the quarter, or of the day ``on``; a quota until the next one."""
        if (unit, key) not in self._series:
            return None
        at = unit, key, quarter
        if at not in self._figures:
            self._figures[at] = self._lasting(*at)
        there = self._figures[at]
        return there.get(on) if on else there.get(max(there, default=date.min))

    def _lasting(self, unit: str, key: str, quarter: Quarter) -> dict[date, Figure]:
        those = self._series.get((unit, key), ())
        return {one.as_of: one for one in those if one.lasts and one.holds_in(quarter)}

    def day(self, council: str, towns: Sequence[str], key: str, quarter: Quarter) -> date | None:
        """The day that a sub-region's numbers of the quarter are shown for: that of its own, if any."""
        own = self.figure(council, key, quarter)
        if own and own.value is not None:
            return own.as_of
        days = [one.as_of for town in towns if (one := self.figure(town, key, quarter))]
        return max(days, default=None)

    def parts_in(self, quarter: Quarter) -> PublishedParts:
        """The sub-regions and the municipalities that have a number of the quarter."""
        if quarter not in self._made:
            self._made[quarter] = self._parts_in(quarter)
        return self._made[quarter]

    def _parts_in(self, quarter: Quarter) -> PublishedParts:
        parts: list[Contribution] = []
        below = {}
        for part in self._material.councils:
            towns = [member for member in part.respondent.members if member.in_county]
            made = list(self._made_of(part, towns, quarter))
            if made:
                below[part.respondent.id] = tuple(town.id for town in towns)
                parts += made
        return PublishedParts(tuple(parts), below)

    def _made_of(
        self, part: Contribution, towns: Sequence[OrgUnit], quarter: Quarter
    ) -> Iterator[Contribution]:
        ids = [town.id for town in towns]
        form = self._form(part)
        asked = [question.key for question in form.of_people]
        # Of most numbers nothing is published, and that is soon seen.
        keys = [key for key in asked if any((one, key) in self._series for one in (part.respondent.id, *ids))]
        days = {key: self.day(part.respondent.id, ids, key, quarter) for key in keys}
        for unit in (part.respondent.unit, *towns):
            found = {
                key: one.value
                for key, on in days.items()
                if on and (one := self.figure(unit.id, key, quarter, on)) and one.value is not None
            }
            if found:
                named = published_of(unit.id) if unit.id == part.respondent.id else unit.id
                sent = _as_sent(named, form, quarter, found)
                respondent = Respondent(replace(unit, id=named))
                yield Contribution(respondent, form, sent, earlier=tuple(self._before(named, quarter)))

    def _form(self, part: Contribution) -> Form:
        """The sub-region's form with nothing but numbers of people."""
        form, key = part.form, part.respondent.id
        if key not in self._forms:
            asked = form.of_people
            self._forms[key] = replace(form, cards=(Card("", 1, "", "", asked),))
        return self._forms[key]

    def _before(self, unit: str, quarter: Quarter) -> Iterator[Earlier]:
        """The same of the earlier quarters of the year, which reports have shown."""
        for number in range(1, quarter.number):
            then = Quarter(quarter.year, number)
            one = self._by_unit(then).get(unit)
            if one and one.submission:
                yield Earlier(then, one.submission, (one.submission,))

    def _by_unit(self, quarter: Quarter) -> Mapping[str, Contribution]:
        if quarter not in self._units:
            self._units[quarter] = {part.respondent.id: part for part in self.parts_in(quarter).parts}
        return self._units[quarter]


def _as_sent(unit: str, form: Form, quarter: Quarter, found: Mapping[str, int | float]) -> Submission:
    at = datetime.combine(quarter.end, time(), STOCKHOLM)
    return Submission(quarter.key, unit, 0, found, "", "", at, form.id, form.version)


def annual_quarters(material: Material) -> set[Quarter]:
    """The quarters up to each annual number of people that the report's theme shows, from New Year."""
    theme = material.county.report.theme(material.round.quarter.number)
    people = {one.key for part in material.councils for one in part.form.of_people}
    keys = people.intersection(theme.keys) if theme else set()
    years = {one.as_of.year for one in material.published if one.key in keys and is_annual(one)}
    every = {Quarter(year, number) for year in years for number in range(1, 5)}
    return {quarter for quarter in every if quarter <= material.round.quarter}
