"""Which activities have been answered, and with what: the channel may deliver one several times."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select

from store.audit import SAMRAD, AuditLine, note
from store.database import Database
from store.insertion import insert_new
from store.schema import inbound


@dataclass(frozen=True)
class Answered:
    """``response`` is what was answered over HTTP; None when the answer went another way."""

    response: dict[str, Any] | None
    at: datetime


_ANSWERED = select(inbound.c.response, inbound.c.at).where(
    inbound.c.conversation == bindparam("of_conversation"), inbound.c.activity == bindparam("of_activity")
)
_FORGET = delete(inbound).where(inbound.c.at < bindparam("moment"))


class Inbound:
    """Activities by the channel's conversation id and activity id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def answered(self, conversation: str, activity: str) -> Answered | None:
        """None for an activity not seen before."""

        def work(connection: Connection) -> Answered | None:
            where = {"of_conversation": conversation, "of_activity": activity}
            row = connection.execute(_ANSWERED, where).one_or_none()
            return Answered(row.response, row.at) if row else None

        return self._database.read(work)

    def note(
        self, conversation: str, activity: str, response: Mapping[str, Any] | None, at: datetime
    ) -> bool:
        """Keep the answer; False when one is kept already, which then stands."""
        row = {
            "conversation": conversation,
            "activity": activity,
            "response": None if response is None else dict(response),
            "at": at,
        }
        return self._database.write(lambda connection: insert_new(connection, inbound, row))

    def forget_before(self, moment: datetime) -> int:
        """Drop what was noted before ``moment`` (aware); return how many."""

        def work(connection: Connection) -> int:
            dropped = connection.execute(_FORGET, {"moment": moment}).rowcount
            if dropped:
                note(connection, AuditLine(moment, SAMRAD, "glömde besvarade", "inbound", f"{dropped} st"))
            return dropped

        return self._database.write(work)
