"""Which activities have been answered: the channel may deliver one twice. What was said is not here."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select

from store.audit import SAMRAD, AuditLine, note
from store.database import Database
from store.insertion import insert_new
from store.schema import inbound

_ANSWERED = select(inbound.c.at).where(
    inbound.c.conversation == bindparam("of_conversation"), inbound.c.activity == bindparam("of_activity")
)
_FORGET = delete(inbound).where(inbound.c.at < bindparam("moment"))


class Inbound:
    """Activities by the channel's conversation id and activity id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def has_answered(self, conversation: str, activity: str) -> bool:
        where = {"of_conversation": conversation, "of_activity": activity}
        return self._database.read(
            lambda connection: connection.execute(_ANSWERED, where).first() is not None
        )

    def note(self, conversation: str, activity: str, at: datetime) -> bool:
        """Keep that it was answered; False when that is kept already."""
        row = {"conversation": conversation, "activity": activity, "at": at}
        return self._database.write(lambda connection: insert_new(connection, inbound, row))

    def forget_before(self, moment: datetime) -> int:
        """Drop what was noted before ``moment`` (aware); return how many."""

        def work(connection: Connection) -> int:
            dropped = connection.execute(_FORGET, {"moment": moment}).rowcount
            if dropped:
                note(connection, AuditLine(moment, SAMRAD, "glömde besvarade", "inbound", f"{dropped} st"))
            return dropped

        return self._database.write(work)
