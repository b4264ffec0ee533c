"""Where each form card is shown, so that it can be updated in place."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from domain.messages import Account
from store.database import Database
from store.insertion import insert_over
from store.schema import cards


@dataclass(frozen=True)
class Shown:
    """``activity`` is the channel's id of the message that holds the card."""

    request: str
    account: Account
    conversation: str
    activity: str


_WHERE = select(cards).where(cards.c.request == bindparam("of_request"))


class Cards:
    def __init__(self, database: Database) -> None:
        self._database = database

    def shown(self, request: str, account: Account, conversation: str, activity: str, at: datetime) -> None:
        """Note where the card with this request id is; shown again elsewhere, the later place counts."""
        row = {
            "request": request,
            "tenant": account.tenant,
            "account": account.id,
            "name": account.name,
            "conversation": conversation,
            "activity": activity,
            "at": at,
        }
        self._database.write(lambda connection: insert_over(connection, cards, row))

    def where(self, request: str) -> Shown | None:
        def work(connection: Connection) -> Shown | None:
            row = connection.execute(_WHERE, {"of_request": request}).one_or_none()
            if not row:
                return None
            return Shown(
                row.request, Account(row.tenant, row.account, row.name), row.conversation, row.activity
            )

        return self._database.read(work)
