"""Gathering a report's material, all of it as it was at one moment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from domain.county import County, Respondent, UnitKind
from domain.form import Form
from domain.life import Life
from domain.material import Contribution, Material
from domain.raised import RaisedIssue
from domain.rounds import Round
from domain.trends import needed
from store import answering, earlier, life, published, raising, rounds
from store.database import Database
from store.editions import to_read_again


@dataclass(frozen=True)
class Wanted:
    """What to gather: the units that ``forms`` has one for. ``cut_off`` is aware.

    ``forms``: unit id to the form made ready for it. Inputs of municipalities are there only when asked for.
    """

    county: County
    round: Round
    forms: Mapping[str, Form]
    cut_off: datetime
    written: date


def gather(database: Database, wanted: Wanted) -> Material:
    """Each reporting unit's latest submission, its life and the raised issues, as they stood at the cut-off.

    With what it sent in for the earlier quarters that the report speaks of, and what others publish; and the
    same of each published edition that may differ from what is known now.

    The focus areas are those that hold on the first day of the quarter.
    """
    return database.read(lambda connection: _with_editions(connection, wanted))


def _with_editions(connection: Connection, wanted: Wanted) -> Material:
    """With what editions that are out were made from, gathered anew as it was then."""
    now = wanted.round.quarter
    there = []
    for key, moment in to_read_again(connection, now, needed(now), wanted.cut_off):
        of = wanted.round if key == wanted.round.key else rounds.one(connection, key)
        if of is not None:
            there.append(_gathered(connection, replace(wanted, round=of, cut_off=moment)))
    return replace(_gathered(connection, wanted), editions=tuple(there))


def _gathered(connection: Connection, wanted: Wanted) -> Material:
    lives = life.in_round(connection, wanted.round.key, wanted.cut_off)
    asked = [one for one in wanted.county.reporting() if one.id in wanted.forms]
    quarters = needed(wanted.round.quarter)
    past = earlier.before(connection, [one.id for one in asked], quarters, wanted.cut_off)
    others = published.published(
        connection, wanted.county, wanted.forms.values(), wanted.round.quarter, wanted.cut_off
    )
    return Material(
        county=wanted.county,
        round=wanted.round,
        areas=wanted.county.areas_in(wanted.round.quarter),
        contributions=tuple(
            replace(_part(connection, wanted, one, lives.get(one.id, Life())), earlier=past.get(one.id, ()))
            for one in asked
        ),
        cut_off=wanted.cut_off,
        written=wanted.written,
        raised=tuple(_raised(connection, wanted)),
        inputs=tuple(_part(connection, wanted, one, lives[one.id]) for one in _municipalities(wanted, lives)),
        published=others.units,
        municipal=others.municipal,
    )


def _part(connection: Connection, wanted: Wanted, respondent: Respondent, lived: Life) -> Contribution:
    sent = None
    # An answer that was taken back for "nothing to report" no longer says anything.
    if not lived.nothing:
        sent = answering.at(connection, wanted.round.key, respondent.id, wanted.cut_off)
    return Contribution(respondent, wanted.forms[respondent.id], sent, lived)


def _municipalities(wanted: Wanted, lives: Mapping[str, Life]) -> Iterator[Respondent]:
    for unit in wanted.county.units():
        if unit.kind is UnitKind.MUNICIPALITY and unit.id in wanted.forms and unit.id in lives:
            yield wanted.county.respondent(unit.id)


def _raised(connection: Connection, wanted: Wanted) -> Iterator[RaisedIssue]:
    for issue in raising.read(connection, raising.OF_ROUND, of_round=wanted.round.key):
        if issue.said.at <= wanted.cut_off:
            yield replace(issue, steps=tuple(step for step in issue.steps if step.said.at <= wanted.cut_off))
