"""Swedish working days: not weekends, red days, midsummer, Christmas or New Year's eve."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")

_FRIDAY = 4
_MONDAY = 0
_FAR = 120
"""Days to look through for one that allows messages; a county that has none has set its weeks wrong."""


@cache
def _red_days(year: int) -> frozenset[date]:
    """Days off in Sweden in ``year``; the category de_facto holds the eves. Source: the holidays package."""
    import holidays  # noqa: PLC0415 - loaded when the first date is asked for

    return frozenset(holidays.country_holidays("SE", years=year, categories=("public", "de_facto")))


def is_workday(day: date) -> bool:
    return day.weekday() <= _FRIDAY and day not in _red_days(day.year)


@lru_cache(maxsize=4096)  # a tick asks for the same days again and again
def shift(day: date, workdays: int) -> date:
    """``workdays`` working days after ``day`` (before it when negative); with 0 the same day."""
    step = timedelta(days=1 if workdays > 0 else -1)
    left = abs(workdays)
    while left:
        day += step
        left -= is_workday(day)
    return day


def at(day: date, clock: time) -> datetime:
    """Local time in Sweden, aware; right on both sides of a daylight-saving change."""
    return datetime.combine(day, clock, tzinfo=STOCKHOLM)


def before_midsummer(year: int) -> date:
    """The last working day before midsummer's eve, which is a Friday from the 19th to the 25th of June."""
    earliest = date(year, 6, 19)
    eve = earliest + timedelta(days=(_FRIDAY - earliest.weekday()) % 7)
    return shift(eve, -1)


@dataclass(frozen=True)
class SendHours:
    """When messages may be sent: 08.30-15.30 on working days, Mondays from 10, Fridays until 12.

    Never in the ISO weeks ``quiet_weeks``, nor from first to last of ``quiet_days`` ("12-24", "01-06"). No
    day of a round falls there either.
    """

    quiet_weeks: frozenset[int] = frozenset()
    quiet_days: tuple[str, str] | None = None

    def quiet(self, day: date) -> bool:
        if day.isocalendar().week in self.quiet_weeks:
            return True
        if not self.quiet_days:
            return False
        first, last = self.quiet_days
        today = f"{day:%m-%d}"
        return first <= today <= last if first <= last else today >= first or today <= last

    def window(self, day: date) -> tuple[datetime, datetime] | None:
        if not is_workday(day) or self.quiet(day):
            return None
        opens = time(10) if day.weekday() == _MONDAY else time(8, 30)
        closes = time(12) if day.weekday() == _FRIDAY else time(15, 30)
        return at(day, opens), at(day, closes)

    def earliest(self, moment: datetime) -> datetime:
        """The first allowed moment that is not before ``moment`` (aware)."""
        day = moment.astimezone(STOCKHOLM).date()
        for after in range(_FAR):
            hours = self.window(day + timedelta(days=after))
            if hours and moment <= hours[1]:
                return max(moment.astimezone(STOCKHOLM), hours[0])
        raise ValueError(_NO_DAY)

    def next_morning(self, moment: datetime) -> datetime:
        """Ten o'clock on the first allowed day after that of ``moment`` (aware)."""
        return self.earliest(at(moment.astimezone(STOCKHOLM).date() + timedelta(days=1), time(10)))

    def next_opening(self, moment: datetime) -> datetime:
        """The first allowed moment after the day of ``moment`` (aware)."""
        return self.earliest(at(moment.astimezone(STOCKHOLM).date() + timedelta(days=1), time()))

    def last_allowed(self, day: date) -> date:
        """``day`` itself when it is a working day outside the quiet weeks and days, else the last before."""
        return _last_allowed(self, day)


_NO_DAY = "no day in four months allows messages; look at the quiet weeks of the county"


@lru_cache(maxsize=4096)
def _last_allowed(hours: SendHours, day: date) -> date:
    for before in range(_FAR):
        wanted = day - timedelta(days=before)
        if hours.window(wanted):
            return wanted
    raise ValueError(_NO_DAY)
