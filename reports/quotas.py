"""Quotas that are changed within a year: a decision, after which what is assigned by it is another thing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.material import Contribution
from domain.quarter import Quarter
from domain.trends import Point
from forms.case import number_in
from forms.numbers import show
from reports.document import Source
from reports.past import question_in

if TYPE_CHECKING:
    from reports.development import Development

QUOTAS = {"quota_current": "kommuntalet", "county_quota": "länstalet"}
_BY_QUOTA = ("received_assigned_ytd", "assigned_ytd", "assigned_q")
"""What a quota that is changed within the year makes into something else."""


@dataclass(frozen=True)
class NewQuota:
    """``key``: the question that both quotas answer."""

    key: str
    then: float
    now: float

    @property
    def words(self) -> str:
        return f"{QUOTAS[self.key]} har ändrats från {show(self.then)} till {show(self.now)}"


def new_quota(development: "Development", part: Contribution, key: str, quarter: Quarter) -> NewQuota | None:
    """The quota that makes the number under ``key`` another thing than it was; None without any."""
    if key not in QUOTAS and (key not in _BY_QUOTA or quarter.year != development.quarter.year):
        return None
    for quota in QUOTAS:
        then = _quota(development, part, quota, quarter)
        now = _quota(development, part, quota, development.quarter)
        if then is not None and now is not None and then != now:
            return NewQuota(quota, then, now)
    return None


def quota_sources(
    development: "Development", part: Contribution, key: str, quarter: Quarter
) -> Iterator[Source]:
    """What both quotas rest on; nothing where none has been changed."""
    # What a number rests on asks why it is another, which is told here.
    from reports.development_basis import Known, sources_at  # noqa: PLC0415 - the two know each other

    found = new_quota(development, part, key, quarter)
    question = question_in(part.form, found.key) if found else None
    if found is None or question is None:
        return
    for at, value in ((development.quarter, found.now), (quarter, found.then)):
        answered = _answered(development, part, found.key, at) is not None
        figure = None if answered else development.published.figure(part.respondent.id, found.key, at)
        yield from sources_at(development, part, question, (at, Known(Point(value), figure)))


def _quota(development: "Development", part: Contribution, key: str, quarter: Quarter) -> float | None:
    """As the unit answered, else as it is published."""
    answered = _answered(development, part, key, quarter)
    figure = development.published.figure(part.respondent.id, key, quarter)
    return figure.value if answered is None and figure else answered


def _answered(development: "Development", part: Contribution, key: str, quarter: Quarter) -> float | None:
    sent = part.submission
    if quarter != development.quarter:
        earlier = part.before(quarter)
        sent = earlier.submission if earlier else None
    return number_in(sent.answers, key) if sent else None
