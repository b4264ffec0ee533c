"""A round (omgång): the weeks in which a quarter is reported on, counted from the regional council."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import lru_cache

from domain.quarter import Quarter
from domain.workdays import SendHours, at, before_midsummer, shift

CREATED, OPENS, MEETINGS_HELD, DUE, CLOSES, DRAFTED = -40, -30, -16, -15, -11, -10
CHECKED_FROM, CHECKED_UNTIL, DECIDED, PUBLISHED = -9, -7, -6, -5
FEEDBACK, CASE_CLOSED = 5, 10
"""Working days from the regional council (reporting calendar)."""

_NEVER_QUIET = SendHours()

_MIDNIGHT = time.max
"""The last moment of a day: with 23.59.59 whoever answers in the last second would be turned away."""


class Phase(StrEnum):
    PLANNED = "inte öppnad"
    OPEN = "öppen"
    LATE = "sista svarsdag har passerat"
    CLOSED = "stängd"


@dataclass(frozen=True)
class FormRef:
    """One version of a questionnaire."""

    id: str
    version: int

    @property
    def key(self) -> str:
        """As "kommun.1": what its file is called."""
        return f"{self.id}.{self.version}"


@dataclass(frozen=True)
class Round:
    """``due``: the answer is on time until then. ``closes``: answers are taken until then. All aware.

    ``forms``: the version of each questionnaire that the round is pinned to.
    """

    quarter: Quarter
    council_date: date
    forms: tuple[FormRef, ...]
    opens: datetime
    due: datetime
    closes: datetime
    draft_at: datetime

    @property
    def key(self) -> str:
        return self.quarter.key

    def form(self, form_id: str) -> FormRef:
        """Raise KeyError for a questionnaire that the round does not use."""
        for ref in self.forms:
            if ref.id == form_id:
                return ref
        raise KeyError(form_id)

    def phase(self, now: datetime) -> Phase:
        for moment, phase in ((self.opens, Phase.PLANNED), (self.due, Phase.OPEN), (self.closes, Phase.LATE)):
            if now < moment:
                return phase
        return Phase.CLOSED

    def on_time(self, first: datetime) -> bool:
        """Whether a council whose first version came then is on time; later versions do not count."""
        return first <= self.due

    def takes_answers(self, now: datetime) -> bool:
        return self.phase(now) in {Phase.OPEN, Phase.LATE}


def plan(
    quarter: Quarter, council_date: date, forms: Iterable[FormRef], hours: SendHours = _NEVER_QUIET
) -> Round:
    """The round for ``quarter``, its dates counted in working days back from the regional council.

    A date in a quiet week of ``hours`` moves to the last allowed day before. Due and closing days last
    until midnight: an answer at 23.59 is on time.
    """
    return Round(
        quarter=quarter,
        council_date=council_date,
        forms=tuple(forms),
        opens=at(day_of(council_date, OPENS, hours), time(8, 30)),
        due=at(day_of(council_date, DUE, hours), _MIDNIGHT),
        closes=at(day_of(council_date, CLOSES, hours), _MIDNIGHT),
        draft_at=at(day_of(council_date, DRAFTED, hours), time(8, 30)),
    )


@lru_cache(maxsize=1024)
def day_of(council_date: date, offset: int, hours: SendHours) -> date:
    """The day so many working days from the council; in quiet time the last allowed day before.

    What comes after the council never moves to it or before it, but to the first allowed day instead.
    """
    wanted = shift(council_date, offset)
    moved = hours.last_allowed(wanted)
    if offset > 0 and moved <= council_date:
        return hours.earliest(at(wanted, time(10))).date()
    return moved


@lru_cache(maxsize=256)
def created_on(council_date: date, hours: SendHours) -> date:
    """When the round is planned and its people are asked for; what the summer moves, to before midsummer."""
    wanted = shift(council_date, CREATED)
    moved = hours.last_allowed(wanted)
    eve = before_midsummer(wanted.year)
    return hours.last_allowed(eve) if moved < wanted and eve < moved else moved
