"""Reading drafts and submissions, and numbering a version, on a connection at hand."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, select

from domain.answers import Answers, Draft, Submission
from domain.rounds import FormRef
from store.database import Found
from store.schema import drafts, submissions

_PLACE = (drafts.c.round == bindparam("of_round"), drafts.c.unit == bindparam("of_unit"))
_DRAFT = (
    select(drafts.c.round, drafts.c.unit, drafts.c.answers, drafts.c.revision, drafts.c.card)
    .where(*_PLACE)
    .order_by(drafts.c.revision.desc())
    .limit(1)
)
_REVISION = select(func.coalesce(func.max(drafts.c.revision), 0)).where(*_PLACE)
_BY_REQUEST = select(
    drafts.c.round, drafts.c.unit, drafts.c.answers, drafts.c.revision, drafts.c.card, drafts.c.digest
).where(drafts.c.request == bindparam("of_request"))

_WRITTEN = select(
    drafts.c.revision, drafts.c.answers, drafts.c.by, drafts.c.by_name, drafts.c.on_behalf, drafts.c.at
).where(*_PLACE)
_HISTORY = _WRITTEN.order_by(drafts.c.revision)
_AT_REVISION = _WRITTEN.where(drafts.c.revision == bindparam("of_revision"))

_SENT = (submissions.c.round == bindparam("of_round"), submissions.c.unit == bindparam("of_unit"))
_OF_UNIT = select(
    submissions.c.round,
    submissions.c.unit,
    submissions.c.version,
    drafts.c.answers,
    drafts.c.by,
    drafts.c.by_name,
    drafts.c.on_behalf,
    submissions.c.at,
    submissions.c.form_id,
    submissions.c.form_version,
).join(drafts)
_VERSIONS = _OF_UNIT.where(*_SENT)
_OLDEST_FIRST = _VERSIONS.order_by(submissions.c.version)
_OF_ROUND = _OF_UNIT.where(submissions.c.round == bindparam("of_round")).order_by(
    submissions.c.unit, submissions.c.version
)
_LATEST = _VERSIONS.order_by(submissions.c.version.desc()).limit(1)
_AT = _LATEST.where(submissions.c.at <= bindparam("cut_off"))
_MADE_BY = _VERSIONS.where(submissions.c.revision == bindparam("of_revision"))
_FIRST = select(func.min(submissions.c.at)).where(*_SENT)
_again = submissions.alias("again")
_LAST_VERSION = (
    select(func.max(_again.c.version))
    .where(_again.c.round == submissions.c.round, _again.c.unit == submissions.c.unit)
    .correlate(submissions)
    .scalar_subquery()
)
_ROUNDS_BEFORE = (
    select(submissions.c.round)
    .where(submissions.c.unit == bindparam("of_unit"), submissions.c.round < bindparam("before"))
    .distinct()
    .order_by(submissions.c.round.desc())
    .limit(8)
)
_EARLIER = _OF_UNIT.where(
    submissions.c.unit == bindparam("of_unit"),
    submissions.c.round.in_(_ROUNDS_BEFORE.correlate(None)),
    submissions.c.version == _LAST_VERSION,
).order_by(submissions.c.round)
_NEXT = select(func.coalesce(func.max(submissions.c.version), 0) + 1).where(*_SENT).scalar_subquery()
_SEND_IN = insert(submissions).values(version=_NEXT).returning(submissions.c.version)


@dataclass(frozen=True)
class Written:
    """One saved revision of a draft: everything as it then stood, and who saved it."""

    revision: int
    answers: Answers
    by: str
    by_name: str
    on_behalf: bool
    at: datetime


@dataclass(frozen=True)
class Earlier:
    """The draft that a request led to, and the digest of what it carried."""

    draft: Draft
    digest: str


def draft(connection: Connection, round_: str, unit: str) -> Draft | None:
    row = connection.execute(_DRAFT, {"of_round": round_, "of_unit": unit}).one_or_none()
    return _read_draft(row) if row else None


def revision(connection: Connection, round_: str, unit: str) -> int:
    """The latest revision; 0 when nothing is saved."""
    found: int = connection.execute(_REVISION, {"of_round": round_, "of_unit": unit}).scalar_one()
    return found


def history(connection: Connection, round_: str, unit: str) -> list[Written]:
    """Every saved revision, oldest first."""
    found = connection.execute(_HISTORY, {"of_round": round_, "of_unit": unit})
    return [Written(**row._mapping) for row in found]  # noqa: SLF001 - SQLAlchemy's public name for it


def at_revision(connection: Connection, round_: str, unit: str, number: int) -> Written | None:
    where = {"of_round": round_, "of_unit": unit, "of_revision": number}
    row = connection.execute(_AT_REVISION, where).one_or_none()
    return Written(**row._mapping) if row else None  # noqa: SLF001 - SQLAlchemy's public name for it


def by_request(connection: Connection, request: str) -> Earlier | None:
    row = connection.execute(_BY_REQUEST, {"of_request": request}).one_or_none()
    return Earlier(_read_draft(row), row.digest) if row else None


def send_in(connection: Connection, kept: Draft, form: FormRef, at: datetime) -> int:
    """Make ``kept`` the next version; return its number."""
    row = {
        "round": kept.round,
        "unit": kept.unit,
        "of_round": kept.round,
        "of_unit": kept.unit,
        "revision": kept.revision,
        "form_id": form.id,
        "form_version": form.version,
        "at": at,
    }
    version: int = connection.execute(_SEND_IN, row).scalar_one()
    return version


def made_by(connection: Connection, kept: Draft) -> Submission | None:
    """The version that sent in exactly this draft."""
    where = {"of_round": kept.round, "of_unit": kept.unit, "of_revision": kept.revision}
    return _submission(connection.execute(_MADE_BY, where).one_or_none())


def latest(connection: Connection, round_: str, unit: str) -> Submission | None:
    return _submission(connection.execute(_LATEST, {"of_round": round_, "of_unit": unit}).one_or_none())


def at(connection: Connection, round_: str, unit: str, cut_off: datetime) -> Submission | None:
    where = {"of_round": round_, "of_unit": unit, "cut_off": cut_off}
    return _submission(connection.execute(_AT, where).one_or_none())


def first_at(connection: Connection, round_: str, unit: str) -> datetime | None:
    found: datetime | None = connection.execute(_FIRST, {"of_round": round_, "of_unit": unit}).scalar()
    return found


def versions(connection: Connection, round_: str, unit: str) -> list[Submission]:
    found = connection.execute(_OLDEST_FIRST, {"of_round": round_, "of_unit": unit})
    return [_read(row) for row in found]


def of_round(connection: Connection, round_: str) -> dict[str, list[Submission]]:
    """By unit, the oldest version first."""
    found: dict[str, list[Submission]] = {}
    for row in connection.execute(_OF_ROUND, {"of_round": round_}):
        sent = _read(row)
        found.setdefault(sent.unit, []).append(sent)
    return found


def earlier(connection: Connection, before: str, unit: str) -> list[Submission]:
    found = connection.execute(_EARLIER, {"before": before, "of_unit": unit})
    return [_read(row) for row in found]


def _submission(row: Found | None) -> Submission | None:
    return _read(row) if row else None


def _read(row: Found) -> Submission:
    return Submission(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it


def _read_draft(row: Found) -> Draft:
    return Draft(row.round, row.unit, row.answers, row.revision, row.card)
