"""A county in the middle of a round, its people, and the pages served over real HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache

from bot.clock import HandedClock
from bot.serving import listening
from counties.reading import read_county
from dialogs.desk import Desk
from domain.answers import Answers
from domain.county import County, Figure
from domain.people import Person, Role
from domain.quarter import Quarter
from domain.rounds import FormRef, Round, plan
from domain.workdays import STOCKHOLM
from forms import shelf
from knowledge.handbook import Handbook
from store.store import Store
from store.submissions import Save
from tests.conversations.answers import CARDS, CONTROL
from web.app import Parts, make_app
from web.links import LinkMaker, Seal
from web.pace import Rates

NOW = datetime(2026, 11, 11, 10, 30, tzinfo=STOCKHOLM)
"""A Wednesday in the middle of the round for kvartal 3 2026."""

SECRET = "en hemlighet för proven"

FIA = Person("fia", "Fia Fyrbodal", Role.REPORTER, "fyrbodal")
DAN = Person("dan", "Dan Deputy", Role.DEPUTY, "fyrbodal")
STINA = Person("stina", "Stina Skaraborg", Role.REPORTER, "skaraborg")
SAM = Person("sam", "Sam Ordnare", Role.COORDINATOR)
COMPLETE: Answers = {
    **{key: value for card in (*CARDS, CONTROL) for key, value in card.items()},
    "municipalities_present": ["1485", "1488"],
    "no_personal_data": True,
    "endorsement": "FORANKRAD_I_SAMRADET",
}
"""All that the councils' form asks for."""

ATTACKER = Person("mallory", '<img src=x onerror="alert(1)">', Role.REPORTER, "sjuharad")
PEOPLE = (FIA, DAN, STINA, SAM, ATTACKER)


@cache
def _county() -> County:
    return read_county("vastra_gotaland").county


@dataclass
class House:
    """``seconds`` are its ticks; ``broken`` what the pages said went wrong."""

    store: Store
    clock: HandedClock = field(default_factory=lambda: HandedClock(NOW))
    county: County = field(default_factory=_county)
    base_url: str = "http://127.0.0.1"
    rates: Rates = field(default_factory=Rates)
    body_limit: int = 262_144
    proxied: bool = False
    seconds: float = 0.0
    broken: list[tuple[str, BaseException]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.round = plan(Quarter(2026, 3), date(2026, 12, 10), _forms(self.county))
        if self.store.rounds.get(self.round.key) is None:
            self.move_in()

    def move_in(self) -> None:
        """What stands in the store of such a house from the start."""
        self.store.rounds.create(self.round, "samråd", NOW)
        for person in PEOPLE:
            self.store.people.enroll(person, at=NOW)

    @property
    def links(self) -> LinkMaker:
        return LinkMaker(Seal(SECRET), self.base_url, self.store)

    @property
    def desk(self) -> Desk:
        return Desk(self.store, self.county, Handbook.load, self.links.to)

    def token(self, person: Person, unit: str = "", round_: Round | None = None) -> str:
        """The signed part of the person's link."""
        address = self.links.to(person, unit or person.unit or "", round_ or self.round, self.clock())
        return address.rpartition("/")[2]

    @asynccontextmanager
    async def open(self) -> AsyncIterator[str]:
        """The pages, listening while the block lasts; gives their address."""
        async with self._listening(self.desk) as url:
            yield url

    @asynccontextmanager
    async def open_twice(self) -> AsyncIterator[tuple[str, str]]:
        """Two replicas on the same database, with nothing else in common; gives their addresses."""
        async with self._listening(self.desk) as one, self._listening(self.another_desk()) as other:
            yield one, other

    def another_desk(self) -> Desk:
        """Another process's."""
        return self.desk

    @asynccontextmanager
    async def _listening(self, desk: Desk) -> AsyncIterator[str]:
        parts = Parts(
            desk,
            self.links,
            self.clock,
            lambda: self.seconds,
            rates=self.rates,
            body_limit=self.body_limit,
            on_error=lambda event, error: self.broken.append((event, error)),
            proxied=self.proxied,
        )
        async with listening(make_app(parts)) as url:
            yield url

    def answered_last_quarter(self, answers: Answers) -> None:
        """Fia sent that in for kvartal 2, when its round was open."""
        before = plan(Quarter(2026, 2), date(2026, 9, 10), self.round.forms)
        self.store.rounds.create(before, "samråd", before.opens)
        save = Save(before, "fyrbodal", "motet", answers, "förra", "x", 0, FIA.id, FIA.name)
        self.store.submissions.submit(save, before.form("delregionalt_samrad"), before.opens)

    def began(self, answers: Answers) -> None:
        """Fia has filled that in, and not sent it."""
        self.store.submissions.save(
            Save(self.round, "fyrbodal", "kontroll", answers, "nu", "x", 0, FIA.id, FIA.name), NOW
        )

    def publish(self, key: str, value: float) -> None:
        """A number that Migrationsverket has published for Fyrbodal."""
        figure = Figure("fyrbodal", key, value, "Migrationsverket", date(2026, 9, 30), NOW)
        self.store.figures.keep([figure], "sam", NOW)

    def enroll(self, person: Person, **changed: object) -> Person:
        made = replace(person, **changed)  # type: ignore[arg-type] # the names are checked by replace
        self.store.people.enroll(made, at=self.clock())
        return made


def _forms(county: County) -> list[FormRef]:
    return [shelf.newest(form) for form in county.form_ids() if list(shelf.FOLDER.glob(f"{form}.*.toml"))]
