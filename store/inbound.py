"""Which activities have been answered: the channel may deliver one twice. What was said is not here."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from uuid import uuid4

from sqlalchemy import Connection, and_, bindparam, delete, or_, select, update

from store.audit import SAMRAD, AuditLine, note
from store.database import Database
from store.insertion import insert_new, insert_over
from store.schema import inbound

LEASE = timedelta(seconds=30)
"""So long is a claimed activity its holder's; a holder that went away leaves it to the next after that."""

_IT = and_(
    inbound.c.conversation == bindparam("of_conversation"), inbound.c.activity == bindparam("of_activity")
)
_ANSWERED = select(inbound.c.at).where(_IT, inbound.c.leased_until.is_(None))
_TAKEN = select(inbound.c.at).where(
    _IT, or_(inbound.c.leased_until.is_(None), inbound.c.leased_until > bindparam("now"))
)
_TAKE_OVER = (
    update(inbound)
    .where(_IT, inbound.c.leased_until <= bindparam("now"))
    .values(holder=bindparam("new_holder"), leased_until=bindparam("until"), at=bindparam("now"))
)
_RELEASE = delete(inbound).where(
    _IT, inbound.c.holder == bindparam("of_holder"), inbound.c.leased_until.is_not(None)
)
_FORGET = delete(inbound).where(inbound.c.at < bindparam("moment"))


class Standing(Enum):
    """How an activity stood when it was claimed."""

    MINE = "nobody had answered it, and now it is the caller's to answer"
    TAKEN = "somebody is answering it"
    ANSWERED = "it has been answered"


@dataclass(frozen=True)
class Claim:
    """``holder`` tells this claim from a later one of the same activity."""

    standing: Standing
    conversation: str
    activity: str
    holder: str


class Inbound:
    """Activities by their id and the conversation, with whose it is in it. Moments are aware."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, conversation: str, activity: str, now: datetime) -> Claim:
        """Take it, unless it has been answered or is somebody's for now. Among many callers one gets it."""
        claim = Claim(Standing.MINE, conversation, activity, uuid4().hex)
        return self._database.write(lambda connection: _claimed(connection, claim, now))

    def release(self, claim: Claim) -> None:
        """Leave it to whoever comes next: it could not be answered."""
        where = _where(claim.conversation, claim.activity) | {"of_holder": claim.holder}
        self._database.write(lambda connection: connection.execute(_RELEASE, where))

    def is_taken(self, conversation: str, activity: str, now: datetime) -> bool:
        """Whether it has been answered, or somebody is answering it."""
        where = _where(conversation, activity) | {"now": now}
        return self._database.read(lambda connection: connection.execute(_TAKEN, where).first() is not None)

    def has_answered(self, conversation: str, activity: str) -> bool:
        where = _where(conversation, activity)
        return self._database.read(
            lambda connection: connection.execute(_ANSWERED, where).first() is not None
        )

    def note(self, conversation: str, activity: str, at: datetime) -> bool:
        """Keep that it was answered, whoever holds it; False when that is kept already."""

        def work(connection: Connection) -> bool:
            if connection.execute(_ANSWERED, _where(conversation, activity)).first():
                return False
            insert_over(connection, inbound, _row(conversation, activity, at))
            return True

        return self._database.write(work)

    def forget_before(self, moment: datetime) -> int:
        """Drop what was noted before ``moment`` (aware); return how many."""

        def work(connection: Connection) -> int:
            dropped = connection.execute(_FORGET, {"moment": moment}).rowcount
            if dropped:
                note(connection, AuditLine(moment, SAMRAD, "glömde besvarade", "inbound", f"{dropped} st"))
            return dropped

        return self._database.write(work)


def _claimed(connection: Connection, claim: Claim, now: datetime) -> Claim:
    until = now.astimezone(UTC) + LEASE
    row = _row(claim.conversation, claim.activity, now)
    if insert_new(connection, inbound, row | {"holder": claim.holder, "leased_until": until}):
        return claim
    where = _where(claim.conversation, claim.activity)
    if connection.execute(
        _TAKE_OVER, where | {"now": now, "new_holder": claim.holder, "until": until}
    ).rowcount:
        return claim
    answered = connection.execute(_ANSWERED, where).first()
    standing = Standing.ANSWERED if answered else Standing.TAKEN
    return Claim(standing, claim.conversation, claim.activity, "")


def _where(conversation: str, activity: str) -> dict[str, object]:
    return {"of_conversation": conversation, "of_activity": activity}


def _row(conversation: str, activity: str, at: datetime) -> dict[str, object]:
    return {
        "conversation": conversation,
        "activity": activity,
        "at": at,
        "holder": "",
        "leased_until": None,
    }
