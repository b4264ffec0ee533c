"""The seal of a card: what its buttons carry back is ours, unchanged, and for whoever got the card.

A card is sealed when it is drawn for an address, and opened before anything is made of what came back. Who
pressed it is never read from the card.
"""

import hashlib
import hmac
import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.cards.data import SEAL, SEALED
from bot.fields import identifier
from bot.log import log, mark
from domain.delivery import Address

LIFETIME = timedelta(days=45)
"""How long a card can be pressed: longer than a round takes answers, with what is granted after it."""

_ROOM = 2 * len('"seal":"1.1799999999.",') + 2 * 43
"""Bytes that a seal takes in the data of a button, in UTF-16."""

_VERSION = "1"
_SEAL = re.compile(r"1\.([0-9]{1,12})\.[A-Za-z0-9_-]{43}")
_USE = "samråd kort 1"
"""What the key is for: the same secret signs links, with keys of its own."""


class Why(StrEnum):
    """Why a card is not acted on."""

    UNSEALED = "unsealed"
    BROKEN = "broken"
    EXPIRED = "expired"


class NotOurs(Exception):
    """What came back is not a card of ours as it was sent to whoever pressed it."""

    def __init__(self, why: Why) -> None:
        super().__init__(str(why))
        self.why = why


def _uncounted(_why: Why) -> None:
    """For who keeps no count."""


@dataclass(frozen=True)
class Opened:
    """What the pressed button carries, checked. ``expired``: it is the person's own, and too old."""

    data: Mapping[str, str]
    expired: bool = False


@dataclass(frozen=True)
class CardSeals:
    """``secrets``: first the one that seals, then those whose cards still hold.

    ``count`` is told of each press that was not acted on.
    """

    secrets: Sequence[str]
    lifetime: timedelta = LIFETIME
    count: Callable[[Why], None] = _uncounted

    def sealed(self, card: dict[str, Any], address: Address, now: datetime) -> dict[str, Any]:
        """The card, each button that acts on something sealed for ``address``. ``now`` is aware."""
        expires = str(int((now + self.lifetime).timestamp()))
        for data in _acting(card):
            data.pop(SEAL, None)
            data[SEAL] = self._seal(self.secrets[0], _carried(data), address, expires)
        return card

    def opened(self, data: Mapping[str, Any], address: Address, now: datetime) -> Opened:
        """What a pressed button carried. Raise NotOurs for all that we have not sealed so.

        ``address``: where it was pressed, and by whom. What is not acted on is counted and logged.
        """
        try:
            carried, expires = self._checked(data, address)
        except NotOurs as refused:
            self._note(refused.why, address)
            raise
        expired = now.timestamp() > int(expires)
        if expired:
            self._note(Why.EXPIRED, address)
        return Opened(carried, expired)

    def _checked(self, data: Mapping[str, Any], address: Address) -> tuple[dict[str, str], str]:
        if SEAL not in data:
            raise NotOurs(Why.UNSEALED)
        given = identifier(data[SEAL])
        read = _SEAL.fullmatch(given)
        if not read:
            raise NotOurs(Why.BROKEN)
        carried, expires = _carried(data), read[1]
        # Compared as text: the last sign of base64 has bits to spare. And with every key: none is told apart.
        fits = [
            hmac.compare_digest(self._seal(secret, carried, address, expires), given)
            for secret in self.secrets
        ]
        if not any(fits):
            raise NotOurs(Why.BROKEN)
        return carried, expires

    def _seal(self, secret: str, carried: Mapping[str, str], address: Address, expires: str) -> str:
        what = [_VERSION, _recipient(address), sorted(carried.items()), expires]
        written = json.dumps(what, separators=(",", ":")).encode("ascii")
        key = hmac.digest(secret.encode(), _USE.encode(), hashlib.sha256)
        signed = urlsafe_b64encode(hmac.digest(key, written, hashlib.sha256)).decode("ascii").rstrip("=")
        return f"{_VERSION}.{expires}.{signed}"

    def _note(self, why: Why, address: Address) -> None:
        self.count(why)
        log.warning("card.refused", why=str(why), who=mark(address.account.id))


def room_for_seals(card: dict[str, Any]) -> int:
    """How many bytes of UTF-16 the card grows by when it is sealed."""
    return _ROOM * sum(1 for _ in _acting(card))


def _recipient(address: Address) -> list[str]:
    """Whom a card is for: one account, or all who share a conversation, whichever thread of it."""
    account = address.account
    if address.personal:
        return ["account", account.tenant, account.id]
    return ["conversation", account.tenant, address.conversation.partition(";")[0]]


def _carried(data: Mapping[str, Any]) -> dict[str, str]:
    """All that a button of ours carries; empty is as good as not there. Raise NotOurs for what is no text."""
    given = {name: value for name, value in data.items() if name in SEALED and value != ""}
    if any(not identifier(value) for value in given.values()):
        raise NotOurs(Why.BROKEN)
    return {name: str(value) for name, value in given.items()}


def _acting(part: object) -> Iterator[dict[str, Any]]:
    """The data of each button with a verb, wherever in the card it stands."""
    if isinstance(part, list):
        for one in part:
            yield from _acting(one)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name == "data" and isinstance(value, dict) and value.get("verb"):
                yield value
            else:
                yield from _acting(value)
