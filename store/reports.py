"""The report's kept versions and the words written in its sections: all is kept, nothing overwritten."""

import zlib

from sqlalchemy import Connection, bindparam, func, select

from domain.errors import Conflict
from domain.report_life import must_be_editable
from domain.report_versions import Edited, SectionEdit, VersionDraft, VersionHead, digest
from domain.swedish import moment
from store.audit import AuditLine, note
from store.database import Database, Found
from store.insertion import insert_new
from store.report_steps import current
from store.schema import report_edits as edits
from store.schema import report_versions as versions

_OF_ROUND = versions.c.round == bindparam("of_round")
_HEADS = (
    select(*(column for column in versions.c if column.name != "content"))
    .where(_OF_ROUND)
    .order_by(versions.c.number.desc())
)
_LATEST = _HEADS.limit(1)
_ONE = select(versions).where(_OF_ROUND, versions.c.number == bindparam("of_number"))
_EDITS = select(edits).where(edits.c.round == bindparam("of_round")).order_by(edits.c.section, edits.c.number)
_HISTORY = _EDITS.where(edits.c.section == bindparam("of_section"))
_COUNT = select(func.count()).select_from(edits).where(edits.c.round == bindparam("of_round"))


class Overtaken(Conflict):
    """Somebody wrote in another section meanwhile: nothing was kept; compose anew and keep that."""


class Reports:
    """``round_key`` is a round's key throughout. What is decided or published is changed by nobody."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def versions(self, round_key: str) -> list[VersionHead]:
        """The latest first."""
        where = {"of_round": round_key}
        return self._database.read(
            lambda connection: [_head(row) for row in connection.execute(_HEADS, where)]
        )

    def version(self, round_key: str, number: int) -> tuple[VersionHead, str] | None:
        """With its content, the document as JSON."""
        where = {"of_round": round_key, "of_number": number}

        def work(connection: Connection) -> tuple[VersionHead, str] | None:
            row = connection.execute(_ONE, where).first()
            return (_head(row), zlib.decompress(row.content).decode()) if row else None

        return self._database.read(work)

    def edits(self, round_key: str) -> dict[str, SectionEdit]:
        """The latest of each section by its key; those that took the generated text back too."""
        where = {"of_round": round_key}
        return self._database.read(
            lambda connection: {row.section: _edit(row) for row in connection.execute(_EDITS, where)}
        )

    def edit_count(self, round_key: str) -> int:
        """How many edits there are in the round, whatever became of them."""
        return self._database.read(lambda connection: _count(connection, round_key))

    def history(self, round_key: str, section: str) -> list[SectionEdit]:
        """All edits of the section, the first first."""
        where = {"of_round": round_key, "of_section": section}
        return self._database.read(
            lambda connection: [_edit(row) for row in connection.execute(_HISTORY, where)]
        )

    def keep(self, draft: VersionDraft, edited: Edited | None = None) -> VersionHead:
        """Keep the version, and the edit that it was composed with, or neither.

        The latest version again when its content is the same. Raise NotAllowed when the report is decided or
        published, Conflict when somebody else wrote in that section first, Overtaken when in another.
        """
        return self._database.write(lambda connection: _keep(connection, draft, edited))


def latest(connection: Connection, round_key: str) -> VersionHead | None:
    row = connection.execute(_LATEST, {"of_round": round_key}).first()
    return _head(row) if row else None


def is_latest(connection: Connection, round_key: str, number: int) -> bool:
    """Whether it is the newest version, and nobody has written anything since."""
    head = latest(connection, round_key)
    return head is not None and head.number == number and head.edits == _count(connection, round_key)


def _keep(connection: Connection, draft: VersionDraft, edited: Edited | None) -> VersionHead:
    must_be_editable(current(connection, draft.round))
    if edited:
        _add_edit(connection, draft.round, edited)
    if _count(connection, draft.round) != draft.edits:
        raise Overtaken("Någon annan skrev i rapporten i samma stund. Inget av ditt är sparat. Spara igen.")
    made = digest(draft.content)
    before = latest(connection, draft.round)
    if before and before.digest == made and before.edits == draft.edits:
        return before
    head = VersionHead(
        **{name: value for name, value in vars(draft).items() if name != "content"},
        number=before.number + 1 if before else 1,
        digest=made,
    )
    row = vars(head) | {"content": zlib.compress(draft.content.encode())}
    if not insert_new(connection, versions, row):
        raise Overtaken("Någon annan sparade rapporten i samma stund. Inget av ditt är sparat. Spara igen.")
    note(
        connection, AuditLine(draft.at, draft.by, f"sparade version {head.number}", _subject(head), head.why)
    )
    return head


def _add_edit(connection: Connection, round_key: str, edited: Edited) -> None:
    edit = edited.edit
    where = {"of_round": round_key, "of_section": edit.section}
    before = [_edit(row) for row in connection.execute(_HISTORY, where)]
    number = before[-1].number if before else 0
    if number != edited.seen or not insert_new(connection, edits, vars(edit) | {"round": round_key}):
        raise Conflict(_first(before))
    what = "tog tillbaka den skrivna texten" if edit.words is None else "skrev text"
    why = f"{edit.section}, ändring {edit.number}"
    note(connection, AuditLine(edit.at, edit.by, what, f"{round_key}/rapport/avsnitt/{edit.section}", why))


def _first(before: list[SectionEdit]) -> str:
    by = (
        f"{before[-1].by_name} ändrade avsnittet {moment(before[-1].at)}"
        if before
        else "Avsnittet har ändrats"
    )
    return f"{by}, efter att du öppnade det. Inget av ditt är sparat, och inget av det andra är överskrivet."


def _count(connection: Connection, round_key: str) -> int:
    return int(connection.scalar(_COUNT, {"of_round": round_key}) or 0)


def _head(row: Found) -> VersionHead:
    return VersionHead(**{name: value for name, value in row._mapping.items() if name != "content"})  # noqa: SLF001 - SQLAlchemy's public name for it


def _edit(row: Found) -> SectionEdit:
    return SectionEdit(**{name: value for name, value in row._mapping.items() if name != "round"})  # noqa: SLF001 - SQLAlchemy's public name for it


def _subject(head: VersionHead) -> str:
    return f"{head.round}/rapport/{head.number}"
