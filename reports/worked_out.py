"""Numbers that the report works out of others: what they are, or why there is none, and what they rest on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.answers import Answers
from domain.county import Figure, FigureState
from domain.form import Question
from domain.material import Contribution, Earlier
from domain.quarter import Quarter
from domain.suppression import MOST_HIDDEN
from domain.table import Hidden
from forms.calculated import CALCULATIONS, Calculation, calculated, calculations
from forms.case import Context, number_in
from reports.bounds import Marks
from reports.development_basis import known
from reports.past import question_in

CALCULATED = "beräknat"

_SMALL = range(1, MOST_HIDDEN + 1)
_OWN, _PUBLISHED = "egen uppgift", "publicerad uppgift"
_WITHDRAWN = "källan har dragit in en uppgift som det räknas på"


@dataclass(frozen=True)
class WorkedOut:
    """``value`` None: ``mark`` stands instead of it, or ``why`` says that it cannot be worked out.

    ``of``: the keys of the answers that it is made of; ``before``: the quarter before that it takes, if any.
    """

    question: Question
    value: float | None
    mark: Hidden | None
    why: str
    of: tuple[str, ...]
    before: Quarter | None


def worked_out(
    part: Contribution, quarter: Quarter, hidden: Mapping[Quarter, Marks]
) -> tuple[WorkedOut, ...]:
    """The calculated numbers of a unit that has sent in; ``hidden`` of the quarter and the one before."""
    if part.submission is None:
        return ()
    return tuple(_made(part, part.submission.answers, quarter, hidden))


def _made(
    part: Contribution, answers: Answers, quarter: Quarter, hidden: Mapping[Quarter, Marks]
) -> Iterator[WorkedOut]:
    past = part.before(quarter.previous)
    same_year = quarter.previous.year == quarter.year
    numbers = calculated(answers, Context(_as_known(past) if past else None, same_year=same_year))
    for one in calculations(part.form):
        before = quarter.previous if one.takes_the_quarter_before and same_year else None
        number = numbers.get(one.question.key)
        why = _why_not(part, one, before, number)
        mark = (
            None if why else _mark(part, one, number, [hidden.get(at, {}) for at in (quarter, before) if at])
        )
        value = None if why or mark else number
        yield WorkedOut(one.question, value, mark, why, one.of, before)


def _as_known(past: Earlier) -> Answers:
    """Its answers, a confirmed number as its source has it now: what the rest of the report takes."""
    keys = {key for one in CALCULATIONS for key in one.of}
    numbers = {key: number for key in keys if (number := known(past, key)) is not None}
    return {**past.submission.answers, **numbers}


def _why_not(part: Contribution, one: Calculation, before: Quarter | None, number: float | None) -> str:
    asked = [question_in(part.form, key) for key in one.of]
    figures = [question.figure for question in asked if question and question.figure]
    past = part.before(before) if before else None
    figures += [past.figures[key] for key in one.of if key in past.figures] if past else []
    if any(figure.state is FigureState.WITHDRAWN for figure in figures):
        return _WITHDRAWN
    if number is None:
        return f"uppgift saknas för {before.label}" if before and past is None else "uppgift saknas"
    if past and (mixed := _mixed(part, one, past)):
        return mixed
    return "det som räknas från nyår har minskat" if number < 0 else ""


def _mixed(part: Contribution, one: Calculation, past: Earlier) -> str:
    """Why a number is not taken from another that somebody else has counted; "" when one and the same has."""
    [key] = one.of
    question = question_in(part.form, key)
    answers = part.submission.answers if part.submission else {}
    now = _bases(answers, key, question.figure if question else None)
    then = _bases(past.submission.answers, key, past.figures.get(key))
    return "" if now & then else f"{min(now)} nu, {min(then)} förra kvartalet"


def _bases(answers: Answers, key: str, figure: Figure | None) -> set[str]:
    """The unit's own number, a published one that it has confirmed, or both where they are the same."""
    if key not in answers:
        return {_PUBLISHED}
    agree = figure is not None and figure.value == number_in(answers, key)
    return {_OWN, _PUBLISHED} if agree else {_OWN}


def _mark(part: Contribution, one: Calculation, number: float | None, marks: list[Marks]) -> Hidden | None:
    """A number of a few people is hidden, and so is one that would tell a hidden number."""
    if one.sums:
        return None
    if number in _SMALL:
        return Hidden.SMALL
    hides = any((part.respondent.id, key) in those for those in marks for key in one.of)
    return Hidden.BESIDE if hides else None
