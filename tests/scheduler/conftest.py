"""A round for kvartal 4 2026 over the spring's change of time, its people, and a channel that records."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime

import pytest

from bot.clock import HandedClock
from counties.reading import CountyBook, read_county
from domain.answers import Answers
from domain.delivery import Address, Outcome
from domain.life import Act, Life, Move
from domain.messages import Account, Button, Message, Panel
from domain.people import Person
from domain.quarter import Quarter
from domain.rounds import FormRef, Round, plan
from domain.workdays import STOCKHOLM
from forms import shelf
from scheduler.delivery import Delivery
from scheduler.tick import Schedule, tick
from store.store import Store
from store.submissions import Save
from tests.scheduler.cast import EVERYONE, TENANT

FORMS = tuple(
    shelf.newest(form_id)
    for form_id in (
        "delregionalt_samrad",
        "arbetsformedlingen",
        "migrationsverket",
        "vastra_gotalandsregionen",
        "kommun",
    )
)


def moment(words: str) -> datetime:
    """Swedish time."""
    return datetime.fromisoformat(words).replace(tzinfo=STOCKHOLM)


@dataclass
class Channel:
    """Stands for the channel: records what it is given, and first does what it was told to do."""

    sent: list[tuple[str, Message]] = field(default_factory=list)
    errors: list[BaseException] = field(default_factory=list)
    before: Callable[[], Awaitable[None]] | None = None

    async def deliver(self, address: Address, message: Message) -> str:
        if self.before:
            await self.before()
        if self.errors:
            raise self.errors.pop(0)
        self.sent.append((address.account.id, message))
        return f"activity-{len(self.sent)}"

    def fails(self, *errors: BaseException) -> None:
        self.errors.extend(errors)

    def reached(self) -> list[str]:
        return sorted(who for who, _ in self.sent)


@pytest.fixture(scope="session")
def book() -> CountyBook:
    return read_county("vastra_gotaland")


@pytest.fixture
def round_() -> Round:
    """Opens 4 February, reminders on the 18th, 23rd and 24th, due on the 25th, closes 3 March 2027."""
    return plan(Quarter(2026, 4), date(2027, 3, 18), FORMS)


@pytest.fixture
def everyone(store: Store) -> dict[str, Person]:
    """The cast, each with an account and a personal chat."""
    for person in EVERYONE:
        enroll(store, person)
    return {person.id: person for person in EVERYONE}


@pytest.fixture
def schedule(store: Store, book: CountyBook, round_: Round, everyone: dict[str, Person]) -> Schedule:
    assert len(everyone) == len(store.people.everyone())
    return Schedule(store, book.county, book.hours, FORMS, {round_.quarter: round_.council_date})


@pytest.fixture
def clock() -> HandedClock:
    return HandedClock(moment("2027-02-04 10:00"))


@pytest.fixture
def channel() -> Channel:
    return Channel()


@pytest.fixture
def delivery(store: Store, book: CountyBook, channel: Channel, clock: HandedClock) -> Delivery:
    return Delivery(store, book.county, channel.deliver, clock, book.hours)


@dataclass
class Running:
    """The scheduler at work over the round, with a clock that is set."""

    schedule: Schedule
    delivery: Delivery
    channel: Channel
    clock: HandedClock
    round: Round

    @property
    def store(self) -> Store:
        return self.schedule.store

    async def beat(self, at: str) -> None:
        """Decide and send what is due at that moment."""
        self.clock.set(moment(at))
        tick(self.schedule, self.clock())
        while await self.delivery.run():
            pass

    async def days(self, *days: str) -> None:
        """A beat at ten o'clock on each day of 2027 ("02-18")."""
        for day in days:
            await self.beat(f"2027-{day} 10:00")

    def titles(self, who: str) -> list[str]:
        return [message.panel.title for to, message in self.channel.sent if to == who and message.panel]

    def told(self, who: str) -> Panel:
        """The last that the person got."""
        panel = [message.panel for to, message in self.channel.sent if to == who][-1]
        assert panel
        return panel

    def buttons(self, who: str) -> tuple[Button, ...]:
        return [message.buttons for to, message in self.channel.sent if to == who][-1]

    def does(self, unit: str) -> "Does":
        return Does(self.store, self.round, unit)


@pytest.fixture
def running(
    schedule: Schedule, delivery: Delivery, channel: Channel, clock: HandedClock, round_: Round
) -> Running:
    """On the round's first day, which has been decided but not sent."""
    tick(schedule, clock())
    return Running(schedule, delivery, channel, clock, round_)


def enroll(store: Store, person: Person) -> None:
    """With an account of the same id, and a personal chat."""
    account = Account(TENANT, person.id, person.name)
    store.people.enroll(person, account)
    store.addresses.remember(
        Address(account, "https://smba.example.test/emea/", f"chat-{person.id}", "bot"),
        moment("2027-01-01 10:00"),
    )


def rules(store: Store, person: str = "fyrbodal") -> list[tuple[str, Outcome]]:
    """The person's notices in the order of the outbox, and how each stands.

    The question before the round is left out where it was replaced: these tests begin with the opening.
    """
    found = [(row.key.split("/")[1], row.outcome) for row in store.outbox.rows() if row.person == person]
    return [one for one in found if one != ("kontakter", Outcome.REPLACED)]


def report(store: Store, round_: Round, unit: str, at: datetime, by: str = "") -> None:
    """The unit sends in, as its reporter or ``by``."""
    revision = _revision(store, round_, unit)
    save = _save(round_, unit, {"overall_status": "3"}, (by or unit, revision))
    store.submissions.submit(save, form_of(round_, unit), at)


def begin(store: Store, round_: Round, unit: str, at: datetime, by: str = "") -> None:
    """The unit saves its first card."""
    revision = _revision(store, round_, unit)
    store.submissions.save(_save(round_, unit, {"council_held": "NEJ_INSTALLT"}, (by or unit, revision)), at)


@dataclass(frozen=True)
class Does:
    """Someone's act on a unit's answer."""

    store: Store
    round: Round
    unit: str

    def __call__(
        self, act: Act, by: str, at: datetime, words: str = "", until: datetime | None = None
    ) -> Life:
        return self.store.lives.take(self.round, self.unit, Move(act, by, by.capitalize(), at, words, until))


def form_of(round_: Round, unit: str) -> FormRef:
    ids = {
        "af": "arbetsformedlingen",
        "miv": "migrationsverket",
        "vgr": "vastra_gotalandsregionen",
    }
    return round_.form(ids.get(unit, "kommun" if unit.isdecimal() else "delregionalt_samrad"))


def _revision(store: Store, round_: Round, unit: str) -> int:
    draft = store.submissions.draft(round_.key, unit)
    return draft.revision if draft else 0


def _save(round_: Round, unit: str, answers: Answers, who: tuple[str, int]) -> Save:
    """``who``: whose it is, and the revision that it was made from."""
    by, revision = who
    request = f"{round_.key}-{unit}-{revision}"
    return Save(round_, unit, "motet", answers, request, "digest", revision, by, by.capitalize())
