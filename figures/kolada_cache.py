"""Kolada's last answers, in a file of their own: what is used when Kolada does not answer. Never a record."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from domain.workdays import STOCKHOLM
from figures.kolada import Number


@dataclass(frozen=True)
class Answer:
    """``fetched``: when Kolada gave the numbers, aware."""

    numbers: tuple[Number, ...]
    fetched: datetime


@dataclass(frozen=True)
class Cache:
    """The latest answer for each address, key figure and year."""

    path: Path

    def keep(self, address: str, kpi: str, year: int, answer: Answer) -> None:
        from sqlite_utils import Database  # noqa: PLC0415 - only Kolada needs it

        self.path.parent.mkdir(parents=True, exist_ok=True)
        row = {
            "address": address,
            "kpi": kpi,
            "year": year,
            "fetched": answer.fetched.isoformat(),
            "numbers": json.dumps([number.model_dump() for number in answer.numbers]),
        }
        with self._named(), closing(Database(self.path)) as database:
            database["answers"].upsert(row, pk=("address", "kpi", "year"))

    def find(self, address: str, kpi: str, year: int) -> Answer | None:
        from sqlite_utils import Database  # noqa: PLC0415 - only Kolada needs it

        if not self.path.is_file():
            return None
        with self._named(), closing(Database(self.path)) as database:
            where = "address = ? and kpi = ? and year = ?"
            there = database["answers"].exists()
            rows = list(database["answers"].rows_where(where, [address, kpi, year])) if there else []
        return _read(rows[0]) if rows else None

    @contextmanager
    def _named(self) -> Iterator[None]:
        """A fault of the file says which file it is."""
        try:
            yield
        except Exception as error:
            error.add_note(str(self.path))
            raise


def _read(row: dict[str, str]) -> Answer:
    numbers = tuple(Number.model_validate(number) for number in json.loads(row["numbers"]))
    return Answer(numbers, datetime.fromisoformat(row["fetched"]).astimezone(STOCKHOLM))
