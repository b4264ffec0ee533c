"""The days of a round as they are for one unit: an extension, a reopening and a meeting are its own."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from domain.life import closes
from domain.life import due as due_for
from domain.rounds import Round, created_on
from domain.situation import Situation
from domain.workdays import STOCKHOLM


class Anchor(Enum):
    """What a rule's working days are counted from: one of ``Days``."""

    CREATED = "created"
    OPENS = "opens"
    DUE = "due"
    CLOSES = "closes"
    MEETING = "meeting"


@dataclass(frozen=True)
class Days:
    created: date
    opens: date
    due: date
    closes: date
    meeting: date

    @classmethod
    def for_unit(cls, unit: str, now: Situation) -> "Days":
        round_, life = now.round, now.life(unit)
        return cls(
            created=created_on(round_.council_date, now.hours),
            opens=day(round_.opens),
            due=day(due_for(life, round_)),
            closes=day(closes(life, round_)),
            meeting=now.meets(unit) if unit in now.units.invited else day(round_.due),
        )

    def of(self, anchor: Anchor) -> date:
        found: date = getattr(self, anchor.value)
        return found


def day(moment: datetime) -> date:
    return moment.astimezone(STOCKHOLM).date()


def is_ordinary(anchor: Anchor, days: Days, round_: Round) -> bool:
    """Whether the day is the one that holds for everyone."""
    if anchor is Anchor.DUE:
        return days.due == day(round_.due)
    return anchor is not Anchor.CLOSES or days.closes == day(round_.closes)
