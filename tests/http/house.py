"""A bot served over real HTTP, Teams on this machine at the other end, and a desk that says all back."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event
from typing import Any

from bot.again import Again
from bot.clock import HandedClock
from bot.connector import Connector
from bot.local.connector import LocalConnector
from bot.local.participants import LOCAL_BOT, LOCAL_TENANT, Participant
from bot.metrics import Metrics
from bot.outgoing import Render
from bot.pace import Pace
from bot.seals import CardSeals
from bot.server import Parts, make_app
from bot.serving import listening
from bot.settings import Settings, read_settings
from domain.delivery import Address
from domain.errors import NotFound
from domain.messages import Account, Message, Turn
from domain.workdays import STOCKHOLM
from store.store import Store

BROWSED = {"public_url": "http://127.0.0.1:3978", "link_secret": "bara för proven, och tillräckligt lång"}
"""What a registered bot must be told besides: where its form is in a browser, and what signs the links."""

MORNING = datetime(2026, 9, 14, 9, 0, tzinfo=STOCKHOLM)
"""A Monday in the round for kvartal 3."""


def echo(turn: Turn) -> Sequence[Message]:
    said = f"{turn.action.verb} {dict(turn.action.values)}" if turn.action else turn.text
    return [Message(text=f"Du sa: {said}")]


@dataclass
class EchoDesk:
    """Says back what it hears, or what it is told to. ``gate`` holds turns until it is opened."""

    says: Callable[[Turn], Sequence[Message]] = echo
    turns: list[Turn] = field(default_factory=list)
    gate: Event = field(default_factory=Event)
    began: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        self.gate.set()

    def answer(self, turn: Turn) -> Sequence[Message]:
        self.turns.append(turn)
        self.began.set()
        assert self.gate.wait(5), "the gate was never opened"
        return self.says(turn)


@dataclass
class House:
    """What a bot is made of here. ``heard``, ``removed`` and ``waits`` hold what the callbacks were told.

    ``seconds`` are its ticks; ``tokens``: how often it asked for one of its own.
    """

    clock: HandedClock
    teams: LocalConnector
    store: Store
    desk: EchoDesk = field(default_factory=EchoDesk)
    render: Render = field(default_factory=lambda: card)
    heard: list[Address] = field(default_factory=list)
    removed: list[Address] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    seconds: float = 0.0
    tokens: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    begins: Callable[[Turn], str] = lambda _turn: ""
    metrics: Metrics = field(default_factory=Metrics)

    def settings(self, **given: object) -> Settings:
        return read_settings(
            **{
                "upload_hosts": (self.teams.origin, "sharepoint.com"),
                **BROWSED,
                **self.teams.settings(),
                **given,
            }
        )

    @property
    def seals(self) -> CardSeals:
        return CardSeals((BROWSED["link_secret"],))

    def sealed(self, person: Participant, value: Mapping[str, Any]) -> dict[str, Any]:
        """What the button of a card carries that the person has got from us now."""
        data = dict(value)
        account = Account(LOCAL_TENANT, person.object_id)
        chat = Address(account, self.teams.service_url, person.chat_id, LOCAL_BOT)
        self.seals.sealed({"actions": [{"data": data}]}, chat, self.clock())
        return data

    def open(self, settings: Settings | None = None) -> AbstractAsyncContextManager[str]:
        """The bot, listening while the block lasts; gives its address."""
        return listening(make_app(self.parts(settings or self.settings())))

    def parts(self, settings: Settings) -> Parts:
        return Parts(
            settings,
            self.clock,
            Connector(settings.origins, self._token, unhurried()),
            self.store.inbound,
            self.desk.answer,
            self._rendered,
            self.seals,
            lambda address, _at: self.heard.append(address),
            lambda address, _at: self.removed.append(address),
            Again(self._wait, lambda: 1.0),
            lambda: self.seconds,
            begins=lambda turn: self.begins(turn),  # noqa: PLW0108 - a test may change it while the bot is up
            fetch=self._fetch,
            metrics=self.metrics,
        )

    async def _token(self) -> str | None:
        self.tokens += 1
        return None

    def _fetch(self, turn: Turn, key: str) -> bytes:
        if key not in self.files or not turn.personal:
            raise NotFound("Filen finns inte längre. Be om den igen.")
        return self.files[key]

    def _rendered(self, message: Message) -> dict[str, Any] | None:
        """By what ``render`` is at the time: a test may change it while the bot is up."""
        return self.render(message)

    async def _wait(self, seconds: float) -> None:
        self.waits.append(seconds)


def card(message: Message) -> dict[str, Any] | None:
    """A card for what is no plain text, as small as can be."""
    if not (message.panel or message.page or message.buttons):
        return None
    title = message.panel.title if message.panel else message.text
    return {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": title}]}


def unhurried() -> Pace:
    """A pace that time never holds up: every look at the clock is ten seconds after the last."""
    ticks: Iterator[int] = iter(range(0, 10_000_000, 10))

    async def never(seconds: float) -> None:
        raise AssertionError(f"waited {seconds} s")

    return Pace(lambda: float(next(ticks)), never)
