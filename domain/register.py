"""The register of raised issues as a report shows it on one round: rows ready for a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.raised import KINDS, LEVELS, RaisedIssue, RaisedStatus


class Stage(StrEnum):
    """Where an issue stands in a report on one round."""

    NEW = "Nya"
    AGAIN = "Lyfta igen"
    ONGOING = "Pågående"
    CLOSED = "Avslutade"


@dataclass(frozen=True)
class Row:
    """One issue in a table: who raised it to whom, on which level, where it stands and since when.

    ``standing``: of an open one what its stage says, of a closed one its status.
    """

    name: str
    stage: Stage
    title: str
    sender: str
    addressee: str
    level: str
    kind: str
    urgency: int
    standing: str
    since: date


def listed(issues: Iterable[RaisedIssue], round_: str, names: Mapping[str, str]) -> tuple[Row, ...]:
    """The rows of a report on the round: new, raised again, ongoing, closed; the most urgent first.

    ``names``: unit id to name of those whose issues may be shown; others are left out. So is what was raised
    later, closed before the round, or taken back in the round that it was raised in.
    """
    known = [issue.known_in(round_) for issue in issues if issue.round <= round_ and issue.unit in names]
    rows = [_row(issue, stage, round_, names) for issue in known if (stage := _stage(issue, round_))]
    return tuple(
        sorted(rows, key=lambda row: (list(Stage).index(row.stage), -row.urgency, int(row.name[1:])))
    )


def _stage(issue: RaisedIssue, round_: str) -> Stage | None:
    if issue.is_open:
        if issue.round == round_:
            return Stage.NEW
        return Stage.AGAIN if issue.again_in(round_) else Stage.ONGOING
    taken_back = issue.round == round_ and issue.status is RaisedStatus.DROPPED
    closed_now = any(step.said.round == round_ for step in issue.steps)
    return Stage.CLOSED if closed_now and not taken_back else None


_STANDING = {Stage.NEW: "ny", Stage.AGAIN: "lyft igen", Stage.ONGOING: "pågår"}


def _row(issue: RaisedIssue, stage: Stage, round_: str, names: Mapping[str, str]) -> Row:
    content = issue.content
    raised = {Stage.NEW: issue.said.at, Stage.AGAIN: issue.again_in(round_)}
    return Row(
        name=issue.name,
        stage=stage,
        title=content.title,
        sender=names[issue.unit],
        addressee=content.addressee,
        level=LEVELS.get(content.level, content.level),
        kind=KINDS.get(content.kind, content.kind),
        urgency=content.urgency,
        standing=_STANDING.get(stage, str(issue.status)),
        since=(raised.get(stage) or issue.since).date(),
    )
