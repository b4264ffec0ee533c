"""The tables. A change here goes with a new file in migrations/versions and a new HEAD in migrate.py."""

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Enum,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

from domain.delivery import Outcome, Reason
from domain.people import Role
from domain.proposals import ProposalStatus
from domain.report_life import ReportAct, ReportStatus
from domain.report_links import Purpose
from domain.tickets import TicketAct, TicketReason, TicketStatus
from domain.workdays import STOCKHOLM


class Instant(TypeDecorator[datetime]):
    """A moment: kept in UTC, handed back in Swedish time. A naive datetime raises."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the same for every dialect
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"{value!r} is naive; hand in an aware datetime")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the same for every dialect
        if value is None:
            return None
        # SQLite keeps no zone; PostgreSQL hands back an aware value.
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(STOCKHOLM)


class Number(TypeDecorator[int]):
    """A whole number that fits in four bytes. One that does not fit finds nothing."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - the same for every dialect
        return value if value is None or -_HALF <= value < _HALF else None


_HALF = 2**31


def _words(kinds: type[StrEnum]) -> Enum:
    """Kept as the Swedish word; a new member needs no migration."""
    return Enum(kinds, native_enum=False, length=40, values_callable=lambda them: [one.value for one in them])


def _json() -> JSON:
    return JSON(none_as_null=True)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

people = Table(
    "people",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("mail", String, nullable=False, default=""),
    Column("invented", Boolean, nullable=False),
)

assignments = Table(
    "assignments",
    metadata,
    Column("person", ForeignKey("people.id"), primary_key=True),
    Column("place", Number, primary_key=True, autoincrement=False),
    Column("role", _words(Role), nullable=False),
    Column("unit", String),
    Column("since", Date),
    Column("until", Date),
    Index("ix_assignments_unit", "unit"),
)
"""Who has which role for which unit, and when. ``place`` 0 is the person's first."""

accounts = Table(
    "accounts",
    metadata,
    Column("tenant", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("person", ForeignKey("people.id"), nullable=False, index=True),
)

account_codes = Table(
    "account_codes",
    metadata,
    Column("person", ForeignKey("people.id"), primary_key=True),
    Column("digest", String, nullable=False),
    Column("expires", Instant, nullable=False),
    Column("at", Instant, nullable=False),
)
"""The hash of the code with which a person's account is bound; gone when it has been used."""

code_tries = Table(
    "code_tries",
    metadata,
    Column("id", Number, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("account", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""Wrong codes of the last hour. No record."""

rounds = Table(
    "rounds",
    metadata,
    Column("key", String, primary_key=True),
    Column("council_date", Date, nullable=False),
    Column("opens", Instant, nullable=False),
    Column("due", Instant, nullable=False),
    Column("closes", Instant, nullable=False),
    Column("draft_at", Instant, nullable=False),
)

round_forms = Table(
    "round_forms",
    metadata,
    Column("round", ForeignKey("rounds.key"), primary_key=True),
    Column("form_id", String, primary_key=True),
    Column("version", Number, nullable=False),
)
"""The version of each questionnaire that a round is pinned to."""

form_versions = Table(
    "form_versions",
    metadata,
    Column("form_id", String, primary_key=True),
    Column("version", Number, primary_key=True, autoincrement=False),
    Column("digest", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""The digest of each questionnaire file when a round first used it: from then on it may not change."""

meetings = Table(
    "meetings",
    metadata,
    Column("round", ForeignKey("rounds.key"), primary_key=True),
    Column("unit", String, primary_key=True),
    Column("day", Date, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""The day that a council meets in a round; its municipalities are asked before it."""

drafts = Table(
    "drafts",
    metadata,
    Column("round", ForeignKey("rounds.key"), primary_key=True),
    Column("unit", String, primary_key=True),
    Column("revision", Number, primary_key=True, autoincrement=False),
    Column("card", String, nullable=False),
    Column("answers", _json(), nullable=False),
    Column("request", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("by", String, nullable=False),
    Column("by_name", String, nullable=False),
    Column("on_behalf", Boolean, nullable=False, default=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("request"),
)
"""Every saved card, whole. ``revision`` counts from 1; a row is never changed."""

submissions = Table(
    "submissions",
    metadata,
    Column("round", String, primary_key=True),
    Column("unit", String, primary_key=True),
    Column("version", Number, primary_key=True, autoincrement=False),
    Column("revision", Number, nullable=False),
    Column("form_id", String, nullable=False),
    Column("form_version", Number, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("round", "unit", "revision"),
    Index("ix_submissions_unit_round", "unit", "round"),
    ForeignKeyConstraint(["round", "unit", "revision"], ["drafts.round", "drafts.unit", "drafts.revision"]),
)
"""Which saved card was sent in; the answers, and who gave them, stand in ``drafts``. Never changed."""

steps = Table(
    "steps",
    metadata,
    Column("round", ForeignKey("rounds.key"), primary_key=True),
    Column("unit", String, primary_key=True),
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("action", String(40), nullable=False),
    Column("status", String(40), nullable=False),
    Column("version", Number),
    Column("until", Instant),
    Column("words", String, nullable=False, default=""),
    Column("by", String, nullable=False),
    Column("by_name", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""The life of a unit's answer, step by step from 1; ``status`` is what the step led to. Never changed."""

links = Table(
    "links",
    metadata,
    Column("id", String, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("unit", String, nullable=False),
    Column("round", ForeignKey("rounds.key"), nullable=False),
    Column("expires", Instant, nullable=False),
    Column("revoked", Instant),
    Column("at", Instant, nullable=False),
    Index("ix_links_person_unit_round", "person", "unit", "round"),
)
"""The signed links to the form in a browser, each for one person, unit and round."""

handbook_links = Table(
    "handbook_links",
    metadata,
    Column("id", String, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False, index=True),
    Column("expires", Instant, nullable=False),
    Column("revoked", Instant),
    Column("at", Instant, nullable=False),
)
"""The signed links to the handbook's page, each for one person and a working day."""

figures = Table(
    "figures",
    metadata,
    Column("unit", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("as_of", Date, primary_key=True),
    Column("fetched", Instant, primary_key=True),
    Column("value", Float),
    Column("state", String(40), nullable=False),
    Column("source", String, nullable=False),
    Index("ix_figures_key_as_of", "key", "as_of"),
)
"""Published numbers, each as read at ``fetched``: the latest counts, the others are what stood before."""

raised_issues = Table(
    "raised_issues",
    metadata,
    Column("id", Number, primary_key=True),
    Column("round", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("source", String, nullable=False),
    Column("content", _json(), nullable=False),
    Column("by", String, nullable=False),
    Column("by_name", String, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("round", "unit", "source"),
    Index("ix_raised_issues_unit", "unit"),
)
"""What a unit raised. ``source`` tells where it was said, such as "form/handover/1" or a request's id."""

raised_steps = Table(
    "raised_steps",
    metadata,
    Column("issue", ForeignKey("raised_issues.id"), primary_key=True),
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("round", String, nullable=False),
    Column("status", String(40), nullable=False),
    Column("content", _json()),
    Column("words", String, nullable=False, default=""),
    Column("by", String, nullable=False),
    Column("by_name", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""How a raised issue went on: a status with words, or a changed content. Never changed."""

evaluations = Table(
    "evaluations",
    metadata,
    Column("round", ForeignKey("rounds.key"), primary_key=True),
    Column("person", String, primary_key=True),
    Column("answers", _json(), nullable=False),
    Column("at", Instant, nullable=False),
)
"""The three questions when a round is over; a person's latest answers count."""

whereabouts = Table(
    "whereabouts",
    metadata,
    Column("person", String, primary_key=True),
    Column("unit", String, nullable=False),
    Column("round", String, nullable=False),
    Column("card", String, nullable=False),
    Column("asked", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""The form, card and question that a person was last shown: what typed words speak of. No record."""

seen = Table(
    "seen",
    metadata,
    Column("person", String, primary_key=True),
    Column("subject", String, primary_key=True),
    Column("number", Number, nullable=False),
    Column("at", Instant, nullable=False),
)
"""The version of each thing that a person was last shown. No record."""

tickets = Table(
    "tickets",
    metadata,
    Column("id", Number, primary_key=True),
    Column("question", String, nullable=False),
    Column("shown", String, nullable=False),
    Column("entry", String, nullable=False),
    Column("reason", _words(TicketReason), nullable=False),
    Column("group", String, nullable=False),
    Column("asker", String, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("status", _words(TicketStatus), nullable=False),
    Column("owner", String, nullable=False),
    Index("ix_tickets_status", "status"),
    Index("ix_tickets_asker", "asker"),
)
"""``status``, ``owner`` and ``group`` follow from the steps, and are written in the same transaction."""

ticket_steps = Table(
    "ticket_steps",
    metadata,
    Column("ticket", ForeignKey("tickets.id"), primary_key=True),
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("act", _words(TicketAct), nullable=False),
    Column("by", String, nullable=False),
    Column("by_name", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("words", String, nullable=False),
    Column("group", String, nullable=False),
)

questions = Table(
    "questions",
    metadata,
    Column("id", Number, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("question", String, nullable=False),
    Column("outcome", String(40), nullable=False),
    Column("entry", String, nullable=False),
    Column("group", String, nullable=False),
    Column("picked", String, nullable=False, default=""),
    Column("verdict", String(40), nullable=False, default=""),
    Column("reason", String, nullable=False, default=""),
    Index("ix_questions_at", "at"),
)
"""What the handbook was asked, and what came of it. Never who asked; what was stopped is not kept."""

last_asked = Table(
    "last_asked",
    metadata,
    Column("tenant", String, primary_key=True),
    Column("account", String, primary_key=True),
    Column("question", Number, nullable=False),
    Column("entry", String, nullable=False),
    Column("law", String, nullable=False),
    Column("shown", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""The topic that an account last asked about: what "och för kvotflyktingar?" speaks of. No record."""

proposals = Table(
    "proposals",
    metadata,
    Column("id", Number, primary_key=True),
    Column("key", String, nullable=False),
    Column("group", String, nullable=False),
    Column("markdown", String, nullable=False),
    Column("status", _words(ProposalStatus), nullable=False),
    Column("by", String, nullable=False),
    Column("by_name", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("words", String, nullable=False),
    Column("base", Number),
    Column("ticket", Number),
    Column("decided_by", String, nullable=False, default=""),
    Column("decided_name", String, nullable=False, default=""),
    Column("decided_at", Instant),
    Column("decided_words", String, nullable=False, default=""),
    Index("ix_proposals_key", "key"),
    Index("ix_proposals_status", "status"),
)
"""Every version of an entry of the handbook that somebody has proposed, and what came of it."""

report_versions = Table(
    "report_versions",
    metadata,
    Column("round", ForeignKey("rounds.key"), primary_key=True),
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
    Column("digest", String, nullable=False),
    Column("edits", Number, nullable=False),
    Column("cut_off", Instant, nullable=False),
    Column("why", String, nullable=False),
    Column("by", String, nullable=False),
    Column("by_name", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""The report as it stood: the whole document, compressed. ``number`` counts from 1; never changed."""

report_edits = Table(
    "report_edits",
    metadata,
    Column("round", ForeignKey("rounds.key"), primary_key=True),
    Column("section", String, primary_key=True),
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("base", String, nullable=False),
    Column("words", String),
    Column("by", String, nullable=False),
    Column("by_name", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""What coordinators wrote in place of a section's text; the latest number counts. Never changed."""

report_steps = Table(
    "report_steps",
    metadata,
    Column("round", ForeignKey("rounds.key"), primary_key=True),
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("act", _words(ReportAct), nullable=False),
    Column("status", _words(ReportStatus), nullable=False),
    Column("version", Number),
    Column("unit", String, nullable=False),
    Column("words", String, nullable=False),
    Column("until", Instant),
    Column("asked", _json(), nullable=False),
    Column("by", String, nullable=False),
    Column("by_name", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""The life of a round's report, step by step from 1; ``status`` is what it led to. Never changed."""

report_remarks = Table(
    "report_remarks",
    metadata,
    Column("id", Number, primary_key=True),
    Column("round", ForeignKey("rounds.key"), nullable=False, index=True),
    Column("unit", String, nullable=False),
    Column("section", String, nullable=False),
    Column("quote", String, nullable=False),
    Column("words", String, nullable=False),
    Column("version", Number, nullable=False),
    Column("by", String, nullable=False),
    Column("by_name", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""What the units said in the fact check, each about a paragraph. Never changed."""

report_settled = Table(
    "report_settled",
    metadata,
    Column("remark", ForeignKey("report_remarks.id"), primary_key=True, autoincrement=False),
    Column("words", String, nullable=False),
    Column("by", String, nullable=False),
    Column("by_name", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""What was done about a remark."""

report_files = Table(
    "report_files",
    metadata,
    Column("round", ForeignKey("rounds.key"), primary_key=True),
    Column("edition", Number, primary_key=True, autoincrement=False),
    Column("name", String, primary_key=True),
    Column("media_type", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("at", Instant, nullable=False),
)
"""The published files of each edition. Never changed."""

report_links = Table(
    "report_links",
    metadata,
    Column("id", String, primary_key=True),
    Column("purpose", _words(Purpose), nullable=False),
    Column("person", ForeignKey("people.id"), nullable=False, index=True),
    Column("round", ForeignKey("rounds.key"), nullable=False),
    Column("what", String, nullable=False),
    Column("expires", Instant, nullable=False),
    Column("revoked", Instant),
    Column("at", Instant, nullable=False),
)
"""The signed links to the report's pages and files, each for one person and purpose."""

outbox = Table(
    "outbox",
    metadata,
    Column("key", String, primary_key=True),
    Column("person", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("what", _json(), nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("outcome", _words(Outcome), nullable=False),
    Column("tries", Number, nullable=False, default=0),
    Column("doubts", Number, nullable=False, default=0),
    Column("holder", String, nullable=False, default=""),
    Column("lease_seconds", Number, nullable=False, default=0),
    Column("leased_until", Instant),
    Column("why", String, nullable=False, default=""),
    Column("activity", String, nullable=False, default=""),
    Column("at", Instant, nullable=False),
    Column("began", Instant),
    Column("reason", _words(Reason), nullable=False, default=Reason.NONE, server_default=""),
    Index("ix_outbox_outcome_not_before", "outcome", "not_before"),
    Index("ix_outbox_person_key", "person", "key"),
)
"""``doubts``: sends with no answer. ``holder``: the process that claimed the row. ``at``: last changed.

``began``: when it was first sent. ``reason``: why it was given up.
"""

addresses = Table(
    "addresses",
    metadata,
    Column("tenant", String, primary_key=True),
    Column("account", String, primary_key=True),
    Column("channel", String, primary_key=True),
    Column("conversation", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("service_url", String, nullable=False),
    Column("bot", String, nullable=False),
    Column("personal", Boolean, nullable=False),
    Column("heard", Instant, nullable=False),
)

closed_addresses = Table(
    "closed_addresses",
    metadata,
    Column("channel", String, primary_key=True),
    Column("tenant", String, primary_key=True),
    Column("account", String, primary_key=True),
    Column("conversation", String, primary_key=True),
    Column("code", String, nullable=False),
    Column("reason", _words(Reason), nullable=False),
    Column("why", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""Where nobody is reached any more, and the channel's code for it. Of e-mail the account is the address."""

inbound = Table(
    "inbound",
    metadata,
    Column("conversation", String, primary_key=True),
    Column("activity", String, primary_key=True),
    Column("at", Instant, nullable=False, index=True),
    Column("holder", String, nullable=False, default=""),
    Column("leased_until", Instant),
)
"""``leased_until``: somebody is answering it, ``holder``; without one it has been answered."""

ticks = Table(
    "ticks",
    metadata,
    Column("name", String, primary_key=True),
    Column("at", Instant, nullable=False),
)

standstills = Table(
    "standstills",
    metadata,
    Column("since", Instant, primary_key=True),
    Column("until", Instant, nullable=False, index=True),
)
"""When no tick came, in hours of sending. Never taken away."""

failing_jobs = Table(
    "failing_jobs",
    metadata,
    Column("name", String, primary_key=True),
    Column("since", Instant, nullable=False),
    Column("why", String, nullable=False),
)
"""What was due and did not run, since when; a row is gone when the job has run again."""

audit = Table(
    "audit",
    metadata,
    Column("id", Number, primary_key=True),
    Column("at", Instant),
    Column("who", String, nullable=False),
    Column("what", String, nullable=False),
    Column("subject", String, nullable=False, index=True),
    Column("why", String, nullable=False),
)
