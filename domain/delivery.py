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
