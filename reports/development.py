"""How the numbers of a quarter have moved: which may be compared, why others may not, what was corrected."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from domain.form import Question
from domain.material import Contribution, Material
from domain.quarter import Quarter
from domain.suppression import MOST_HIDDEN
from domain.trends import Broken, Change, Point, Since, compare, needed, quarters_used
from forms.case import number_in
from reports.bounds import Marks
from reports.development_basis import Bases, Basis, bases_of, known, sources_at
from reports.document import Source
from reports.published import Published, annual_quarters
from reports.quotas import quota_sources
from reports.running_totals import hidden_in

_SMALL = range(1, MOST_HIDDEN + 1)


@dataclass(frozen=True)
class Correction:
    """An earlier number that is another now than when its report was made; None: not to be shown."""

    quarter: Quarter
    published: float | None
    known: float | None


@dataclass(frozen=True)
class Development:
    material: Material

    @property
    def quarter(self) -> Quarter:
        return self.material.round.quarter

    @cached_property
    def published(self) -> Published:
        """What others publish of the sub-regions and their municipalities."""
        return Published(self.material)

    @cached_property
    def hidden(self) -> dict[Quarter, Marks]:
        """By quarter what may not be shown, nor told by a difference."""
        return dict(hidden_in(self.material, [*needed(self.quarter), *annual_quarters(self.material)]))

    @property
    def marks(self) -> Marks:
        """Those of the report's own quarter."""
        return self.hidden[self.quarter]

    def of(self, part: Contribution, question: Question, since: Since) -> Change | Broken | None:
        """How the unit's number has moved; None when there is nothing to compare, or nothing to be shown."""
        found = self._compared(part, question, since)
        # A corrected total less the one before it is a number that nobody has looked at before.
        few = isinstance(found, Change) and bool({found.before, found.now} & set(_SMALL))
        return None if few and question.counts_people else found

    def _compared(self, part: Contribution, question: Question, since: Since) -> Change | Broken | None:
        """Published with published, else own with own, never one with the other."""
        bases, used = self.bases(part, question), self._used(question, since)
        basis = bases.of_all(used)
        if basis is None:
            why = bases.mixed(used, self.quarter)
            return Broken(why) if why else None
        points = {quarter: one.point for quarter, one in basis.items()}
        return compare(points, self.quarter, since, since_new_year=question.since_new_year)

    def _used(self, question: Question, since: Since) -> tuple[Quarter, ...]:
        return quarters_used(self.quarter, since, since_new_year=question.since_new_year)

    def bases(self, part: Contribution, question: Question) -> Bases:
        """What is known of the number, quarter by quarter: as it is published, and as the unit has it."""
        at = part.respondent.id, question.key
        if at not in self._bases:
            self._bases[at] = bases_of(self, part, question)
        return self._bases[at]

    @cached_property
    def _bases(self) -> dict[tuple[str, str], Bases]:
        return {}

    def basis(self, part: Contribution, question: Question) -> Basis:
        """The number now and in each earlier quarter that it is known of, on one basis."""
        return self.bases(part, question).of_quarter(self.quarter)

    def points(self, part: Contribution, question: Question) -> dict[Quarter, Point]:
        return {quarter: one.point for quarter, one in self.basis(part, question).items()}

    def hides(self, part: Contribution, question: Question, quarter: Quarter) -> bool:
        return (part.respondent.id, question.key) in self.hidden.get(quarter, {})

    def corrections(self, part: Contribution, question: Question) -> Iterator[Correction]:
        """Earlier numbers that are others now than when they were reported."""
        for earlier in part.earlier:
            then = number_in(earlier.published.answers, question.key) if earlier.published else None
            now = known(earlier, question.key)
            if then is None or then == now:
                continue
            shown = not self.hides(part, question, earlier.quarter)
            if shown and not (question.counts_people and {then, now} & set(_SMALL)):
                yield Correction(earlier.quarter, then, now)
            else:
                yield Correction(earlier.quarter, None, None)

    def sources(self, part: Contribution, question: Question, since: Since) -> tuple[Source, ...]:
        """The answers and statistics of every quarter that a comparison of the unit's number rests on."""
        bases, used = self.bases(part, question), self._used(question, since)
        basis = bases.of_all(used) or {**bases.own, **bases.published}
        there = [(quarter, basis[quarter]) for quarter in used if quarter in basis]
        return tuple(dict.fromkeys(one for at in there for one in sources_at(self, part, question, at)))

    def why_sources(self, part: Contribution, question: Question, since: Since) -> tuple[Source, ...]:
        """What it rests on that a number is another thing than it was: the numbers, and a changed quota."""
        quotas = (
            source
            for quarter in self._used(question, since)
            for source in quota_sources(self, part, question.key, quarter)
        )
        return tuple(dict.fromkeys((*self.sources(part, question, since), *quotas)))

    def rests_on_own(self, part: Contribution, question: Question, since: Since) -> bool:
        """Whether a comparison is of what the unit says itself, and not of what is published."""
        bases = self.bases(part, question)
        return bases.of_all(self._used(question, since)) is not bases.published
