"""How the numbers of a quarter have moved: which may be compared, why others may not, what was corrected."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from domain.answers import Answers
from domain.county import FigureState, UnitKind
from domain.form import Question
from domain.material import Contribution, Earlier, Material
from domain.quarter import Quarter
from domain.suppression import MOST_HIDDEN
from domain.trends import Broken, Change, Point, Since, compare, needed
from forms.calculated import CALCULATIONS, calculated
from forms.case import Context, number_in
from forms.numbers import show
from reports.adding_up import counts_people
from reports.bounds import Marks
from reports.document import Source
from reports.past import form_then, question_in
from reports.published import Published, annual_quarters
from reports.running_totals import hidden_in

_SMALL = range(1, MOST_HIDDEN + 1)
_QUOTAS = ("quota_current", "county_quota")
_BY_QUOTA = ("received_assigned_ytd", "assigned_ytd", "assigned_q")
"""What a quota that is changed within the year makes into something else."""

_PULLED = {
    FigureState.WITHDRAWN: "källan har dragit in uppgiften",
    FigureState.REVISED: "källan har rättat uppgiften",
}


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
        found = compare(
            self.points(part, question), self.quarter, since, since_new_year=question.since_new_year
        )
        # A corrected total less the one before it is a number that nobody has looked at before.
        few = isinstance(found, Change) and bool({found.before, found.now} & set(_SMALL))
        return None if few and counts_people(question) else found

    def points(self, part: Contribution, question: Question) -> dict[Quarter, Point]:
        """The number now and in each earlier quarter that the unit answered, those that may be shown."""
        return dict(self._points(part, question))

    def _points(self, part: Contribution, question: Question) -> Iterator[tuple[Quarter, Point]]:
        if part.submission and not self._hides(part, question, self.quarter):
            own = question_in(part.form, question.key) or question
            why = _PULLED.get(own.figure.state, "") if own.figure else ""
            yield self.quarter, Point(number_of(part.submission.answers, question.key), why)
        for earlier in part.earlier:
            value = known(earlier, question.key)
            few = counts_people(question) and value in _SMALL
            if not few and not self._hides(part, question, earlier.quarter):
                yield earlier.quarter, Point(value, self.why_another(part, question, earlier))

    def _hides(self, part: Contribution, question: Question, quarter: Quarter) -> bool:
        return (part.respondent.id, question.key) in self.hidden.get(quarter, {})

    def why_another(self, part: Contribution, question: Question, earlier: Earlier) -> str:
        """Why the earlier number is another thing than the one now; empty when it is not."""
        reasons = (
            *self._breaks(part, question, earlier),
            self._asked_otherwise(part, question, earlier),
            _other_members(part, earlier),
            _pulled(earlier, question.key),
            _quota_changed(part, question.key, earlier, self.quarter),
        )
        return next(filter(None, reasons), "")

    def _breaks(self, part: Contribution, question: Question, earlier: Earlier) -> Iterator[str]:
        for one in self.material.county.breaks:
            if one.parts(part.respondent.id, question.key, earlier.quarter, self.quarter):
                yield _lower(one.why)

    def _asked_otherwise(self, part: Contribution, question: Question, earlier: Earlier) -> str:
        sent = earlier.submission
        if (sent.form_id, sent.form_version) == (part.form.id, part.form.version):
            return ""
        form = form_then(self.material, part, earlier)
        if form is None:
            return f"formuläret från {earlier.quarter.label} finns inte kvar"
        then = question_in(form, question.key)
        return "frågan har ändrats" if then and _differ(then, question) else ""

    def corrections(self, part: Contribution, question: Question) -> Iterator[Correction]:
        """Earlier numbers that are others now than when they were reported."""
        for earlier in part.earlier:
            then = number_in(earlier.published.answers, question.key) if earlier.published else None
            now = known(earlier, question.key)
            if then is None or then == now:
                continue
            shown = not self._hides(part, question, earlier.quarter)
            if shown and not (counts_people(question) and {then, now} & set(_SMALL)):
                yield Correction(earlier.quarter, then, now)
            else:
                yield Correction(earlier.quarter, None, None)

    def sources(self, question: Question, since: Since) -> tuple[Source, ...]:
        """The earlier answers that a comparison rests on."""
        return (past(since.before(self.quarter), question),)


def number_of(answers: Answers, key: str) -> float | None:
    """The number under the key; one that is summed up of the same quarter's answers as it is worked out."""
    if any(one.sums and one.question.key == key for one in CALCULATIONS):
        return calculated(answers, Context()).get(key)
    return number_in(answers, key)


def known(earlier: Earlier, key: str) -> float | None:
    """The number of an earlier quarter as it is known now: a confirmed figure as its source has it now."""
    value = number_of(earlier.submission.answers, key)
    figure = earlier.figures.get(key)
    if key in earlier.submission.answers or figure is None or figure.value is None or value is None:
        return value
    return figure.value


def past(quarter: Quarter, question: Question | None = None) -> Source:
    """What was sent in for an earlier quarter: all of it shares a note."""
    number, label = (question.number, question.label) if question else ("", "")
    return Source(f"Svaren för {quarter.label}", number, label)


def _differ(then: Question, now: Question) -> bool:
    """Whether it was another question: other words, another unit, other steps to choose among."""
    return (then.label, then.unit, then.kind, then.choices) != (now.label, now.unit, now.kind, now.choices)


def _other_members(part: Contribution, earlier: Earlier) -> str:
    """A municipality that took part then and is no member now."""
    present = earlier.submission.answers.get("municipalities_present")
    members = {member.id for member in part.respondent.members}
    if part.respondent.unit.kind is not UnitKind.SUB_REGION or not isinstance(present, list):
        return ""
    return "" if members.issuperset(present) else f"andra kommuner ingick {earlier.quarter.label}"


def _pulled(earlier: Earlier, key: str) -> str:
    figure = earlier.figures.get(key)
    if figure is None or figure.state not in _PULLED or key in earlier.submission.answers:
        return ""
    return f"{_PULLED[figure.state]} för {earlier.quarter.label}"


def _quota_changed(part: Contribution, key: str, earlier: Earlier, now: Quarter) -> str:
    """A changed quota is a decision, and within the year it changes what is assigned by it."""
    if key not in _QUOTAS and (key not in _BY_QUOTA or earlier.quarter.year != now.year):
        return ""
    for quota in _QUOTAS:
        then = number_in(earlier.submission.answers, quota)
        own = number_in(part.submission.answers, quota) if part.submission else None
        if then is not None and own is not None and then != own:
            what = "länstalet" if quota == "county_quota" else "kommuntalet"
            return f"{what} har ändrats från {show(then)} till {show(own)}"
    return ""


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
