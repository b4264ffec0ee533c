"""The week that a list is for: when it is sent, and from when it tells what was asked."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import ClassVar, Self

from domain.workdays import STOCKHOLM, SendHours, at

_CLOCK = time(8)
_LONGEST = timedelta(weeks=10)
"""So far back a list goes for who has got none, or none since: the quiet weeks of summer are fewer."""


@dataclass(frozen=True)
class Week:
    """An ISO week, known by its Monday."""

    monday: date

    PREFIX: ClassVar[str] = "vecka"

    @classmethod
    def of_key(cls, key: str) -> Self:
        """From "2026-W47"; ValueError for anything else."""
        year, number = key.split("-W")
        return cls(date.fromisocalendar(int(year), int(number), 1))

    @property
    def key(self) -> str:
        year, week, _ = self.monday.isocalendar()
        return f"{year}-W{week:02}"

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week

    def errand_key(self, person: str) -> str:
        return f"{self.PREFIX}/{self.key}/{person}"

    @property
    def starts(self) -> datetime:
        return at(self.monday, time())

    def first_day(self, hours: SendHours) -> date | None:
        """The first day that messages may be sent; None in a quiet week."""
        days = (self.monday + timedelta(days=after) for after in range(7))
        return next((day for day in days if hours.window(day)), None)

    @property
    def earliest(self) -> datetime:
        """From when questions may be on its list."""
        return at(self.monday - _LONGEST, time())


def week_at(now: datetime) -> Week:
    today = now.astimezone(STOCKHOLM).date()
    return Week(today - timedelta(days=today.weekday()))


def list_of_now(hours: SendHours, now: datetime) -> Week | None:
    """The week whose list is to be sent now: from eight on its first send day. None when it is too late."""
    week = week_at(now)
    first = week.first_day(hours)
    if first is None or now < at(first, _CLOCK) or week_at(hours.earliest(now)) != week:
        return None
    return week


def first_moment(week: Week) -> datetime:
    """Before what else is due that morning."""
    return at(week.monday, _CLOCK)


def since(week: Week, last: Week | None) -> date:
    """From where a list goes on: where the last one that came ended; the first tells of some weeks."""
    longest = week.monday - _LONGEST
    return max(last.monday, longest) if last else longest
