"""What rows must say of each other: series without gaps, steps with their line in the log, checksums."""

import zlib
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    String,
    Table,
    cast,
    exists,
    func,
    literal,
    select,
)

from domain.errors import SamradError
from domain.report_versions import digest
from domain.tickets import Ticket, TicketStatus, after
from store import tickets
from store.schema import (
    audit,
    drafts,
    meetings,
    proposals,
    raised_issues,
    raised_steps,
    report_edits,
    report_files,
    report_remarks,
    report_steps,
    report_versions,
    rounds,
    steps,
    submissions,
    ticket_steps,
)

_Words = ColumnElement[str]

_SERIES = {
    drafts: "revision",
    submissions: "version",
    steps: "number",
    raised_steps: "number",
    ticket_steps: "number",
    report_versions: "number",
    report_edits: "number",
    report_steps: "number",
}
"""Numbered from 1 within what else is in the key; nothing is ever taken away."""


def disagreeing(connection: Connection) -> Iterator[str]:
    """A line for each fault."""
    yield from _gaps(connection)
    yield from _unlogged(connection)
    yield from _misnumbered_files(connection)
    yield from _misstated_tickets(connection)


def _gaps(connection: Connection) -> Iterator[str]:
    for table, name in _SERIES.items():
        number = table.c[name]
        within = [column for column in table.primary_key if column is not number]
        most = func.max(number)
        asked = select(*within, func.count(), most).group_by(*within).order_by(*within)
        for row in connection.execute(asked.having((most != func.count()) | (func.min(number) != 1))):
            *of, count, last = row
            yield f"{table.name} {_named(of)}: {count} rader fast den sista är nummer {last}."


def _unlogged(connection: Connection) -> Iterator[str]:
    for table, asked in _LACKING.items():
        found = connection.execute(asked).all()
        if found:
            which = f"{table.name} {_named(found[0])}"
            rows = f"{len(found)} rader saknar" if len(found) > 1 else "en rad saknar"
            yield f"{table.name}: {rows} sin rad i loggen, den första {which}."


def _misnumbered_files(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(report_files).execution_options(yield_per=1)):
        if sha256(row.content).hexdigest() != row.sha256:
            yield f"report_files {row.round} {row.edition} {row.name}: innehållet är inte det som frystes."
    for row in connection.execute(select(report_versions).execution_options(yield_per=1)):
        if not _is_as_kept(row.content, row.digest):
            yield f"report_versions {row.round} {row.number}: innehållet är inte det som sparades."


def _is_as_kept(content: bytes, kept: str) -> bool:
    try:
        return digest(zlib.decompress(content).decode()) == kept
    except (zlib.error, UnicodeDecodeError):
        return False


def _misstated_tickets(connection: Connection) -> Iterator[str]:
    try:
        every = tickets.read(connection, tickets.ALL)
    except (ValueError, LookupError):
        return  # Told of already, where each row is read.
    for ticket in every:
        if _followed(ticket) != (ticket.status, ticket.owner, ticket.group):
            yield f"tickets {ticket.name}: status, ägare eller grupp följer inte av stegen."


def _followed(ticket: Ticket) -> tuple[TicketStatus, str, str] | None:
    """What the steps lead to; None when they cannot be taken after each other."""
    if not ticket.steps:
        return None
    first, *rest = ticket.steps
    so_far = replace(ticket, status=TicketStatus.WAITING, owner="", group=first.group, steps=(first,))
    try:
        for step in rest:
            so_far = after(so_far, step)
    except SamradError:
        return None
    return so_far.status, so_far.owner, so_far.group


def _joined(*parts: str | ColumnElement[Any]) -> _Words:
    joined: _Words = literal("")
    for one in parts:
        joined = joined.concat(literal(one) if isinstance(one, str) else cast(one, String))
    return joined


def _lacking(table: Table, subject: _Words, rows: FromClause | None = None) -> Select[Any]:
    """The keys of the rows that nobody has logged: the same moment, by the same person, about ``subject``."""
    lines = audit.alias()
    logged = exists().where(lines.c.subject == subject, lines.c.at == table.c.at, lines.c.who == table.c.by)
    return (
        select(*table.primary_key)
        .select_from(table if rows is None else rows)
        .where(~logged)
        .order_by(*table.primary_key)
    )


def _about(table: Table, *under: str | ColumnElement[Any]) -> Select[Any]:
    return _lacking(table, _joined(table.c.round, *under))


def _frozen() -> Select[Any]:
    kept = report_files.c
    lines = audit.alias()
    subject = _joined(kept.round, "/rapport/utgåva/", kept.edition)
    logged = exists().where(
        lines.c.subject == subject, lines.c.why == _joined(kept.name, ", sha256 ", kept.sha256)
    )
    return select(*report_files.primary_key).where(~logged).order_by(*report_files.primary_key)


def _created() -> Select[Any]:
    return select(rounds.c.key).where(~exists().where(audit.c.subject == rounds.c.key)).order_by(rounds.c.key)


_LACKING: dict[Table, Select[Any]] = {
    rounds: _created(),
    drafts: _about(drafts, "/", drafts.c.unit),
    steps: _about(steps, "/", steps.c.unit),
    meetings: _about(meetings, "/", meetings.c.unit),
    raised_issues: _about(raised_issues, "/", raised_issues.c.unit, "/M", raised_issues.c.id),
    raised_steps: _lacking(
        raised_steps,
        _joined(raised_issues.c.round, "/", raised_issues.c.unit, "/M", raised_issues.c.id),
        raised_steps.join(raised_issues),
    ),
    ticket_steps: _lacking(ticket_steps, _joined("F", ticket_steps.c.ticket)),
    proposals: _lacking(proposals, _joined("handbok/", proposals.c.key, "/", proposals.c.id)),
    report_versions: _about(report_versions, "/rapport/", report_versions.c.number),
    report_edits: _about(report_edits, "/rapport/avsnitt/", report_edits.c.section),
    report_steps: _about(report_steps, "/rapport"),
    report_remarks: _about(report_remarks, "/rapport/synpunkt/", report_remarks.c.id),
    report_files: _frozen(),
}
"""Each of these is written in the transaction of its line in the log."""


def _named(key: Any) -> str:  # noqa: ANN401 - the values of a key
    return " ".join(str(one) for one in key)
