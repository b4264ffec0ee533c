"""Reading raised issues, and adding them and their steps, on a connection at hand."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, func, insert, or_, select

from domain import handover
from domain.raised import OPEN, Content, RaisedIssue, RaisedStatus, RaisedStep, Said
from store.audit import AuditLine, note
from store.database import Found
from store.insertion import insert_new
from store.schema import raised_issues as issues
from store.schema import raised_steps as steps

FORM = f"form/{handover.GROUP}/"
"""How the source of an issue begins that was raised in the form."""

Value: TypeAlias = str | int | tuple[str, ...]
_Condition: TypeAlias = ColumnElement[bool]


Query: TypeAlias = Select[Any]
"""Picks rows of ``raised_issues``."""


def _query(*where: _Condition) -> Query:
    return select(issues).where(*where).order_by(issues.c.id)


_AT_ONCE = 500
_STEPS = (
    select(steps)
    .where(steps.c.issue.in_(bindparam("of_issues", expanding=True)))
    .order_by(steps.c.issue, steps.c.number)
)

_of_it = steps.alias("of_it")
_last = select(_of_it.c.status).where(_of_it.c.issue == issues.c.id).order_by(_of_it.c.number.desc()).limit(1)


def _open_after(last: Select[Any]) -> _Condition:
    """Whether the status that ``last`` finds, or without a step the first, is an open one."""
    status = func.coalesce(last.correlate(issues).scalar_subquery(), RaisedStatus.RAISED.value)
    return status.in_([one.value for one in OPEN])


_OF_UNIT = issues.c.unit == bindparam("of_unit")
_EARLIER = issues.c.round < bindparam("of_round")
_IN_ROUND = issues.c.round == bindparam("of_round")
_OPEN = _open_after(_last)
_OPEN_BEFORE = _open_after(_last.where(_of_it.c.round < bindparam("of_round")))
_TOUCHED = issues.c.id.in_(select(steps.c.issue).where(steps.c.round == bindparam("of_round")))

ALL = _query()
ONE = _query(issues.c.id == bindparam("of_id"))
EVERY_OPEN = _query(_OPEN)
OPEN_FOR = _query(issues.c.unit.in_(bindparam("of_units", expanding=True)), _OPEN)
OF_EARLIER = _query(_OF_UNIT, _EARLIER, _OPEN_BEFORE)
OF_ROUND = _query(or_(_IN_ROUND, and_(_EARLIER, or_(_OPEN_BEFORE, _TOUCHED))))
IN_FORM = _query(_IN_ROUND, _OF_UNIT, issues.c.source.startswith(FORM))
_BY_SOURCE = _query(_OF_UNIT, issues.c.source == bindparam("of_source"))

_NUMBER = func.coalesce(func.max(steps.c.number), 0) + 1
_NEXT = select(_NUMBER).where(steps.c.issue == bindparam("of_issue")).scalar_subquery()
_STEP = insert(steps).values(number=_NEXT)


def read(connection: Connection, query: Query, **where: Value) -> list[RaisedIssue]:
    """The issues that ``query`` picks, in the order of their ids, each with all its steps."""
    found = connection.execute(query, where).all()
    told: dict[int, list[RaisedStep]] = {}
    for ids in _portions([row.id for row in found]):
        for row in connection.execute(_STEPS, {"of_issues": ids}):
            told.setdefault(row.issue, []).append(_read_step(row))
    return [_read_issue(row, told.get(row.id, [])) for row in found]


def _portions(ids: list[int]) -> Iterator[list[int]]:
    """So many at a time as a query takes."""
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


def _read_issue(row: Found, told: list[RaisedStep]) -> RaisedIssue:
    said = Said(row.round, row.by, row.by_name, row.at)
    return RaisedIssue(row.id, row.unit, row.source, Content.of(row.content), said, tuple(told))


def _read_step(row: Found) -> RaisedStep:
    said = Said(row.round, row.by, row.by_name, row.at)
    content = Content.of(row.content) if row.content else None
    return RaisedStep(row.number, RaisedStatus(row.status), said, row.words, content)


def add(connection: Connection, unit: str, source: str, content: Content, said: Said) -> RaisedIssue:
    """Keep a new issue, or give back the one that the unit has raised from the same source.

    A place in the form is a source once a round; the id of a card is one for good.
    """
    row = {"unit": unit, "source": source, "content": content.answers(), **vars(said)}
    known = _by_source(connection, unit, source)
    if source.startswith(FORM):
        known = [one for one in known if one.round == said.round]
    if known:
        return known[0]
    # The unique key decides: where other processes write too, it may be there by now.
    new = insert_new(connection, issues, row)
    kept = next(one for one in _by_source(connection, unit, source) if one.round == said.round)
    if new:
        _log(connection, kept, said, ("lyfte medskick", source))
    return kept


def _by_source(connection: Connection, unit: str, source: str) -> list[RaisedIssue]:
    return read(connection, _BY_SOURCE, of_unit=unit, of_source=source)


def follow_up(connection: Connection, issue: RaisedIssue, told: handover.FollowUp, said: Said) -> None:
    """Add how the issue stands, unless exactly that was the last thing said in the round."""
    if not is_last(issue, told, said):
        add_step(connection, issue, RaisedStep(0, told.status or issue.status, said, told.words))


def is_last(issue: RaisedIssue, told: handover.FollowUp, said: Said) -> bool:
    """Whether exactly that was the last thing said of it, and in that round."""
    status = told.status or issue.status
    last = issue.steps[-1] if issue.steps else None
    return last is not None and (last.status, last.words, last.said.round) == (status, told.words, said.round)


def add_step(connection: Connection, issue: RaisedIssue, step: RaisedStep) -> None:
    """Add ``step`` after those there are, whatever number it says."""
    row = {
        **vars(step.said),
        "issue": issue.id,
        "of_issue": issue.id,
        "status": step.status.value,
        "content": step.content.answers() if step.content else None,
        "words": step.words,
    }
    connection.execute(_STEP, row)
    what = "ändrade medskick" if step.content else "följde upp medskick"
    _log(connection, issue, step.said, (what, f"{issue.status} blev {step.status}"))


def _log(connection: Connection, issue: RaisedIssue, said: Said, told: tuple[str, str]) -> None:
    what, why = told
    subject = f"{issue.round}/{issue.unit}/{issue.name}"
    note(connection, AuditLine(said.at, said.by, what, subject, why))
