"""People, rounds, answers, the outbox, addresses and the audit log.

Migrations only go forward: an older state is a backup, not a downgrade.
"""

import sqlalchemy as sa
from alembic import op

from store.schema import Instant

revision = "0001"
down_revision = None


def upgrade() -> None:
    _people()
    _answers()
    _life()
    _figures()
    _raised()
    _outbox()
    _channel()
    _log()


def _text(name: str, *, null: bool = False, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String, nullable=null, primary_key=key)


def _number(name: str, *, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, primary_key=key, autoincrement=False)


def _moment(name: str, *, null: bool = False) -> sa.Column[object]:
    return sa.Column(name, Instant, nullable=null)


def _word(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(40), nullable=False)


def _day(name: str, *, null: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Date, nullable=null)


def _of_round() -> sa.Column[str]:
    return sa.Column("round", sa.String, sa.ForeignKey("rounds.key"), primary_key=True)


def _people() -> None:
    op.create_table(
        "people",
        _text("id", key=True),
        _text("name"),
        _text("mail"),
        sa.Column("invented", sa.Boolean, nullable=False),
    )
    op.create_table(
        "assignments",
        sa.Column("person", sa.String, sa.ForeignKey("people.id"), primary_key=True),
        _number("place", key=True),
        _word("role"),
        _text("unit", null=True),
        _day("since", null=True),
        _day("until", null=True),
    )
    op.create_index("ix_assignments_unit", "assignments", ["unit"])
    op.create_table(
        "accounts",
        _text("tenant", key=True),
        _text("id", key=True),
        _text("name"),
        sa.Column("person", sa.String, sa.ForeignKey("people.id"), nullable=False),
    )
    op.create_index("ix_accounts_person", "accounts", ["person"])


def _answers() -> None:
    op.create_table(
        "rounds",
        _text("key", key=True),
        _day("council_date"),
        *map(_moment, ("opens", "due", "closes", "draft_at")),
    )
    op.create_table("round_forms", _of_round(), _text("form_id", key=True), _number("version"))
    op.create_table(
        "form_versions",
        _text("form_id", key=True),
        _number("version", key=True),
        _text("digest"),
        _moment("at"),
    )
    op.create_table("meetings", _of_round(), _text("unit", key=True), _day("day"), _text("by"), _moment("at"))
    op.create_table(
        "drafts",
        _of_round(),
        _text("unit", key=True),
        _number("revision", key=True),
        _text("card"),
        sa.Column("answers", sa.JSON, nullable=False),
        *map(_text, ("request", "digest", "by", "by_name")),
        sa.Column("on_behalf", sa.Boolean, nullable=False),
        _moment("at"),
        sa.UniqueConstraint("request"),
    )
    op.create_table(
        "submissions",
        _text("round", key=True),
        _text("unit", key=True),
        _number("version", key=True),
        _number("revision"),
        _text("form_id"),
        _number("form_version"),
        _moment("at"),
        sa.UniqueConstraint("round", "unit", "revision"),
        sa.ForeignKeyConstraint(
            ["round", "unit", "revision"], ["drafts.round", "drafts.unit", "drafts.revision"]
        ),
    )
    op.create_index("ix_submissions_unit_round", "submissions", ["unit", "round"])


def _life() -> None:
    op.create_table(
        "steps",
        _of_round(),
        _text("unit", key=True),
        _number("number", key=True),
        _word("action"),
        _word("status"),
        sa.Column("version", sa.Integer),
        _moment("until", null=True),
        *map(_text, ("words", "by", "by_name")),
        _moment("at"),
    )
    op.create_table(
        "evaluations",
        _of_round(),
        _text("person", key=True),
        sa.Column("answers", sa.JSON, nullable=False),
        _moment("at"),
    )
    op.create_table(
        "links",
        _text("id", key=True),
        sa.Column("person", sa.String, sa.ForeignKey("people.id"), nullable=False),
        _text("unit"),
        sa.Column("round", sa.String, sa.ForeignKey("rounds.key"), nullable=False),
        _moment("expires"),
        _moment("revoked", null=True),
        _moment("at"),
    )
    op.create_index("ix_links_person_unit_round", "links", ["person", "unit", "round"])
    op.create_table(
        "whereabouts",
        _text("person", key=True),
        *map(_text, ("unit", "round", "card", "asked")),
        _moment("at"),
    )


def _figures() -> None:
    op.create_table(
        "figures",
        _text("unit", key=True),
        _text("key", key=True),
        sa.Column("as_of", sa.Date, primary_key=True),
        sa.Column("fetched", Instant, primary_key=True),
        sa.Column("value", sa.Float),
        _word("state"),
        _text("source"),
    )
    op.create_index("ix_figures_key_as_of", "figures", ["key", "as_of"])


def _raised() -> None:
    op.create_table(
        "raised_issues",
        sa.Column("id", sa.Integer, primary_key=True),
        *map(_text, ("round", "unit", "source")),
        sa.Column("content", sa.JSON, nullable=False),
        *map(_text, ("by", "by_name")),
        _moment("at"),
        sa.UniqueConstraint("round", "unit", "source"),
    )
    op.create_index("ix_raised_issues_unit", "raised_issues", ["unit"])
    op.create_table(
        "raised_steps",
        sa.Column("issue", sa.Integer, sa.ForeignKey("raised_issues.id"), primary_key=True),
        _number("number", key=True),
        _text("round"),
        _word("status"),
        sa.Column("content", sa.JSON),
        *map(_text, ("words", "by", "by_name")),
        _moment("at"),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        _text("key", key=True),
        _text("person"),
        _text("kind"),
        sa.Column("what", sa.JSON, nullable=False),
        _moment("not_before"),
        sa.Column("outcome", sa.String(40), nullable=False),
        _number("tries"),
        _number("doubts"),
        _text("holder"),
        _number("lease_seconds"),
        _moment("leased_until", null=True),
        _text("why"),
        _text("activity"),
        _moment("at"),
    )
    op.create_index("ix_outbox_outcome_not_before", "outbox", ["outcome", "not_before"])
    op.create_index("ix_outbox_person_key", "outbox", ["person", "key"])


def _channel() -> None:
    op.create_table(
        "addresses",
        *(_text(name, key=True) for name in ("tenant", "account", "channel", "conversation")),
        *map(_text, ("name", "service_url", "bot")),
        sa.Column("personal", sa.Boolean, nullable=False),
        _moment("heard"),
    )
    op.create_table(
        "inbound",
        _text("conversation", key=True),
        _text("activity", key=True),
        _moment("at"),
    )
    op.create_index("ix_inbound_at", "inbound", ["at"])


def _log() -> None:
    op.create_table("ticks", _text("name", key=True), _moment("at"))
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        _moment("at", null=True),
        *map(_text, ("who", "what", "subject", "why")),
    )
    op.create_index("ix_audit_subject", "audit", ["subject"])
