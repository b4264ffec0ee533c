"""Rows of the outbox as they are read, and which of them may be claimed or wait again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, and_, bindparam, or_, select

from domain.delivery import MAIL, Outcome, Reason
from domain.notices import PUSHES
from store.addresses import CLOSED
from store.database import Found
from store.schema import accounts, addresses, closed_addresses, outbox, people


@dataclass(frozen=True)
class Posted:
    """A row as it stands. ``tries``: sends begun; ``doubts``: those never answered; ``at``: last changed.

    ``began``: when it was first sent. ``reason``: why it was given up; of one that is being sent UNCLEAR,
    when it was seen that no answer came.
    """

    key: str
    person: str
    kind: str
    what: dict[str, str]
    not_before: datetime
    outcome: Outcome
    tries: int
    doubts: int
    why: str
    activity: str
    at: datetime
    began: datetime | None
    reason: Reason


ROWS = select(
    outbox.c.key,
    outbox.c.person,
    outbox.c.kind,
    outbox.c.what,
    outbox.c.not_before,
    outbox.c.outcome,
    outbox.c.tries,
    outbox.c.doubts,
    outbox.c.why,
    outbox.c.activity,
    outbox.c.at,
    outbox.c.began,
    outbox.c.reason,
).order_by(outbox.c.not_before, outbox.c.key)
# A range of keys, not a function of them: the primary key finds it without reading the rest.
UNDER = ROWS.where(
    outbox.c.key >= bindparam("prefix", type_=String), outbox.c.key < bindparam("beyond", type_=String)
)
_ABANDONED = and_(outbox.c.outcome == Outcome.SENDING, outbox.c.leased_until <= bindparam("now"))
# Who was waiting for an answer noted that none came; here the process itself went away in the send.
STOPPED = ROWS.where(_ABANDONED, outbox.c.reason != Reason.UNCLEAR, outbox.c.kind.in_(sorted(PUSHES)))
LOST = ROWS.where(_ABANDONED, outbox.c.doubts > 0)
FREE = (
    ROWS.where(
        or_(
            and_(outbox.c.outcome == Outcome.WAITING, outbox.c.not_before <= bindparam("now")),
            # Nothing was sent: whoever claimed it went away before the send.
            and_(outbox.c.outcome == Outcome.CLAIMED, outbox.c.leased_until <= bindparam("now")),
            and_(_ABANDONED, outbox.c.doubts == 0),
        )
    )
    # What has been tried goes first: it has a quarter of an hour, and many others may be before it.
    .order_by(None)
    .order_by(outbox.c.began.is_(None), outbox.c.not_before, outbox.c.key)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
HELD = select(outbox.c.tries, outbox.c.lease_seconds, outbox.c.began).where(
    outbox.c.key == bindparam("held"),
    outbox.c.holder == bindparam("holder"),
    outbox.c.outcome == Outcome.CLAIMED,
    outbox.c.leased_until > bindparam("now"),
)
DEAD = outbox.c.outcome.in_([Outcome.FAILED, Outcome.UNREACHABLE])
GIVEN_UP = and_(DEAD, outbox.c.at > bindparam("given_up_after"))
"""What did not come, or may not have come, and nobody has sent again: what is listed and what is counted."""

_REACHED = (
    select(accounts.c.person)
    .join(addresses, (addresses.c.tenant == accounts.c.tenant) & (addresses.c.account == accounts.c.id))
    .where(addresses.c.personal, ~CLOSED)
)
_HEARD_SINCE = _REACHED.where(accounts.c.person == outbox.c.person, addresses.c.heard > outbox.c.at)
_SHUT_OUT = select(outbox.c.key).where(outbox.c.outcome == Outcome.UNREACHABLE)
_NEVER_SENT = _SHUT_OUT.where(outbox.c.tries == 0)
UNSENT = _SHUT_OUT.where(
    or_(and_(outbox.c.tries == 0, outbox.c.person.in_(_REACHED)), _HEARD_SINCE.correlate(outbox).exists())
)
_CLOSED_MAILS = select(closed_addresses.c.account).where(closed_addresses.c.channel == MAIL)
_MAILED = select(people.c.id).where(
    people.c.mail != "", people.c.invented.is_(False), people.c.mail.not_in(_CLOSED_MAILS)
)
UNMAILED = _NEVER_SENT.where(outbox.c.person.in_(_MAILED))


def read(row: Found) -> Posted:
    return Posted(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it
