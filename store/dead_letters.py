"""Messages that were given up: what never came, or may have come, until somebody sends them again."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from domain.undelivered import asked_for
from store.database import Database
from store.outbox import again
from store.outbox_rows import DEAD, GIVEN_UP, ROWS, Posted, read
from store.schema import outbox

_SINCE = ROWS.where(GIVEN_UP)
_COUNTED = select(func.count()).select_from(outbox).where(GIVEN_UP)
_OF_KEYS = ROWS.where(DEAD, outbox.c.key.in_(bindparam("keys", expanding=True)))


class DeadLetters:
    def __init__(self, database: Database) -> None:
        self._database = database

    def since(self, moment: datetime) -> list[Posted]:
        """Those given up after ``moment`` that nobody has sent again, by the time they were to be sent."""
        return self._database.read(
            lambda connection: [read(row) for row in connection.execute(_SINCE, {"given_up_after": moment})]
        )

    def count(self, moment: datetime) -> int:
        """How many ``since`` would give."""
        return self._database.read(
            lambda connection: connection.scalar(_COUNTED, {"given_up_after": moment}) or 0
        )

    def send_again(self, keys: Iterable[str], by: str, at: datetime) -> list[str]:
        """Let those of the keys that stand given up wait again, as ``by`` asked; returns which.

        Pressed twice they are sent once: what waits or has gone is not given up any more.
        """
        asked = list(keys)

        def work(connection: Connection) -> list[str]:
            found = [row.key for row in connection.execute(_OF_KEYS, {"keys": asked})]
            for key in found:
                again(connection, key, at, asked_for(by), by)
            return found

        return self._database.write(work)
