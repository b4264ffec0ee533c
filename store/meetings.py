"""The day that a council meets in a round, as its leader has told."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, select

from domain.swedish import day
from store.audit import AuditLine, note
from store.database import Database
from store.insertion import insert_over
from store.schema import meetings

_OF_ROUND = select(meetings.c.unit, meetings.c.day).where(meetings.c.round == bindparam("of_round"))


@dataclass(frozen=True)
class Meeting:
    """``round``: a round's key; ``unit``: a council's id; ``by``: the id of the person who told of it."""

    round: str
    unit: str
    day: date
    by: str


class Meetings:
    def __init__(self, database: Database) -> None:
        self._database = database

    def tell(self, meeting: Meeting, at: datetime) -> None:
        """Keep the day; a later word goes before an earlier. The audit log gets a line when it is new."""

        def work(connection: Connection) -> None:
            if _of(connection, meeting.round).get(meeting.unit) != meeting.day:
                insert_over(connection, meetings, {**vars(meeting), "at": at})
                subject = f"{meeting.round}/{meeting.unit}"
                note(connection, AuditLine(at, meeting.by, "satte mötesdag", subject, day(meeting.day)))

        self._database.write(work)

    def of(self, round_key: str) -> dict[str, date]:
        """By council; one that has told no day is not there."""
        return self._database.read(lambda connection: _of(connection, round_key))


def _of(connection: Connection, round_key: str) -> dict[str, date]:
    return {row.unit: row.day for row in connection.execute(_OF_ROUND, {"of_round": round_key})}
