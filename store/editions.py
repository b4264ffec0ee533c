"""The editions that have been published of a quarter's report and of those before it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import BindParameter, Connection, and_, bindparam, literal, select, union_all

from domain.quarter import Quarter
from domain.report_life import ReportAct
from store.schema import figures, report_steps, report_versions, submissions

Editions = dict[str, list[datetime]]
"""By round up to when the answers are in each edition that was published, the first first."""

_ROUNDS: BindParameter[str] = bindparam("rounds", expanding=True)

_EDITIONS = (
    select(report_versions.c.round, report_versions.c.cut_off)
    .join_from(
        report_steps,
        report_versions,
        and_(
            report_versions.c.round == report_steps.c.round,
            report_versions.c.number == report_steps.c.version,
        ),
    )
    .where(
        report_steps.c.round.in_(_ROUNDS),
        report_steps.c.act == ReportAct.PUBLISH,
        report_steps.c.at <= bindparam("cut_off"),
    )
    .order_by(report_steps.c.at, report_steps.c.round, report_steps.c.number)
)
_CHANGED = union_all(
    select(literal(1)).where(
        select(submissions.c.version)
        .where(
            submissions.c.round == bindparam("round"),
            submissions.c.at > bindparam("since"),
            submissions.c.at <= bindparam("cut_off"),
        )
        .exists()
    ),
    select(literal(1)).where(
        select(figures.c.key)
        .where(
            figures.c.as_of >= bindparam("first"),
            figures.c.as_of <= bindparam("last"),
            figures.c.fetched > bindparam("since"),
            figures.c.fetched <= bindparam("cut_off"),
        )
        .exists()
    ),
)


def editions(connection: Connection, rounds: Sequence[str], cut_off: datetime) -> Editions:
    """Those of the ``rounds`` that were out at ``cut_off`` (aware)."""
    found: Editions = {}
    for row in connection.execute(_EDITIONS, {"rounds": list(rounds), "cut_off": cut_off}):
        found.setdefault(row.round, []).append(row.cut_off)
    return found


def to_read_again(
    connection: Connection, now: Quarter, quarters: Sequence[Quarter], cut_off: datetime
) -> Iterator[tuple[str, datetime]]:
    """The round and moment of each edition that is no longer known from today's numbers, the first first.

    All of ``now``'s own; of the ``quarters`` before it those of which anything has changed since, or that
    have several.
    """
    found = editions(connection, [one.key for one in (now, *quarters)], cut_off)
    for quarter in (*sorted(quarters), now):
        moments = found.get(quarter.key, [])
        if quarter == now or len(moments) > 1 or _changed(connection, quarter, moments, cut_off):
            yield from ((quarter.key, moment) for moment in moments)


def _changed(
    connection: Connection, quarter: Quarter, moments: Sequence[datetime], cut_off: datetime
) -> bool:
    if not moments:
        return False
    days = {"first": quarter.start, "last": quarter.end}
    where = {"round": quarter.key, "since": moments[0], "cut_off": cut_off, **days}
    return connection.execute(_CHANGED, where).first() is not None
