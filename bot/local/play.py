"""A whole quarter, played from open round to published report on an instance and database of its own."""

import shutil
from collections.abc import AsyncIterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from bot.clock import HandedClock
from bot.local.earlier import before, lay_in
from bot.local.playing import Play, PlayFailed, Told
from bot.local.report_steps import PUBLISHING
from bot.local.stage import Stage
from bot.local.steps import STEPS
from counties.reading import CountyBook
from domain.quarter import Quarter
from domain.rounds import Round, plan
from domain.workdays import shift
from forms import shelf

_BETWEEN = -63
"""Working days back to the regional council of the quarter before."""


async def play(
    quarter: Quarter, book: CountyBook, var: Path, out: Path
) -> AsyncIterator[tuple[int, Told, Path | None]]:
    """Play ``quarter``; yields the steps left, what was done, and at the end where the report lies.

    Starts fresh: what stands in ``var`` from an earlier play is removed. Raises PlayFailed.
    """
    shutil.rmtree(var, ignore_errors=True)
    council_date = book.council_date(quarter)
    round_ = _round(quarter, book)
    clock = HandedClock(round_.opens - timedelta(days=4))
    async with Stage(var, clock, book, {quarter: council_date}) as stage:
        lay_in(stage.bot.store, book, before(book, quarter, shift(council_date, _BETWEEN)))
        stage.publish(quarter)
        playing = Play(stage, book, round_)
        for number, (who, step) in enumerate(STEPS, start=1):
            what = await step(playing)
            yield len(STEPS) - number, Told(clock(), who, what), None
        target = _delivered(playing.files, out)
        yield 0, Told(clock(), "Samråd", f"Rapporten ligger i {target}"), target


def _delivered(files: Sequence[tuple[str, bytes]], out: Path) -> Path:
    """Lay the files down; returns where the last one lies."""
    if not files:
        raise PlayFailed("Ingen rapport blev klar.")
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files:
        (out / name).write_bytes(content)
    return out / files[-1][0]


def _round(quarter: Quarter, book: CountyBook) -> Round:
    forms = [shelf.newest(form_id) for form_id in book.county.form_ids()]
    return plan(quarter, book.council_date(quarter), forms, book.hours)


def dates_of(quarter: Quarter, book: CountyBook) -> tuple[date, date]:
    """The first and last day of what is played."""
    round_ = _round(quarter, book)
    return round_.opens.date(), shift(round_.council_date, PUBLISHING)
