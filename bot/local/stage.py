"""A bot of its own, played against: real activities over HTTP, replies taken by the local connector."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bot.clock import HandedClock
from bot.compose import Bot, compose
from bot.connector import Connector
from bot.local import client, mode
from bot.local.connector import LocalConnector
from bot.local.participants import LOCAL_TENANT, Participant
from bot.pace import Pace
from bot.secret import local_secret
from bot.server import settled
from bot.serving import listening
from bot.settings import read_settings
from counties.reading import CountyBook
from domain.messages import Account
from domain.quarter import Quarter
from domain.workdays import at
from store.audit import SAMRAD


@dataclass
class _OwnTime:
    """A pace whose seconds pass when they are waited for: nothing is slept."""

    passed: float = 0.0

    def ticks(self) -> float:
        return self.passed

    async def wait(self, seconds: float) -> None:
        self.passed += seconds


@dataclass
class Stage:
    """``var`` is the instance's own folder. People are reached by their person ids ("fyrbodal")."""

    var: Path
    clock: HandedClock
    book: CountyBook
    councils: dict[Quarter, date]
    read: dict[str, int] = field(default_factory=dict)
    cards: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)

    async def __aenter__(self) -> Self:
        self._open = AsyncExitStack()
        self.teams = await self._open.enter_async_context(LocalConnector(self.clock))
        port = _free_port()
        settings = read_settings(
            var=self.var,
            county=self.book.county.key,
            public_url=f"http://127.0.0.1:{port}",
            link_secret=local_secret(self.var),
            upload_hosts=(self.teams.origin,),
            **self.teams.settings(),
        )
        pace = _OwnTime()
        connector = Connector(settings.origins, _local_token, Pace(pace.ticks, pace.wait))
        self.bot: Bot = compose(settings, self.clock, connector, self.councils)
        self._open.callback(self.bot.close)
        people = {person.id: participant(person.id) for person in self.book.invented.people}
        accounts = {who: Account(LOCAL_TENANT, one.object_id, one.name) for who, one in people.items()}
        mode.enroll(self.bot.store, self.book, self.clock(), accounts)
        self.url = await self._open.enter_async_context(listening(self.bot.app, port=port))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._open.aclose()

    async def at(self, moment: datetime) -> int:
        """Let the days pass until ``moment``, a beat of the pulse each; returns how many messages it sent."""
        sent = 0
        for passing in (*_days_between(self.clock(), moment), moment):
            self.clock.set(passing)
            sent += await self.bot.pulse.beat()
        return sent

    async def say(self, who: str, text: str) -> str:
        """Say something; returns all that the bot answered, in words."""
        await self.teams.say(self.url, participant(who), text)
        await settled(self.bot.app)
        return self.heard(who)

    async def press(self, who: str, verb: str, values: Mapping[str, str], group: str = "") -> str:
        """Press a button of the card shown last, as the client does; returns the new card in words."""
        activity, card = self.cards[who]
        value = client.press(card, verb, values, group)
        reply = await self.teams.execute(self.url, participant(who), value, activity)
        found = (reply.body or {}).get("value")
        if isinstance(found, dict):
            self.cards[who] = (activity, found)
            return client.words(found)
        return self.heard(who)

    async def choose(self, who: str, title: str) -> str:
        """Press the button whose title begins so: it says its words for the person. Returns the answer."""
        activity, card = self.cards[who]
        button = next(one for one in client.buttons(card) if one["title"].startswith(title))
        await self.teams.submit(self.url, participant(who), button["data"], activity)
        await settled(self.bot.app)
        return self.heard(who)

    async def take_file(self, who: str) -> tuple[str, bytes]:
        """Say yes to the file that was offered last; returns its name and what lies in the drive."""
        person = participant(who)
        offer = self.teams.messages(person.chat_id)[-1]
        name = offer.activity["attachments"][0]["name"]
        await self.teams.consent(self.url, person, offer, accept=True)
        await settled(self.bot.app)
        self.heard(who)
        return name, self.teams.drive[name]

    def publish(self, quarter: Quarter) -> None:
        """The made-up figures, as if published for the last day of the quarter."""
        figures = self.book.invented.figures(quarter.end)
        self.bot.store.figures.keep(figures, SAMRAD, self.clock())

    def link(self, who: str) -> str:
        """Where the card that the person was shown last opens in a browser."""
        _, card = self.cards[who]
        return str(next(one["url"] for one in client.buttons(card) if one["type"] == "Action.OpenUrl"))

    def heard(self, who: str) -> str:
        """What the bot has sent the person since last asked, in words; remembers the last card."""
        received = self.teams.messages(participant(who).chat_id)
        news = received[self.read.get(who, 0) :]
        self.read[who] = len(received)
        told = []
        for one in news:
            if one.card:
                self.cards[who] = (one.id, one.card)
            told.append(client.words(one.card) if one.card else one.text)
        return "\n".join(told)


def _free_port() -> int:
    """A port for the links to name before anything listens there."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def _days_between(since: datetime, until: datetime) -> Iterator[datetime]:
    """Ten o'clock on each day after ``since`` and before that of ``until``."""
    for day in range(since.date().toordinal() + 1, until.date().toordinal()):
        yield at(date.fromordinal(day), time(10))


def participant(person_id: str) -> Participant:
    """The account that one of the invented people writes from."""
    return Participant(
        person_id, person_id.capitalize(), "(påhittad)", f"5a3d0000-0000-4000-8000-{person_id}"
    )


async def _local_token() -> str:
    return "local"
