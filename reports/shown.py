"""What one report shows numbers of people of, and all that adds up among them."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from domain.county import UnitKind
from domain.material import Contribution
from domain.quarter import Quarter
from domain.table import Cell
from reports.adding_up import Sums, counts_of, parts_within, sums_within, tables
from reports.bounds import Place, Seen, Sum
from reports.published import NOTHING_PUBLISHED, PublishedParts


@dataclass(frozen=True)
class Shown:
    """``parts``: the units' answers. ``published``: what others publish of them and their municipalities."""

    quarter: Quarter
    parts: Sequence[Contribution]
    published: PublishedParts = NOTHING_PUBLISHED

    @property
    def every(self) -> tuple[Contribution, ...]:
        return (*self.parts, *self.published.parts)

    @cached_property
    def counts(self) -> dict[Place, Cell]:
        return {place: cell for part in self.every for place, cell in counts_of(part)}

    @cached_property
    def tables(self) -> list[Sums]:
        return list(tables(self.parts))

    @cached_property
    def running(self) -> frozenset[str]:
        """The keys that are counted from New Year."""
        forms = {id(part.form): part.form for part in self.every}.values()
        asked = (one for form in forms for one in form.of_people)
        return frozenset(one.key for one in asked if one.since_new_year)

    @property
    def councils(self) -> frozenset[str]:
        """Whose quarter's own numbers are worked out of their running totals."""
        kinds = ((part.respondent.id, part.respondent.unit.kind) for part in self.parts)
        return frozenset(unit for unit, kind in kinds if kind is UnitKind.SUB_REGION)

    @cached_property
    def seen(self) -> Seen:
        """With the remainders of what is part of something else, such as the enrolled who are no children."""
        counts, sums = dict(self.counts), list(self._sums())
        unshown = set()
        for part, whole in (pair for one in self.every for pair in parts_within(one)):
            some, everyone = counts.get(part), counts.get(whole)
            if isinstance(some, int) and isinstance(everyone, int) and some <= everyone:
                rest = part[0], f"{whole[1]}-{part[1]}"
                counts[rest] = everyone - some
                unshown.add(rest)
                sums.append(((part, rest), whole))
        return Seen(counts, sums, frozenset(unshown))

    @property
    def numbers(self) -> Hashable:
        """All that decides what is hidden in it, beside what was read before."""
        seen = self.seen
        return (
            self.quarter,
            tuple(self.counts),
            tuple(seen.counts.items()),
            tuple(seen.sums),
            seen.unshown,
            tuple(self.tables),
            tuple(self.published.alike(self.counts)),
            self.running,
            self.councils,
        )

    def _sums(self) -> Iterator[Sum]:
        for table in self.tables:
            yield from table.sums()
        for part in self.published.parts:
            yield from sums_within(part)
        yield from self.published.sums(self.counts)
        yield from self.published.of_county(
            self.counts, [one for table in self.tables for one in table.sums()]
        )
