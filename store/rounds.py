"""The rounds, one for each quarter."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Select, bindparam, insert, select, update

from domain.errors import NotFound
from domain.quarter import Quarter
from domain.rounds import FormRef, Round
from store.audit import AuditLine, note
from store.database import Database, Found
from store.insertion import insert_new
from store.schema import round_forms, rounds

# A key is four digits of year, Q and one digit: its order as text is the order in time.
_ALL = select(rounds).order_by(rounds.c.key)
_ONE = select(rounds).where(rounds.c.key == bindparam("round_key"))
_LATEST = select(rounds).order_by(rounds.c.key.desc()).limit(1)
_TAKING = _LATEST.where(rounds.c.opens <= bindparam("now"), bindparam("now") < rounds.c.closes)

_PINNED = select(round_forms).order_by(round_forms.c.round, round_forms.c.form_id)
_FORMS = _PINNED.where(round_forms.c.round == bindparam("of_round"))

_MOVE = update(rounds).where(rounds.c.key == bindparam("round_key"))
_DATES = ("council_date", "opens", "due", "closes", "draft_at")


class Rounds:
    """Rounds by key ("2026Q3"). Moments come back in Swedish time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, round_: Round, by: str, at: datetime) -> bool:
        """Keep a new round; False, and nothing written, when the quarter has one. ``by``: a person's id."""

        def work(connection: Connection) -> bool:
            new = insert_new(connection, rounds, _row(round_))
            if new:
                for form in round_.forms:
                    connection.execute(
                        insert(round_forms),
                        {"round": round_.key, "form_id": form.id, "version": form.version},
                    )
                forms = ", ".join(f"{form.id} version {form.version}" for form in round_.forms)
                why = f"regionalt samråd {round_.council_date}, {forms}"
                note(connection, AuditLine(at, by, "skapade omgång", round_.key, why))
            return new

        return self._database.write(work)

    def move(self, round_: Round, by: str, at: datetime) -> None:
        """Give the quarter's round the dates of ``round_``; its forms stand. ``by``: a person's id.

        Raise NotFound when the quarter has no round.
        """
        dates = {name: value for name, value in _row(round_).items() if name in _DATES}

        def work(connection: Connection) -> None:
            before = _first(connection, _ONE, {"round_key": round_.key})
            if before is None:
                raise NotFound(f"Det finns ingen omgång {round_.key} att flytta. Skapa den först.")
            connection.execute(_MOVE, dates | {"round_key": round_.key})
            why = f"regionalt samråd {before.council_date} blev {round_.council_date}"
            note(connection, AuditLine(at, by, "flyttade omgång", round_.key, why))

        self._database.write(work)

    def get(self, key: str) -> Round | None:
        return self._database.read(lambda connection: one(connection, key))

    def latest(self) -> Round | None:
        """The round of the latest quarter, whatever its phase."""
        return self._database.read(lambda connection: _first(connection, _LATEST, {}))

    def taking_answers(self, now: datetime) -> Round | None:
        """The latest round that has opened and not closed at ``now`` (aware)."""
        return self._database.read(lambda connection: _first(connection, _TAKING, {"now": now}))

    def all(self) -> list[Round]:
        """Oldest first."""

        def work(connection: Connection) -> list[Round]:
            pinned = connection.execute(_PINNED).all()
            forms = {key: _refs(rows) for key, rows in groupby(pinned, key=lambda row: row.round)}
            return [_read(row, forms.get(row.key, ())) for row in connection.execute(_ALL)]

        return self._database.read(work)


def one(connection: Connection, key: str) -> Round | None:
    return _first(connection, _ONE, {"round_key": key})


def _row(round_: Round) -> dict[str, Any]:
    return {
        "key": round_.key,
        "council_date": round_.council_date,
        "opens": round_.opens,
        "due": round_.due,
        "closes": round_.closes,
        "draft_at": round_.draft_at,
    }


def _first(connection: Connection, statement: Select[Any], where: dict[str, Any]) -> Round | None:
    row = connection.execute(statement, where).one_or_none()
    if not row:
        return None
    return _read(row, _refs(connection.execute(_FORMS, {"of_round": row.key})))


def _refs(rows: Iterable[Found]) -> tuple[FormRef, ...]:
    return tuple(FormRef(row.form_id, row.version) for row in rows)


def _read(row: Found, forms: tuple[FormRef, ...]) -> Round:
    return Round(
        quarter=Quarter.from_key(row.key),
        council_date=row.council_date,
        forms=forms,
        opens=row.opens,
        due=row.due,
        closes=row.closes,
        draft_at=row.draft_at,
    )
