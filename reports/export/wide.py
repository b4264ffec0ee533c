"""The wide sheet: one row for each unit and round, one column for each question."""

from collections.abc import Mapping
from itertools import groupby

from domain.answers import State
from reports.export.rows import Export, Field, Row

UNANSWERED = "–"

LEGEND: Mapping[str, str] = {
    "0": "Noll är ett svar.",
    UNANSWERED: State.UNANSWERED.value,
    "<6": "1–5 personer, undertryckt",
    "..": "undertryckt, för att ett annat tal annars kan räknas ut",
    "tom cell": "frågan hör inte till enhetens formulär",
}
"""What the marks in the wide sheet mean; the other states stand there in words."""

_ABOUT = {
    "round": "Omgång",
    "unit_name": "Enhet",
    "unit_kind": "Slag av enhet",
    "status": "Svarets status",
    "version": "Version",
}


def header(export: Export) -> list[str]:
    """The headings: what the row is about, then each question once, by words and key."""
    return [*_ABOUT.values(), *_questions(export).values()]


def lines(export: Export) -> list[list[Field]]:
    """The rows under ``header``. A number is a number, a text a text, and no answer a mark of its own."""
    keys = _questions(export)
    found = []
    for _, rows in groupby(export.rows, key=lambda row: (row.round, row.unit)):
        by_key = {row.key: row for row in rows}
        first = vars(next(iter(by_key.values())))
        answers = [_cell(by_key[key]) if key in by_key else None for key in keys]
        found.append([*(first[name] for name in _ABOUT), *answers])
    return found


def _questions(export: Export) -> dict[str, str]:
    """Key to heading. Words that differ between units or rounds: those of the latest round's first unit."""
    asked: dict[str, Row] = {}
    for row in export.rows:
        if row.key not in asked or asked[row.key].round < row.round:
            asked[row.key] = row
    return {key: f"{row.label} ({key})" for key, row in asked.items()}


def _cell(row: Row) -> Field:
    if row.apart:
        return row.apart.value
    if row.state is State.UNANSWERED:
        return UNANSWERED
    if row.amount is not None:
        return row.amount
    if row.state is State.MISSING and row.value is None:
        return f"{State.MISSING} ({row.reason})" if row.reason else State.MISSING.value
    return row.value or (row.state.value if row.state else None)
