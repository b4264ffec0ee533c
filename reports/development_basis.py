"""On which numbers a development rests: published ones, or what the unit says itself, never both."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.answers import Answers
from domain.county import Figure, UnitKind
from domain.form import Question
from domain.material import Contribution, Earlier
from domain.quarter import Quarter
from domain.suppression import MOST_HIDDEN
from domain.swedish import listed
from domain.trends import Point, needed
from forms.calculated import CALCULATIONS, calculated
from forms.case import Context, number_in
from reports.development_breaks import pulled, why_another, why_published_another
from reports.document import Source
from reports.past import question_in
from reports.published import published_of
from reports.statistics import statistic

if TYPE_CHECKING:
    from reports.development import Development

_SMALL = range(1, MOST_HIDDEN + 1)


@dataclass(frozen=True)
class Known:
    """A number of one quarter. ``figure``: the published one that it is, where no answer has confirmed it."""

    point: Point
    figure: Figure | None = None


Basis = Mapping[Quarter, Known]


@dataclass(frozen=True)
class Bases:
    """One number of one unit by quarter, as it is published and as the unit has it: what may be shown."""

    published: Basis
    own: Basis
    """A quarter that was not answered is in neither; one that is withdrawn is published, without a value."""

    def of_all(self, used: Iterable[Quarter]) -> Basis | None:
        """The one that knows all those quarters, the published first; None when neither does."""
        needs = set(used)
        return next((one for one in (self.published, self.own) if needs <= set(one)), None)

    def of_quarter(self, quarter: Quarter) -> Basis:
        """The one that has a number of that quarter, the published first."""
        there = self.published.get(quarter)
        return self.published if there and there.point.value is not None else self.own or self.published

    def mixed(self, used: Sequence[Quarter], now: Quarter) -> str:
        """Why quarters that are known on neither basis alone are not compared; "" when some is not known."""
        own = [one for one in dict.fromkeys(used) if one in self.own and one not in self.published]
        published = [one for one in dict.fromkeys(used) if one in self.published and one not in self.own]
        either = {*self.own, *self.published}
        if not own or not published or not either.issuperset(used):
            return ""
        there = {**self.own, **self.published}
        if reasons := [there[one].point.why for one in used if there[one].point.why]:
            return reasons[0]
        whose = {quarter: f"egen uppgift {_when(quarter, now)}" for quarter in own}
        whose |= {quarter: f"publicerad uppgift {_when(quarter, now)}" for quarter in published}
        return listed(whose[one] for one in sorted(whose, reverse=True)).replace(" och ", ", ")


def _when(quarter: Quarter, now: Quarter) -> str:
    if quarter == now:
        return "nu"
    return "förra kvartalet" if quarter == now.previous else f"för {quarter.label}"


def bases_of(development: "Development", part: Contribution, question: Question) -> Bases:
    published = dict(_elsewhere(development, part, question))
    own: dict[Quarter, Known] = {}
    for earlier in part.earlier:
        _add_earlier(development, part, question, (earlier, published, own))
    if part.submission:
        _add_now(development, part, question, (published, own))
    return Bases(published, own)


_Two = tuple[dict[Quarter, Known], dict[Quarter, Known]]
_Three = tuple[Earlier, dict[Quarter, Known], dict[Quarter, Known]]


def _elsewhere(
    development: "Development", part: Contribution, question: Question
) -> Iterator[tuple[Quarter, Known]]:
    """What others publish of the sub-region, whatever it has answered."""
    if part.respondent.unit.kind is not UnitKind.SUB_REGION:
        return
    unit, now = part.respondent.id, development.quarter
    for quarter in (now, *needed(now)):
        figure = development.published.figure(unit, question.key, quarter)
        if figure is None or hidden_as_published(development, part, question, quarter):
            continue
        why = why_published_another(development, part, question, (quarter, figure))
        if figure.value is None and not pulled(figure):
            continue
        if not (question.counts_people and figure.value in _SMALL):
            yield quarter, Known(Point(figure.value, why), figure)


def hidden_as_published(
    development: "Development", part: Contribution, question: Question, quarter: Quarter
) -> bool:
    marks = development.hidden.get(quarter, {})
    return (published_of(part.respondent.id), question.key) in marks or development.hides(
        part, question, quarter
    )


def _add_now(development: "Development", part: Contribution, question: Question, to: _Two) -> None:
    """A confirmed number stands as it was confirmed; what is published beside an own one is kept apart."""
    published, own = to
    quarter, answers = development.quarter, part.submission.answers if part.submission else {}
    asked = question_in(part.form, question.key) or question
    if development.hides(part, question, quarter):
        published.pop(quarter, None)
        return
    value = number_of(answers, question.key)
    why = pulled(asked.figure)
    if _is_own(answers, question.key, value):
        own[quarter] = Known(Point(value, why))
        figure = asked.figure
        small = question.counts_people and figure is not None and figure.value in _SMALL
        if quarter not in published and figure and figure.value is not None and not small:
            published[quarter] = Known(Point(figure.value, why), figure)
    elif value is not None or (why and quarter not in published):
        published[quarter] = Known(Point(value, why))


def _add_earlier(development: "Development", part: Contribution, question: Question, to: _Three) -> None:
    """A confirmed number stands as its source has it now."""
    earlier, published, own = to
    quarter, answers = earlier.quarter, earlier.submission.answers
    if development.hides(part, question, quarter):
        published.pop(quarter, None)
        return
    value = known(earlier, question.key)
    if question.counts_people and value in _SMALL:
        return
    point = Point(value, why_another(development, part, question, earlier))
    figure = earlier.figures.get(question.key)
    if _is_own(answers, question.key, value):
        own[quarter] = Known(point)
        if quarter not in published and figure and figure.value is not None:
            published[quarter] = Known(Point(figure.value, pulled(figure, quarter) or point.why), figure)
    elif value is not None:
        published[quarter] = Known(point)
    elif quarter not in published and (why := pulled(figure, quarter)):
        published[quarter] = Known(Point(None, why))


def _is_own(answers: Answers, key: str, value: float | None) -> bool:
    """Whether it is a number that the unit says itself, or that is summed up of what it says."""
    return value is not None and (key in answers or number_in(answers, key) is None)


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


def sources_at(
    development: "Development", part: Contribution, question: Question, at: tuple[Quarter, Known]
) -> Iterator[Source]:
    """What the number of that quarter rests on: the statistic, or the answers that it is made of."""
    quarter, number = at
    if number.figure:
        yield statistic(number.figure, question.label)
        return
    made = next((one.of for one in CALCULATIONS if one.sums and one.question.key == question.key), ())
    asked = [found for key in made if (found := question_in(part.form, key))] or [question]
    for one in asked:
        if quarter != development.quarter:
            yield past(quarter, one)
        elif sent := part.submission:
            yield Source(part.respondent.name, one.number, one.label, sent.version, sent.at)
