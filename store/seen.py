"""The version of each thing that a person was last shown: what typed words about it are built on."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from store.database import Database
from store.insertion import insert_over
from store.schema import seen

_OF = select(seen.c.subject, seen.c.number).where(
    seen.c.person == bindparam("whose"), seen.c.subject.in_(bindparam("of_subjects", expanding=True))
)


class Seen:
    """``person``: a person's id. ``subject``: what it is, such as "M12". ``number``: its version."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, person: str, subject: str) -> int | None:
        """None for what the person has not been shown."""
        return self._those(person, [subject]).get(subject)

    def note(self, person: str, shown: Mapping[str, int], at: datetime) -> None:
        """Keep what the person is being shown, by subject. Nothing is written when it was known."""
        known = self._those(person, list(shown))
        new = {subject: number for subject, number in shown.items() if known.get(subject) != number}

        def work(connection: Connection) -> None:
            for subject, number in new.items():
                row = {"person": person, "subject": subject, "number": number, "at": at}
                insert_over(connection, seen, row)

        if new:
            self._database.write(work)

    def _those(self, person: str, subjects: list[str]) -> dict[str, int]:
        where = {"whose": person, "of_subjects": subjects}
        return self._database.read(
            lambda connection: {row.subject: row.number for row in connection.execute(_OF, where)}
        )
