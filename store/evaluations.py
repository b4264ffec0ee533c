"""What people thought of a round when it was over; a person's latest answers count."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from domain.answers import Answers
from store.audit import AuditLine, note
from store.database import Database
from store.insertion import insert_over
from store.schema import evaluations

_OF_ROUND = (
    select(evaluations.c.person, evaluations.c.answers)
    .where(evaluations.c.round == bindparam("of_round"))
    .order_by(evaluations.c.at, evaluations.c.person)
)


class Evaluations:
    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, round_key: str, person: str, answers: Answers, at: datetime) -> None:
        """Keep a person's answers, in place of any earlier. The audit log tells that, never what."""

        def work(connection: Connection) -> None:
            row = {"round": round_key, "person": person, "answers": dict(answers), "at": at}
            insert_over(connection, evaluations, row)
            note(connection, AuditLine(at, person, "utvärderade", round_key, ""))

        self._database.write(work)

    def of(self, round_key: str) -> dict[str, Answers]:
        """By person, the earliest first."""

        def work(connection: Connection) -> dict[str, Answers]:
            found = connection.execute(_OF_ROUND, {"of_round": round_key})
            return {row.person: row.answers for row in found}

        return self._database.read(work)
