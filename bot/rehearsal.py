"""``samrad rehearse``, and "vad skulle skickas": the real tick over a round's time, on a copy of all.

The pulse itself is run with a clock that is handed on, so that what is shown is what would be sent as things
stand. Nothing is sent, and nothing is written in the database that is copied.
"""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.channels.mail import mail_of
from bot.channels.ways import Ways
from bot.clock import HandedClock, system_clock
from bot.own_database import own_if_there
from bot.settings import read_settings
from counties.reading import CountyBook, read_county
from domain.delivery import Address, Claimed, Refused, Unreachable
from domain.errors import NotFound
from domain.messages import Account, Message
from domain.quarter import Quarter
from domain.rehearsal import Planned, by_day
from domain.rounds import CASE_CLOSED, Round, created_on, day_of, plan
from domain.workdays import at
from forms import shelf
from scheduler.delivery import Delivery
from scheduler.preparing import Reach
from scheduler.tick import Schedule, tick
from store.store import Store

_DAILY = time(10)


@dataclass
class Recorder:
    """Stands for the channels: notes what it is given. ``reach``: how people are reached in earnest."""

    store: Store
    clock: HandedClock
    reach: Reach | None
    names: dict[str, str]
    planned: dict[str, Planned] = field(default_factory=dict)
    whys: dict[str, str] = field(default_factory=dict)

    def to(self, row: Claimed) -> list[Address]:
        """Everyone is reached here; who would not be in earnest is noted with the reason."""
        self.whys[row.key] = self._why_not(row)
        return [Address(Account("", row.person), "", row.key, "", channel="genrep")]

    def _why_not(self, row: Claimed) -> str:
        try:
            found = self.reach(row) if self.reach else self.store.addresses.of_person(row.person)
        except Unreachable as why:
            return str(why)
        return "" if found else "har aldrig skrivit till mig i Teams"

    async def deliver(self, address: Address, message: Message) -> str:
        key, panel = address.conversation, message.panel
        self.planned[key] = Planned(
            at=self.clock(),
            to=self.names.get(address.account.id, address.account.id),
            title=panel.title if panel else message.text,
            text=" ".join(panel.paragraphs) if panel else "",
            why_not=self.whys.get(key, ""),
        )
        return key


def rehearse(schedule: Schedule, round_: Round, now: datetime, reach: Reach | None = None) -> list[Planned]:
    """Every message of the round from ``now`` (aware) until its case is closed, as things stand."""
    with TemporaryDirectory(prefix="samrad-") as folder:
        path = Path(folder) / "genrep.db"
        schedule.store.copy_to(path)
        with closing(Store.open(path)) as copy:
            return asyncio.run(_played(replace(schedule, store=copy), round_, now, reach))


async def _played(schedule: Schedule, round_: Round, now: datetime, reach: Reach | None) -> list[Planned]:
    clock = HandedClock(now)
    names = {person.id: person.name for person in schedule.store.people.everyone()}
    recorder = Recorder(schedule.store, clock, reach, names)
    delivery = Delivery(
        schedule.store,
        schedule.county,
        recorder.deliver,
        clock,
        schedule.hours,
        recorder.to,
        by_mail=schedule.by_mail,
        entries=schedule.entries,
        side_by_side=1,
    )
    for moment in _moments(schedule, round_, now):
        clock.set(moment)
        await asyncio.to_thread(tick, schedule, moment)
        while await delivery.run():
            pass
    mine = f"{round_.key}/"
    return [planned for key, planned in recorder.planned.items() if key.startswith(mine)]


def _moments(schedule: Schedule, round_: Round, now: datetime) -> Iterator[datetime]:
    """Now, the first moment that messages may be sent, and ten o'clock each day until the end."""
    yield now
    first = schedule.hours.earliest(now)
    if first > now:
        yield first
    last = day_of(round_.council_date, CASE_CLOSED, schedule.hours) + timedelta(days=1)
    for ordinal in range(first.date().toordinal(), last.toordinal() + 1):
        moment = at(date.fromordinal(ordinal), _DAILY)
        if moment > first and schedule.hours.window(moment.date()):
            yield moment


def show_rehearsal(words: str) -> Iterator[str]:
    """Lines for the quarter said in ``words``, without any the round at hand. Raises NotFound.

    A round that is not planned yet is rehearsed from its planning, on the county's assumed date if need be.
    """
    settings = read_settings()
    place = own_if_there(settings)
    if not place:
        raise NotFound(f"Det finns inget i {settings.var} ännu. Starta Samråd först, med samrad serve.")
    book, now = read_county(settings.county), system_clock()
    with closing(Store.open(place)) as store:
        ways = Ways(store, _nothing_sent, mail_of(settings, system_clock))
        schedule, round_, since = _wanted(words, book, ways, now)
        yield f"Vad skulle skickas för {round_.quarter.label}, som det ser ut nu. Inget är skickat."
        for heading, lines in by_day(rehearse(schedule, round_, since, ways.to)):
            yield f"\n{heading}"
            yield from (f"  {what}: {whom}" for what, whom in lines)


async def _nothing_sent(_address: Address, _message: Message) -> str:
    raise Refused("genrepet skickar inget")


def _wanted(words: str, book: CountyBook, ways: Ways, now: datetime) -> tuple[Schedule, Round, datetime]:
    """The schedule, the round, and the moment to begin from."""
    store = ways.store
    forms = tuple(shelf.newest(form_id) for form_id in book.county.form_ids())
    schedule = Schedule(store, book.county, book.hours, forms, by_mail=bool(ways.mail))
    quarter = Quarter.parse(words, now.date()) if words.strip() else None
    if words.strip() and quarter is None:
        raise NotFound(f"”{words}” är inget kvartal. Skriv till exempel K3 eller 2026Q3.")
    kept = store.rounds.get(quarter.key) if quarter else store.rounds.latest()
    if kept:
        return schedule, kept, now
    wanted = quarter or Quarter.of(now.date())
    council_date = book.council_date(wanted)
    ahead = replace(schedule, councils={wanted: council_date})
    since = max(now, at(created_on(council_date, book.hours), time(8, 30)))
    return ahead, plan(wanted, council_date, forms, book.hours), since
