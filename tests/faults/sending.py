"""A delivery as it is joined in earnest, over real HTTP to the connector of the tests, in simulated time."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from random import Random

from bot.cards.card import render
from bot.channels.mail import Mail
from bot.channels.teams import Teams
from bot.channels.ways import Ways
from bot.connector import Connector
from bot.local.connector import LocalConnector
from bot.local.participants import LOCAL_BOT, LOCAL_TENANT
from bot.origins import Origins
from bot.outgoing import Drawing
from bot.seals import CardSeals
from counties.reading import CountyBook, read_county
from domain.delivery import TEAMS, Address, Outcome
from domain.messages import Account
from domain.people import Person, Role
from domain.quarter import Quarter
from domain.rounds import Round, plan
from domain.workdays import STOCKHOLM
from forms import shelf
from scheduler.delivery import LEASE, Delivery
from scheduler.tick import Schedule, tick
from store.outbox_rows import Posted
from store.store import Store
from tests.faults.simulated import SimulatedPace, SimulatedTime
from tests.mail.post_office import PostOffice

OPENS = datetime(2027, 2, 4, 10, 0, tzinfo=STOCKHOLM)
FIA = Person("fia", "Fia Fyrbodal", Role.REPORTER, "fyrbodal", mail="fia@kommun.example")


@cache
def book() -> CountyBook:
    return read_county("vastra_gotaland")


def round_() -> Round:
    """Opens on 4 February 2027."""
    return plan(Quarter(2026, 4), date(2027, 3, 18), [shelf.newest(one) for one in book().county.form_ids()])


def decide(store: Store, now: datetime) -> int:
    """Put what is due in the outbox."""
    planned, county = round_(), book()
    councils = {planned.quarter: planned.council_date}
    return tick(Schedule(store, county.county, county.hours, planned.forms, councils), now)


@dataclass
class Sending:
    """``alarms``: what whoever runs it was told. ``per_second``: the organisation's pace."""

    store: Store
    teams: LocalConnector
    time: SimulatedTime
    connector: Connector
    mail: Mail | None = None
    chance: Random = field(default_factory=lambda: Random(1))  # noqa: S311 - chance that can be had again
    alarms: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        seals = CardSeals(("bara för proven, och tillräckligt lång",))
        drawing = Drawing(render, seals, self.time.clock)
        teams = Teams(self.connector, drawing, self._moved)
        self.ways = Ways(self.store, teams.deliver, self.mail, self.connector.turn)
        self.delivery = Delivery(
            self.store,
            book().county,
            self.ways.deliver,
            self.time.clock,
            book().hours,
            self.ways.to,
            by_mail=self.mail is not None,
            turn=self.ways.turn,
            share=self.chance.random,
            alarm=lambda event, _why: self.alarms.append(event),
        )

    def knows(self, person: Person, conversation: str = "") -> Address:
        """Enrolled, with a personal chat."""
        account = Account(LOCAL_TENANT, f"aad-{person.id}", person.name)
        address = Address(account, self.teams.service_url, conversation or f"a:{person.id}", LOCAL_BOT)
        self.store.people.enroll(person, account, self.time.clock())
        self.store.addresses.remember(address, self.time.clock())
        return address

    def row(self, person: str = FIA.id) -> Posted:
        rows = [one for one in self.store.outbox.rows() if one.person == person]
        (only,) = [one for one in rows if one.outcome is not Outcome.REPLACED]
        return only

    async def run(self) -> None:
        """Until nothing more is to be sent at this moment."""
        while await self.delivery.run():
            pass

    async def settle(self, over: Callable[[], bool], most: int = 60) -> None:
        """Run again whenever something is due, until it is ``over``."""
        for _ in range(most):
            await self.run()
            if over():
                return
            self.time.skip_to(self._next())
        raise AssertionError("it is never over")

    def _next(self) -> datetime:
        now = self.time.clock()
        rows = self.store.outbox.rows()
        waiting = [max(row.not_before, now) for row in rows if row.outcome is Outcome.WAITING]
        doubtful = [row.at + LEASE for row in rows if row.outcome is Outcome.SENDING]
        probe = self.delivery.breakers[TEAMS].probe_at or now
        return max(min([*waiting, *doubtful], default=now), probe)

    def _moved(self, address: Address, conversation: str) -> None:
        self.store.addresses.move(address, conversation, self.time.clock())


@asynccontextmanager
async def sending(
    store: Store, per_second: float = 10, office: PostOffice | None = None
) -> AsyncIterator[Sending]:
    """``office``: where letters are handed over."""
    time = SimulatedTime(OPENS)
    mail = Mail(office.server(), "samrad@lansstyrelsen.example", time.clock) if office else None
    async with LocalConnector(time.clock, ticks=time.ticks) as teams:
        pace = SimulatedPace(time, per_second)
        async with Connector(Origins.exactly([teams.origin]), _token, pace) as connector:
            yield Sending(store, teams, time, connector, mail)


async def _token() -> str:
    return "local"
