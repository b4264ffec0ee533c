"""The store as it is, with points to die at laid around it from the outside: nothing in it knows of them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection, event

from domain.delivery import Claimed, GivenUp, Outcome
from domain.rounds import FormRef
from store.database import Database, Place
from store.outbox import Outbox
from store.store import Store
from store.submissions import Save, Saved, Submissions
from tests.faults.points import Doom, Point

T = TypeVar("T")


class DyingDatabase(Database):
    """``warm``: a closed one over the same database, whose statements are compiled and used again."""

    def __init__(self, place: Place, doom: Doom, warm: Database | None = None) -> None:
        super().__init__(place)
        self._doom = doom
        if warm:
            self._engines = warm._engines  # noqa: SLF001 - before anything is written or read
        writers = self._engines.writers

        @event.listens_for(writers, "commit")
        def committing(_connection: Connection) -> None:
            doom.reaches(Point.BEFORE_COMMIT)

        @event.listens_for(writers, "checkin")
        def committed(_driver: object, _record: object) -> None:
            doom.reaches(Point.AFTER_COMMIT)

    def write(self, work: Callable[[Connection], T]) -> T:
        def done(connection: Connection) -> T:
            found = work(connection)
            self._doom.reaches(Point.IN_TRANSACTION)
            return found

        return super().write(done)


class DyingOutbox(Outbox):
    def __init__(self, database: Database, doom: Doom) -> None:
        super().__init__(database)
        self._doom = doom

    def claim(self, now: datetime, limit: int, lease: timedelta) -> list[Claimed]:
        self._doom.reaches(Point.BEFORE_CLAIM)
        found = super().claim(now, limit, lease)
        if found:
            self._doom.reaches(Point.AFTER_CLAIM)
        return found

    def sending(self, key: str, now: datetime) -> bool:
        self._doom.reaches(Point.BEFORE_SENDING)
        found = super().sending(key, now)
        self._doom.reaches(Point.AFTER_SENDING)
        return found

    def note(self, key: str, outcome: Outcome, now: datetime, why: str = "", activity: str = "") -> None:
        self._around(partial(super().note, key, outcome, now, why, activity))

    def give_up(self, key: str, given_up: GivenUp, now: datetime) -> None:
        self._around(partial(super().give_up, key, given_up, now))

    def doubt(self, key: str, until: datetime, now: datetime, why: str) -> None:
        self._around(partial(super().doubt, key, until, now, why))

    def _around(self, noted: Callable[[], Any]) -> None:
        self._doom.reaches(Point.BEFORE_OUTCOME)
        noted()
        self._doom.reaches(Point.AFTER_OUTCOME)


class DyingSubmissions(Submissions):
    def __init__(self, database: Database, doom: Doom) -> None:
        super().__init__(database)
        self._doom = doom

    def save(self, save: Save, at: datetime) -> Saved:
        return self._around(partial(super().save, save, at))

    def submit(self, save: Save, form: FormRef, at: datetime) -> Saved:
        return self._around(partial(super().submit, save, form, at))

    def _around(self, saved: Callable[[], Saved]) -> Saved:
        self._doom.reaches(Point.BEFORE_ANSWER)
        found = saved()
        self._doom.reaches(Point.AFTER_ANSWER)
        return found


def dying_store(database: Database, doom: Doom) -> Store:
    """Its tables are there already."""
    store = Store(database)
    store.outbox = DyingOutbox(database, doom)
    store.submissions = DyingSubmissions(database, doom)
    return store
