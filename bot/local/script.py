"""What the connector on this machine answers instead of the ordinary: a script of rules, the first that fits.

teams.script.add(Rule(throttled(7), conversation="a:1", nth={1}))
teams.script.add(Rule(Scripted(503), share=0.02, chance=Random(1)))
"""

import asyncio
from collections import deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import Any


class Drop(StrEnum):
    """When the connection is dropped without an answer."""

    BEFORE = "before the message is taken"
    AFTER = "after it has been delivered"


@dataclass(frozen=True)
class Scripted:
    """An answer that the bot gets instead of the ordinary one; ``status`` 0 is the ordinary one, late.

    ``until``: it is held back until that is set. ``delivered``: the message arrived in spite of the answer.
    """

    status: int = 0
    body: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    until: asyncio.Event | None = None
    drop: Drop | None = None
    delivered: bool = False

    @property
    def delivers(self) -> bool:
        return self.delivered or self.drop is Drop.AFTER or (self.status == 0 and self.drop is None)


@dataclass(eq=False)
class Rule:
    """When ``answer`` is given. Empty conditions fit everything.

    ``how``: send, reply, update, delete or create. ``nth``: which of the requests that fit, from 1.
    ``share``: so many of them, as ``chance`` has it. ``times``: not more than so many, in all.
    """

    answer: Scripted
    conversation: str = ""
    how: Collection[str] = ()
    nth: Collection[int] = ()
    share: float = 1.0
    chance: Random = field(default_factory=lambda: Random(0))  # noqa: S311 - faults that can be had again
    times: int | None = None
    seen: int = 0
    given: int = 0

    def fits(self, how: str, conversation: str) -> bool:
        """Whether this request is answered so; each call is a request."""
        if (self.conversation and conversation != self.conversation) or (self.how and how not in self.how):
            return False
        self.seen += 1
        if (self.nth and self.seen not in self.nth) or self.given == self.times:
            return False
        fits = self.share >= 1 or self.chance.random() < self.share
        self.given += fits
        return fits


class Script:
    """First what is to be answered next, one each; then the first rule that fits."""

    def __init__(self) -> None:
        self._next: deque[Scripted] = deque()
        self._rules: list[Rule] = []

    def next(self, *answers: Scripted) -> None:
        self._next.extend(answers)

    def add(self, *rules: Rule) -> None:
        self._rules.extend(rules)

    def clear(self) -> None:
        self._next.clear()
        self._rules.clear()

    def answer(self, how: str, conversation: str) -> Scripted | None:
        """What this request gets; None: the ordinary answer."""
        if self._next:
            return self._next.popleft()
        return next((rule.answer for rule in self._rules if rule.fits(how, conversation)), None)


FORBIDDEN = (
    "BotDisabledByAdmin",
    "BotNotInConversationRoster",
    "ConversationBlockedByUser",
    "ForbiddenOperationException",
    "InvalidBotApiHost",
    "MessageWritesBlocked",
    "NotEnoughPermissions",
)
"""Each code that a 403 is documented with."""

NOT_FOUND = ("ConversationNotFound", "ActivityNotFoundInConversation")


def refused(status: int, code: str = "") -> Scripted:
    """A refusal in the service's own form."""
    if code == "MessageWritesBlocked":
        return Scripted(status, {"errorCode": 209, "subCode": code, "message": "Blocked"})
    return Scripted(status, {"error": {"code": code, "message": "Refused"}} if code else {})


def throttled(retry_after: int | str | None = None, date: str = "") -> Scripted:
    """429: with seconds or an HTTP date to wait until, or without. ``date``: the answer's own."""
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return Scripted(429, refused(429, "Throttled").body, headers | ({"Date": date} if date else {}))
