"""What the handbook was asked, never by whom; and what each account was last answered, for a while."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from domain.feedback import Asked, Last, Noted, Verdict
from domain.messages import Account
from store.database import Database, Found
from store.insertion import insert_over
from store.schema import last_asked, questions

_ADD = insert(questions).returning(questions.c.id)
_ONE = select(questions).where(questions.c.id == bindparam("of_id"))
_SINCE = select(questions).where(questions.c.at >= bindparam("since")).order_by(questions.c.id)
_CHANGE = update(questions).where(questions.c.id == bindparam("of_id"))
_PICKED = _CHANGE.where(questions.c.outcome == "suggest").values(picked=bindparam("to"))
_JUDGED = _CHANGE.values(verdict=bindparam("to"), reason=bindparam("why"))
_FORGET = delete(questions).where(questions.c.at < bindparam("before"))
_LEAVE = delete(last_asked).where(
    last_asked.c.tenant == bindparam("of_tenant"), last_asked.c.account == bindparam("of_account")
)
_FORGET_LAST = delete(last_asked).where(last_asked.c.at < bindparam("before"))
_LAST = select(last_asked).where(
    last_asked.c.tenant == bindparam("of_tenant"), last_asked.c.account == bindparam("of_account")
)


class Questions:
    """``question``: the id of one that was noted. Moments are aware."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, asked: Asked, at: datetime) -> int:
        """Keep a question and hand back its id. One that was stopped is not for here: raise ValueError."""
        if asked.outcome == "stopped":
            raise ValueError("a stopped question may hold personal data; it is not kept")
        row = {**vars(asked), "at": at}

        def work(connection: Connection) -> int:
            number: int = connection.execute(_ADD, row).scalar_one()
            return number

        return self._database.write(work)

    def picked(self, question: int, entry: str) -> None:
        """The suggestion that answered it led to ``entry``; nothing for a question without suggestions."""
        self._database.write(lambda connection: connection.execute(_PICKED, {"of_id": question, "to": entry}))

    def verdict(self, question: int, verdict: Verdict, reason: str = "") -> None:
        """What the asker thought of the answer; the latest counts. Saying it again keeps the reason given."""

        def work(connection: Connection) -> None:
            found = connection.execute(_ONE, {"of_id": question}).one_or_none()
            before = found.reason if found and found.verdict == verdict else ""
            where = {"of_id": question, "to": verdict.value, "why": reason or before}
            connection.execute(_JUDGED, where)

        self._database.write(work)

    def get(self, question: int) -> Noted | None:
        def work(connection: Connection) -> Noted | None:
            found = connection.execute(_ONE, {"of_id": question}).one_or_none()
            return _read(found) if found else None

        return self._database.read(work)

    def since(self, at: datetime) -> list[Noted]:
        """All asked at ``at`` or later, the earliest first."""

        def work(connection: Connection) -> list[Noted]:
            return [_read(row) for row in connection.execute(_SINCE, {"since": at})]

        return self._database.read(work)

    def forget(self, before: datetime) -> int:
        """Drop what was asked before that; say how many questions."""
        where = {"before": before}
        return self._database.write(lambda connection: connection.execute(_FORGET, where).rowcount)

    def forget_last(self, before: datetime) -> None:
        """Drop who was last answered what before that: it leads from an account to a question."""
        where = {"before": before}
        self._database.write(lambda connection: connection.execute(_FORGET_LAST, where))

    def last(self, account: Account, since: datetime) -> Last | None:
        """What the account was last answered; None when that was before ``since``."""

        def work(connection: Connection) -> Last | None:
            where = {"of_tenant": account.tenant, "of_account": account.id}
            row = connection.execute(_LAST, where).one_or_none()
            return Last(row.question, row.entry, row.law, row.shown) if row and row.at >= since else None

        return self._database.read(work)

    def leave(self, account: Account) -> None:
        """Drop what the account was last answered: what it says next speaks of nothing before."""
        where = {"of_tenant": account.tenant, "of_account": account.id}
        self._database.write(lambda connection: connection.execute(_LEAVE, where))

    def remember(self, account: Account, last: Last, at: datetime) -> None:
        """Keep it in place of what the account was answered before."""
        row = {"tenant": account.tenant, "account": account.id, **vars(last), "at": at}
        self._database.write(lambda connection: insert_over(connection, last_asked, row))


def _read(row: Found) -> Noted:
    return Noted(
        id=row.id,
        at=row.at,
        asked=Asked(row.question, row.outcome, row.entry, row.group),
        picked=row.picked,
        verdict=Verdict(row.verdict) if row.verdict else None,
        reason=row.reason,
    )
