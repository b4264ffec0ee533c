"""The outbox: messages decided, claimed before they are sent, and how each ended."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Select, String, and_, bindparam, or_, select, update

from domain.delivery import Claimed, Outcome, Posting
from domain.errors import NotFound
from store.audit import SAMRAD, AuditLine, note
from store.database import Database, Found
from store.insertion import insert_new
from store.schema import accounts, addresses, outbox, people


@dataclass(frozen=True)
class Posted:
    """A row as it stands. ``tries``: sends begun; ``doubts``: those never answered; ``at``: last changed."""

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


_ROWS = select(
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
).order_by(outbox.c.not_before, outbox.c.key)
# A range of keys, not a function of them: the primary key finds it without reading the rest.
_UNDER = _ROWS.where(
    outbox.c.key >= bindparam("prefix", type_=String), outbox.c.key < bindparam("beyond", type_=String)
)
_ABANDONED = and_(outbox.c.outcome == Outcome.SENDING, outbox.c.leased_until <= bindparam("now"))
_LOST = _ROWS.where(_ABANDONED, outbox.c.doubts > 0)
_FREE = (
    _ROWS.where(
        or_(
            and_(outbox.c.outcome == Outcome.WAITING, outbox.c.not_before <= bindparam("now")),
            # Nothing was sent: whoever claimed it went away before the send.
            and_(outbox.c.outcome == Outcome.CLAIMED, outbox.c.leased_until <= bindparam("now")),
            and_(_ABANDONED, outbox.c.doubts == 0),
        )
    )
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
_HELD = select(outbox.c.tries, outbox.c.lease_seconds).where(
    outbox.c.key == bindparam("held"),
    outbox.c.holder == bindparam("holder"),
    outbox.c.outcome == Outcome.CLAIMED,
    outbox.c.leased_until > bindparam("now"),
)
_CHANGE = update(outbox).where(outbox.c.key == bindparam("changed"))
_REPLACE = _CHANGE.where(outbox.c.outcome == Outcome.WAITING)
_REACHED = (
    select(accounts.c.person)
    .join(addresses, (addresses.c.tenant == accounts.c.tenant) & (addresses.c.account == accounts.c.id))
    .where(addresses.c.personal)
)
_NEVER_SENT = select(outbox.c.key).where(outbox.c.outcome == Outcome.UNREACHABLE, outbox.c.tries == 0)
_UNSENT = _NEVER_SENT.where(outbox.c.person.in_(_REACHED))
_MAILED = select(people.c.id).where(people.c.mail != "", people.c.invented.is_(False))
_UNMAILED = _NEVER_SENT.where(outbox.c.person.in_(_MAILED))


class Outbox:
    """Rows by unique key. Each change is a step of the audit log under the row's key."""

    def __init__(self, database: Database) -> None:
        self._database = database
        # Tells this process's claims from another's: a lease that ran out may have a new holder.
        self._holder = uuid4().hex

    def post(self, postings: Iterable[Posting], at: datetime) -> int:
        """Put in those whose key is new, and set aside those they replace; return how many were new.

        What is replaced before it was ever posted is put in as replaced, so that it can never be sent.
        """
        asked = list(postings)
        if not asked:
            return 0
        return self._database.write(lambda connection: sum(_post(connection, one, at) for one in asked))

    def claim(self, now: datetime, limit: int, lease: timedelta) -> list[Claimed]:
        """Take rows whose time has come, the longest waiting first; they are this process's for ``lease``.

        A row that was being sent when its lease ran out is taken once more, as ambiguous; the second
        time it is noted as failed.
        """
        seconds = int(lease.total_seconds())

        def work(connection: Connection) -> list[Claimed]:
            for row in connection.execute(_LOST, {"now": now}).all():
                _change(connection, row.key, Outcome.FAILED, now, why="oklart om det kom fram")
            found = connection.execute(_FREE, {"now": now, "limit": limit}).all()
            return [_claim(connection, _read(row), now, (self._holder, seconds)) for row in found]

        return self._database.write(work)

    def sending(self, key: str, now: datetime) -> bool:
        """Note that the send begins now, and count the lease from here. Call it just before.

        False: the lease ran out or the row is another's; then nothing may be sent.
        """

        def work(connection: Connection) -> bool:
            held = {"held": key, "holder": self._holder, "now": now}
            row = connection.execute(_HELD, held).one_or_none()
            if row:
                lease = _after(now, row.lease_seconds)
                _change(connection, key, Outcome.SENDING, now, tries=row.tries + 1, leased_until=lease)
            return row is not None

        return self._database.write(work)

    def note(self, key: str, outcome: Outcome, now: datetime, why: str = "", activity: str = "") -> None:
        """Note how it ended; ``activity``: the channel's id of what was sent. NotFound for an unknown key."""
        self._database.write(
            lambda connection: _change(connection, key, outcome, now, why=why, activity=activity)
        )

    def later(self, key: str, not_before: datetime, now: datetime, why: str) -> None:
        """Let it wait until ``not_before`` (aware). NotFound for an unknown key."""
        self._database.write(
            lambda connection: _change(
                connection, key, Outcome.WAITING, now, why=why, not_before=not_before, leased_until=None
            )
        )

    def reconsider(self, now: datetime) -> int:
        """Let what was never sent, for want of an address, wait again when its person has one; how many."""
        return self._wait_again(_UNSENT, now, "personen har skrivit")

    def reconsider_by_mail(self, now: datetime) -> int:
        """The same, when its person exists and has an e-mail address. Only for who can send e-mail."""
        return self._wait_again(_UNMAILED, now, "personen har en e-postadress")

    def _wait_again(self, which: Select[Any], now: datetime, why: str) -> int:
        def work(connection: Connection) -> int:
            keys = connection.scalars(which).all()
            for key in keys:
                _change(connection, key, Outcome.WAITING, now, why=why)
            return len(keys)

        return self._database.write(work)

    def rows(self, round_prefix: str = "") -> list[Posted]:
        """Rows whose key begins so ("2026Q3/"), in the order they are to be sent."""

        def work(connection: Connection) -> list[Posted]:
            if not round_prefix:
                return [_read(row) for row in connection.execute(_ROWS)]
            beyond = round_prefix[:-1] + chr(ord(round_prefix[-1]) + 1)
            found = connection.execute(_UNDER, {"prefix": round_prefix, "beyond": beyond})
            return [_read(row) for row in found]

        return self._database.read(work)


def _post(connection: Connection, posting: Posting, at: datetime) -> bool:
    new = insert_new(connection, outbox, _row(posting, Outcome.WAITING, at))
    if new:
        why = f"till {posting.person} från {posting.not_before:%Y-%m-%d %H:%M}"
        note(connection, AuditLine(at, SAMRAD, Outcome.WAITING.value, posting.key, why))
    for key in posting.replaces:
        _set_aside(connection, replace(posting, key=key), posting.key, at)
    return new


def _set_aside(connection: Connection, replaced: Posting, by: str, at: datetime) -> None:
    row = _row(replaced, Outcome.REPLACED, at) | {"why": by}
    change = {"changed": replaced.key, "outcome": Outcome.REPLACED, "why": by, "at": at}
    if insert_new(connection, outbox, row) or connection.execute(_REPLACE, change).rowcount:
        note(connection, AuditLine(at, SAMRAD, Outcome.REPLACED.value, replaced.key, by))


def _claim(connection: Connection, row: Posted, now: datetime, held: tuple[str, int]) -> Claimed:
    """``held``: the holder, and the lease in seconds."""
    doubts = row.doubts + (row.outcome is Outcome.SENDING)
    holder, seconds = held
    changes = {"holder": holder, "lease_seconds": seconds, "leased_until": _after(now, seconds)}
    _change(connection, row.key, Outcome.CLAIMED, now, doubts=doubts, **changes)
    return Claimed(row.key, row.person, row.kind, row.what, row.tries, ambiguous=doubts > 0)


def _change(connection: Connection, key: str, outcome: Outcome, now: datetime, **columns: Any) -> None:  # noqa: ANN401 - each column has its own type
    row = {"changed": key, "outcome": outcome, "at": now} | columns
    if not connection.execute(_CHANGE, row).rowcount:
        raise NotFound(f"Det finns inget utskick med nyckeln ”{key}”. Titta i utkorgen vilka som finns.")
    note(connection, AuditLine(now, SAMRAD, outcome.value, key, columns.get("why", "")))


def _after(now: datetime, seconds: int) -> datetime:
    # In UTC: adding to Swedish time would give an hour too much or too little on the night of a clock change.
    return now.astimezone(UTC) + timedelta(seconds=seconds)


def _row(posting: Posting, outcome: Outcome, at: datetime) -> dict[str, Any]:
    return {
        "key": posting.key,
        "person": posting.person,
        "kind": posting.kind,
        "what": dict(posting.what),
        "not_before": posting.not_before,
        "outcome": outcome,
        "at": at,
    }


def _read(row: Found) -> Posted:
    return Posted(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it
