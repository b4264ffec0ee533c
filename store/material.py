"""Gathering a report's material, all of it as it was at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from domain.county import Council, County
from domain.form import Form
from domain.material import Contribution, Material
from domain.rounds import Round
from store import answering
from store.database import Database


@dataclass(frozen=True)
class Wanted:
    """What to gather. ``forms``: council id to the form made ready for it; ``cut_off`` is aware."""

    county: County
    round: Round
    forms: Mapping[str, Form]
    cut_off: datetime
    written: date


def gather(database: Database, wanted: Wanted) -> Material:
    """Each council's latest submission by the cut-off. On time: the FIRST version came by ``round.due``.

    The focus areas are those that hold on the last day of the quarter.
    """
    contributions = database.read(
        lambda connection: tuple(_part(connection, wanted, council) for council in wanted.county.councils)
    )
    return Material(
        county=wanted.county,
        round=wanted.round,
        areas=wanted.county.areas_in(wanted.round.quarter),
        contributions=contributions,
        cut_off=wanted.cut_off,
        written=wanted.written,
    )


def _part(connection: Connection, wanted: Wanted, council: Council) -> Contribution:
    round_ = wanted.round
    submission = answering.at(connection, round_.key, council.id, wanted.cut_off)
    first = answering.first_at(connection, round_.key, council.id)
    return Contribution(
        council=council,
        form=wanted.forms[council.id],
        submission=submission,
        on_time=bool(submission and first and round_.on_time(first)),
    )
