"""How Samråd itself has fared: when it stood still, what does not run, what should have gone."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection, String, bindparam, delete, func, or_, select, text

from domain.delivery import Outcome
from domain.notices import OF_WATCHING
from domain.watching import FailingJob, Late, Queue, Standstill
from store.audit import SAMRAD
from store.database import Database
from store.insertion import insert_new
from store.schema import audit, failing_jobs, outbox, standstills

_AGAIN = delete(failing_jobs).where(failing_jobs.c.name == bindparam("ran", type_=String))
_FAILING = select(failing_jobs).order_by(failing_jobs.c.since, failing_jobs.c.name)
_STOOD = select(standstills).where(standstills.c.until >= bindparam("after")).order_by(standstills.c.since)
_UNSENT = outbox.c.outcome.in_([Outcome.WAITING, Outcome.CLAIMED, Outcome.SENDING])
_QUEUE = select(func.count(), func.min(outbox.c.not_before)).where(_UNSENT)
_DECIDED = select(audit.c.subject).where(
    audit.c.at == bindparam("until"), audit.c.who == SAMRAD, audit.c.what == Outcome.WAITING.value
)
_LATE = select(outbox.c.key, outbox.c.kind, outbox.c.outcome).where(
    or_(
        outbox.c.key.in_(_DECIDED),
        (outbox.c.not_before > bindparam("since"))
        & (outbox.c.not_before <= bindparam("until"))
        & ((outbox.c.at >= bindparam("until")) | _UNSENT),
    )
)
_REVISION = text("SELECT version_num FROM alembic_version")
_NOT_LATE = frozenset({Outcome.REPLACED, Outcome.NEEDLESS})


class Watching:
    def __init__(self, database: Database) -> None:
        self._database = database

    def stood_still(self, one: Standstill) -> bool:
        """Keep it, once however many replicas have seen it; say whether it was new."""
        row = {"since": one.since, "until": one.until}
        return self._database.write(lambda connection: insert_new(connection, standstills, row))

    def standstills(self, after: datetime) -> list[Standstill]:
        """Those that ended then or later."""

        def work(connection: Connection) -> list[Standstill]:
            return [Standstill(row.since, row.until) for row in connection.execute(_STOOD, {"after": after})]

        return self._database.read(work)

    def note_jobs(self, ran: Collection[str], failed: Mapping[str, str], now: datetime) -> None:
        """What ran is no longer failing; what failed has failed since the first time. ``failed``: why."""
        known = {one.name for one in self.failing()}
        mended, new = sorted(known & set(ran)), sorted(set(failed) - known)
        if not (mended or new):
            return

        def work(connection: Connection) -> None:
            for name in mended:
                connection.execute(_AGAIN, {"ran": name})
            for name in new:
                insert_new(connection, failing_jobs, {"name": name, "since": now, "why": failed[name]})

        self._database.write(work)

    def failing(self) -> list[FailingJob]:
        def work(connection: Connection) -> list[FailingJob]:
            return [FailingJob(row.name, row.since, row.why) for row in connection.execute(_FAILING)]

        return self._database.read(work)

    def late(self, one: Standstill) -> list[Late]:
        """What should have been sent while it lasted: decided by the first tick after it, or left waiting."""

        def work(connection: Connection) -> list[Late]:
            found = connection.execute(_LATE, {"since": one.since, "until": one.until})
            late = [Late(row.kind, row.outcome) for row in found if row.kind not in OF_WATCHING]
            return [one for one in late if one.outcome not in _NOT_LATE]

        return self._database.read(work)

    def probe(self) -> None:
        """Write nothing, through all that a write goes through. Raises what a write would."""
        self._database.write(lambda _: None)

    def revision(self) -> str | None:
        """What the tables are at."""
        stored: str | None = self._database.read(lambda connection: connection.scalar(_REVISION))
        return stored

    def queue(self, now: datetime) -> Queue:
        def work(connection: Connection) -> Queue:
            waiting, _ = connection.execute(_QUEUE).one()
            overdue, since = connection.execute(_QUEUE.where(outbox.c.not_before < now)).one()
            return Queue(waiting, overdue, since)

        return self._database.read(work)
