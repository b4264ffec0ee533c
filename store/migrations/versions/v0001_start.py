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
    _outbox()
    _channel()
    _log()


def _text(name: str, *, null: bool = False, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String, nullable=null, primary_key=key)


def _number(name: str, *, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, primary_key=key, autoincrement=False)


def _moment(name: str, *, null: bool = False) -> sa.Column[object]:
    return sa.Column(name, Instant, nullable=null)


def _people() -> None:
    op.create_table(
        "people",
        _text("id", key=True),
        _text("name"),
        sa.Column("role", sa.String(40), nullable=False),
        _text("unit", null=True),
        sa.Column("invented", sa.Boolean, nullable=False),
    )
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
        sa.Column("council_date", sa.Date, nullable=False),
        _text("form_id"),
        _number("form_version"),
        *map(_moment, ("opens", "due", "closes", "draft_at")),
    )
    op.create_table(
        "drafts",
        sa.Column("round", sa.String, sa.ForeignKey("rounds.key"), primary_key=True),
        _text("unit", key=True),
        _number("revision", key=True),
        _text("card"),
        sa.Column("answers", sa.JSON, nullable=False),
        *map(_text, ("request", "digest", "by", "by_name")),
        _moment("at"),
        sa.UniqueConstraint("request"),
    )
    op.create_table(
        "submissions",
        _text("round", key=True),
        _text("unit", key=True),
        _number("version", key=True),
        _number("revision"),
        _number("form_version"),
        _moment("at"),
        sa.UniqueConstraint("round", "unit", "revision"),
        sa.ForeignKeyConstraint(
            ["round", "unit", "revision"], ["drafts.round", "drafts.unit", "drafts.revision"]
        ),
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
        sa.Column("response", sa.JSON, nullable=True),
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
