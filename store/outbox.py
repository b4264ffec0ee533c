"""The outbox: messages decided, claimed before they are sent, and how each ended."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Select, bindparam, update

from domain.delivery import Claimed, GivenUp, Outcome, Posting, Reason
from domain.errors import NotFound
from domain.undelivered import IN_DOUBT
from store.audit import SAMRAD, AuditLine, note
from store.database import Database
from store.insertion import insert_new
from store.outbox_rows import FREE, HELD, LOST, ROWS, STOPPED, UNDER, UNMAILED, UNSENT, Posted, read
from store.schema import outbox

_CHANGE = update(outbox).where(outbox.c.key == bindparam("changed"))
_REPLACE = _CHANGE.where(outbox.c.outcome == Outcome.WAITING)
UNCLEAR = IN_DOUBT
CUT_OFF = f"{UNCLEAR}: boten stannade mitt i sändningen"


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
        time it is noted as failed. What asks a person to report is noted so the first time, when its process
        went away in the send: nobody gets the same reminder twice for that, and a later one comes anyway.
        """
        seconds = int(lease.total_seconds())

        def work(connection: Connection) -> list[Claimed]:
            _give_up_abandoned(connection, now)
            found = connection.execute(FREE, {"now": now, "limit": limit}).all()
            return [_claim(connection, read(row), now, (self._holder, seconds)) for row in found]

        return self._database.write(work)

    def sending(self, key: str, now: datetime) -> bool:
        """Note that the send begins now, and count the lease from here. Call it just before.

        False: the lease ran out or the row is another's; then nothing may be sent.
        """

        def work(connection: Connection) -> bool:
            held = {"held": key, "holder": self._holder, "now": now}
            row = connection.execute(HELD, held).one_or_none()
            if row:
                lease = _after(now, row.lease_seconds)
                columns = {"tries": row.tries + 1, "leased_until": lease, "began": row.began or now}
                _change(connection, key, Outcome.SENDING, now, **columns)
            return row is not None

        return self._database.write(work)

    def note(self, key: str, outcome: Outcome, now: datetime, why: str = "", activity: str = "") -> None:
        """Note how it ended; ``activity``: the channel's id of what was sent. NotFound for an unknown key."""
        self._database.write(
            lambda connection: _change(connection, key, outcome, now, why=why, activity=activity)
        )

    def give_up(self, key: str, given_up: GivenUp, now: datetime) -> None:
        """Note that it did not come, or may have come, and why. NotFound for an unknown key."""
        columns = {"why": given_up.why, "reason": given_up.reason}
        self._database.write(lambda connection: _change(connection, key, given_up.outcome, now, **columns))

    def spare(self, row: Claimed, not_before: datetime, now: datetime, why: str) -> None:
        """Let it wait as if it had not been tried: what failed had nothing to do with it."""
        columns = {"tries": row.tries, "began": row.began, "not_before": not_before, "leased_until": None}
        self._database.write(
            lambda connection: _change(connection, row.key, Outcome.WAITING, now, why=why, **columns)
        )

    def doubt(self, key: str, until: datetime, now: datetime, why: str) -> None:
        """No answer came: it stays "being sent", and from ``until`` on whoever claims it tries once more."""
        columns = {"why": why, "leased_until": until, "reason": Reason.UNCLEAR}
        self._database.write(lambda connection: _change(connection, key, Outcome.SENDING, now, **columns))

    def later(self, key: str, not_before: datetime, now: datetime, why: str) -> None:
        """Let it wait until ``not_before`` (aware). NotFound for an unknown key."""
        self._database.write(
            lambda connection: _change(
                connection, key, Outcome.WAITING, now, why=why, not_before=not_before, leased_until=None
            )
        )

    def reconsider(self, now: datetime) -> int:
        """Let what did not come, for want of an address, wait again when its person has one; how many.

        What was tried in vain waits again when the person has written since.
        """
        return self._wait_again(UNSENT, now, "personen har skrivit")

    def reconsider_by_mail(self, now: datetime) -> int:
        """The same, when its person exists and has an e-mail address. Only for who can send e-mail."""
        return self._wait_again(UNMAILED, now, "personen har en e-postadress")

    def _wait_again(self, which: Select[Any], now: datetime, why: str) -> int:
        def work(connection: Connection) -> int:
            keys = connection.scalars(which).all()
            for key in keys:
                again(connection, key, now, why)
            return len(keys)

        return self._database.write(work)

    def rows(self, round_prefix: str = "") -> list[Posted]:
        """Rows whose key begins so ("2026Q3/"), in the order they are to be sent."""

        def work(connection: Connection) -> list[Posted]:
            if not round_prefix:
                return [read(row) for row in connection.execute(ROWS)]
            beyond = round_prefix[:-1] + chr(ord(round_prefix[-1]) + 1)
            found = connection.execute(UNDER, {"prefix": round_prefix, "beyond": beyond})
            return [read(row) for row in found]

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


def _give_up_abandoned(connection: Connection, now: datetime) -> None:
    """Those that are not tried again. Whoever sends one again by hand marks it: it stays in doubt."""
    for row in connection.execute(STOPPED, {"now": now}).all():
        columns = {"why": CUT_OFF, "reason": Reason.UNCLEAR, "doubts": row.doubts + 1}
        _change(connection, row.key, Outcome.FAILED, now, **columns)
    for row in connection.execute(LOST, {"now": now}).all():
        _change(connection, row.key, Outcome.FAILED, now, why=UNCLEAR, reason=Reason.UNCLEAR)


def _claim(connection: Connection, row: Posted, now: datetime, held: tuple[str, int]) -> Claimed:
    """``held``: the holder, and the lease in seconds."""
    doubts = row.doubts + (row.outcome is Outcome.SENDING)
    holder, seconds = held
    changes = {"holder": holder, "lease_seconds": seconds, "leased_until": _after(now, seconds)}
    changes |= {"doubts": doubts, "reason": Reason.NONE}
    _change(connection, row.key, Outcome.CLAIMED, now, **changes)
    return Claimed(row.key, row.person, row.kind, row.what, row.tries, ambiguous=doubts > 0, began=row.began)


def again(connection: Connection, key: str, now: datetime, why: str, by: str = SAMRAD) -> None:
    """Let a row that was given up wait again, with all its tries; inside a write of the caller's.

    Its doubts stay: who may have got it already is told so.
    """
    columns = {"tries": 0, "began": None, "reason": Reason.NONE, "leased_until": None}
    row = {"changed": key, "outcome": Outcome.WAITING, "at": now, "why": why} | columns
    connection.execute(_CHANGE, row)
    note(connection, AuditLine(now, by, Outcome.WAITING.value, key, why))


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
        "reason": Reason.NONE,
    }
