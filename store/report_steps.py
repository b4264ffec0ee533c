"""The life of each round's report: one row a step, never changed."""

from sqlalchemy import Connection, bindparam, select

from domain.errors import Conflict
from domain.report_life import ReportLife, ReportStep
from domain.swedish import moment
from store.audit import AuditLine, note
from store.database import Found
from store.insertion import insert_new
from store.schema import report_steps as steps

_OF_ROUND = select(steps).where(steps.c.round == bindparam("of_round")).order_by(steps.c.number)


def taken(connection: Connection, round_key: str) -> list[ReportStep]:
    """All that was done with the round's report, oldest first."""
    return [_read(row) for row in connection.execute(_OF_ROUND, {"of_round": round_key})]


def current(connection: Connection, round_key: str) -> ReportLife:
    return ReportLife.of(taken(connection, round_key))


def add(connection: Connection, round_key: str, step: ReportStep, seen: int) -> ReportLife:
    """Take the step in the transaction at hand, with its line in the audit log; the life as it became.

    Raise Conflict unless the latest step is number ``seen``, which the new one follows.
    """
    before = taken(connection, round_key)
    life = ReportLife.of(before)
    row = vars(step) | {"round": round_key, "asked": list(step.asked)}
    follows = life.number == seen and step.number == seen + 1
    if not follows or not insert_new(connection, steps, row):
        raise Conflict(_first(before))
    note(connection, _line(round_key, life, step))
    return life.after(step)


def _first(before: list[ReportStep]) -> str:
    if not before:
        return "Rapporten har ändrats sedan du öppnade den. Inget är gjort. Läs om, och gör det igen."
    last = before[-1]
    first = f"{last.by_name} {last.act} {moment(last.at)}, innan du hann"
    return f"{first}. Inget av ditt är gjort. Läs om rapporten."


def _read(row: Found) -> ReportStep:
    columns = {name: value for name, value in row._mapping.items() if name != "round"}  # noqa: SLF001 - SQLAlchemy's public name for it
    return ReportStep(**columns | {"asked": tuple(row.asked)})


def _line(round_key: str, before: ReportLife, step: ReportStep) -> AuditLine:
    """Sara: "beslutade version 7", "på faktagranskning blev beslutad: Läst och godkänd."."""
    what = step.act + (f" version {step.version}" if step.version else "")
    why = f"{before.status} blev {step.status}" if before.status != step.status else f"{step.status}"
    why += f", {step.unit}" if step.unit else ""
    why += f", till {moment(step.until)}" if step.until else ""
    why += f": {step.words}" if step.words else ""
    return AuditLine(step.at, step.by, what, f"{round_key}/rapport", why)
