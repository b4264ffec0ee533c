"""The day that a council meets in a round, as its leader has told."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, select

from domain.errors import Conflict
from domain.swedish import day
from store.audit import AuditLine, note
from store.database import Database
from store.insertion import insert_over
from store.schema import meetings

_OF_ROUND = select(meetings.c.unit, meetings.c.day, meetings.c.by).where(
    meetings.c.round == bindparam("of_round")
)


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

    def tell(self, meeting: Meeting, at: datetime, *, over: date | None = None) -> None:
        """Keep the day, in place of ``over``, which the teller knew of. The log gets a line when it is new.

        With nothing written, raise Conflict when another day than those two has been told.
        """

        def work(connection: Connection) -> None:
            stands = _told(connection, meeting.round).get(meeting.unit)
            if stands and stands.day not in {over, meeting.day}:
                raise Conflict(
                    f"Inget är ändrat. En annan dag är redan sagd, {day(stands.day)}, och du skrev"
                    f" {day(meeting.day)}."
                )
            if not stands or stands.day != meeting.day:
                insert_over(connection, meetings, {**vars(meeting), "at": at})
                subject = f"{meeting.round}/{meeting.unit}"
                note(connection, AuditLine(at, meeting.by, "satte mötesdag", subject, day(meeting.day)))

        self._database.write(work)

    def of(self, round_key: str) -> dict[str, date]:
        """By council; one that has told no day is not there."""
        return {unit: told.day for unit, told in self.told(round_key).items()}

    def told(self, round_key: str) -> dict[str, Meeting]:
        """The same, with who told."""
        return self._database.read(lambda connection: _told(connection, round_key))


def _told(connection: Connection, round_key: str) -> dict[str, Meeting]:
    found = connection.execute(_OF_ROUND, {"of_round": round_key})
    return {row.unit: Meeting(round_key, row.unit, row.day, row.by) for row in found}
