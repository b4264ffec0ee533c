"""When the scheduler last ticked."""

from datetime import datetime

from sqlalchemy import select

from store.database import Database
from store.insertion import insert_over
from store.schema import ticks

_LAST = select(ticks.c.at)


class Ticks:
    def __init__(self, database: Database) -> None:
        self._database = database

    def last(self) -> datetime | None:
        return self._database.read(lambda connection: connection.scalar(_LAST))

    def note(self, at: datetime) -> None:
        self._database.write(lambda connection: insert_over(connection, ticks, {"name": "tick", "at": at}))
