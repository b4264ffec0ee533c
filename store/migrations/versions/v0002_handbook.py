"""What the handbook was asked, the experts' tickets, the versions of its entries, the links to its page."""

import sqlalchemy as sa
from alembic import op

from store.schema import Instant

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _tickets()
    _questions()
    _proposals()
    _links()


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String, nullable=False)


def _word(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(40), nullable=False)


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, Instant, nullable=False)


def _tickets() -> None:
    op.create_table(
        "tickets",
        sa.Column("id", sa.Integer, primary_key=True),
        *map(_text, ("question", "shown", "entry")),
        _word("reason"),
        *map(_text, ("group", "asker")),
        _moment("asked_at"),
        _word("status"),
        _text("owner"),
    )
    op.create_index("ix_tickets_status", "tickets", ["status"])
    op.create_index("ix_tickets_asker", "tickets", ["asker"])
    op.create_table(
        "ticket_steps",
        sa.Column("ticket", sa.Integer, sa.ForeignKey("tickets.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        _word("act"),
        *map(_text, ("by", "by_name")),
        _moment("at"),
        *map(_text, ("words", "group")),
    )


def _questions() -> None:
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer, primary_key=True),
        _moment("at"),
        _text("question"),
        _word("outcome"),
        *map(_text, ("entry", "group", "picked")),
        _word("verdict"),
        _text("reason"),
    )
    op.create_index("ix_questions_at", "questions", ["at"])
    op.create_table(
        "last_asked",
        sa.Column("tenant", sa.String, primary_key=True),
        sa.Column("account", sa.String, primary_key=True),
        sa.Column("question", sa.Integer, nullable=False),
        *map(_text, ("entry", "law", "shown")),
        _moment("at"),
    )


def _proposals() -> None:
    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer, primary_key=True),
        *map(_text, ("key", "group", "markdown")),
        _word("status"),
        *map(_text, ("by", "by_name")),
        _moment("at"),
        _text("words"),
        sa.Column("base", sa.Integer),
        sa.Column("ticket", sa.Integer),
        *map(_text, ("decided_by", "decided_name")),
        sa.Column("decided_at", Instant),
        _text("decided_words"),
    )
    op.create_index("ix_proposals_key", "proposals", ["key"])
    op.create_index("ix_proposals_status", "proposals", ["status"])


def _links() -> None:
    op.create_table(
        "handbook_links",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("person", sa.String, sa.ForeignKey("people.id"), nullable=False),
        _moment("expires"),
        sa.Column("revoked", Instant),
        _moment("at"),
    )
    op.create_index("ix_handbook_links_person", "handbook_links", ["person"])
