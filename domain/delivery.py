"""Messages decided but not yet sent (utkorg), where people are reached, and how a send ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.messages import Account

MAIL = "mail"
TEAMS = "msteams"


@dataclass(frozen=True)
class Address:
    """Where an account is reached: what the channel needs to start a message there."""

    account: Account
    service_url: str
    conversation: str
    bot: str
    channel: str = TEAMS
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


class Reason(StrEnum):
    """Why a message was given up, as far as it tells what to do about it."""

    NONE = ""
    NO_ADDRESS = "ingen adress"
    BLOCKED = "blockerad"
    NOT_INSTALLED = "appen saknas"
    DISABLED = "avstängd av organisationen"
    NOT_PERMITTED = "saknar rättighet"
    WRONG_HOST = "fel molntjänst"
    GONE = "samtalet finns inte"
    SHUT = "nås inte i Teams"
    NO_SUCH_MAIL = "e-postadressen tas inte emot"
    TOO_BIG = "för stort"
    REFUSED = "avvisat"
    BROKEN = "fel hos tjänsten"
    BUSY = "fick inte plats"
    UNCLEAR = "oklart"
    UNWRITTEN = "gick inte att skriva"


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
    """A row that this process has taken. ``tries`` counts sends begun, ``ambiguous`` those with no answer.

    ``began``: when the first of them began; None before that.
    """

    key: str
    person: str
    kind: str
    what: Mapping[str, str]
    tries: int
    ambiguous: bool
    began: datetime | None = None


@dataclass(frozen=True)
class GivenUp:
    """How a row ended that never came, or may have come; ``why`` in words for the log and the coordinator."""

    outcome: Outcome
    why: str
    reason: Reason


@dataclass(frozen=True)
class Closed:
    """That nobody is reached at an address any more: the channel's own ``code``, and ``why`` in words."""

    code: str
    reason: Reason
    why: str
    at: datetime


class NotDelivered(Exception):
    """A send that did not end well; ``str(error)`` says why, in words for the log and the coordinator."""

    reason = Reason.BUSY


LONGEST_WAIT = 86_400.0
"""Seconds: a channel that names more is believed so far, and no wait is beyond what a date can hold."""


class Throttled(NotDelivered):
    """The channel asks us to wait ``seconds``, 0 when it did not say how long; nothing was delivered.

    Less than nothing, or what is no number, is 0; more than a day is a day.
    """

    def __init__(self, why: str, seconds: float) -> None:
        super().__init__(why)
        self.seconds = min(seconds, LONGEST_WAIT) if seconds > 0 else 0.0


class Postponed(Throttled):
    """The channel takes it later, in its own good time: no haste, and no limit to how long in all."""


class Halted(NotDelivered):
    """Nothing goes to anyone this way until someone has mended it: the message waits, and is not to blame."""


class Unreachable(NotDelivered):
    """The recipient cannot be reached there (blocked, uninstalled, unknown): do not try again.

    ``code``: the channel's own word for it; empty when the address is not to be marked.
    """

    def __init__(self, why: str, reason: Reason = Reason.SHUT, code: str = "") -> None:
        super().__init__(why)
        self.reason = reason
        self.code = code


class Ambiguous(NotDelivered):
    """No answer after the body was sent: it may have been delivered. At most one more try, marked."""

    reason = Reason.UNCLEAR


class Refused(NotDelivered):
    """The channel refused the message itself (too big, malformed): our fault, do not try again."""

    reason = Reason.REFUSED
