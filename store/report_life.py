"""What is done with a round's report: its steps, the remarks of the fact check, the published files."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, bindparam, insert, select

from domain.errors import Conflict, NotAllowed
from domain.people import Person
from domain.report_life import KeptFile, NewRemark, Remark, ReportAct, ReportLife, ReportStep, Settled
from domain.swedish import count
from store import report_remarks, report_steps, reports
from store.audit import AuditLine, note
from store.database import Database, Found
from store.schema import report_files as files

_FILES = (
    select(files)
    .where(files.c.round == bindparam("of_round"), files.c.edition == bindparam("of_edition"))
    .order_by(files.c.name)
)
_ADD_FILE = insert(files)


class ReportLives:
    """``round_key`` is a round's key throughout. Rows are added, never changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, round_key: str) -> ReportLife:
        return self._database.read(lambda connection: report_steps.current(connection, round_key))

    def steps(self, round_key: str) -> list[ReportStep]:
        """All that was done, oldest first."""
        return self._database.read(lambda connection: report_steps.taken(connection, round_key))

    def step(self, round_key: str, step: ReportStep, seen: int) -> ReportLife:
        """Take it and return the life as it became; ``seen``: the number of the step that it follows.

        With nothing written, raise Conflict when somebody else came first, or when what is sent to the fact
        check or decided on is no longer the newest version; NotAllowed for a decision over open remarks.
        """
        return self._database.write(lambda connection: _step(connection, round_key, step, seen))

    def publish(self, round_key: str, step: ReportStep, made: Sequence[KeptFile], seen: int) -> ReportLife:
        """The step and its files, or neither. Raise Conflict as ``step``, ValueError for a false checksum."""

        def work(connection: Connection) -> ReportLife:
            life = report_steps.add(connection, round_key, step, seen)
            for file in made:
                _freeze(connection, round_key, file, step)
            return life

        return self._database.write(work)

    def files(self, round_key: str, edition: int) -> list[KeptFile]:
        """The files of the edition, by name."""
        where = {"of_round": round_key, "of_edition": edition}
        return self._database.read(
            lambda connection: [_file(row) for row in connection.execute(_FILES, where)]
        )

    def remarks(self, round_key: str) -> list[Remark]:
        """All of the round's, the first first."""
        return self._database.read(lambda connection: report_remarks.of_round(connection, round_key))

    def get_remark(self, id_: int) -> Remark | None:
        return self._database.read(lambda connection: report_remarks.one(connection, id_))

    def remark(self, round_key: str, new: NewRemark, person: Person, at: datetime) -> Remark:
        """Keep it. Raise NotAllowed when the unit's fact check is not open at ``at``."""
        return self._database.write(
            lambda connection: report_remarks.add(connection, round_key, new, person, at)
        )

    def settle(self, id_: int, how: Settled) -> Remark:
        """Note what was done about it. Raise NotFound, and Conflict when it is settled already."""
        return self._database.write(lambda connection: report_remarks.settle(connection, id_, how))


_OF_THE_NEWEST = frozenset({ReportAct.SEND_TO_CHECK, ReportAct.DECIDE})


def _step(connection: Connection, round_key: str, step: ReportStep, seen: int) -> ReportLife:
    if step.act in _OF_THE_NEWEST and not reports.is_latest(connection, round_key, step.version or 0):
        raise Conflict(_newer(connection, round_key))
    if step.act is ReportAct.DECIDE and (left := report_remarks.unsettled(connection, round_key)):
        remarks = count(left, "synpunkt", "synpunkter")
        raise NotAllowed(
            f"{remarks.capitalize()} från faktagranskningen är inte avslutade. Skriv vad som gjordes med var"
            " och en, och besluta sedan."
        )
    return report_steps.add(connection, round_key, step, seen)


def _newer(connection: Connection, round_key: str) -> str:
    head = reports.latest(connection, round_key)
    newest = f"version {head.number}, sparad av {head.by_name}" if head else "ingen version"
    return (
        f"Det finns en nyare version av rapporten än den du läste: {newest}. Läs den först. Inget är gjort."
    )


def _freeze(connection: Connection, round_key: str, file: KeptFile, step: ReportStep) -> None:
    if sha256(file.content).hexdigest() != file.sha256:
        raise ValueError(f"{file.name}: the checksum is not of the content")
    connection.execute(_ADD_FILE, vars(file) | {"round": round_key})
    subject = f"{round_key}/rapport/utgåva/{file.edition}"
    note(connection, AuditLine(step.at, step.by, "fryste fil", subject, f"{file.name}, sha256 {file.sha256}"))


def _file(row: Found) -> KeptFile:
    return KeptFile(**{name: value for name, value in row._mapping.items() if name != "round"})  # noqa: SLF001 - SQLAlchemy's public name for it
