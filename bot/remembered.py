"""What invokes were answered with, for the few minutes in which Teams may send one again."""

from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

KEPT = timedelta(minutes=10)
MANY = 256
"""Cards of at most 80 KB: never more than some twenty megabytes."""

Key = tuple[str, str]
"""Whose conversation (``Envelope.thread``) and activity."""


class Remembered:
    """In memory alone, since cards hold what people wrote. After a restart an invoke that comes again is
    answered anew, from how things stand.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, tuple[datetime, Mapping[str, Any]]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def keep(self, key: Key, response: Mapping[str, Any], now: datetime) -> None:
        self._kept[key] = (now, response)
        while len(self._kept) > MANY or self._oldest(now) > KEPT:
            self._kept.popitem(last=False)

    def of(self, key: Key, now: datetime) -> Mapping[str, Any] | None:
        at, response = self._kept.get(key, (now, None))
        return response if now - at <= KEPT else None

    def _oldest(self, now: datetime) -> timedelta:
        return now - next((at for at, _ in self._kept.values()), now)
