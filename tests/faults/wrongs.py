"""Faults put in the code on purpose, to see that the reckoning finds them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from threading import Event
from typing import Any

from sqlalchemy import false

from domain.delivery import Outcome
from domain.errors import SamradError
from store import outbox
from store.connecting import begun
from store.database import Database
from store.outbox_rows import ROWS
from store.store import Store
from tests.faults.dying import DyingDatabase, DyingOutbox

_A_WHILE = 0.005


class _ToldEarly(DyingDatabase):
    """Tells its callers that it is committed, and commits."""

    def _commit(self, pieces: list[Any]) -> None:
        try:
            with begun(self._engines.writers) as connection:
                for tell in self._answered(connection, pieces):
                    tell()
                Event().wait(_A_WHILE)  # so that they hear it
        except SamradError as refused:
            for piece in pieces:
                piece.answer.set_exception(refused)


class _NotNoted(DyingOutbox):
    """Nothing is noted before the send."""

    def sending(self, key: str, now: datetime) -> bool:
        return bool(key and now)


class _NotedAsSent(DyingOutbox):
    """It is noted as sent before it is."""

    def sending(self, key: str, now: datetime) -> bool:
        found = super().sending(key, now)
        self.note(key, Outcome.SENT, now)
        return found


def _became(kind: type[Any]) -> Callable[[Store, Database], None]:
    def apply(store: Store, _database: Database) -> None:
        store.outbox.__class__ = kind

    return apply


def _told_early(_store: Store, database: Database) -> None:
    database.__class__ = _ToldEarly


def _again_after_a_crash(_store: Store, _database: Database) -> None:
    vars(outbox)["STOPPED"] = ROWS.where(false())


WRONGS: Mapping[str, Callable[[Store, Database], None]] = {
    "acknowledged-before-the-commit": _told_early,
    "not-noted-before-the-send": _became(_NotNoted),
    "noted-as-sent-before-the-send": _became(_NotedAsSent),
    "reminders-sent-again-after-a-crash": _again_after_a_crash,
}
