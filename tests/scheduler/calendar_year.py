"""A year let pass: what people do on which day is a list, and every message that goes is another."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from bot.clock import HandedClock
from counties.reading import CountyBook
from domain.delivery import Address
from domain.life import Act
from domain.messages import Message
from domain.quarter import Quarter
from domain.rounds import Round
from domain.workdays import STOCKHOLM, at
from scheduler.delivery import Delivery
from scheduler.pulse import Pulse
from scheduler.tick import Schedule
from store.store import Store
from tests.scheduler.conftest import FORMS, Does, begin, moment, report

COUNCILS = {
    Quarter(2026, 4): date(2027, 3, 18),
    Quarter(2027, 1): date(2027, 6, 10),
    Quarter(2027, 2): date(2027, 9, 30),
    Quarter(2027, 3): date(2027, 12, 9),
}
"""The regional councils of the calendar's example."""

_WEEKDAY, _WEEKEND = (time(8, 30), time(10), time(16)), (time(11),)
_SATURDAY = 5

Event = Callable[["Year"], object]


@dataclass(frozen=True)
class Told:
    """One message that went: to whom, when, and in which words."""

    at: datetime
    to: str
    message: Message

    @property
    def day(self) -> date:
        return self.at.astimezone(STOCKHOLM).date()

    @property
    def title(self) -> str:
        return self.message.panel.title if self.message.panel else self.message.text

    @property
    def words(self) -> str:
        panel = self.message.panel
        return " ".join(panel.paragraphs) if panel else ""

    @property
    def says(self) -> list[str]:
        return [button.says for button in self.message.buttons if button.says]


@dataclass
class Year:
    """Beats some times a day, and when something is done.

    ``down``: the days when nothing runs. ``events``: what is done at a moment. ``told``: all that went.
    """

    store: Store
    book: CountyBook
    clock: HandedClock
    down: frozenset[date] = frozenset()
    events: list[tuple[datetime, Event]] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    failed: list[Exception] = field(default_factory=list)

    def __post_init__(self) -> None:
        schedule = Schedule(self.store, self.book.county, self.book.hours, FORMS, COUNCILS)
        delivery = Delivery(
            self.store, self.book.county, self._deliver, self.clock, self.book.hours, side_by_side=1
        )
        self.pulse = Pulse(schedule, delivery, self.clock, self.failed.append)

    async def _deliver(self, address: Address, message: Message) -> str:
        self.told.append(Told(self.clock(), address.account.id, message))
        return str(len(self.told))

    def on(self, words: str, event: Event) -> None:
        self.events.append((moment(words), event))

    async def until(self, last: date) -> None:
        """Let the days pass, from the clock's own to the end of ``last``; what people do in its time."""
        events = sorted(self.events, key=lambda one: one[0])
        for ordinal in range(self.clock().date().toordinal(), last.toordinal() + 1):
            day = date.fromordinal(ordinal)
            mine = [(when, event) for when, event in events if when.date() == day]
            hours = _WEEKEND if day.weekday() >= _SATURDAY else _WEEKDAY
            beats: list[tuple[datetime, Event | None]] = [(at(day, hour), None) for hour in hours]
            for when, event in sorted([*mine, *beats], key=lambda one: one[0]):
                self.clock.set(when)
                if event:
                    event(self)
                if day not in self.down:
                    await self.pulse.beat()

    def round(self, key: str) -> Round:
        found = self.store.rounds.get(key)
        assert found, f"{key} is not planned"
        return found

    def to(self, who: str, key: str) -> list[tuple[str, str]]:
        """Day and title of each message to the person that names the round in its title (there "…")."""
        label = Quarter.from_key(key).label
        return [
            (f"{told.day:%m-%d}", told.title.replace(label, "…"))
            for told in self.told
            if told.to == who and label in told.title
        ]

    def listed(self) -> str:
        """Every message that went: when, to whom, and its title."""
        lines = (f"{told.at:%Y-%m-%d %H.%M} {told.to}: {told.title}" for told in self.told)
        return "\n".join(lines) + "\n"

    def said(self, who: str, day: str, title: str = "") -> str:
        """The words of the one message to the person that day (and with that title)."""
        (words,) = [
            told.words
            for told in self.told
            if told.to == who and f"{told.day}" == day and title in told.title
        ]
        return words


def reports(key: str, *units: str) -> Event:
    def event(year: Year) -> None:
        for unit in units:
            report(year.store, year.round(key), unit, year.clock())

    return event


def begins(key: str, unit: str) -> Event:
    return lambda year: begin(year.store, year.round(key), unit, year.clock())


def acts(answer: str, act: Act, by: str, words: str = "", until: str = "") -> Event:
    """``answer``: round and unit, as "2026Q4/fyrbodal"."""
    key, unit = answer.split("/")

    def event(year: Year) -> None:
        does = Does(year.store, year.round(key), unit)
        does(act, by, year.clock(), words, moment(until) if until else None)

    return event
