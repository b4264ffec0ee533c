"""What the units sent in for earlier quarters, and what the sources now say of those: for comparison."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import BindParameter, Connection, bindparam, func, select

from domain.answers import Submission
from domain.county import Figure
from domain.life import Status
from domain.material import Earlier
from domain.quarter import Quarter
from store.database import Found
from store.editions import editions
from store.figures import read_figure
from store.schema import drafts, figures, rounds, steps, submissions

_ROUNDS: BindParameter[str] = bindparam("rounds", expanding=True)
_UNITS: BindParameter[str] = bindparam("units", expanding=True)

_later = steps.alias("later")
_LAST_STEP = (
    select(func.max(_later.c.number))
    .where(
        _later.c.round == steps.c.round,
        _later.c.unit == steps.c.unit,
        _later.c.at <= bindparam("cut_off"),
    )
    .correlate(steps)
    .scalar_subquery()
)
_TAKEN_BACK = (
    select(steps.c.number)
    .where(
        steps.c.round == submissions.c.round,
        steps.c.unit == submissions.c.unit,
        steps.c.number == _LAST_STEP,
        steps.c.status == Status.NOTHING,
    )
    .correlate(submissions)
    .exists()
)
_SENT = (
    select(
        submissions.c.round,
        submissions.c.unit,
        submissions.c.version,
        drafts.c.answers,
        drafts.c.by,
        drafts.c.by_name,
        drafts.c.on_behalf,
        submissions.c.at,
        submissions.c.form_id,
        submissions.c.form_version,
        rounds.c.draft_at,
    )
    .join_from(submissions, drafts)
    .join(rounds, rounds.c.key == submissions.c.round)
    .where(
        submissions.c.round.in_(_ROUNDS),
        submissions.c.unit.in_(_UNITS),
        submissions.c.at <= bindparam("cut_off"),
        # An answer that was taken back for "nothing to report" no longer says anything.
        ~_TAKEN_BACK,
    )
    .order_by(submissions.c.unit, submissions.c.round, submissions.c.version)
)
_KNOWN = (
    select(figures)
    .where(
        figures.c.unit.in_(_UNITS),
        figures.c.as_of >= bindparam("first"),
        figures.c.as_of <= bindparam("last"),
        figures.c.fetched <= bindparam("cut_off"),
    )
    .order_by(figures.c.as_of, figures.c.fetched)
)


def before(
    connection: Connection, units: Sequence[str], quarters: Sequence[Quarter], cut_off: datetime
) -> dict[str, tuple[Earlier, ...]]:
    """By unit its part of each of the ``quarters``, oldest first, all as known at ``cut_off`` (aware).

    One query for the submissions, one for the figures, one for the editions. A unit without any is not there.
    """
    where = {"rounds": [quarter.key for quarter in quarters], "units": list(units), "cut_off": cut_off}
    rows = connection.execute(_SENT, where).all()
    known = _figures(connection, units, quarters, cut_off) if rows else {}
    shown = editions(connection, [quarter.key for quarter in quarters], cut_off) if rows else {}
    found: dict[str, list[Earlier]] = {}
    for (unit, key), versions in groupby(rows, key=lambda row: (str(row.unit), str(row.round))):
        quarter = Quarter.from_key(key)
        found.setdefault(unit, []).append(_earlier(list(versions), known.get((unit, quarter), {}), shown))
    return {unit: tuple(those) for unit, those in found.items()}


def _earlier(
    versions: Sequence[Found], known: Mapping[str, Figure], shown: Mapping[str, Sequence[datetime]]
) -> Earlier:
    last = versions[-1]
    moments = shown.get(last.round) or [last.draft_at]
    return Earlier(
        quarter=Quarter.from_key(last.round),
        submission=_read(last),
        editions=tuple(_at(versions, moment) for moment in moments),
        figures=known,
    )


def _at(versions: Sequence[Found], moment: datetime) -> Submission | None:
    there = [row for row in versions if row.at <= moment]
    return _read(there[-1]) if there else None


def _figures(
    connection: Connection, units: Sequence[str], quarters: Sequence[Quarter], cut_off: datetime
) -> dict[tuple[str, Quarter], dict[str, Figure]]:
    """Of each unit, quarter and key the figure of the latest day in the quarter, as last read."""
    first, last = min(quarters).start, max(quarters).end
    where = {"units": list(units), "first": first, "last": last, "cut_off": cut_off}
    found: dict[tuple[str, Quarter], dict[str, Figure]] = {}
    for figure in map(read_figure, connection.execute(_KNOWN, where)):
        found.setdefault((figure.unit, Quarter.of(figure.as_of)), {})[figure.key] = figure
    return found


def _read(row: Found) -> Submission:
    fields = {name: value for name, value in row._mapping.items() if name != "draft_at"}  # noqa: SLF001 - SQLAlchemy's public name for it
    return Submission(**fields)
