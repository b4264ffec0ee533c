"""Why an earlier number is another thing than the one now: what must not be compared."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from domain.county import Figure, FigureState, UnitKind
from domain.form import Question
from domain.material import Contribution, Earlier
from domain.quarter import Quarter
from reports.past import form_then, question_in
from reports.quotas import new_quota

if TYPE_CHECKING:
    from reports.development import Development

_PULLED = {
    FigureState.WITHDRAWN: "källan har dragit in uppgiften",
    FigureState.REVISED: "källan har rättat uppgiften",
}


def pulled(figure: Figure | None, quarter: Quarter | None = None) -> str:
    """That the source no longer stands by what it published; empty when it does."""
    if figure is None or figure.state not in _PULLED:
        return ""
    return f"{_PULLED[figure.state]} för {quarter.label}" if quarter else _PULLED[figure.state]


def why_another(development: "Development", part: Contribution, question: Question, earlier: Earlier) -> str:
    """Of what was answered; empty when it is the same thing."""
    figure = earlier.figures.get(question.key)
    own = question.key in earlier.submission.answers
    reasons = (
        *_breaks(development, part, question, earlier.quarter),
        _asked_otherwise(development, part, question, earlier),
        _other_members(part, earlier),
        "" if own else pulled(figure, earlier.quarter),
        _quota_changed(development, part, question.key, earlier.quarter),
    )
    return next(filter(None, reasons), "")


def why_published_another(
    development: "Development", part: Contribution, question: Question, at: tuple[Quarter, Figure]
) -> str:
    """Of what is published, whatever the unit has answered; empty when it is the same thing."""
    quarter, figure = at
    if quarter == development.quarter:
        return pulled(figure)
    reasons = (
        *_breaks(development, part, question, quarter),
        pulled(figure, quarter),
        _quota_changed(development, part, question.key, quarter),
    )
    return next(filter(None, reasons), "")


def _breaks(
    development: "Development", part: Contribution, question: Question, quarter: Quarter
) -> Iterator[str]:
    for one in development.material.county.breaks:
        if one.parts(part.respondent.id, question.key, quarter, development.quarter):
            yield one.why[:1].lower() + one.why[1:]


def _asked_otherwise(
    development: "Development", part: Contribution, question: Question, earlier: Earlier
) -> str:
    sent = earlier.submission
    if (sent.form_id, sent.form_version) == (part.form.id, part.form.version):
        return ""
    form = form_then(development.material, part, earlier)
    if form is None:
        return f"formuläret från {earlier.quarter.label} finns inte kvar"
    then = question_in(form, question.key)
    return "frågan har ändrats" if then and _differ(then, question) else ""


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


def _quota_changed(development: "Development", part: Contribution, key: str, quarter: Quarter) -> str:
    found = new_quota(development, part, key, quarter)
    return found.words if found else ""
