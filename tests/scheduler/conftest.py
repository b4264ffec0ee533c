"""A round for kvartal 4 2026 over the spring's change of time, its people, and a channel that records."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime

import pytest

from bot.clock import HandedClock
from counties.reading import CountyBook, read_county
from domain.answers import Answers
from domain.delivery import Address, Outcome
from domain.messages import Account, Message
from domain.people import Person
from domain.quarter import Quarter
from domain.rounds import Round, plan
from domain.workdays import STOCKHOLM
from forms import shelf
from scheduler.delivery import Delivery
from scheduler.tick import Schedule
from store.store import Store
from store.submissions import Save

TENANT = "11111111-1111-1111-1111-111111111111"
FORM = shelf.newest("delregionalt_samrad")


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
    return plan(Quarter(2026, 4), date(2027, 3, 18), FORM)


@pytest.fixture
def everyone(store: Store, book: CountyBook) -> dict[str, Person]:
    """The invented people, each with an account and a personal chat."""
    people = {person.id: person for person in book.invented.people}
    for person in people.values():
        account = Account(TENANT, person.id, person.name)
        store.people.enroll(person, account)
        store.addresses.remember(
            Address(account, "https://smba.example.test/emea/", f"chat-{person.id}", "bot"),
            moment("2027-01-01 10:00"),
        )
    return people


@pytest.fixture
def schedule(store: Store, book: CountyBook, round_: Round, everyone: dict[str, Person]) -> Schedule:
    assert len(everyone) == len(store.people.everyone())
    return Schedule(store, book.county, book.hours, FORM, {round_.quarter: round_.council_date})


@pytest.fixture
def clock() -> HandedClock:
    return HandedClock(moment("2027-02-04 10:00"))


@pytest.fixture
def channel() -> Channel:
    return Channel()


@pytest.fixture
def delivery(store: Store, book: CountyBook, channel: Channel, clock: HandedClock) -> Delivery:
    return Delivery(store, book.county, channel.deliver, clock, book.hours)


def rules(store: Store, person: str = "fyrbodal") -> list[tuple[str, Outcome]]:
    """The person's notices in the order of the outbox, and how each stands."""
    return [(row.key.split("/")[1], row.outcome) for row in store.outbox.rows() if row.person == person]


def report(store: Store, round_: Round, unit: str, at: datetime) -> None:
    """The unit sends in."""
    store.submissions.submit(_save(round_, unit, {"overall_status": "3"}), FORM.version, at)


def begin(store: Store, round_: Round, unit: str, at: datetime) -> None:
    """The unit saves its first card."""
    store.submissions.save(_save(round_, unit, {"council_held": "NEJ_INSTALLT"}), at)


def _save(round_: Round, unit: str, answers: Answers) -> Save:
    return Save(round_.key, unit, "motet", answers, f"{unit}-1", "digest", 0, unit, unit)
