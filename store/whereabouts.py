"""Where each person is in the forms: what typed words such as "2.1: 3", "nästa" and "ja" speak of."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from store.database import Database
from store.insertion import insert_over
from store.schema import whereabouts

_OF = select(whereabouts.c.unit, whereabouts.c.round, whereabouts.c.card, whereabouts.c.asked).where(
    whereabouts.c.person == bindparam("whose")
)


@dataclass(frozen=True)
class Place:
    """``card``: the key of the card last shown, empty for the summary of all answers.

    ``asked``: the number of the question that was last asked for by name; empty when none was.
    """

    unit: str
    round: str
    card: str
    asked: str = ""


class Whereabouts:
    """``person``: a person's id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, person: str) -> Place | None:
        """Where the person last was; None for someone who has not been shown a form."""
        return self._database.read(lambda connection: _of(connection, person))

    def note(self, person: str, place: Place, at: datetime) -> None:
        """Keep the place; only the latest counts. Nothing is written when the person is there already."""
        if self.of(person) != place:
            row = {"person": person, **vars(place), "at": at}
            self._database.write(lambda connection: insert_over(connection, whereabouts, row))


def _of(connection: Connection, person: str) -> Place | None:
    row = connection.execute(_OF, {"whose": person}).one_or_none()
    return Place(row.unit, row.round, row.card, row.asked) if row else None
