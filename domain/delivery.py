"""Messages decided but not yet sent (utkorg), where people are reached, and how a send ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.messages import Account


@dataclass(frozen=True)
class Address:
    """Where an account is reached: what the channel needs to start a message there."""

    account: Account
    service_url: str
    conversation: str
    bot: str
    channel: str = "msteams"
    personal: bool = True


class Outcome(StrEnum):
    """How an outbox row ended, or stands."""

    WAITING = "väntar"
    CLAIMED = "tagen"
    SENDING = "skickas"
    SENT = "skickad"
    REPLACED = "ersatt av en senare"
    NEEDLESS = "behövdes inte längre"
    UNREACHABLE = "mottagaren kan inte nås"
    FAILED = "misslyckades"


@dataclass(frozen=True)
class Posting:
    """A row to put in the outbox. ``key`` is unique; ``not_before`` is aware; ``what`` says what to write."""

    key: str
    person: str
    kind: str
    what: Mapping[str, str]
    not_before: datetime
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claimed:
    """A row that this process has taken. ``tries`` counts sends begun, ``ambiguous`` those with no answer."""

    key: str
    person: str
    kind: str
    what: Mapping[str, str]
    tries: int
    ambiguous: bool


class NotDelivered(Exception):
    """A send that did not end well; ``str(error)`` says why, in words for the log and the coordinator."""


class Throttled(NotDelivered):
    """The channel asks us to wait ``seconds``; nothing was delivered."""

    def __init__(self, why: str, seconds: float) -> None:
        super().__init__(why)
        self.seconds = seconds


class Unreachable(NotDelivered):
    """The recipient cannot be reached there (blocked, uninstalled, unknown): do not try again."""


class Ambiguous(NotDelivered):
    """No answer after the body was sent: it may have been delivered. At most one more try, marked."""


class Refused(NotDelivered):
    """The channel refused the message itself (too big, malformed): our fault, do not try again."""
